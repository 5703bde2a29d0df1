import { type ColumnMeaning, isDash, isTotalLabel, levelsOf } from './column-words.ts'
import type { FormCell, FormRow } from './form-rows.ts'

/** A column of a form, by its header cell. */
export type FormColumn = Readonly<{
  text: string
  /** Its words, without brackets and what stands in them. */
  folded: string
  /** Its words say that it holds codes, or numbers of rows. */
  isOfCodes: boolean
  column: number | null
  span: number
  meaning: ColumnMeaning | null
}>

/** For each cell of a row the index of its column, or null for words that stand under none. */
export type Alignment = Readonly<{ columns: readonly (number | null)[]; cost: number }>

const slips = [1, -1, 2, -2]

/** What the words of a cell say by themselves. */
type SeenCell = Readonly<{
  column: number | null
  isValue: boolean
  isDash: boolean
  isTotal: boolean
  levels: readonly number[]
}>

const see = ({ text, column, isValue }: FormCell): SeenCell => ({
  column,
  isValue,
  isDash: isDash(text),
  isTotal: isTotalLabel(text),
  levels: levelsOf(text),
})

const isNumeric = (cell: SeenCell): boolean => cell.isValue && !cell.isDash

/** A column of words does not hold a number; a code is none. */
const costAmongWords = (cell: SeenCell, { isOfCodes }: FormColumn): number => {
  if (isNumeric(cell)) return isOfCodes ? 0 : 6
  return cell.isDash ? 1 : 0
}

const costByKind = (cell: SeenCell, column: FormColumn, isTotalRow: boolean): number => {
  switch (column.meaning?.kind ?? 'label') {
    case 'number':
      return cell.isValue ? 0 : 20
    case 'value':
      return isTotalRow ? 20 : 0
    case 'label':
    case 'text':
      return costAmongWords(cell, column)
  }
}

/** The names of levels stand under the header of their level. */
const costByLevel = ({ levels }: SeenCell, { meaning }: FormColumn): number => {
  if (levels.length === 0) return 0
  const own = meaning?.level ?? null
  if (own === null) return 3
  return levels.includes(own) ? -2 : 8
}

/** A total over indicators adds up points and nothing else. */
const costInTotal = ({ isValue }: SeenCell, { meaning }: FormColumn): number =>
  isValue && meaning?.aspect !== 'weight' && meaning?.aspect !== 'score' ? 20 : 0

/** What it costs to see a cell under a column by its words, wherever it stands. */
const cellCost = (cell: SeenCell, column: FormColumn, isTotalRow: boolean): number =>
  costByKind(cell, column, isTotalRow) +
  (isTotalRow ? costInTotal(cell, column) : 0) +
  costByLevel(cell, column)

/** The words of forms are certain, the columns of printed text slip. `shift` null: by any distance, at no cost. */
const displacement = (at: number | null, { column, span }: FormColumn, shift: number | null): number => {
  if (at === null || column === null || shift === null) return 0
  const shifted = at + shift
  return 0.5 * Math.max(0, column - shifted, shifted - (column + span - 1))
}

const freeCost = (cell: SeenCell): number => (isNumeric(cell) ? 20 : cell.isDash ? 4 : 0.6)
const skipCost = ({ meaning }: FormColumn): number =>
  meaning?.kind === 'number' || meaning?.kind === 'value' ? 0.8 : 0

/** What the words of a row cost, the same for all shifts: of each cell by itself and under each column. */
type PricedRow = Readonly<{
  cells: readonly Readonly<{ column: number | null; free: number; under: readonly number[] }>[]
  skips: readonly number[]
}>

const priceRow = (cells: readonly FormCell[], columns: readonly FormColumn[]): PricedRow => {
  const seen = cells.map(see)
  const isTotalRow =
    seen.some(({ isTotal }) => isTotal) && columns.some(({ meaning }) => meaning?.level != null)
  return {
    cells: seen.map((cell) => ({
      column: cell.column,
      free: freeCost(cell),
      under: columns.map((column) => cellCost(cell, column, isTotalRow)),
    })),
    skips: columns.map((column) => (isTotalRow ? 0 : skipCost(column))),
  }
}

