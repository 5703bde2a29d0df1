import type { Database } from 'better-sqlite3'
import { registerEvidenceFunctions } from '../evidence/id-sets.ts'
import { openReadOnlyHandle } from '../open.ts'
import { disableGrowingFunctions, type EngineRules, readEngineRules } from './engine-opinion.ts'

/**
 * Opens the store for queries of anybody's writing, with the rules by which the engine judges them.
 *
 * Faults: no such file, not a database, a relation missing.
 */
export const openStoreForQueries = (
  storePath: string,
  relations: readonly string[],
  functions: readonly string[],
): { readonly store: Database; readonly rules: EngineRules } => {
  const store = openReadOnlyHandle(storePath)
  const rules = readEngineRules(store, relations, functions)
  disableGrowingFunctions(store, rules)
  // No rule lets a query of anybody's writing call them; see `db/run/capped-dialect.ts`.
  registerEvidenceFunctions(store)
  return { store, rules }
}
