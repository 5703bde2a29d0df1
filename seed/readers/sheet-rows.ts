import type { CellObject, Range, WorkSheet } from '@e965/xlsx'
import { cellText } from './cell-text.ts'
import type { PlacedCell } from './fit-grid.ts'
import { maximumCells, maximumRows, maximumTextLength } from './limits.ts'

/** A row of a sheet with something in it. */
export type SheetRow = Readonly<{
  /** An empty row stands above it. */
  followsGap: boolean
  /** The filled cells, from left to right, each as written: with its breaks. They span such rows only. */
  cells: readonly PlacedCell[]
}>

type StoredRow = Readonly<{ index: number; cells: readonly PlacedCell[] }>

type Extent = Readonly<{ rows: number; columns: number }>
type Merges = Readonly<{ covered: ReadonlySet<number>; spans: ReadonlyMap<number, Range> }>

const widestSheet = 16_384
const placeOf = (row: number, column: number): number => row * widestSheet + column

const clipTo = ({ rows, columns }: Extent, { s: start, e: end }: Range): Range => ({
  s: start,
  e: { r: Math.min(end.r, rows - 1), c: Math.min(end.c, columns - 1) },
})

/** What merged cells cover, within the cells that are filled. */
const mergesOf = (ranges: readonly Range[], extent: Extent): Merges | 'too-large' => {
  const covered = new Set<number>()
  const spans = new Map<number, Range>()
  let places = 0
  for (const range of ranges.map((merged) => clipTo(extent, merged))) {
    const { s: start, e: end } = range
    if (end.r < start.r || end.c < start.c) continue
    places += (end.r - start.r + 1) * (end.c - start.c + 1)
    if (places > maximumCells) return 'too-large'
    spans.set(placeOf(start.r, start.c), range)
    for (let row = start.r; row <= end.r; row += 1)
      for (let column = start.c; column <= end.c; column += 1)
        if (row > start.r || column > start.c) covered.add(placeOf(row, column))
  }
  return { covered, spans }
}

/** What an array holds, by place: those of a sheet are wide and mostly empty. */
const filledIn = <Value>(values: readonly Value[]): readonly (readonly [place: number, value: Value])[] =>
  Object.keys(values).flatMap((key) => {
    const value = values[Number(key)]
    return value === undefined ? [] : [[Number(key), value] as const]
  })

type FilledRow = Readonly<{ index: number; texts: readonly Readonly<{ column: number; text: string }>[] }>

const filledRows = (sheet: WorkSheet): readonly FilledRow[] =>
  filledIn<CellObject[]>(sheet['!data'] ?? [])
    .map(([index, cells]) => ({
      index,
      texts: filledIn(cells)
        .map(([column, cell]) => ({ column, text: cellText(cell).trim() }))
        .filter(({ text }) => text !== ''),
    }))
    .filter(({ texts }) => texts.length > 0)

/** Rows counted without the empty ones between them. */
const withoutGaps = (rows: readonly StoredRow[]): readonly SheetRow[] => {
  let reached = -1
  return rows.map(({ index, cells }, at): SheetRow => {
    const followsGap = at > 0 && index > reached + 1
    reached = Math.max(reached, ...cells.map(({ rowSpan }) => index + rowSpan - 1))
    return {
      followsGap,
      cells: cells.map((cell) => {
        let next = at + 1
        while ((rows[next]?.index ?? Number.POSITIVE_INFINITY) < index + cell.rowSpan) next += 1
        return { ...cell, rowSpan: next - at }
      }),
    }
  })
}

/** The rows of a sheet that have something in them. Outcomes: 'too-large' beyond the limits of a document. */
export const sheetRows = (sheet: WorkSheet): readonly SheetRow[] | 'too-large' => {
  const filled = filledRows(sheet)
  const texts = filled.flatMap((row) => row.texts)
  const length = texts.reduce((total, { text }) => total + text.length, 0)
  if (filled.length > maximumRows || texts.length > maximumCells || length > maximumTextLength)
    return 'too-large'
  const merges = mergesOf(sheet['!merges'] ?? [], {
    rows: (filled.at(-1)?.index ?? -1) + 1,
    columns: texts.reduce((most, { column }) => Math.max(most, column + 1), 0),
  })
  if (merges === 'too-large') return merges
  const rows = filled.map((row) => ({
    index: row.index,
    cells: row.texts.flatMap(({ column, text }): readonly PlacedCell[] => {
      const place = placeOf(row.index, column)
      if (merges.covered.has(place)) return []
      const range = merges.spans.get(place)
      const columnSpan = range ? range.e.c - range.s.c + 1 : 1
      const rowSpan = range ? range.e.r - range.s.r + 1 : 1
      return [{ text, column, columnSpan, rowSpan }]
    }),
  }))
  return withoutGaps(rows.filter(({ cells }) => cells.length > 0))
}
