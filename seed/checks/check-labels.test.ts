import { describe, expect, it } from 'vitest'
import type { Block } from '../intermediate.ts'
import { identityOf } from '../testing/readings.ts'
import { checkLabels } from './check-labels.ts'

const heading = (text: string, line: number, level: number): Block => ({
  kind: 'heading',
  level,
  text,
  lines: [line, line],
})
const paragraph = (text: string, line: number): Block => ({ kind: 'paragraph', pieces: [{ line, text }] })
const table = (title: string, line: number): Block => ({
  kind: 'table',
  title,
  lines: [line, line + 3],
  captions: [],
  source: 'tabs',
  columns: 2,
  rows: [],
  isSolved: true,
})

/** Code, words and lines of both sides, one for each finding. */
const found = (blocks: readonly Block[], names: readonly (readonly [string, number])[] = []) =>
  checkLabels(
    { lines: [], pages: [], blocks },
    identityOf({ printedNames: names.map(([name, line]) => ({ name, line })) }),
  ).map(({ code, severity, details: { text, line, otherText, otherLine } }) => [
    code,
    severity,
    text,
    line,
    ...(otherText === undefined ? [] : [otherText, otherLine]),
  ])

describe('the name of the department', () => {
  it.each(['青山市云奚县总工会', '青山市溪县总工会', '青山市云溪县县总工会'])('is not also %s', (slip) => {
    expect(
      found(
        [],
        [
          ['青山市云溪县总工会', 2],
          [slip, 9],
        ],
      ),
    ).toEqual([['name-differs', 'label', slip, 9, '青山市云溪县总工会', 2]])
  })

  it('may be short, or that of the body within it', () => {
    const names = [
      ['青山市云溪县总工会', 2],
      ['云溪县总工会', 3],
      ['县总工会', 4],
      ['青山市云溪县总工会办公室', 5],
    ] as const
    expect(found([], names)).toEqual([])
  })
})

describe('the numbers of headings', () => {
  it('count on', () => {
    const sound = [
      heading('第一部分 概况', 1, 1),
      heading('一、职责', 2, 2),
      heading('（一）主要职责', 3, 3),
      heading('（二）其他职责', 4, 3),
      heading('二、机构', 5, 2),
      heading('（一）内设机构', 6, 3),
      heading('第二部分 情况说明', 7, 1),
      heading('一、收入', 8, 2),
      heading('附件1', 9, 1),
      heading('附件2', 10, 1),
    ]
    expect(found(sound)).toEqual([])
  })

  it('are not left out or repeated', () => {
    expect(found([heading('（一）目的', 3, 3), heading('（五）结论', 9, 3)])).toEqual([
      ['numbering', 'label', '（五）', 9, '（一）', 3],
    ])
    expect(found([heading('附件 2', 3, 1), paragraph('自评表。', 4), heading('附件 2', 9, 1)])).toEqual([
      ['numbering', 'label', '附件2', 9, '附件2', 3],
    ])
  })
})

it('tables are titled by the year of the report', () => {
  expect(found([table('2023年度项目支出绩效自评表', 3), table('支出决算表', 9)])).toEqual([])
  expect(found([table('2022年度项目支出绩效自评表', 3)])).toEqual([
    ['year-differs', 'label', '2022年度项目支出绩效自评表', 3],
  ])
})

it('nothing of the template is left to be filled in', () => {
  expect(found([paragraph('我单位共有车辆 2 辆，车牌云A·XX801。', 3)])).toEqual([])
  expect(found([paragraph('政府采购支出总额 XX 万元，其中货物 1 万元。', 3)])).toEqual([
    ['template-remnant', 'label', 'XX万元，其', 3],
  ])
})
