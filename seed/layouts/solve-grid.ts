import type { Cell, Row, RowRole } from '../intermediate.ts'
import { withoutSpace } from '../intermediate.ts'
import type { RawBlock, RawRow } from './raw-table.ts'
import { countHeaderRows, type RowTexts } from './row-roles.ts'
import { type Span, solveCellSpans, solveTabbedSpans } from './solve-header-spans.ts'

export type RawGrid = Extract<RawBlock, { kind: 'grid' }>
export type SolvedGrid = Extract<RawBlock, { kind: 'solved-grid' }>

const mostCommon = (counts: readonly number[]): number => {
  const tally = new Map<number, number>()
  for (const count of counts) tally.set(count, (tally.get(count) ?? 0) + 1)
  return [...tally].toSorted((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0
}

const plainRow = (raw: RawRow, row: number, role: RowRole, columns: number): Row => ({
  role,
  lines: raw.lines,
  isRagged: raw.cells.length !== columns,
  cells: raw.cells.map((cell, column) => ({
    row,
    column,
    columnSpan: 1,
    text: cell.text,
    lines: cell.lines,
    box: null,
    isCertain: true,
  })),
})

/** Header rows with their spans; an empty cell below a header cell is that cell going on downwards. */
const headerRow = (raw: RawRow, row: number, spans: readonly Span[], columns: number): Row => {
  const filled = raw.cells.filter((cell) => cell.text !== '')
  const cells = spans
    .filter((span) => span.text !== '')
    .map(
      (span, index): Cell => ({
        row,
        column: span.column,
        columnSpan: span.columnSpan,
        text: span.text,
        lines: filled[index]?.lines ?? raw.lines,
        box: null,
        isCertain: true,
      }),
    )
  return { role: 'header', lines: raw.lines, isRagged: raw.cells.length > columns, cells }
}

const rowKey = ({ cells }: RowTexts): string =>
  cells
    .map(({ text }) => withoutSpace(text))
    .join('\t')
    .trim()

/** The first of its texts. */
const openingOf = ({ cells }: RowTexts): string =>
  withoutSpace(cells.find(({ text }) => text.trim() !== '')?.text ?? '')

/** Whether a row is one of these once more: a header is printed again at the top of a page. */
export const repeatedHeaders = (header: readonly RowTexts[]): ((row: RowTexts) => boolean) => {
  const keys = new Set(header.map(rowKey).filter((key) => key !== ''))
  const openings = new Set(header.map(openingOf))
  return (row) => openings.has(openingOf(row)) && keys.has(rowKey(row))
}

/**
 * Tells header, numbering and body rows apart and solves the header's spans. A header that is printed again at the top
 * of a page is no row of the body.
 */
export const solveGrid = (grid: RawGrid): SolvedGrid => {
  const { header, structural } = countHeaderRows(grid.rows)
  const bodyStart = header + structural
  const body = grid.rows.slice(bodyStart)
  const measured = body.length > 0 ? body : grid.rows
  const columns = mostCommon(measured.map((row) => row.cells.length))
  const headerTexts = grid.rows
    .slice(0, header)
    .map((row) => row.cells.map((cell) => withoutSpace(cell.text)))
  // A row of single cells that is as wide as the body has lost nothing: its empty cells are covered ones.
  const keepsCoveredCells = grid.source === 'tabs' || headerTexts.every((texts) => texts.length === columns)
  const isRepeated = repeatedHeaders(grid.rows.slice(0, bodyStart))
  const spans = keepsCoveredCells ? solveTabbedSpans(headerTexts) : solveCellSpans(headerTexts, columns)
  const rows = grid.rows.map((raw, index): Row => {
    const solved = spans?.[index]
    if (index < header && solved) return headerRow(raw, index, solved, columns)
    const role = index < header ? 'header' : index < bodyStart || isRepeated(raw) ? 'structural' : 'body'
    return plainRow(raw, index, role, columns)
  })
  return {
    kind: 'solved-grid',
    source: grid.source,
    rows,
    columns,
    isSolved: spans !== null && header > 0,
    lines: grid.lines,
  }
}
