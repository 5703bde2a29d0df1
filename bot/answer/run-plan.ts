import type { CompiledSql } from '../../db/plan/compile.ts'
import type { QueryRunner, StopCode } from '../../db/run/query-runner.ts'

export type Row = readonly (string | number | null)[]
export type Rows = Readonly<{ rows: readonly Row[]; isTruncated: boolean }>

/** A query of ours was ended: the person is told, nothing is guessed. */
export class QueryStopped extends Error {
  readonly code: StopCode
  constructor(code: StopCode) {
    super(`query stopped: ${code}`)
    this.code = code
  }
}

/** Faults: QueryStopped; a refusal of our own SQL is a bug and is thrown as such. */
export const runSql = async (runner: QueryRunner, { sql, parameters }: CompiledSql): Promise<Rows> => {
  const outcome = await runner.run({ sql, parameters })
  switch (outcome.kind) {
    case 'rows':
      return outcome
    case 'stopped':
      throw new QueryStopped(outcome.code)
    case 'refused':
      throw new Error(`compiled SQL was refused (${outcome.code}: ${outcome.detail}): ${sql}`)
  }
}
