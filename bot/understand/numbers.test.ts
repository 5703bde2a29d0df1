import { describe, expect, it } from 'vitest'
import { formatAmount } from '../../db/domain/money.ts'
import { hearNumber, type NumberUnit } from './numbers.ts'
import { tokenize } from './tokens.ts'

const hearAll = (text: string) => {
  const tokens = tokenize(text)
  const heard = hearNumber(tokens, 0)
  return heard && { ...heard, rest: tokens.slice(heard.length).map((token) => token.text) }
}

const wanYuan = 1_000_000

const said: readonly (readonly [text: string, value: number, unit: NumberUnit])[] = [
  ['50%', 50, 'percent'],
  ['５０％', 50, 'percent'],
  ['50 percent', 50, 'percent'],
  ['50 per cent', 50, 'percent'],
  ['12.5pct', 12.5, 'percent'],
  ['fifty percent', 50, 'percent'],
  ['twenty five percent', 25, 'percent'],
  ['百分之五十', 50, 'percent'],
  ['百分之50', 50, 'percent'],
  ['百分之一百二十', 120, 'percent'],
  ['百分之三点五', 3.5, 'percent'],
  ['五成', 50, 'percent'],
  ['二十几', 20, 'plain'],
  ['二十六万多', 26 * wanYuan, 'fen'],
  ['一半', 50, 'percent'],
  ['half', 50, 'percent'],
  ['a quarter', 25, 'percent'],
  ['三分之一', 100 / 3, 'percent'],
  ['四分之三', 75, 'percent'],
  ['two thirds', 200 / 3, 'percent'],
  ['3个百分点', 3, 'points'],
  ['3百分点', 3, 'points'],
  ['5 percent points', 5, 'points'],
  ['1.5倍', 1.5, 'times'],
  ['两倍', 2, 'times'],
  ['一点五倍', 1.5, 'times'],
  ['1.5 times', 1.5, 'times'],
  ['2x', 2, 'times'],
  ['three fold', 3, 'times'],
  ['twice', 2, 'times'],
  ['double', 2, 'times'],
  ['500万元', 500 * wanYuan, 'fen'],
  ['500万', 500 * wanYuan, 'fen'],
  ['五百万', 500 * wanYuan, 'fen'],
  ['两百万元', 200 * wanYuan, 'fen'],
  ['611.7万元', 611.7 * wanYuan, 'fen'],
  ['1.2亿元', 12_000 * wanYuan, 'fen'],
  ['三千元', 0.3 * wanYuan, 'fen'],
  ['100000元', 10 * wanYuan, 'fen'],
  ['5 million yuan', 500 * wanYuan, 'fen'],
  ['five million yuan', 500 * wanYuan, 'fen'],
  ['4.5m yuan', 450 * wanYuan, 'fen'],
  ['1.2 billion', 120_000 * wanYuan, 'fen'],
  ['200 thousand yuan', 20 * wanYuan, 'fen'],
  ['200k yuan', 20 * wanYuan, 'fen'],
  ['¥300,000', 30 * wanYuan, 'fen'],
  ['￥300,000', 30 * wanYuan, 'fen'],
  ['RMB 300,000', 30 * wanYuan, 'fen'],
  ['¥3 million', 300 * wanYuan, 'fen'],
  ['two hundred', 200, 'plain'],
  ['twelve', 12, 'plain'],
  ['3', 3, 'plain'],
  ['十五', 15, 'plain'],
  ['二十', 20, 'plain'],
  ['一百零五', 105, 'plain'],
]

describe('hearNumber', () => {
  it.each(said)('hears all of %s', (text, value, unit) => {
    const heard = hearAll(text)
    expect(heard).toMatchObject({ unit, rest: [] })
    expect(heard?.value).toBeCloseTo(value, 6)
  })

  it.each([
    ['超出50%', null],
    ['', null],
    ['工会', null],
    ['yuan', null],
    ['分之三', null],
  ])('hears no number at the head of %s', (text, nothing) => {
    expect(hearAll(text)).toBe(nothing)
  })

  it.each([
    ['50%以上', ['以', '上']],
    ['三家工会', ['家', '工', '会']],
    ['500万元以上', ['以', '上']],
    ['2 unions', ['union']],
  ])('stops where the number of %s ends', (text, rest) => {
    expect(hearAll(text)?.rest).toEqual(rest)
  })

  it('gives the number as said beside its value', () => {
    expect(hearAll('5 million yuan')).toMatchObject({ bare: 5 })
    expect(hearAll('10万元')).toMatchObject({ bare: 10 })
  })

  it('hears any printed amount in 万元 as the fen it was written from', () => {
    for (let index = 0; index < 2000; index += 1) {
      const fen = (index * 7_919_137 + index) % 100_000_000_000
      const wanYuanWithTwoDecimals = Math.round(fen / 10_000) * 10_000
      const text = `${formatAmount(wanYuanWithTwoDecimals, '万元')}万元`
      expect(Math.round(hearAll(text)?.value ?? -1), text).toBe(wanYuanWithTwoDecimals)
    }
  })

  it('hears percentage points in English as in Chinese', () => {
    expect(hearAll('3 percentage points')).toMatchObject({ value: 3, unit: 'points', rest: [] })
  })

  // 0.07 × 10000 × 100 is not whole: "at least 0.07万元" leaves out what is printed as 0.07.
  it('hears whole fen, without the tail of a float', () => {
    for (const text of ['611.7万元', '370.76万元', '1.1万元', '0.07万元', '4.35万元', '67.3万元'])
      expect(Number.isInteger(hearAll(text)?.value), text).toBe(true)
  })
})
