import { withoutSpace } from '../../intermediate.ts'
import { type ColumnMeaning, isDash, isTotalLabel, isValueText, levelsOf } from './column-words.ts'
import type { FormCell, FormRow } from './form-rows.ts'

/** A column of a form, by its header cell. */
export type FormColumn = Readonly<{
  text: string
  column: number | null
  span: number
  meaning: ColumnMeaning | null
}>

/** For each cell of a row the index of its column, or null for words that stand under none. */
export type Alignment = Readonly<{ columns: readonly (number | null)[]; cost: number }>

const shifts = [0, 1, -1, 2, -2]

/** What the words of a cell say by themselves, read once for all columns and shifts. */
type SeenCell = Readonly<{
  column: number | null
  isValue: boolean
  isDash: boolean
  isTotal: boolean
  levels: readonly number[]
}>

const see = ({ text, column }: FormCell): SeenCell => ({
  column,
  isValue: isValueText(text),
  isDash: isDash(text),
  isTotal: isTotalLabel(text),
  levels: levelsOf(text),
})

const isNumeric = (cell: SeenCell): boolean => cell.isValue && !cell.isDash

/** A column of words does not hold a number; a code is none. */
const costAmongWords = (cell: SeenCell, { text }: FormColumn): number => {
  if (isNumeric(cell)) return /(?:编码|代码|序号|行次)$/u.test(withoutSpace(text)) ? 0 : 6
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

/** What it costs to see a cell under a column; the words of forms are certain, the columns of printed text slip. */
const cellCost = (cell: SeenCell, column: FormColumn, shift: number, isTotalRow: boolean): number =>
  costByKind(cell, column, isTotalRow) +
  (isTotalRow ? costInTotal(cell, column) : 0) +
  costByLevel(cell, column) +
  displacement(cell, column, shift)

const displacement = (cell: SeenCell, { column, span }: FormColumn, shift: number): number => {
  if (cell.column === null || column === null) return 0
  const at = cell.column + shift
  return 0.5 * Math.max(0, column - at, at - (column + span - 1))
}

const freeCost = (cell: SeenCell): number => (isNumeric(cell) ? 20 : cell.isDash ? 4 : 0.6)
const skipCost = ({ meaning }: FormColumn): number =>
  meaning?.kind === 'number' || meaning?.kind === 'value' ? 0.8 : 0

/** A row may have slipped by itself. */
const ownShiftCost = 1

/** The cheapest way to put the cells of a row under the columns, both from left to right. */
export const alignRow = (
  cells: readonly FormCell[],
  columns: readonly FormColumn[],
  shift: number,
): Alignment => {
  const seen = cells.map(see)
  const alignments = shifts.map((own) => {
    const alignment = alignShifted(seen, columns, shift + own)
    return { ...alignment, cost: alignment.cost + Math.abs(own) * ownShiftCost }
  })
  return alignments.toSorted((a, b) => a.cost - b.cost)[0] ?? { columns: [], cost: Number.POSITIVE_INFINITY }
}

/** Cells that were placed, the last one first. */
type Placed = Readonly<{ column: number | null; before: Placed }> | null
type Way = Readonly<{ placed: Placed; cost: number }>

const columnsOfWay = (placed: Placed): readonly (number | null)[] => {
  const columns: (number | null)[] = []
  for (let each = placed; each !== null; each = each.before) columns.push(each.column)
  return columns.reverse()
}

const alignShifted = (
  cells: readonly SeenCell[],
  columns: readonly FormColumn[],
  shift: number,
): Alignment => {
  const isTotalRow =
    cells.some(({ isTotal }) => isTotal) && columns.some(({ meaning }) => meaning?.level != null)
  const skipCosts = columns.map((column) => (isTotalRow ? 0 : skipCost(column)))
  /** best[j]: all cells so far placed within the first j columns. */
  let best: Way[] = [{ placed: null, cost: 0 }]
  for (const cost of skipCosts) best.push({ placed: null, cost: (best.at(-1)?.cost ?? 0) + cost })
  for (const cell of cells) {
    const free = freeCost(cell)
    const next: Way[] = []
    for (const [end, before] of best.entries()) {
      let cheapest: Way = { placed: { column: null, before: before.placed }, cost: before.cost + free }
      const [column, left, skipped] = [columns[end - 1], best[end - 1], next[end - 1]]
      if (column && left && skipped) {
        const cost = left.cost + cellCost(cell, column, shift, isTotalRow)
        if (cost <= cheapest.cost) cheapest = { placed: { column: end - 1, before: left.placed }, cost }
        const passed = skipped.cost + (skipCosts[end - 1] ?? 0)
        if (passed < cheapest.cost) cheapest = { placed: skipped.placed, cost: passed }
      }
      next.push(cheapest)
    }
    best = next
  }
  const { placed, cost } = best.at(-1) ?? { placed: null, cost: Number.POSITIVE_INFINITY }
  return { columns: columnsOfWay(placed), cost }
}

/** How far the columns of one piece of a form slipped against its header: the same for all of its rows. */
export const shiftOf = (rows: readonly FormRow[], columns: readonly FormColumn[]): number => {
  const seen = rows.map(({ cells }) => cells.map(see))
  const costs = shifts.map((shift) => ({
    shift,
    cost: seen.reduce((sum, cells) => sum + alignShifted(cells, columns, shift).cost, Math.abs(shift) * 0.1),
  }))
  return costs.toSorted((a, b) => a.cost - b.cost)[0]?.shift ?? 0
}
