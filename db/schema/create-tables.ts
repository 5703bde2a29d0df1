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

type Index = Readonly<{
  name: string
  columns: readonly string[]
  isUnique: boolean
  alike?: readonly number[]
}>

/** What is sorted or numbered needs no index of its key. */
const indexesOf = (table: string, shape: TableShape): readonly Index[] => {
  const { key, isNumbered, isSorted, lastingId, indexes = [], usual } = shape
  return [
    ...(isNumbered || isSorted ? [] : [{ name: `${table}_key`, columns: key, isUnique: true }]),
    ...(lastingId === undefined ? [] : [{ name: `${table}_id`, columns: [lastingId], isUnique: true }]),
    ...indexes.map((columns, index) => ({
      name: `${table}_by_${columns.join('_')}`,
      columns,
      isUnique: false,
      ...(usual?.alike[index] ? { alike: usual.alike[index] } : {}),
    })),
  ]
}

/** Apart from the tables: very many rows are loaded while there are none, and sorted once. */
export const createIndexes = async (database: Kysely<StoreTables>): Promise<void> => {
  await sql`analyze sqlite_schema`.execute(database) // makes the table of what is known of indexes
  for (const [table, shape] of Object.entries(tableShapes))
    for (const { name, columns, isUnique, alike } of indexesOf(table, shape)) {
      const builder = database.schema
        .createIndex(name)
        .on(table)
        .columns([...columns])
      await (isUnique ? builder.unique() : builder).execute()
      if (alike) {
        const known = [shape.usual?.rows, ...alike].join(' ')
        await sql`insert into sqlite_stat1 (tbl, idx, stat) values (${table}, ${name}, ${known})`.execute(
          database,
        )
      }
    }
}

/** SQLite forgets what it knew of them. */
export const dropIndexes = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, shape] of Object.entries(tableShapes))
    for (const { name } of indexesOf(table, shape)) await database.schema.dropIndex(name).execute()
}
