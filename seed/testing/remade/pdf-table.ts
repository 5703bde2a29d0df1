import { type ModelCell, type ModelRow, type ModelTable, rowsOf } from './document-model.ts'
import { type Measure, wrapText } from './wrap-text.ts'

/** Where the cells of a table stand, in points from its upper left corner; rows follow each other without gaps. */
export type CellBox = Readonly<{
  cell: ModelCell
  left: number
  width: number
  height: number
  lines: readonly string[]
}>

export type RowBox = Readonly<{ height: number; cells: readonly CellBox[] }>

export type TableBox = Readonly<{ header: readonly RowBox[]; body: readonly RowBox[]; width: number }>

export type TableStyle = Readonly<{ fontSize: number; lineHeight: number; padding: number; measure: Measure }>

/** Names are cut to lines of this many characters, amounts never. */
const longestLabel = 8
const shortestColumn = 2.5
/** A table that needs less than the width of its page grows by no more than this. */
const mostGrowth = 1.5

const naturalWidth = (table: ModelTable, column: number, { fontSize, padding, measure }: TableStyle) => {
  const own = table.body.flatMap((row) =>
    row.filter((cell) => cell.column === column && cell.columnSpan === 1),
  )
  const widths = own.map(({ kind, text }) =>
    kind === 'label' ? Math.min(measure(text), longestLabel * fontSize) : measure(text),
  )
  return Math.max(shortestColumn * fontSize, ...widths) + 2 * padding
}

const columnWidths = (table: ModelTable, pageWidth: number, style: TableStyle): readonly number[] => {
  const natural = Array.from({ length: table.columns }, (_, column) => naturalWidth(table, column, style))
  const sum = natural.reduce((total, width) => total + width, 0)
  const growth = Math.min(mostGrowth, pageWidth / sum)
  return natural.map((width) => width * growth)
}

const sumOf = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

/** Rows as high as their cells; the last row of a cell that spans several takes what the others leave. */
const rowHeights = (rows: readonly (readonly CellBox[])[], need: (box: CellBox) => number): number[] => {
  const heights = rows.map((cells) =>
    Math.max(0, ...cells.filter(({ cell }) => cell.rowSpan === 1).map(need)),
  )
  rows.forEach((cells, at) => {
    for (const box of cells) {
      const last = at + box.cell.rowSpan - 1
      const missing = need(box) - sumOf(heights.slice(at, last + 1))
      if (missing > 0) heights[last] = (heights[last] ?? 0) + missing
    }
  })
  return heights
}

export const tableBox = (table: ModelTable, pageWidth: number, style: TableStyle): TableBox => {
  const widths = columnWidths(table, pageWidth, style)
  const leftOf = (column: number) => sumOf(widths.slice(0, column))
  const boxOf = (cell: ModelCell): CellBox => {
    const left = leftOf(cell.column)
    const width = leftOf(cell.column + cell.columnSpan) - left
    const lines = wrapText(cell.text, width - 2 * style.padding, style.measure)
    return { cell, left, width, height: 0, lines }
  }
  const rows = rowsOf(table).map((row: ModelRow) => row.map(boxOf))
  const heights = rowHeights(rows, ({ lines }) => lines.length * style.lineHeight + 2 * style.padding)
  const boxes = rows.map(
    (cells, at): RowBox => ({
      height: heights[at] ?? 0,
      cells: cells.map((box) => ({ ...box, height: sumOf(heights.slice(at, at + box.cell.rowSpan)) })),
    }),
  )
  return {
    header: boxes.slice(0, table.header.length),
    body: boxes.slice(table.header.length),
    width: leftOf(table.columns),
  }
}
