import type { ModelCell, ModelRow } from './document-model.ts'

/** The words over a column, from the top: 本年支出, 小计. */
export type ColumnPath = readonly string[]

type Band = Readonly<{ column: number; paths: readonly ColumnPath[] }>

/** Neighbours that share their first word are under one cell, unless it is the last word of each. */
const bandsOf = (paths: readonly ColumnPath[], start: number): readonly Band[] => {
  const bands: Band[] = []
  paths.forEach((path, index) => {
    const open = bands.at(-1)
    const before = open?.paths.at(-1)
    if (open && before && before.length > 1 && path.length > 1 && before[0] === path[0])
      bands.splice(-1, 1, { ...open, paths: [...open.paths, path] })
    else bands.push({ column: start + index, paths: [path] })
  })
  return bands
}

const cellsOfBand = ({ column, paths }: Band, row: number, depth: number): readonly [number, ModelCell][] => {
  const [first] = paths
  const below = paths.map((path) => path.slice(1)).filter((path) => path.length > 0)
  const cell: ModelCell = {
    text: first?.[0] ?? '',
    kind: 'header',
    column,
    columnSpan: paths.length,
    rowSpan: below.length > 0 ? 1 : depth - row,
  }
  return [[row, cell], ...bandsOf(below, column).flatMap((band) => cellsOfBand(band, row + 1, depth))]
}

/** Header rows with merged cells, from the paths of the columns. */
export const headerRowsOf = (paths: readonly ColumnPath[]): readonly ModelRow[] => {
  const depth = Math.max(...paths.map((path) => path.length))
  const cells = bandsOf(paths, 0).flatMap((band) => cellsOfBand(band, 0, depth))
  return Array.from({ length: depth }, (_, row) => cells.flatMap(([at, cell]) => (at === row ? [cell] : [])))
}
