import { guardCatalog, relations } from '../../db/catalog/relations.ts'
import type { Language } from '../../db/domain/terms.ts'
import { guard } from '../../db/guard/guard.ts'
import { compileReports, reportKey } from '../../db/plan/compile.ts'
import { wholeScope } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Citation } from './answer.ts'
import { reportCitation } from './citations.ts'
import { type AnswerParts, emptyParts } from './parts.ts'
import { phrases } from './phrases.ts'
import { type Rows, runSql } from './run-plan.ts'

/** A person's SQL: guarded and run like any other. Its citations are coarse for now: the documents behind the rows. */
export const answerSql = async (
  sql: string,
  runner: QueryRunner,
  language: Language,
): Promise<AnswerParts> => {
  const say = phrases[language]
  const parts: AnswerParts = { ...emptyParts, sql }
  const outcome = await runner.run({ sql, parameters: [] })
  switch (outcome.kind) {
    case 'refused':
      return { ...parts, code: outcome.code, text: say.sqlRefused(outcome.code, outcome.detail) }
    case 'stopped':
      return { ...parts, status: 'no_data', code: outcome.code, text: say.stopped[outcome.code] }
    case 'rows': {
      const read = relationsRead(sql)
      const citations = read.length === 0 ? [] : await documentsBehind(outcome, runner)
      const labelByColumn = new Map(
        read.flatMap((name) =>
          relations[name].columns.map((column) => [column.name, column.label[language]]),
        ),
      )
      return {
        ...parts,
        status: 'answer',
        text: say.sqlRows(outcome.rows.length),
        columns: [...outcome.columns],
        labels: outcome.columns.map((column) => labelByColumn.get(column) ?? column),
        rows: outcome.rows.map((row) => [...row]),
        evidence: outcome.rows.map((row) => row.map(() => [])),
        citations,
        warnings: [
          ...(citations.length > 0 ? [say.coarse] : []),
          ...(outcome.isTruncated ? [say.truncated(outcome.rows.length)] : []),
        ],
      }
    }
  }
}

const relationsRead = (sql: string): readonly (keyof typeof relations)[] => {
  const guarded = guard(sql, guardCatalog)
  const names = guarded.kind === 'allowed' ? guarded.relations : []
  return names.filter((name): name is keyof typeof relations => name in relations)
}

/** Columns of a result that name a report, and where the same stands in a row of reports. */
const namingColumns: Readonly<Record<string, number>> = {
  department: reportKey.department,
  department_id: reportKey.departmentId,
  file: reportKey.file,
}

/** The documents that the rows name; all of them where the rows name none. */
const documentsBehind = async (
  { columns, rows }: Rows & Readonly<{ columns: readonly string[] }>,
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
