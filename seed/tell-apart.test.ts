import { expect, it } from 'vitest'
import type { PrintReading } from '../db/domain/figure.ts'
import { tellApart } from './tell-apart.ts'
import { keyOf, printOf } from './testing/readings.ts'

const counted = (subject: string, text: string, line: number, section = '一、概况'): PrintReading => {
  const reading = printOf(keyOf({ measure: 'stated', stage: 'none', subject }), text, { unit: '个', line })
  return { ...reading, print: { ...reading.print, tableTitle: null, section } }
}

const subjectsOf = (...prints: readonly PrintReading[]) =>
  tellApart(prints).map(({ figures: [key] }) => key?.subject)

it('keeps a repeat, and a contradiction between two lines', () => {
  expect(
    subjectsOf(
      counted('全年培训教师', '1680', 2),
      counted('全年培训教师', '1680', 3),
      counted('全年培训教师', '1860', 9),
    ),
  ).toEqual(['全年培训教师', '全年培训教师', '全年培训教师'])
})

it('tells apart what one line says of several numbers, and words that say little', () => {
  expect(
    subjectsOf(
      counted('分别得', '14', 2),
      counted('分别得', '13', 2),
      counted('分别得', '9', 2),
      counted('全年预算数', '65', 4),
      counted('全年预算数', '30', 9, '二、成绩'),
    ),
  ).toEqual(['分别得', '分别得（第2行）', '分别得（第2行第2处）', '全年预算数', '全年预算数（第9行）'])
})

it('tells apart what is said of “this”', () => {
  expect(subjectsOf(counted('该一级指标得', '14', 2), counted('该一级指标得', '13', 5))).toEqual([
    '该一级指标得',
    '该一级指标得（第5行）',
  ])
})

it('leaves measures of the field alone: what differs there is a contradiction', () => {
  const spent = ['605.00', '611.70'].map((text, index) => printOf(keyOf(), text, { line: index + 1 }))
  expect(tellApart(spent)).toEqual(spent)
})
