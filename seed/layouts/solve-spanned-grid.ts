import type { Cell, Row, RowRole } from '../intermediate.ts'
import type { RawBlock, SpannedCell, SpannedRow } from './raw-table.ts'
import { countHeaderRows } from './row-roles.ts'
import { repeatedHeaders, type SolvedGrid } from './solve-grid.ts'

export type SpannedGrid = Extract<RawBlock, { kind: 'spanned-grid' }>

const toCell = (
  { text, column, columnSpan, box }: SpannedCell,
  row: number,
  { lines }: SpannedRow,
): Cell => ({
  row,
  column,
  columnSpan,
  text,
  lines,
  box,
  isCertain: true,
})

/** A cell for every column: what a merged cell covers is empty. */
const bodyCells = (row: SpannedRow, index: number, columns: number): readonly Cell[] => {
  const starts = new Map(row.cells.map((cell) => [cell.column, cell]))
  return Array.from({ length: columns }, (_, column) => {
    const cell = starts.get(column) ?? { text: '', column, columnSpan: 1, rowSpan: 1, box: null }
    return { ...toCell(cell, index, row), columnSpan: 1 }
  })
}

/** Tells header, numbering and body rows apart in a grid whose spans are known. */
export const solveSpannedGrid = (grid: SpannedGrid): SolvedGrid => {
  const { rows, columns } = grid
  const { header, structural } = countHeaderRows(rows)
  const bodyStart = header + structural
  const isRepeated = repeatedHeaders(rows.slice(0, bodyStart))
  const roleOf = (row: SpannedRow, index: number): RowRole => {
    if (index < header) return 'header'
    return index < bodyStart || isRepeated(row) ? 'structural' : 'body'
  }
  return {
    kind: 'solved-grid',
    source: grid.source,
    rows: rows.map((row, index): Row => {
      const role = roleOf(row, index)
      const cells =
        role === 'header'
          ? row.cells.filter(({ text }) => text !== '').map((cell) => toCell(cell, index, row))
          : bodyCells(row, index, columns)
      return { role, lines: row.lines, cells, isRagged: false }
    }),
    columns,
    isSolved: header > 0,
    lines: grid.lines,
  }
}
