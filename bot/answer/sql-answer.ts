import { evidenceRelations, guardCatalog, relations } from '../../db/catalog/relations.ts'
import type { Language } from '../../db/domain/terms.ts'
import {
  type CellEvidence,
  type CoarseCode,
  type ColumnUnit,
  type RowsWithEvidence,
  runWithEvidence,
} from '../../db/evidence/run-with-evidence.ts'
import { guard } from '../../db/guard/guard.ts'
import { compileReports, reportKey } from '../../db/plan/compile.ts'
import { wholeScope } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Citation } from './answer.ts'
import { Citations, findContradictions, reportCitation } from './citations.ts'
import { citeEvidence } from './cite-evidence.ts'
import { contradictionWarnings } from './figures/warnings.ts'
import { type AnswerParts, emptyParts } from './parts.ts'
import { phrases } from './phrases.ts'
import { runSql } from './run-plan.ts'

export type SqlColumn = Readonly<{
  name: string
  /** The query itself wrote or changed values here. */
  isMadeUp: boolean
  /** What its values are counted in. */
  unit: ColumnUnit
}>

/** An answer to SQL, with what is known of its cells for whoever must decide whether it may be shown. */
export type SqlAnswer = Readonly<{
  parts: AnswerParts
  columns: readonly SqlColumn[]
  /** Why the citations name documents and not the places behind each cell; null: they name the places. */
  coarse: CoarseCode | null
  /** Row and column of cells that state something though nothing printed stands behind them; a count of 0 is one. */
  uncited: readonly (readonly [row: number, column: number])[]
}>

/**
 * SQL of anybody's writing: guarded and run like any other, and cited by what its cells were made from.
 *
 * Where that cannot be told, the documents behind the rows are cited, and the answer says so. `heads`: what its columns are
 * called to people; null: as the catalog or the query calls them.
 */
export const answerSql = async (
  sql: string,
  runner: QueryRunner,
  language: Language,
  heads: readonly string[] | null = null,
): Promise<SqlAnswer> => {
  const say = phrases[language]
  const nothing = { columns: [], coarse: null, uncited: [] }
  const outcome = await runWithEvidence(sql, runner, evidenceRelations)
  switch (outcome.kind) {
    case 'refused': {
      const text = say.sqlRefused(outcome.code, outcome.detail)
      return { ...nothing, parts: { ...emptyParts, sql, code: outcome.code, text } }
    }
    case 'stopped': {
      const text = say.stopped[outcome.code]
      return { ...nothing, parts: { ...emptyParts, sql, status: 'no_data', code: outcome.code, text } }
    }
    case 'rows':
      return answerRows(sql, outcome, runner, language, heads)
  }
}

const answerRows = async (
  sql: string,
  outcome: RowsWithEvidence,
  runner: QueryRunner,
  language: Language,
  heads: readonly string[] | null,
): Promise<SqlAnswer> => {
  const say = phrases[language]
  const { rows, columns, evidence, read: readColumns } = outcome
  const read = relationsRead(sql)
  const labels = heads ?? labelsOf(columns, read, language)
  const known = columns.map(
    (name, index): SqlColumn => ({
      name,
      isMadeUp: (readColumns[index]?.madeUp ?? null) !== null,
      unit: readColumns[index]?.unit ?? 'unknown',
    }),
  )
  const madeUp = labels.filter((_, index) => known[index]?.isMadeUp)
  // What a cell adds up or counts has one thing in it several times.
  const countedTwice = labels.filter(
    (_, index) => evidence.kind === 'exact' && evidence.cells.some((row) => row[index]?.isRepeated === true),
  )
  const cited =
    evidence.kind === 'exact'
      ? await citeCells(evidence.cells, labels, runner, language)
      : await citeDocuments(read.length > 0, outcome, runner, language)
  return {
    columns: known,
    coarse: evidence.kind === 'coarse' ? evidence.code : null,
    uncited: evidence.kind === 'exact' ? uncitedCells(rows, evidence.cells) : [],
    parts: {
      ...emptyParts,
      sql,
      status: 'answer',
      text: say.sqlRows(rows.length),
      columns: [...columns],
      labels: [...labels],
      rows: rows.map((row) => [...row]),
      evidence: cited.evidence,
      citations: cited.citations,
      warnings: [
        ...(madeUp.length > 0 ? [say.madeUp(madeUp)] : []),
        ...(countedTwice.length > 0 ? [say.countedTwice(countedTwice)] : []),
        ...cited.warnings,
        ...(outcome.isTruncated ? [say.truncated(rows.length)] : []),
      ],
    },
  }
}

