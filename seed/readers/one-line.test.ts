import { expect, it } from 'vitest'
import { oneLine } from './one-line.ts'

it.each([
  ['机关事业单位基本\n养老保险缴费支出', '机关事业单位基本养老保险缴费支出'],
  ['公务用车\r\n  购置费', '公务用车购置费'],
  ['2010301\n行政运行', '2010301行政运行'],
  ['（一）\t概况', '（一）概况'],
  ['total\nexpenditure', 'total expenditure'],
  ['合\u00a0\u00a0计', '合  计'],
  ['项  目', '项  目'],
  ['\u3000\u3000一、收入 ', '一、收入'],
  ['\ufeff1,208\u200b.05', '1,208.05'],
])('writes %j as %j', (text, line) => {
  expect(oneLine(text)).toBe(line)
})
