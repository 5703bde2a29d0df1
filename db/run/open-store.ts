import SqliteDatabase, { type Database } from 'better-sqlite3'
import { disableGrowingFunctions, type EngineRules, readEngineRules } from './engine-opinion.ts'

/**
 * Opens the store so that as little as possible can be done with it.
 *
 * `readonly` alone lets VACUUM INTO write a copy and a temporary view take the place of a relation for all later
 * queries: query_only stops both. It is a backstop, since SQL can turn it off; the engine's opinion comes first.
 * There is no hard_heap_limit: this build of SQLite accepts the number and ignores it.
 * Shape: the store must not be in WAL mode, which writes beside the file even to read; children may write nothing.
 * Faults: no such file, not a database, a relation missing.
 */
export const openStoreForQueries = (
  storePath: string,
  relations: readonly string[],
  functions: readonly string[],
): { readonly store: Database; readonly rules: EngineRules } => {
  const store = new SqliteDatabase(storePath, { readonly: true, fileMustExist: true })
  store.pragma('query_only = 1')
  store.pragma('temp_store = memory')
  store.pragma('trusted_schema = 0')
  const rules = readEngineRules(store, relations, functions)
  disableGrowingFunctions(store, rules)
  return { store, rules }
}
