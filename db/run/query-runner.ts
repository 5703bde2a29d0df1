import { existsSync } from 'node:fs'
import { withEvidenceFunctions } from '../evidence/id-sets.ts'
import { type GuardCatalog, type GuardRefusalCode, guard } from '../guard/guard.ts'
import { defaultQueryLimits, type QueryLimits } from './limits.ts'
import { findProcessTools } from './process-bounds.ts'
import { type PoolOutcome, QueryPool, QueryRunnerFault, type StopCode } from './query-pool.ts'

export { defaultQueryLimits, type QueryLimits } from './limits.ts'
export { QueryRunnerFault, type StopCode } from './query-pool.ts'

/** A number is bound as a real, as better-sqlite3 does: `7 / ?` with 2 is 3.5. */
export type QueryRequest = Readonly<{
  sql: string
  parameters: readonly (string | number | null)[]
  limits?: Partial<QueryLimits>
  /** Made by `withEvidence` out of text that the guard has passed: it may call the functions that gather ids. */
  isRewritten?: boolean
}>

export type RunOutcome =
  | Readonly<{
      kind: 'rows'
      /** Distinct; a second column of one name gets `_2`. */
      columns: readonly string[]
      /** An integer beyond 2^53 is its digits, as text. */
      rows: readonly (readonly (string | number | null)[])[]
      /** Rows are missing at the end, or a cell was cut. */
      isTruncated: boolean
      /** In the child and on the way there and back; waiting for a free child is not in it. */
      elapsedMs: number
    }>
  | Readonly<{ kind: 'refused'; code: GuardRefusalCode | 'engine-refused' | 'engine-error'; detail: string }>
  | Readonly<{ kind: 'stopped'; code: StopCode; elapsedMs: number }>

export type QueryRunner = Readonly<{
  run: (request: QueryRequest) => Promise<RunOutcome>
  close: () => Promise<void>
}>

export type QueryRunnerOptions = Readonly<{
  storePath: string
  catalog: GuardCatalog
  /** 2 unless told: one endless query never blocks another person. */
  children?: number
  limits?: Partial<QueryLimits>
}>

/**
 * Runs guarded SQL over one store file, in processes of their own.
 *
 * Outcomes of `run`: rows; refused, by the guard or by the engine's second opinion; stopped, by time, memory or a
 * crash. The first child starts at once, and `run` waits for it if need be.
 * Faults (QueryRunnerFault): no such store here; from `run`, a store without the catalog's relations, a process that
 * does not start, or a closed runner.
 */
export const openQueryRunner = async (options: QueryRunnerOptions): Promise<QueryRunner> => {
  const { storePath, catalog, children = 2 } = options
  if (!existsSync(storePath)) throw new QueryRunnerFault('store-unusable', `no store at ${storePath}`)
  const pool = new QueryPool({ storePath, catalog, children, tools: findProcessTools() })

  const rewrittenCatalog = withEvidenceFunctions(catalog)

  const run = async (request: QueryRequest): Promise<RunOutcome> => {
    const { sql, parameters, limits, isRewritten = false } = request
    const guarded = guard(sql, isRewritten ? rewrittenCatalog : catalog)
    if (guarded.kind === 'refused') return { kind: 'refused', code: guarded.code, detail: guarded.detail }
    // JSON has no such number: it would arrive as null.
    if (parameters.some((parameter) => typeof parameter === 'number' && !Number.isFinite(parameter))) {
      return { kind: 'refused', code: 'engine-error', detail: 'a parameter that is not finite' }
    }
    const bounds = { ...defaultQueryLimits, ...options.limits, ...limits }
    const outcome: PoolOutcome = await pool.run(guarded.sql, parameters, bounds, isRewritten)
    return outcome
  }
  return { run, close: () => pool.close() }
}
