import SqliteDatabase from 'better-sqlite3'
import { Kysely, type SqliteDatabase as KyselyDatabase, SqliteDialect, sql } from 'kysely'
import type { CatalogRelations } from './catalog/relations.ts'
import type { RowValues } from './schema/row-values.ts'
import { columnsOf, numberedTables } from './schema/table-shapes.ts'
import type { StoreTables } from './schema/tables.ts'

export type Store = Kysely<StoreTables & CatalogRelations>

/** A store being built, and a way to load very many rows into a table: the statement is made once. */
export type BuildingStore = Readonly<{
  store: Store
  /** `before`: how many numbers of each table are taken; those of the rows begin with 1. */
  insertRows: (table: keyof StoreTables, rows: readonly RowValues[], before?: TakenNumbers) => void
  /** Until then nothing of what was done need be in the file. */
  finish: () => Promise<void>
  abandon: () => Promise<void>
}>

export type TakenNumbers = Readonly<Partial<Record<keyof StoreTables, number>>>

/** Pages that are held while a store is built; what is more goes through the disk. */
const buildingCacheKibibytes = 64 * 1024

/** One writer, nothing else reads it, so nothing needs to survive a crash: everything is one transaction. */
export const openForBuilding = (path: string): BuildingStore => {
  const database = new SqliteDatabase(path)
  database.pragma('journal_mode = memory') // 'off' is not allowed, and would change nothing
  database.pragma('synchronous = off')
  database.pragma(`cache_size = -${buildingCacheKibibytes}`)
  database.exec('begin')
  const store: Store = new Kysely({ dialect: new SqliteDialect({ database }) })
  return {
    store,
    insertRows: (table, rows, before = {}) => {
      const row = columnsOf(table).map((column) => {
        const numbered = numberedTables.get(column)
        const taken = numbered === undefined ? 0 : (before[numbered] ?? 0)
        return [column, taken === 0 ? null : sql`${null} + ${sql.lit(taken)}`] as const
      })
      const insertion = store
        .insertInto<keyof StoreTables>(table)
        .values(Object.fromEntries(row) as never) // every column of this very table
        .compile()
      const statement = database.prepare(insertion.sql)
      for (const row of rows) statement.run(row)
    },
    finish: async () => {
      database.exec('commit')
      await store.destroy()
    },
    abandon: () => store.destroy(),
  }
}

/**
 * A handle that reads and can do as little else as possible.
 *
 * `readonly` alone lets VACUUM INTO write a copy, and lets a temporary view take the place of a relation for all later
 * queries: query_only stops both. It is a backstop, since SQL can turn it off; guard and engine opinion come first.
 * There is no hard_heap_limit: this build of SQLite accepts the number and ignores it.
 * Shape: the store must not be in WAL mode, which writes beside the file even to read.
 * Faults: no such file, not a database.
 */
export const openReadOnlyHandle = (path: string): SqliteDatabase.Database => {
  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true })
  database.pragma('query_only = 1')
  database.pragma('temp_store = memory')
  database.pragma('trusted_schema = 0')
  return database
}

/** A finished store, for the product's own look-ups. Questions go through the runner's processes instead. */
export const openForReading = (path: string): Store =>
  new Kysely({ dialect: new SqliteDialect({ database: openReadOnlyHandle(path) }) })

/**
 * A file that several processes read and write at once: what the bot remembers.
 *
 * Write-ahead logging lets readers go on while one writes; a writer waits for another up to `busyTimeoutMs`. A commit
 * survives the end of the process at once, and a power failure once the log was written through.
 */
export const openForSharing = <Tables>(path: string, busyTimeoutMs = 10_000): Kysely<Tables> => {
  const database = new SqliteDatabase(path, { timeout: busyTimeoutMs })
  database.pragma('journal_mode = wal')
  database.pragma('synchronous = normal')
  return new Kysely<Tables>({ dialect: new SqliteDialect({ database: compilingOnce(database) }) })
}

/** The same few statements run with every question: each is compiled when it is first met, and kept. */
const compilingOnce = (database: SqliteDatabase.Database): KyselyDatabase => {
  const statements = new Map<string, SqliteDatabase.Statement<unknown[]>>()
  return {
    prepare: (sql) => {
      const statement = statements.get(sql) ?? database.prepare(sql)
      statements.set(sql, statement)
      return statement
    },
    close: () => database.close(),
  }
}

/** The same file, to look into while others write: neither made nor changed. Faults: no such file, not a database. */
export const openSharedForReading = <Tables>(path: string): Kysely<Tables> =>
  new Kysely<Tables>({
    dialect: new SqliteDialect({
      database: new SqliteDatabase(path, { readonly: true, fileMustExist: true }),
    }),
  })

/**
 * Copies such a file as it is at one moment, also while others write it; `target` is made by it.
 *
 * In one step: SQLite begins a copy of several steps anew whenever another process has written in between.
 * Faults: no such file, not a database, no room.
 */
export const copyShared = async (path: string, target: string): Promise<void> => {
  const database = new SqliteDatabase(path, { readonly: true, fileMustExist: true })
  try {
    await database.backup(target, { progress: () => mostPagesInOneStep })
  } finally {
    database.close()
  }
}

const mostPagesInOneStep = 0x7fffffff

export type Lock = Readonly<{ release: () => void }>

/**
 * Takes the lock that stands at `path`. The system frees it when the process ends, however it ends, so that a killed
 * seeding locks nobody out. Outcome: null while someone else, in this process or another, holds it.
 */
export const tryLock = (path: string): Lock | null => {
  const database = new SqliteDatabase(path, { timeout: 0 })
  try {
    database.exec('begin exclusive')
    return { release: () => database.close() }
  } catch (error) {
    database.close()
    if (error instanceof SqliteDatabase.SqliteError && error.code.startsWith('SQLITE_BUSY')) return null
    throw error
  }
}
