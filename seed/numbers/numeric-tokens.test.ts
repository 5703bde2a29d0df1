import { expect, it } from 'vitest'
import { numericTokensOf } from './numeric-tokens.ts'

/** kind:text of what counts nothing; qualifier, text and unit of what counts something. */
const tokensOf = (text: string) =>
  numericTokensOf(text).map(({ kind, text: digits, unit, qualifier }) =>
    kind === null ? [qualifier, digits, unit].filter((part) => part !== null).join(' ') : `${kind}:${digits}`,
  )

it.each([
  ['全年新建驿站 50 家，其中 24 小时驿站 4 家', ['50 家', 'name:24', '4 家']],
  ['服务职工不少于 1 万人次，近 8 万人观看', ['不少于 1 万人次', '近 8 万人']],
  ['筹资 158 万余元，覆盖面 90%以上', ['余 158 万元', '以上 90 %']],
  ['≥310元/人', ['≥ 310 元/人']],
  ['慰问 20-30 名职工', ['20-30 名']],
  [
    '2023 年 1-12 月，截至 2023 年 12 月 31 日',
    ['date:2023', 'date:1', 'date:12', 'date:2023', 'date:12', 'date:31'],
  ],
  [
    '（冀财行[2022]99号）、〔2020〕9 号、第140号',
    ['regulation:2022', 'regulation:99', 'regulation:2020', 'regulation:9', 'regulation:140'],
  ],
  ['1、培训 3 期。2.宣讲 5 场；（3）慰问', ['heading:1', '3 期', 'heading:2', '5 场', 'heading:3']],
  ['附件 3-1', ['reference:3', 'reference:1']],
  ['单价 100 万元（含）以上设备 0 台', ['name:100', '0 台']],
  ['6,501,634.28 元', ['6,501,634.28 元']],
])('tells what the numbers of %s are', (text, expected) => {
  expect(tokensOf(text)).toEqual(expected)
})
