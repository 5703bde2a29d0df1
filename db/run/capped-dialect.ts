import type { Database, Statement } from 'better-sqlite3'
import {
  CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  SqliteAdapter,
  SqliteIntrospector,
  SqliteQueryCompiler,
} from 'kysely'
import { evidenceFunctions } from '../evidence/names.ts'
import { askEngine, type EngineRules } from './engine-opinion.ts'
import { keptStatements, type QueryLimits } from './limits.ts'
import type { Cell } from './messages.ts'

// Kysely's own SQLite driver reads all rows into objects: two columns of one name become one, and nothing stops at a
// bound. This one reads raw rows one at a time, stops at the bounds, and runs nothing that the engine's opinion has
// not passed.

type RowLimits = Omit<QueryLimits, 'timeoutMs'>
type Row = readonly Cell[]

/** A query that brings its bounds along, since Kysely hands it to the driver as it is. */
export type CappedQuery = CompiledQuery<Row> & Readonly<{ limits: RowLimits; isRewritten: boolean }>
export type CappedResult = QueryResult<Row> & Readonly<{ columns: readonly string[]; isTruncated: boolean }>

/** The engine refuses the statement, or a value in its result; `detail` is the objection. */
export class EngineRefusal extends Error {
  readonly detail: string
  constructor(detail: string) {
    super(`refused by the engine's opinion: ${detail}`)
    this.detail = detail
  }
}

export const cappedQuery = (
  sql: string,
  parameters: readonly Cell[],
  limits: RowLimits,
  isRewritten: boolean,
): CappedQuery => ({
  // `raw` knows no row type: the rows are what the connection below makes of them.
  ...(CompiledQuery.raw(sql, [...parameters]) as CompiledQuery<Row>),
  limits,
  isRewritten,
})

type KeptStatement = Readonly<{ statement: Statement<Cell[], unknown[]>; columns: readonly string[] }>

class CappedConnection implements DatabaseConnection {
  readonly #store: Database
  readonly #rules: EngineRules
  readonly #rewrittenRules: EngineRules
  readonly #kept = new Map<string, KeptStatement>()

  constructor(store: Database, rules: EngineRules) {
    this.#store = store
    this.#rules = rules
    const functions = new Set([...rules.functions, ...Object.values(evidenceFunctions)])
    this.#rewrittenRules = { ...rules, functions }
  }

  async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Every query on this connection is made by `cappedQuery`; one without bounds is a fault of ours.
    const { sql, parameters, limits, isRewritten } = query as CappedQuery & { parameters: readonly Cell[] }
    if (limits === undefined) throw new Error('a query without bounds')
    const { statement, columns } = this.#statement(sql, parameters, isRewritten)
    const capped = readRows(statement, parameters, limits)
    // R is the caller's word for a row; the rows here are arrays of cells.
    return { ...capped, columns } satisfies CappedResult as QueryResult<unknown> as QueryResult<R>
  }

  // biome-ignore lint/correctness/useYield: Kysely asks for the method; a stream would pass by the bounds
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('a capped connection does not stream')
  }

  #statement(sql: string, parameters: readonly Cell[], isRewritten: boolean): KeptStatement {
    const rules = isRewritten ? this.#rewrittenRules : this.#rules
    const key = `${isRewritten} ${sql}`
    const kept = this.#kept.get(key)
    if (kept !== undefined) {
      this.#kept.delete(key)
      this.#kept.set(key, kept)
      return kept
    }
    const opinion = askEngine(this.#store, rules, sql, parameters)
    if (opinion.kind === 'refused') throw new EngineRefusal(opinion.detail)
    const statement = opinion.statement.raw(true).safeIntegers(true)
    const columns = distinctNames(statement.columns().map((column) => column.name))
    const made: KeptStatement = { statement, columns }
    this.#kept.set(key, made)
    const [oldest] = this.#kept.keys()
    if (this.#kept.size > keptStatements && oldest !== undefined) this.#kept.delete(oldest)
    return made
  }
}

/** Two output columns of one name stay two: `department`, `department_2`. */
const distinctNames = (names: readonly string[]): readonly string[] => {
  const taken = new Set(names)
  const used = new Set<string>()
  return names.map((name) => {
    let distinct = name
    for (let count = 2; used.has(distinct); count += 1) {
      const next = `${name}_${count}`
      if (!taken.has(next)) distinct = next
    }
    used.add(distinct)
    taken.add(distinct)
    return distinct
  })
}

const readRows = (
  statement: Statement<Cell[], unknown[]>,
  parameters: readonly Cell[],
  limits: RowLimits,
): { rows: Row[]; isTruncated: boolean } => {
  const rows: Row[] = []
  let bytes = 0
  let isTruncated = false
  for (const raw of statement.iterate(...parameters)) {
    if (rows.length === limits.maxRows) return { rows, isTruncated: true }
    const row: Cell[] = []
    for (const value of raw) {
      const cell = readCell(value)
      const cut = typeof cell === 'string' ? cutCell(cell, limits.maxCellCharacters) : cell
      isTruncated ||= cut !== cell
      bytes += typeof cut === 'string' ? Buffer.byteLength(cut) : 8
      row.push(cut)
    }
    if (bytes > limits.maxBytes) return { rows, isTruncated: true }
    rows.push(row)
  }
  return { rows, isTruncated }
}

/** An integer beyond 2^53 keeps its digits as text: as a number it would be another one. */
const readCell = (value: unknown): Cell => {
  switch (typeof value) {
    case 'bigint': {
      const number = Number(value)
      return Number.isSafeInteger(number) ? number : String(value)
    }
    case 'number':
      // JSON would turn it into null, which means blank.
      if (!Number.isFinite(value)) throw new EngineRefusal('a number that is not finite')
      return value
    case 'string':
      return value
    default:
      if (value === null) return null
      throw new EngineRefusal('a blob')
  }
}

const cutCell = (text: string, maxCharacters: number): string => {
  if (text.length <= maxCharacters) return text
  const isMidPair = /[\uD800-\uDBFF]/.test(text.charAt(maxCharacters - 1))
  return text.slice(0, isMidPair ? maxCharacters - 1 : maxCharacters)
}

const noTransactions = async (): Promise<void> => {
  throw new Error('a capped connection has no transactions')
}

/** One connection, which answers one query after the other; for `db.executeQuery(cappedQuery(…))` only. */
export const cappedDialect = (store: Database, rules: EngineRules): Dialect => {
  const connection = new CappedConnection(store, rules)
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: noTransactions,
    commitTransaction: noTransactions,
    rollbackTransaction: noTransactions,
    releaseConnection: async () => {},
    destroy: async () => {
      store.close()
    },
  }
  return {
    createDriver: () => driver,
    createQueryCompiler: () => new SqliteQueryCompiler(),
    createAdapter: () => new SqliteAdapter(),
    createIntrospector: (db) => new SqliteIntrospector(db),
  }
}
