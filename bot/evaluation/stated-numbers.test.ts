import { expect, it } from 'vitest'
import { plainText } from './plain-text.ts'
import { numbersIn } from './stated-numbers.ts'

it.each([
  ['429.56万元', 'yuan', 4_295_600],
  ['4,295,600元', 'yuan', 4_295_600],
  ['¥4295600', 'yuan', 4_295_600],
  ['RMB 429.56万', 'yuan', 4_295_600],
  ['1.5 billion', 'yuan', 1_500_000_000],
  ['429.56万', 'scaled', 4_295_600],
  ['1.5 million yuan', 'scaled', 1_500_000],
  ['２００．５％', 'percent', 200.5],
  ['12个百分点', 'percent', 12],
  ['3.03 times', 'times', 3.03],
  ['三家', 'count', 3],
  ['88 points', 'count', 88],
  ['only one union', 'count', 1],
  ['tianyuan 3', 'bare', 3],
  ['5分之一', 'bare', 5],
] as const)('reads %s as %s', (text, kind, value) => {
  expect(numbersIn(plainText(text))).toEqual([{ kind, value, position: expect.any(Number) }])
})

it('finds no English numeral inside Chinese', () => {
  expect(numbersIn('有one个')).toEqual([])
})