/** A row may have slipped by itself. */
const ownShiftCost = 1

/** The cheapest way to put the cells of a row under the columns, both from left to right. */
export const alignRow = (
  cells: readonly FormCell[],
  columns: readonly FormColumn[],
  shift: number,
): Alignment => {
  const row = priceRow(cells, columns)
  const least = alignShifted(row, columns, null).cost
  let cheapest = alignShifted(row, columns, shift)
  for (const own of slips) {
    const added = Math.abs(own) * ownShiftCost
    if (cheapest.cost <= least + added) break
    const alignment = alignShifted(row, columns, shift + own)
    const cost = alignment.cost + added
    if (cost < cheapest.cost) cheapest = { ...alignment, cost }
  }
  return cheapest
}

/** How a cell ends up within some columns: under none of them, under the last, or within those before the last. */
const steps = { free: 0, under: 1, passed: 2 } as const

const alignShifted = (
  { cells, skips }: PricedRow,
  columns: readonly FormColumn[],
  shift: number | null,
): Alignment => {
  const width = columns.length + 1
  /** costs[j]: the cells so far placed within the first j columns; without the last of them, before[j]. */
  let costs = new Float64Array(width)
  let before = new Float64Array(width)
  for (const [end, skip] of skips.entries()) costs[end + 1] = (costs[end] ?? 0) + skip
  const taken = new Uint8Array(cells.length * width)
  for (const [index, { column: at, free, under }] of cells.entries()) {
    const filled = before
    before = costs
    costs = filled
    for (let end = 0; end < width; end += 1) {
      let cheapest = (before[end] ?? 0) + free
      let step: number = steps.free
      const column = columns[end - 1]
      if (column) {
        const cost = (before[end - 1] ?? 0) + ((under[end - 1] ?? 0) + displacement(at, column, shift))
        if (cost <= cheapest) {
          cheapest = cost
          step = steps.under
        }
        const passed = (costs[end - 1] ?? 0) + (skips[end - 1] ?? 0)
        if (passed < cheapest) {
          cheapest = passed
          step = steps.passed
        }
      }
      costs[end] = cheapest
      taken[index * width + end] = step
    }
  }
  return { columns: columnsTaken(taken, width), cost: costs[columns.length] ?? 0 }
}

/** `taken`: the steps of each cell, for each number of columns. */
const columnsTaken = (taken: Uint8Array, width: number): readonly (number | null)[] => {
  const columns: (number | null)[] = []
  let end = width - 1
  for (let start = taken.length - width; start >= 0; start -= width) {
    while (taken[start + end] === steps.passed) end -= 1
    const isUnder = taken[start + end] === steps.under
    if (isUnder) end -= 1
    columns.push(isUnder ? end : null)
  }
  return columns.reverse()
}

/** How far the columns of one piece of a form slipped against its header: the same for all of its rows. */
export const shiftOf = (rows: readonly FormRow[], columns: readonly FormColumn[]): number => {
  const priced = rows.map(({ cells }) => priceRow(cells, columns))
  const costsWith = (shift: number | null) => priced.map((row) => alignShifted(row, columns, shift).cost)
  const total = (shift: number, costs: readonly number[]) =>
    costs.reduce((sum, cost) => sum + cost, Math.abs(shift) * 0.1)
  const least = costsWith(null)
  let cheapest = { shift: 0, cost: total(0, costsWith(0)) }
  for (const shift of slips) {
    if (cheapest.cost <= total(shift, least)) break
    const cost = total(shift, costsWith(shift))
    if (cost < cheapest.cost) cheapest = { shift, cost }
  }
  return cheapest.shift
}