type CitedCells = Pick<AnswerParts, 'evidence' | 'citations' | 'warnings'>
type Cells = readonly (readonly (CellEvidence | null)[])[]

const mostCitedOfCell = 20
/** An answer of many rows cites fewer places for each cell, but one at least. */
const mostCitedOfAnswer = 2000

/** The places behind each cell, the largest contributions first, and what stands against them elsewhere. */
const citeCells = async (
  cells: Cells,
  labels: readonly string[],
  runner: QueryRunner,
  language: Language,
): Promise<CitedCells> => {
  const say = phrases[language]
  const stating = cells.flat().filter((cell) => cell !== null && cell.count > 0).length
  const most = Math.max(1, Math.min(mostCitedOfCell, Math.floor(mostCitedOfAnswer / stating)))
  const ids = cells.flatMap((row) => row.flatMap((cell) => cell?.ids.slice(0, most) ?? []))
  const citations = new Citations()
  const indexesOf = await citeEvidence(ids, citations, runner)
  const figureIds = ids.flatMap(({ kind, id }) => (kind === 'figure' ? [id] : []))
  const contradictions = await findContradictions(runner, figureIds)
  return {
    evidence: cells.map((row) =>
      row.map((cell) => [...new Set((cell?.ids.slice(0, most) ?? []).flatMap(indexesOf))]),
    ),
    citations: citations.entries,
    warnings: [
      ...labels.flatMap((label, column) => {
        const counts = cells.flatMap((row) => row[column] ?? [])
        const count = Math.max(0, ...counts.map((cell) => cell.count))
        const isMore = counts.some((cell) => cell.isMore)
        return count > most ? [say.manyBehind(label, count, isMore, most)] : []
      }),
      ...contradictionWarnings(contradictions, { say, language }),
    ],
  }
}

const uncitedCells = (rows: RowsWithEvidence['rows'], cells: Cells): SqlAnswer['uncited'] =>
  cells.flatMap((row, rowIndex) =>
    row.flatMap((cell, column) =>
      cell?.count === 0 && rows[rowIndex]?.[column] !== null ? [[rowIndex, column] as const] : [],
    ),
  )

/** Of a query that reads no relation, no document is cited. */
const citeDocuments = async (
  isOfDocuments: boolean,
  outcome: RowsWithEvidence,
  runner: QueryRunner,
  language: Language,
): Promise<CitedCells> => {
  const citations = isOfDocuments ? await documentsBehind(outcome, runner) : []
  return {
    evidence: outcome.rows.map((row) => row.map(() => [])),
    citations,
    warnings: citations.length > 0 ? [phrases[language].coarse] : [],
  }
}

const relationsRead = (sql: string): readonly (keyof typeof relations)[] => {
  const guarded = guard(sql, guardCatalog)
  const names = guarded.kind === 'allowed' ? guarded.relations : []
  return names.filter((name): name is keyof typeof relations => name in relations)
}

/** A column under its name in the catalog is headed by its label there. */
const labelsOf = (
  columns: readonly string[],
  read: readonly (keyof typeof relations)[],
  language: Language,
): readonly string[] => {
  const labelByColumn = new Map(
    read.flatMap((name) => relations[name].columns.map((column) => [column.name, column.label[language]])),
  )
  return columns.map((column) => labelByColumn.get(column) ?? column)
}

/** Columns of a result that name a report, and where the same stands in a row of reports. */
const namingColumns: Readonly<Record<string, number>> = {
  department: reportKey.department,
  department_id: reportKey.departmentId,
  file: reportKey.file,
}

/** The documents that the rows name; all of them where the rows name none. */
const documentsBehind = async (
  { columns, rows }: Pick<RowsWithEvidence, 'columns' | 'rows'>,
  runner: QueryRunner,
): Promise<Citation[]> => {
  const { rows: reports } = await runSql(
    runner,
    compileReports({ version: 1, kind: 'reports', scope: wholeScope, reportKind: null, aggregate: null }),
  )
  const named = columns.flatMap((column, position) => {
    const key = namingColumns[column]
    return key === undefined ? [] : [{ key, values: new Set(rows.map((row) => row[position])) }]
  })
  return reports
    .filter((report) => named.every(({ key, values }) => values.has(report[key] ?? null)))
    .map(reportCitation)
}
