import { type Table, withoutSpace } from '../intermediate.ts'

/** The header cells over a column, uppermost first, white space removed. */
export const headerPathOf = (table: Table, column: number): readonly string[] =>
  table.rows
    .filter((row) => row.role === 'header')
    .flatMap((row) =>
      row.cells
        .filter((cell) => cell.column <= column && column < cell.column + cell.columnSpan)
        .map((cell) => withoutSpace(cell.text)),
    )
    .filter((text) => text !== '')

export const headerPathsOf = (table: Table): readonly (readonly string[])[] =>
  Array.from({ length: table.columns }, (_, column) => headerPathOf(table, column))
