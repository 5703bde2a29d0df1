import { functionKeyOf } from '../../db/domain/figure.ts'
import type { Measure } from '../../db/domain/terms.ts'
import {
  type CompiledSql,
  compileBudgetReasons,
  compileChangeReasons,
  reasonKey,
} from '../../db/plan/compile.ts'
import type { ReasonsPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { AnswerCell, Citation } from './answer.ts'
import { Citations, spanOf } from './citations.ts'
import { money, wanYuan } from './format.ts'
import { itemText } from './item-text.ts'
import { emptyParts, type Told } from './parts.ts'
import { type Phrases, phrases } from './phrases.ts'
import type { Manner } from './preferences.ts'
import { type Row, runSql } from './run-plan.ts'
import { scopeRestatement } from './scope-text.ts'

const mostReasonsInText = 6

type About = NonNullable<ReasonsPlan['about']>
type Found = Readonly<{ about: About; query: CompiledSql; rows: readonly Row[] }>

/** The printed reasons of each department, the items that differ most first. A reason is quoted, never retold. */
export const answerReasons = async (
  plan: ReasonsPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const say = phrases[manner.language]
  const { about, query, rows } = await findReasons(plan, runner)
  const departments = plan.scope.departments ?? []
  const names = departments.map((id) => vocabulary.departments.get(id)?.department ?? '')
  const restatement = scopeRestatement(say.reasonsAsked[about], plan.scope, vocabulary, say)
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
  const citations = new Citations()
  const cited = rows.map((row) => ({ row, citation: citations.add(citationOf(row)) }))
  await citations.addFigures(runner, rows.flatMap(figuresOf))
  const byDepartment = Map.groupBy(cited, ({ row }) => String(row[reasonKey.department]))
  const text = [...byDepartment].flatMap(([department, group]) => [
    say.reasons[about](department),
    ...group.slice(0, mostReasonsInText).map(({ row, citation }) => {
      const { subject, values } = subjectOf(row, about, { ...manner, vocabulary })
      return `• ${say.reason(subject, values, String(row[reasonKey.text]), ` [${citation + 1}]`)}`
    }),
    ...(group.length > mostReasonsInText ? [say.moreRows(mostReasonsInText, group.length)] : []),
  ])
  const columns = amountColumns[about]
  return {
    departments,
    parts: {
      ...shared,
      status: 'answer',
      code: null,
      text: text.join('\n'),
      columns: ['department', 'item_code', 'item', ...columns.map(({ name }) => name), 'reason'],
      labels: [
        say.department,
        say.itemCode,
        say.item,
        ...columns.map(({ label }) => say.inWanYuan(label(say))),
        say.reasonColumn,
      ],
      rows: cited.map(({ row }) => [
        String(row[reasonKey.department]),
        textOf(row[reasonKey.itemCode]),
        textOf(row[reasonKey.itemName]),
        ...columns.map(({ value }) => amountOf(row[value])),
        String(row[reasonKey.text]),
      ]),
      evidence: cited.map(({ row, citation }) => [
        [],
        [],
        [],
        ...columns.map(({ figure }) => citations.indexes([String(row[figure])])),
        [citation],
      ]),
      citations: citations.entries,
    },
  }
}

/** Reasons of the kind asked for; of either kind where the question leaves it open, or where none is printed of the one. */
const findReasons = async (plan: ReasonsPlan, runner: QueryRunner): Promise<Found> => {
  const order: readonly About[] = plan.about === 'change' ? ['change', 'budget'] : ['budget', 'change']
  const compile = { budget: compileBudgetReasons, change: compileChangeReasons }
  let found: Found | null = null
  for (const about of order) {
    const query = compile[about](plan)
    const { rows: all } = await runSql(runner, query)
    const differing = all.filter((row) => isOfDirection(row, plan.direction))
    const rows = distinctTexts(differing.length > 0 ? differing : all)
    if (found === null || (found.rows.length === 0 && rows.length > 0)) found = { about, query, rows }
  }
  if (found === null) throw new Error('there are two kinds of reasons')
  return found
}

/** A department says one thing in several sections; the first is quoted. */
const distinctTexts = (rows: readonly Row[]): readonly Row[] => {
  const keyOf = (row: Row) =>
    JSON.stringify([row[reasonKey.department], row[reasonKey.itemCode], row[reasonKey.text]])
  return [...new Map(rows.toReversed().map((row) => [keyOf(row), row])).values()].toReversed()
}

const differenceOf = (row: Row): number | null => {
  const amounts = [row[reasonKey.changeFen], row[reasonKey.initialFen], row[reasonKey.finalFen]]
  const [change, initial, final] = amounts.map((fen) => (typeof fen === 'number' ? fen : null))
  if (change != null) return change
  return initial == null || final == null ? null : final - initial
}

/** "Why over?" is answered by what went over; without a direction by all that differs, and what is not known to agree. */
const isOfDirection = (row: Row, direction: ReasonsPlan['direction']): boolean => {
  const difference = differenceOf(row)
  if (direction === null) return difference !== 0
  return difference !== null && (direction === 'more' ? difference > 0 : difference < 0)
}

type Reader = Manner & Readonly<{ vocabulary: Vocabulary }>

/** What the reason is of, and the amounts that differ. */
const subjectOf = (
  row: Row,
  about: About,
  reader: Reader,
): Readonly<{ subject: string | null; values: string | null }> => {
  const code = textOf(row[reasonKey.itemCode])
  const itemKey = code === null ? '' : functionKeyOf(code)
  const item = itemText({ item: textOf(row[reasonKey.itemName]), code, itemKey }, reader)
  const measure = String(row[reasonKey.measure]) as Measure // the view's column of that type
  const say = phrases[reader.language]
  const subject = item ?? (measure === 'expenditure' ? null : say.measure(measure))
  if (about === 'budget') {
    const amounts = [row[reasonKey.initialFen], row[reasonKey.finalFen]]
    const isStated = amounts.every((fen) => typeof fen === 'number')
    return {
      subject,
      values: isStated
        ? amounts.map((fen) => money(Number(fen), reader.language, reader.unit)).join(' → ')
        : null,
    }
  }
  const change = differenceOf(row)
  if (change === null) return { subject, values: null }
  const column = {
    kind: 'formula',
    formula: 'changeAmount',
    measure: 'expenditure',
    stage: 'finalAccounts',
    whole: null,
  } as const
  return {
    subject,
    values: say.value(
      column,
      money(Math.abs(change), reader.language, reader.unit),
      Math.sign(change),
      '',
      null,
    ),
  }
}

type AmountColumn = Readonly<{ name: string; label: (say: Phrases) => string; value: number; figure: number }>

const budgetLabel = (stage: 'initialBudget' | 'finalAccounts') => (say: Phrases) =>
  say.columnLabel({ kind: 'figure', measure: 'expenditure', stage }, '')

const amountColumns: Readonly<Record<About, readonly AmountColumn[]>> = {
  budget: [
    {
      name: 'initial_budget_wan_yuan',
      label: budgetLabel('initialBudget'),
      value: reasonKey.initialFen,
      figure: reasonKey.initialFigure,
    },
    {
      name: 'final_accounts_wan_yuan',
      label: budgetLabel('finalAccounts'),
      value: reasonKey.finalFen,
      figure: reasonKey.finalFigure,
    },
  ],
  change: [
    {
      name: 'change_amount_wan_yuan',
      label: (say) => say.changeColumn,
      value: reasonKey.changeFen,
      figure: reasonKey.changeFigure,
    },
  ],
}

const figuresOf = (row: Row): readonly string[] =>
  [row[reasonKey.initialFigure], row[reasonKey.finalFigure], row[reasonKey.changeFigure]].flatMap((id) =>
    typeof id === 'string' ? [id] : [],
  )

const amountOf = (value: AnswerCell | undefined): AnswerCell =>
  typeof value === 'number' ? wanYuan(value) : null

const textOf = (value: string | number | null | undefined): string | null =>
  value === null || value === undefined ? null : String(value)

const citationOf = (row: Row): Citation => ({
  file: String(row[reasonKey.file]),
  ...spanOf(row, reasonKey),
  place: String(row[reasonKey.section]),
  quote: String(row[reasonKey.text]),
})
