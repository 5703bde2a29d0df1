import type { Glyph } from './page-content.ts'
import type { GridCell, RuledGrid } from './ruled-grid.ts'
import { textOfLine } from './text-lines.ts'

/**
 * Tables that are ruled across only above and below their body: one cell holds the amounts of many rows, one to a line.
 * The lines of the amounts say where the rows are.
 */
export const partRows = (grid: RuledGrid): RuledGrid => {
  const rows = Array.from({ length: grid.rows }, (_, row) =>
    partRow(grid.cells.filter((cell) => cell.row === row)),
  )
  const starts: number[] = []
  let count = 0
  for (const { lines } of rows) {
    starts.push(count)
    count += lines
  }
  return {
    ...grid,
    rows: count,
    cells: rows.flatMap(({ cells }, row) =>
      cells.map((cell) => ({
        ...cell,
        row: (starts[row] ?? 0) + (cell.row - row),
        rowSpan: spanOf(cell, row, starts, count),
      })),
    ),
  }
}

/** A merged cell reaches over all that the rows below it were parted into. */
const spanOf = (cell: GridCell, row: number, starts: readonly number[], count: number): number =>
  cell.rowSpan === 1 ? 1 : (starts[row + cell.rowSpan] ?? count) - (starts[row] ?? 0)

const isNumberLine = (line: readonly Glyph[]): boolean =>
  /^(?:-?[\d,，]+(?:\.\d+)?[%％]?|[-—–]+)$/u.test(textOfLine(line).replace(/\s/gu, ''))

const baselineOf = (line: readonly Glyph[]): number => line[0]?.baseline ?? 0

/** Of the height of a line: how far two cells' lines of one row may be apart. */
const sameRow = 0.5

const partRow = (cells: readonly GridCell[]): { lines: number; cells: readonly GridCell[] } => {
  const single = cells.filter(({ rowSpan }) => rowSpan === 1)
  const isPlain = single.length < cells.length
  const columns = single.filter(({ lines }) => lines.length > 1 && lines.every(isNumberLine))
  const longest = columns.toSorted((one, other) => other.lines.length - one.lines.length)[0]
  const anchors = longest?.lines.map(baselineOf) ?? []
  const height = longest?.lines[0]?.[0]?.size ?? 0
  const isAnchored = ({ lines }: GridCell) =>
    lines.length === anchors.length &&
    lines.every((line, index) => Math.abs(baselineOf(line) - (anchors[index] ?? 0)) <= sameRow * height)
  if (isPlain || anchors.length === 0 || single.filter(isAnchored).length < 2) return { lines: 1, cells }
  const nearest = (line: readonly Glyph[]) =>
    anchors.indexOf(
      anchors.toSorted((a, b) => Math.abs(a - baselineOf(line)) - Math.abs(b - baselineOf(line)))[0] ?? 0,
    )
  return {
    lines: anchors.length,
    cells: single.flatMap((cell) =>
      anchors.map((_, index) => ({
        ...cell,
        row: cell.row + index,
        lines: cell.lines.filter((line) => nearest(line) === index),
      })),
    ),
  }
}
