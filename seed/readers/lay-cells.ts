import type { PlacedCell, PlacedRow } from './fit-grid.ts'
import { maximumCells } from './limits.ts'

/** A cell as HTML states it; where it stands follows from the cells before it. A `rowSpan` of 0 goes to the last row. */
export type MarkedCell = Readonly<{ text: string; columnSpan: number; rowSpan: number }>

type MarkedRow = readonly MarkedCell[]

/**
 * Lays cells over a grid as a browser does: each at the first free place of its row, over as many columns as are free,
 * down to the last row of its group (`<thead>`, `<tbody>`, `<tfoot>`) at most.
 *
 * Outcomes: 'too-large' where cells are said to reach over more places than are read.
 */
export const layCells = (groups: readonly (readonly MarkedRow[])[]): readonly PlacedRow[] | 'too-large' => {
  let places = 0
  const rows: PlacedRow[] = []
  for (const group of groups) {
    const coveredUntil: number[] = []
    for (const [index, marked] of group.entries()) {
      const isFree = (column: number) => (coveredUntil[column] ?? 0) <= index
      const row: PlacedCell[] = []
      let column = 0
      for (const { text, ...wanted } of marked) {
        for (; !isFree(column); column += 1) places += 1
        const left = group.length - index
        const rowSpan = wanted.rowSpan === 0 ? left : Math.min(wanted.rowSpan, left)
        let columnSpan = 0
        do {
          coveredUntil[column + columnSpan] = index + rowSpan
          columnSpan += 1
          places += 1
        } while (columnSpan < wanted.columnSpan && isFree(column + columnSpan))
        if (places > maximumCells) return 'too-large'
        row.push({ text, column, columnSpan, rowSpan })
        column += columnSpan
      }
      rows.push(row)
    }
  }
  return rows
}
