import { expect, it } from 'vitest'
import { matchRow } from './match-row.ts'
import { segmentHeader } from './segment-header.ts'
import { tokeniseLine, unglue } from './tokenise-line.ts'

it.each([
  { piece: '46.93一、一般公共服务支出', parts: ['46.93', '一、一般公共服务支出'] },
  { piece: '17.4430201', parts: ['17.44', '30201'] },
  { piece: '42.43302', parts: ['42.43', '302'] },
  { piece: '1,234.56二、外交支出', parts: ['1,234.56', '二、外交支出'] },
  { piece: '0.000.00', parts: ['0.00', '0.00'] },
  { piece: '2010301行政运行', parts: ['2010301', '行政运行'] },
  { piece: '外交支出33', parts: ['外交支出', '33'] },
  { piece: '35.36.00', parts: ['35.36.00'] },
  { piece: '2023年结余', parts: ['2023年结余'] },
  { piece: '100.00%', parts: ['100.00%'] },
  { piece: '36.1', parts: ['36.1'] },
])('parts $piece', ({ piece, parts }) => {
  expect(unglue(piece)).toEqual(parts)
})

it('cuts a header that wrapping ran together', () => {
  expect(
    segmentHeader('项 目本年支出合计基本支出项目支出对附属单位补 助支出功能分类科目编码科目名称'),
  ).toEqual([
    '项目',
    '本年支出合计',
    '基本支出',
    '项目支出',
    '对附属单位补助支出',
    '功能分类',
    '科目编码',
    '科目名称',
  ])
})

it('gives up on a header with an unknown word', () => {
  expect(segmentHeader('项目本年支出合计彩票支出')).toBeNull()
})

const sides = (['label', 'rowNumber', 'amount', 'label', 'rowNumber', 'amount'] as const).map((kind) => ({
  kind,
  header: kind,
  groups: [],
}))

it.each([
  { line: '十、节能环保支出 41 0.00', found: 0 },
  { line: '10 十、节能环保支出 41 0.00', found: 1 },
  { line: '30 61', found: 1 },
  { line: '四、上级补助收入 4 四、公共安全支出 35', found: 1 },
  { line: '四、上级补助收入 4 0.00 0.00 四、公共安全支出 35', found: 0 },
])('lays "$line" over two sides in $found ways', ({ line, found }) => {
  expect(matchRow(tokeniseLine(line, 1), sides).length).toBe(found)
})
