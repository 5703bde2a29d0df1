import { type Language, type ReportKind, reportKinds } from '../../db/domain/terms.ts'
import { compileReports, reportKey } from '../../db/plan/compile.ts'
import type { ReportsPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import { reportCitation } from './citations.ts'
import type { Told } from './parts.ts'
import { phrases } from './phrases.ts'
import { runSql } from './run-plan.ts'
import { scopeRestatement } from './scope-text.ts'

/** What the store holds: one row a report, cited by the line that names its department. */
export const answerReports = async (
  plan: ReportsPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  language: Language,
): Promise<Told> => {
  const say = phrases[language]
  const query = compileReports(plan)
  const { rows } = await runSql(runner, query)
  const departments = [...new Set(rows.map((row) => String(row[reportKey.departmentId])))]
  const lines = rows.map((row, index) =>
    say.reportLine(
      String(row[reportKey.department]),
      Number(row[reportKey.fiscalYear]),
      row[reportKey.reportKind] as ReportKind, // the view's column of that type
      ` [${index + 1}]`,
    ),
  )
  return {
    departments,
    parts: {
      status: 'answer',
      code: null,
      text: [say.reportsHeld(rows.length, departments.length), ...lines.map((line) => `• ${line}`)].join(
        '\n',
      ),
      restatement: scopeRestatement(
        plan.reportKind ? reportKinds[plan.reportKind].label[language] : say.report,
        plan.scope,
        vocabulary,
        say,
      ),
      columns: ['department', 'fiscal_year', 'report_kind', 'file'],
      labels: [say.department, say.year, say.report, say.file],
      rows: [
        ...rows.map((row) => [
          String(row[reportKey.department]),
          Number(row[reportKey.fiscalYear]),
          reportKinds[row[reportKey.reportKind] as ReportKind].label[language], // as above
          String(row[reportKey.file]),
        ]),
        ...(plan.aggregate === 'count' ? [[say.count, departments.length, null, null]] : []),
      ],
      evidence: [
        ...rows.map((_, index) => [[index], [], [], []]),
        ...(plan.aggregate === 'count' ? [[[], rows.map((_, index) => index), [], []]] : []),
      ],
      sql: query.sql,
      parameters: [...query.parameters],
      citations: rows.map(reportCitation),
      warnings: [],
      choices: [],
    },
  }
}
