/** The rows of an answer as a table, with the evidence of every cell. */
import { measures } from '../../../db/domain/terms.ts'
import { roundPercent } from '../../../db/figures/derive.ts'
import { columnName, type OutputColumn } from '../../../db/plan/compile.ts'
import type { Answer, AnswerCell } from '../answer.ts'
import { wanYuan } from '../format.ts'
import type { Row } from '../run-plan.ts'
import {
  type Body,
  cellValue,
  figureIdsOf,
  hasOneYear,
  pairOf,
  type Subject,
  subjectOf,
  type Telling,
} from './body.ts'
import { columnText } from './wording.ts'

type Table = Pick<Answer, 'columns' | 'labels' | 'rows' | 'evidence'>

export const tableOf = (body: Body, telling: Telling): Table => {
  const { rows, key, columns, citations } = body
  const { say, plan } = telling
  const subjectColumns: readonly { name: string; label: string; cell: (subject: Subject) => AnswerCell }[] = [
    { name: 'department', label: say.department, cell: (subject) => subject.department },
    ...(hasOneYear(body, telling)
      ? []
      : [{ name: 'fiscal_year', label: say.year, cell: (subject: Subject) => subject.year }]),
    ...(plan.items === null
      ? []
      : [
          { name: 'item_code', label: say.itemCode, cell: (subject: Subject) => subject.code },
          { name: 'item', label: say.item, cell: (subject: Subject) => subject.item },
        ]),
  ]
  const deciding = citations.indexes(rows.flatMap((row) => figureIdsOf(row, columns[0])))
  const derived = derivedRows(body, telling)
  return {
    columns: [
      ...subjectColumns.map(({ name }) => name),
      ...columns.map(({ column, unit }) => `${columnName(column)}_${unit === 'money' ? 'wan_yuan' : unit}`),
    ],
    labels: [
      ...subjectColumns.map(({ label }) => label),
      ...columns.map(({ column, unit }) => {
        const label = columnText(column, telling)
        const counted = measures[column.measure].unit
        if (unit === 'count' && counted !== null) return say.inCount(label, counted)
        return unit === 'money' ? say.inWanYuan(label) : say.inPercent(label)
      }),
    ],
    rows: [
      ...rows.map((row) => {
        const subject = subjectOf(row, key)
        return [
          ...subjectColumns.map(({ cell }) => cell(subject)),
          ...columns.map((column) => cellOf(row, column)),
        ]
      }),
      ...derived.map(({ label, value }) => [
        label,
        ...subjectColumns.slice(1).map(() => null),
        value,
        ...columns.slice(1).map(() => null),
      ]),
    ],
    evidence: [
      ...rows.map((row) => [
        ...subjectColumns.map((): number[] => []),
        ...columns.map((column) => citations.indexes(figureIdsOf(row, column))),
      ]),
      ...derived.map(() => [
        ...subjectColumns.map((): number[] => []),
        deciding,
        ...columns.slice(1).map((): number[] => []),
      ]),
    ],
  }
}

const cellOf = (row: Row, column: OutputColumn): AnswerCell => {
  const value = cellValue(row, column)
  return value === null ? null : inUnit(value, column)
}

const inUnit = (value: number, { unit }: OutputColumn): number =>
  unit === 'money' ? wanYuan(Math.round(value)) : roundPercent(value) // counts of an average have decimals, too

/** The rows below the others: a sum, an average, a count, a difference, a multiple. */
const derivedRows = (
  { rows, columns, aggregate }: Body,
  { plan, say }: Telling,
): readonly { label: string; value: number }[] => {
  const [deciding] = columns
  if (aggregate !== null && plan.aggregate !== null) {
    const labels = { sum: say.total, average: say.average, count: say.count }
    const value = plan.aggregate === 'count' ? aggregate.value : inUnit(aggregate.value, deciding)
    return [{ label: labels[plan.aggregate], value }]
  }
  const pair = pairOf(plan, rows, columns)
  if (pair === null) return []
  return [
    { label: say.difference, value: inUnit(pair.amount, deciding) },
    ...(pair.times === null ? [] : [{ label: say.multiple, value: pair.times }]),
  ]
}
