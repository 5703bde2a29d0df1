import { expect, it } from 'vitest'
import { printedNumbers } from './gloss-numbers.ts'
import { quoteParts } from './quote-parts.ts'

/** The text with a stroke between its parts. */
const inParts = (text: string): string => {
  const { partAt } = quoteParts(text, printedNumbers(text))
  return [...text]
    .map((character, at) => (at > 0 && partAt(at) !== partAt(at - 1) ? `|${character}` : character))
    .join('')
}

it.each([
  { parts: '年初预算为8万元|，支出决算为10.59万元', about: 'clauses' },
  { parts: '办公费|、印刷费|、差旅费', about: 'what is listed' },
  { parts: '支出1,234.50元', about: 'no mark within a number' },
  { parts: '慰问职工12人|和会员3人', about: 'what belongs to each number of a clause' },
  { parts: '年初预算8万元|决算10.59万元', about: 'two numbers that nothing joins' },
  { parts: '用于20-30名职工', about: 'a range, which is of one thing' },
  { parts: '补发2020年绩效43.33万元', about: 'a year, which counts nothing' },
  { parts: '一次性抚恤金18.87万元', about: 'a numeral that says no more than "a"' },
])('cuts a quote into $about: $parts', ({ parts }) => {
  expect(inParts(parts.replaceAll('|', ''))).toBe(parts)
})
