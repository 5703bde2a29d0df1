import SqliteDatabase from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { CatalogRelations } from './catalog/relations.ts'
import type { StoreTables } from './schema/tables.ts'

export type Store = Kysely<StoreTables & CatalogRelations>

/** A store being built: one writer, nothing else reads it, so nothing needs to survive a crash. */
export const openForBuilding = (path: string): Store => {
  const database = new SqliteDatabase(path)
  database.pragma('journal_mode = off')
  database.pragma('synchronous = off')
  return new Kysely({ dialect: new SqliteDialect({ database }) })
}

/** A finished store, for the product's own look-ups. Questions go through the runner's processes instead. */
export const openForReading = (path: string): Store => {
  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true })
  database.pragma('query_only = 1')
  return new Kysely({ dialect: new SqliteDialect({ database }) })
}
