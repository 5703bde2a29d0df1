import { formatAmount } from '../../db/domain/money.ts'
import type { FigureChange } from '../../seed/index.ts'
import { csvBytes } from '../files/csv-line.ts'

const head = ['department', 'fiscal_year', 'figure_zh', 'figure_en', 'unit', 'before', 'after']

/**
 * Every figure that a loading would change, as a table.
 *
 * Shape: the order of `changes`; nothing stands where a figure is not there, and its state where no value is printed.
 * Unit: money in 元; both units where they differ.
 */
export const changesCsv = (changes: readonly FigureChange[]): Uint8Array =>
  csvBytes([
    head,
    ...changes.map(({ department, fiscalYear, label, before, after }) => [
      department,
      fiscalYear,
      label.zh,
      label.en,
      [...new Set([unitOf(before), unitOf(after)].filter((unit) => unit !== ''))].join(' → '),
      printedOf(before),
      printedOf(after),
    ]),
  ])

type Value = FigureChange['before']

const unitOf = (value: Value): string =>
  value === null ? '' : value.amountFen === null ? (value.quantityUnit ?? '') : '元'

/** Amounts as numbers are written, and not as text that might begin a formula. */
const printedOf = (value: Value): string | number => {
  if (value === null) return ''
  if (value.amountFen !== null) return Number(formatAmount(value.amountFen, '元'))
  return value.quantity ?? value.state
}
