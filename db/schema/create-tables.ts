import { type Kysely, sql } from 'kysely'
import { type ColumnKind, type TableShape, tableShapes } from './table-shapes.ts'
import type { StoreTables } from './tables.ts'

export const createTables = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, { columns, derived = {}, key, isNumbered, isSorted }] of Object.entries(tableShapes)) {
    let builder = database.schema.createTable(table)
    for (const [column, kind] of Object.entries(columns)) {
      const isNullable = kind.endsWith('?')
      const type = kind.replace('?', '') as ColumnKind // the marker is all that was taken off
      builder = builder.addColumn(column, type, (definition) => {
        if (isNullable) return definition
        return isNumbered && key.includes(column) ? definition.notNull().primaryKey() : definition.notNull()
      })
    }
    for (const [column, made] of Object.entries(derived))
      builder = builder.addColumn(column, 'text', (definition) => definition.generatedAlwaysAs(sql.raw(made)))
    if (isSorted) {
      builder = builder
        .addPrimaryKeyConstraint(`${table}_key`, [...key] as never) // columns of this very table
        .modifyEnd(sql`without rowid`)
    }
    await builder.execute()
  }
}

/** What is sorted or numbered needs no index of its key. */
const indexesOf = (table: string, { key, isNumbered, isSorted, lastingId, indexes = [] }: TableShape) => [
  ...(isNumbered || isSorted ? [] : [{ name: `${table}_key`, columns: key, isUnique: true }]),
  ...(lastingId === undefined ? [] : [{ name: `${table}_id`, columns: [lastingId], isUnique: true }]),
  ...indexes.map((columns) => ({ name: `${table}_by_${columns.join('_')}`, columns, isUnique: false })),
]

/** Apart from the tables: very many rows are loaded while there are none, and sorted once. */
export const createIndexes = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, shape] of Object.entries(tableShapes))
    for (const { name, columns, isUnique } of indexesOf(table, shape)) {
      const builder = database.schema
        .createIndex(name)
        .on(table)
        .columns([...columns])
      await (isUnique ? builder.unique() : builder).execute()
    }
}

export const dropIndexes = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, shape] of Object.entries(tableShapes))
    for (const { name } of indexesOf(table, shape)) await database.schema.dropIndex(name).execute()
}
