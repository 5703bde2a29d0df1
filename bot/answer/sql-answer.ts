import { guardCatalog, relations } from '../../db/catalog/relations.ts'
import type { Language } from '../../db/domain/terms.ts'
import { guard } from '../../db/guard/guard.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import { type AnswerParts, emptyParts } from './parts.ts'
import { phrases } from './phrases.ts'
import { runSql } from './run-plan.ts'

/** A person's SQL: guarded and run like any other. Its citations are coarse for now: the documents that were read. */
export const answerSql = async (
  sql: string,
  runner: QueryRunner,
  language: Language,
): Promise<AnswerParts> => {
  const say = phrases[language]
  const empty: AnswerParts = { ...emptyParts, sql }
  const outcome = await runner.run({ sql, parameters: [] })
  switch (outcome.kind) {
    case 'refused':
      return { ...empty, code: outcome.code, text: say.sqlRefused(outcome.code, outcome.detail) }
    case 'stopped':
      return { ...empty, status: 'no_data', code: outcome.code, text: say.stopped[outcome.code] }
    case 'rows': {
      const { rows: documents } = await runSql(runner, {
        sql: 'select "file", "title", "printed_name", "line" from "reports" order by "file"',
        parameters: [],
      })
      const labelByColumn = columnLabels(sql, language)
      return {
        ...empty,
        status: 'answer',
        text: say.sqlRows(outcome.rows.length),
        columns: [...outcome.columns],
        labels: outcome.columns.map((column) => labelByColumn.get(column) ?? column),
        rows: outcome.rows.map((row) => [...row]),
        evidence: outcome.rows.map((row) => row.map(() => [])),
        citations: documents.map(([file, title, name, line]) => ({
          file: String(file),
          lines: [Number(line), Number(line)],
          page: null,
          place: String(title),
          quote: String(name),
        })),
        warnings: [say.coarse, ...(outcome.isTruncated ? [say.truncated(outcome.rows.length)] : [])],
      }
    }
  }
}

/** Headings of the catalog's own columns, where the query reads them. */
const columnLabels = (sql: string, language: Language): ReadonlyMap<string, string> => {
  const guarded = guard(sql, guardCatalog)
  if (guarded.kind === 'refused') return new Map()
  return new Map(
    Object.entries(relations)
      .filter(([name]) => guarded.relations.includes(name))
      .flatMap(([, relation]) => relation.columns.map(({ name, label }) => [name, label[language]] as const)),
  )
}
