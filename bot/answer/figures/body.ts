/** The rows of an answer over figures, with what is needed to read them: values, subjects, figure ids. */

import { formulas } from '../../../db/catalog/formulas.ts'
import type { Fund, PrintState } from '../../../db/domain/terms.ts'
import { difference, multiple, roundPercent, roundQuotientFen } from '../../../db/figures/derive.ts'
import type { OutputColumn, RowKey } from '../../../db/plan/compile.ts'
import type { FiguresPlan } from '../../../db/plan/plan.ts'
import type { Vocabulary } from '../../understand/vocabulary.ts'
import type { Citations } from '../citations.ts'
import type { Phrases } from '../phrases.ts'
import type { Manner } from '../preferences.ts'
import type { Row } from '../run-plan.ts'

/** Who is told what: the same for every part of one answer. */
export type Telling = Manner & Readonly<{ plan: FiguresPlan; vocabulary: Vocabulary; say: Phrases }>

export type Body = Readonly<{
  rows: readonly Row[]
  key: RowKey
  columns: readonly [OutputColumn, ...OutputColumn[]]
  citations: Citations
  /** The aggregate's value and the number of rows that state one. */
  aggregate: Readonly<{ value: number; count: number }> | null
}>

/** What a row is about. */
export type Subject = Readonly<{
  departmentId: string
  department: string
  year: number
  itemKey: string
  item: string | null
  code: string | null
  fund: Fund
}>

export const subjectOf = (row: Row, key: RowKey): Subject => {
  const text = (position: number) => (row[position] === null ? null : String(row[position]))
  return {
    departmentId: String(row[key.departmentId]),
    department: String(row[key.department]),
    year: Number(row[key.fiscalYear]),
    itemKey: String(row[key.itemKey]),
    item: text(key.itemName),
    code: text(key.itemCode),
    fund: String(row[key.fund]) as Fund, // the view's column of that type
  }
}

/** Fen, things counted, or percent: as printed where a document prints it, else to two decimals; null: nothing is printed. */
export const cellValue = (row: Row, { position, unit, printed, column }: OutputColumn): number | null => {
  const stated = printed && row[printed.value]
  if (typeof stated === 'number') return stated
  const value = row[position]
  if (value === null || value === undefined) return null
  if (unit === 'percent') return roundPercent(Number(value))
  const isQuotient = column.kind === 'formula' && formulas[column.formula].shape === 'quotient'
  return isQuotient ? roundQuotientFen(Number(value)) : Number(value)
}

export const stateOf = (row: Row, { state }: OutputColumn): PrintState | null =>
  state === null ? null : (row[state] as PrintState | null) // the view's column of that type

/** The figures that a cell states or was made from. */
export const figureIdsOf = (row: Row, { figures, printed }: OutputColumn): readonly string[] =>
  [...(printed ? [printed.figure] : []), ...figures].flatMap((position) => {
    const id = row[position]
    return typeof id === 'string' ? [id] : []
  })

export type Pair = Readonly<{
  left: number
  right: number
  amount: number
  times: number | null
  /** Whether two rows are compared, or two amounts of one row. */
  isRows: boolean
}>

/** The two values that a comparison sets against each other; null where there are not two. */
export const pairOf = (
  plan: FiguresPlan,
  rows: readonly Row[],
  [deciding, other]: readonly [OutputColumn, ...OutputColumn[]],
): Pair | null => {
  const [first, second] = rows
  if (plan.compare === null || !first || rows.length > 2) return null
  const left = cellValue(first, deciding)
  const isRows = second !== undefined
  const right = isRows
    ? cellValue(second, deciding)
    : other?.unit === deciding.unit
      ? cellValue(first, other)
      : null
  if (left === null || right === null) return null
  // Percentages differ by points; how many times one is the other says nothing.
  const times = deciding.unit === 'percent' ? null : multiple(left, right)
  return { left, right, amount: roundedDifference(left, right, deciding.unit), times, isRows }
}

const roundedDifference = (left: number, right: number, unit: OutputColumn['unit']): number =>
  unit === 'percent' ? roundPercent(difference(left, right)) : difference(left, right)

const distinct = (rows: readonly Row[], position: number): number =>
  new Set(rows.map((row) => row[position])).size

export const hasOneDepartment = ({ rows, key }: Body): boolean => distinct(rows, key.departmentId) === 1
/** Of several years that were asked for, the one that is left has to be named. */
export const hasOneYear = ({ rows, key }: Body, { plan }: Telling): boolean =>
  distinct(rows, key.fiscalYear) === 1 && (plan.scope.years?.length ?? 1) === 1
