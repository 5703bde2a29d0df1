import { functionKeyOf } from '../../db/domain/figure.ts'
import type { Language } from '../../db/domain/terms.ts'
import { compileReasons, reasonKey } from '../../db/plan/compile.ts'
import type { ReasonsPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { AnswerCell, Citation } from './answer.ts'
import { Citations, spanOf } from './citations.ts'
import { money, wanYuan } from './format.ts'
import { itemText } from './item-text.ts'
import { emptyParts, type Told } from './parts.ts'
import { phrases } from './phrases.ts'
import { type Row, runSql } from './run-plan.ts'
import { scopeRestatement } from './scope-text.ts'

const mostReasonsInText = 6

/** The printed reasons of each department, the items that differ most first. A reason is quoted, never retold. */
export const answerReasons = async (
  plan: ReasonsPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  language: Language,
): Promise<Told> => {
  const say = phrases[language]
  const query = compileReasons(plan)
  const { rows: all } = await runSql(runner, query)
  const differing = all.filter((row) => isOfDirection(row, plan.direction))
  const rows = differing.length > 0 ? differing : all
  const departments = plan.scope.departments ?? []
  const names = departments.map((id) => vocabulary.departments.get(id)?.department ?? '')
  const restatement = scopeRestatement(say.reasonsAsked, plan.scope, vocabulary, say)
  const shared = { restatement, sql: query.sql, parameters: [...query.parameters], warnings: [], choices: [] }
  if (rows.length === 0)
    return {
      departments,
      parts: {
        ...emptyParts,
        ...shared,
        status: 'no_data',
        code: 'no-reason-printed',
        text: say.noReason(names.length > 0 ? say.list(names) : say.scopeAll),
      },
    }
  const figureIds = rows.flatMap((row) =>
    [row[reasonKey.initialFigure], row[reasonKey.finalFigure]].map(String),
  )
  const citations = new Citations()
  const cited = rows.map((row) => ({ row, citation: citations.add(citationOf(row)) }))
  await citations.addFigures(runner, figureIds)
  const itemOf = (row: Row): string | null => {
    const code = textOf(row[reasonKey.itemCode])
    const itemKey = code === null ? '' : functionKeyOf(code)
    return itemText({ item: textOf(row[reasonKey.itemName]), code, itemKey }, { language, vocabulary })
  }
  const byDepartment = Map.groupBy(cited, ({ row }) => String(row[reasonKey.department]))
  const text = [...byDepartment].flatMap(([department, group]) => [
    say.reasons(department),
    ...group.slice(0, mostReasonsInText).map(({ row, citation }) => {
      const values = [row[reasonKey.initialFen], row[reasonKey.finalFen]]
      const shown = values.every((value) => typeof value === 'number')
        ? values.map((value) => money(Number(value), language)).join(' → ')
        : null
      return `• ${say.reason(itemOf(row), shown, String(row[reasonKey.text]), ` [${citation + 1}]`)}`
    }),
    ...(group.length > mostReasonsInText ? [say.moreRows(mostReasonsInText, group.length)] : []),
  ])
  const amount = (value: AnswerCell | undefined): AnswerCell =>
    typeof value === 'number' ? wanYuan(value) : null
  const stageLabel = (stage: 'initialBudget' | 'finalAccounts') =>
    say.inWanYuan(say.columnLabel({ kind: 'figure', measure: 'expenditure', stage }))
  return {
    departments,
    parts: {
      ...shared,
      status: 'answer',
      code: null,
      text: text.join('\n'),
      columns: [
        'department',
        'item_code',
        'item',
        'initial_budget_wan_yuan',
        'final_accounts_wan_yuan',
        'reason',
      ],
      labels: [
        say.department,
        say.itemCode,
        say.item,
        stageLabel('initialBudget'),
        stageLabel('finalAccounts'),
        say.reasonColumn,
      ],
      rows: cited.map(({ row }) => [
        String(row[reasonKey.department]),
        textOf(row[reasonKey.itemCode]),
        textOf(row[reasonKey.itemName]),
        amount(row[reasonKey.initialFen]),
        amount(row[reasonKey.finalFen]),
        String(row[reasonKey.text]),
      ]),
      evidence: cited.map(({ row, citation }) => [
        [],
        [],
        [],
        citations.indexes([String(row[reasonKey.initialFigure])]),
        citations.indexes([String(row[reasonKey.finalFigure])]),
        [citation],
      ]),
      citations: citations.entries,
    },
  }
}

/** "Why over?" is answered by the items that went over; without a direction by all that differ. */
const isOfDirection = (row: Row, direction: ReasonsPlan['direction']): boolean => {
  const excess = Number(row[reasonKey.finalFen] ?? 0) - Number(row[reasonKey.initialFen] ?? 0)
  if (direction === null) return excess !== 0
  return direction === 'more' ? excess > 0 : excess < 0
}

const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

const citationOf = (row: Row): Citation => {
  return {
    file: String(row[reasonKey.file]),
    ...spanOf(row, reasonKey),
    place: String(row[reasonKey.section]),
    quote: String(row[reasonKey.text]),
  }
}
