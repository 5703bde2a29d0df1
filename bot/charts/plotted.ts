/** Which rows and columns of an answer can stand on one axis. */
import type { Answer } from '../answer/answer.ts'
import { type ColumnUnit, unitOf } from '../answer/column-unit.ts'
import { phrases } from '../answer/phrases.ts'
import { cleanLine } from '../answer/plain-text.ts'
import { chartPhrases } from './phrases.ts'

export type PlottedColumn = Readonly<{ at: number; name: string; label: string }>
export type PlottedRow = Readonly<{
  /** The row's number in the answer. */
  at: number
  values: readonly (number | null)[]
}>
export type Plotted = Readonly<{
  unit: string
  isShare: boolean
  columns: readonly PlottedColumn[]
  rows: readonly PlottedRow[]
}>

/** Answers that tell what documents say: a number beside a text is no measure of it. */
const tellingColumns: readonly string[] = ['text', 'finding']

/**
 * The columns of the first unit that has two numbers or more: a single percentage gives way to the amounts behind it.
 * null: nothing here has numbers that can be set against each other.
 */
export const plottedOf = (answer: Answer): Plotted | null => {
  if (answer.columns.some((column) => tellingColumns.includes(column))) return null
  const figures = answer.columns.flatMap((name, at) => {
    const unit = unitOf(name)
    return unit === null ? [] : [{ at, name, unit, label: cleanLine(answer.labels[at] || name) }]
  })
  const rows = answer.rows.flatMap((row, at) => (isDerived(answer, row) ? [] : [{ row, at }]))
  const numberAt = (row: Answer['rows'][number], at: number): number | null => {
    const cell = row[at]
    return typeof cell === 'number' ? cell : null
  }
  const filled = figures.filter(({ at }) => rows.some(({ row }) => numberAt(row, at) !== null))
  const unitIn = ({ label, unit }: (typeof figures)[number]): string => unitText(label, unit, answer.language)
  const groups = Map.groupBy(filled, (column) => `${column.unit} ${unitIn(column)}`)
  for (const [first, ...others] of groups.values()) {
    if (first === undefined) continue
    const alike = isPerHead(first.name) ? [first] : [first, ...others]
    const columns = withoutRepeats(alike, rows, numberAt)
    const plotted = {
      unit: unitIn(first),
      isShare: first.name.endsWith('share_percent'),
      columns: columns.map(({ at, name, label }) => ({ at, name, label: withoutUnit(label) })),
      rows: rows.flatMap(({ row, at }) => {
        const values = columns.map((column) => numberAt(row, column.at))
        return values.some((value) => value !== null) ? [{ at, values }] : []
      }),
    }
    if (saysSomething(plotted)) return plotted
  }
  return null
}

/** Two numbers at least, and not all of them 0. */
const saysSomething = ({ rows }: Plotted): boolean => {
  const numbers = rows.flatMap(({ values }) => values).filter((value) => value !== null)
  return numbers.length > 1 && numbers.some((number) => number !== 0)
}

/** Rows below the others (sum, average, count, difference, multiple) are made of them, and may have another unit. */
const isDerived = ({ language, columns }: Answer, row: Answer['rows'][number]): boolean => {
  const { total, average, count, difference, multiple } = phrases[language]
  const name = row[columns.indexOf('department')]
  return typeof name === 'string' && [total, average, count, difference, multiple].includes(name)
}

/** An amount for each person, beside the amounts it is made of, would be a flat line. */
const isPerHead = (column: string): boolean => column.startsWith('per_head_')

/** 超出 is 完成 less 100: a percentage that follows from one before it says nothing more. */
const withoutRepeats = <Column extends { at: number; unit: ColumnUnit }>(
  columns: readonly Column[],
  rows: readonly { row: Answer['rows'][number] }[],
  numberAt: (row: Answer['rows'][number], at: number) => number | null,
): readonly Column[] =>
  columns.filter((column, index) => {
    const follows = (before: Column): boolean =>
      rows.every(({ row }) => {
        const [one, other] = [numberAt(row, before.at), numberAt(row, column.at)]
        return one === null || other === null || Math.abs(Math.abs(one - other) - 100) < 0.02
      })
    return column.unit !== 'percent' || !columns.slice(0, index).some(follows)
  })

const unitInLabel = /\s*[（(]([^（()）]*)[)）]$/u

const withoutUnit = (label: string): string => label.replace(unitInLabel, '') || label

/** 万元 of 决算数（万元）: labels say their unit in brackets at the end; those of a person's SQL do not. */
const unitText = (label: string, unit: ColumnUnit, language: Answer['language']): string =>
  unitInLabel.exec(label)?.[1] || chartPhrases[language].units[unit]
