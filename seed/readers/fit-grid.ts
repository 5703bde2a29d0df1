import type { SpannedCell } from '../layouts/raw-table.ts'
import { maximumCells } from './limits.ts'

/** A cell at its place in a table, in columns as the document counts them; it belongs to the row that it begins in. */
export type PlacedCell = Omit<SpannedCell, 'box'>
/** From left to right; no two cells stand on one another. */
export type PlacedRow = readonly PlacedCell[]

export type FittedGrid = Readonly<{ rows: readonly PlacedRow[]; columns: number }>

const ascending = (a: number, b: number): number => a - b

/** Rows that no cell begins in are left out, and the cells that reach over them reach over fewer. */
const withoutBareRows = (rows: readonly PlacedRow[]): readonly PlacedRow[] => {
  const kept = rows.map((row) => row.length > 0)
  const keptBefore = [0]
  for (const isKept of kept) keptBefore.push((keptBefore.at(-1) ?? 0) + (isKept ? 1 : 0))
  const before = (row: number) => keptBefore[Math.min(row, rows.length)] ?? 0
  return rows
    .map((row, index) =>
      row.map((cell) => ({ ...cell, rowSpan: before(index + cell.rowSpan) - before(index) })),
    )
    .filter((row) => row.length > 0)
}

/** Columns counted by where cells begin: the first of these places is 0. */
const byBeginnings = (rows: readonly PlacedRow[]): FittedGrid => {
  const beginnings = [...new Set(rows.flatMap((row) => row.map(({ column }) => column)))].sort(ascending)
  const places = new Map(beginnings.map((column, place) => [column, place]))
  const beginningsBefore = (column: number): number => {
    let [low, high] = [0, beginnings.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((beginnings[middle] ?? 0) < column) low = middle + 1
      else high = middle
    }
    return low
  }
  return {
    rows: rows.map((row) =>
      row.map((cell) => {
        const column = places.get(cell.column) ?? 0
        return { ...cell, column, columnSpan: beginningsBefore(cell.column + cell.columnSpan) - column }
      }),
    ),
    columns: beginnings.length,
  }
}

/**
 * A column whose every cell reaches on into the next one is no column of its own: the next takes its cells. Two edges
 * that were meant to be one, a hair apart, make such columns, and so does a sheet laid over a fine grid.
 */
const joinedColumns = ({ rows, columns }: FittedGrid): FittedGrid => {
  const nearestEnd = new Array<number>(columns).fill(Number.POSITIVE_INFINITY)
  for (const { column, columnSpan } of rows.flat())
    nearestEnd[column] = Math.min(nearestEnd[column] ?? 0, column + columnSpan)
  const place = [0]
  for (let column = 0; column < columns; column += 1) {
    const end = nearestEnd[column] ?? 0
    const isOwn = end <= column + 1
    if (!isOwn) nearestEnd[column + 1] = Math.min(nearestEnd[column + 1] ?? 0, end)
    place.push((place[column] ?? 0) + (isOwn ? 1 : 0))
  }
  return {
    rows: rows.map((row) =>
      row.map((cell) => {
        const column = place[cell.column] ?? 0
        return { ...cell, column, columnSpan: (place[cell.column + cell.columnSpan] ?? 0) - column }
      }),
    ),
    columns: place[columns] ?? 0,
  }
}

/** An empty cell wherever none stands and none reaches to. */
const withBlanks = ({ rows, columns }: FittedGrid): FittedGrid => {
  const coveredUntil = new Array<number>(columns).fill(0)
  return {
    columns,
    rows: rows.map((row, index): PlacedRow => {
      for (const { column, columnSpan, rowSpan } of row)
        coveredUntil.fill(index + rowSpan, column, column + columnSpan)
      const blanks = coveredUntil.flatMap((end, column): readonly PlacedCell[] =>
        end > index ? [] : [{ text: '', column, columnSpan: 1, rowSpan: 1 }],
      )
      return [...row, ...blanks].sort((a, b) => a.column - b.column)
    }),
  }
}

/**
 * The grid that cells make, in as few rows and columns as they need, a cell at every place.
 *
 * Outcomes: 'too-large' where it would have more cells than are read.
 */
export const fitGrid = (placed: readonly PlacedRow[]): FittedGrid | 'too-large' => {
  const grid = joinedColumns(byBeginnings(withoutBareRows(placed)))
  return grid.rows.length * grid.columns > maximumCells ? 'too-large' : withBlanks(grid)
}
