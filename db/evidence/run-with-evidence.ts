import type { EvidenceRelations } from '../catalog/evidence.ts'
import type { QueryRunner, RunOutcome } from '../run/query-runner.ts'
import { type CellEvidence, readCellEvidence } from './id-sets.ts'
import { type ReadColumn, type UnsupportedCode, withEvidence } from './with-evidence.ts'

export type { CellEvidence, EvidenceId } from './id-sets.ts'
export type { ColumnUnit, MadeUpCode } from './with-evidence.ts'

/** Why the ids behind the cells are not known. */
export type CoarseCode =
  | UnsupportedCode
  /** The rewritten query was refused, was ended, or brought back too much. */
  | 'rewritten-failed'
  /** It answered with other rows. */
  | 'rows-differ'

type Rows = Extract<RunOutcome, { kind: 'rows' }>

export type RowsWithEvidence = Rows &
  Readonly<{
    /** As the query names them, for each visible column; `columns` may tell two of one name apart. */
    read: readonly Omit<ReadColumn, 'evidence'>[]
    evidence:
      | Readonly<{
          kind: 'exact'
          /** For each row and column; null: the column only names things, and nothing has to stand behind it. */
          cells: readonly (readonly (CellEvidence | null)[])[]
        }>
      | Readonly<{ kind: 'coarse'; code: CoarseCode }>
  }>

export type EvidenceOutcome = RowsWithEvidence | Exclude<RunOutcome, { kind: 'rows' }>

/** A set of ids is many times as long as the figure that is made of them; and rows may be looked for among more. */
const rewrittenLimits = { maxRows: 10_000, maxBytes: 8_000_000, maxCellCharacters: 1_000_000 }

/**
 * Runs a query, and once more with the ids of what its cells were made from.
 *
 * The rows are those of the query as it was written. Outcomes: as of the runner; rows with their ids where the rewritten
 * query is understood, works, and gives the same rows, or else with the code of what was the matter.
 */
export const runWithEvidence = async (
  sql: string,
  runner: QueryRunner,
  relations: EvidenceRelations,
): Promise<EvidenceOutcome> => {
  const plain = await runner.run({ sql, parameters: [] })
  if (plain.kind !== 'rows') return plain
  const rewritten = withEvidence(sql, relations)
  const read = rewritten.columns.map(({ name, madeUp, unit }) => ({ name, madeUp, unit }))
  const coarse = (code: CoarseCode): RowsWithEvidence => ({
    ...plain,
    read,
    evidence: { kind: 'coarse', code },
  })
  if (rewritten.kind === 'unsupported') return coarse(rewritten.code)
  const { columns } = rewritten
  if (columns.length !== plain.columns.length) return coarse('rows-differ')
  const exact = (rows: Rows['rows']): RowsWithEvidence => ({
    ...plain,
    read,
    evidence: {
      kind: 'exact',
      cells: rows.map((row) =>
        columns.map(({ evidence }) => (evidence === null ? null : readCellEvidence(row[evidence] ?? null))),
      ),
    },
  })
  if (columns.every(({ evidence }) => evidence === null)) return exact(plain.rows)

  // Without an order, which rows come first may change with what else is read: then they are looked for among all.
  const asked = await findRows(plain, rewritten.sql, !plain.isTruncated, columns.length, runner)
  const found =
    asked === 'rows-differ' && rewritten.withoutLimit !== null
      ? await findRows(plain, rewritten.withoutLimit, false, columns.length, runner)
      : asked
  return typeof found === 'string' ? coarse(found) : exact(found)
}

/** The rows of a rewritten query that show what the plain ones do; `isAll`: it must have no others. */
const findRows = async (
  plain: Rows,
  sql: string,
  isAll: boolean,
  visible: number,
  runner: QueryRunner,
): Promise<Rows['rows'] | 'rewritten-failed' | 'rows-differ'> => {
  const carrying = await runner.run({ sql, parameters: [], isRewritten: true, limits: rewrittenLimits })
  if (carrying.kind !== 'rows') return 'rewritten-failed'
  const isOne = !isAll || carrying.rows.length === plain.rows.length
  const matched = isOne ? matchRows(plain.rows, carrying.rows, visible) : null
  return matched ?? (carrying.isTruncated ? 'rewritten-failed' : 'rows-differ')
}

/**
 * For each row the one of `carrying` that shows the same; null where one has none.
 *
 * Sums of parts that were added in another order differ in the last digits of a fraction, which are not compared.
 */
const matchRows = (plain: Rows['rows'], carrying: Rows['rows'], visible: number): Rows['rows'] | null => {
  const shown = (row: Rows['rows'][number]): string =>
    JSON.stringify(
      row
        .slice(0, visible)
        .map((cell) => (typeof cell === 'number' && !Number.isInteger(cell) ? cell.toPrecision(12) : cell)),
    )
  const waiting = Map.groupBy(carrying.toReversed(), shown)
  const matched = plain.map((row) => waiting.get(shown(row))?.pop())
  return matched.every((row) => row !== undefined) ? matched : null
}
