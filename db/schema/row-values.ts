/** Rows without the names of their columns: as they are handed over, hashed and loaded. */
import type { Selectable } from 'kysely'
import { columnsOf } from './table-shapes.ts'
import type { StoreTables } from './tables.ts'

/** Shape: a value for each column, in the order in which the columns of the table stand. */
export type RowValues = readonly (string | number | null)[]

/** Without what the store makes of other columns. */
type Row<Table extends keyof StoreTables> = Readonly<Omit<Selectable<StoreTables[Table]>, 'subject'>>

export const valuesOf = <Table extends keyof StoreTables>(
  table: Table,
  rows: readonly Row<Table>[],
): readonly RowValues[] => {
  const columns = columnsOf(table) as readonly (keyof Row<Table>)[] // of this very table
  return rows.map((row) => {
    // A list that grows has no holes, and is handed to another process in half the time of one that was mapped.
    const values: RowValues[number][] = []
    for (const column of columns) values.push(row[column] as RowValues[number]) // SQLite has no other values
    return values
  })
}

export const rowsOf = <Table extends keyof StoreTables>(
  table: Table,
  rows: readonly RowValues[],
): readonly Row<Table>[] => {
  const columns = columnsOf(table)
  return rows.map(
    (values) => Object.fromEntries(columns.map((column, index) => [column, values[index]])) as Row<Table>, // as above
  )
}
