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

const alignShifted = (
  cells: readonly SeenCell[],
  columns: readonly FormColumn[],
  shift: number,
): Alignment => {
  const isTotalRow =
    cells.some(({ isTotal }) => isTotal) && columns.some(({ meaning }) => meaning?.level != null)
  /** best[j]: all cells so far placed within the first j columns. */
  let best: Alignment[] = [{ columns: [], cost: 0 }]
  for (const column of columns) {
    const last = best.at(-1)
    if (last) best.push({ columns: [], cost: last.cost + (isTotalRow ? 0 : skipCost(column)) })
  }
  for (const cell of cells) {
    const next: Alignment[] = []
    for (let end = 0; end <= columns.length; end += 1) {
      const before = best[end]
      const free = before && { columns: [...before.columns, null], cost: before.cost + freeCost(cell) }
      const column = columns[end - 1]
      const left = best[end - 1]
      const placed = column &&
        left && {
          columns: [...left.columns, end - 1],
          cost: left.cost + cellCost(cell, column, shift, isTotalRow),
        }
      const skipped = next[end - 1]
      const passed = column &&
        skipped && { columns: skipped.columns, cost: skipped.cost + (isTotalRow ? 0 : skipCost(column)) }
      const candidates = [placed, free, passed].filter((each) => each !== undefined)
      const [cheapest] = candidates.toSorted((a, b) => a.cost - b.cost)
      if (cheapest) next.push(cheapest)
    }
    best = next
  }
  return best.at(-1) ?? { columns: cells.map(() => null), cost: Number.POSITIVE_INFINITY }
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
