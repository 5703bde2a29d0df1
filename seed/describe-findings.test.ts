import { expect, it } from 'vitest'
import type { FindingReading, PrintReading } from '../db/domain/figure.ts'
import { buildRows } from './build-rows.ts'
import { functionItem, keyOf, printOf, readingOf } from './testing/readings.ts'

const housing = keyOf({ item: functionItem('221', '住房保障支出') })

const placed = (text: string, line: number, print: Partial<PrintReading['print']> = {}): PrintReading => {
  const reading = printOf(housing, text, { line })
  return { ...reading, print: { ...reading.print, ...print } }
}

/** What the only finding of a reading says, its figures and its line. */
const described = (prints: readonly PrintReading[], findings: readonly FindingReading[] = []) => {
  const [finding, ...others] = buildRows([readingOf(prints, {}, { findings })]).finding
  expect(others).toEqual([])
  return [finding?.message_zh, finding?.message_en, JSON.parse(finding?.figures ?? '[]'), finding?.line]
}

it('says both values of a figure and where each stands', () => {
  const sentence = { tableTitle: null, section: '第三部分 > 三、支出决算情况说明' }
  expect(described([placed('46.14', 3), placed('49.14', 9, sentence)])).toEqual([
    '住房保障支出·本年支出·决算数：一处印46.14万元（支出决算表，第3行），另一处印49.14万元（三、支出决算情况说明，第9行）',
    '住房保障支出 · expenditure · final accounts: 46.14万元 (支出决算表, line 3), but 49.14万元 (三、支出决算情况说明, line 9)',
    ['46.14', '49.14'],
    3,
  ])
})

it('says what the parts of a total come to', () => {
  const parts = ['60.00', '30.00'].map((text, index) =>
    printOf(keyOf({ item: functionItem(`2210${index + 1}`, '款') }), text, { line: 4 + index }),
  )
  const sum: FindingReading = {
    code: 'sum-differs',
    severity: 'real',
    sides: [[0], [1, 2]],
    sizeFen: 5_000_000,
    details: { sumFen: 90_000_000 },
  }
  expect(described([placed('95.00', 3), ...parts], [sum])).toEqual([
    '住房保障支出·本年支出·决算数：印95.00万元（支出决算表，第3行），各部分相加为90.00万元（支出决算表，第4–5行），差5.00万元',
    '住房保障支出 · expenditure · final accounts: printed 95.00万元 (支出决算表, line 3), the parts add up to 90.00万元 (支出决算表, lines 4–5), 5.00万元 apart',
    ['95.00', '90.00'],
    3,
  ])
})

it('says which name or number stands elsewhere', () => {
  const name: FindingReading = {
    code: 'name-differs',
    severity: 'label',
    sides: [],
    sizeFen: null,
    details: { text: '云奚县总工会', line: 9, otherText: '云溪县总工会', otherLine: 2 },
  }
  expect(described([placed('95.00', 3)], [name])).toEqual([
    '部门名称前后不一致：“云奚县总工会”（第9行），别处印作“云溪县总工会”（第2行）',
    'the name of the department is printed in two ways: “云奚县总工会” (line 9), elsewhere “云溪县总工会” (line 2)',
    ['云奚县总工会', '云溪县总工会'],
    9,
  ])
})
