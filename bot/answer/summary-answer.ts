/** The headline figures of a report, what stands out, and where each is printed. */
import type { Measure, Stage } from '../../db/domain/terms.ts'
import type { Column, FiguresPlan, Scope, SummaryPlan } from '../../db/plan/plan.ts'
import type { QueryRunner } from '../../db/run/query-runner.ts'
import { yearColumns } from '../understand/columns.ts'
import { type HeldDepartment, hasOutturn, type Vocabulary } from '../understand/vocabulary.ts'
import { comparedMeasure } from '../understand/year-comparison.ts'
import { departmentName } from './department-name.ts'
import { answerFigures } from './figures/figures-answer.ts'
import { answerFindings } from './findings-answer.ts'
import { joinTold } from './join-told.ts'
import { emptyParts, type Told } from './parts.ts'
import { type Phrases, phrases } from './phrases.ts'
import type { Manner } from './preferences.ts'
import { answerReasons } from './reasons-answer.ts'
import { scopeRestatement } from './scope-text.ts'

/** More bodies than these are told by a line each. */
const mostWhole = 2
const mostOverruns = 3

type Reader = Readonly<{ runner: QueryRunner; vocabulary: Vocabulary; manner: Manner; say: Phrases }>

export const answerSummary = async (
  { scope }: SummaryPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const reader = { runner, vocabulary, manner, say: phrases[manner.language] }
  const bodies = [...vocabulary.departments.values()].filter(
    ({ department_id: id, department_kind: kind }) =>
      (scope.departments === null || scope.departments.includes(id)) &&
      (scope.kinds === null || scope.kinds.includes(kind)),
  )
  const told =
    bodies.length <= mostWhole
      ? (await Promise.all(bodies.map((body) => tellBody(body, scope, reader)))).flat()
      : await tellMany(bodies, scope, reader)
  const restatement = scopeRestatement(reader.say.summaryAsked, scope, vocabulary, reader.say)
  if (told.length === 0)
    return { departments: [], parts: { ...emptyParts, status: 'no_data', code: 'not-printed', restatement } }
  const joined = joinTold(told, reader.say)
  return {
    departments: bodies.map(({ department_id: id }) => id),
    parts: { ...joined.parts, restatement },
  }
}

const amount = (measure: Measure, stage: Stage): Column => ({ kind: 'figure', measure, stage })

const planOf = (
  scope: Scope,
  columns: readonly Column[],
  changes: Partial<FiguresPlan> = {},
): FiguresPlan => ({
  version: 1,
  kind: 'figures',
  scope,
  fund: null,
  items: null,
  columns: [...columns],
  conditions: [],
  isNonZero: false,
  order: null,
  limit: null,
  aggregate: null,
  compare: null,
  presentation: 'value',
  ...changes,
})

const overrun = (measure: Measure): readonly Column[] => [
  { kind: 'formula', formula: 'overrunPercent', measure, stage: 'finalAccounts', whole: null },
  amount(measure, 'initialBudget'),
  amount(measure, 'finalAccounts'),
]

const execution: readonly Column[] = [
  {
    kind: 'formula',
    formula: 'executionPercent',
    measure: 'projectExpenditure',
    stage: 'finalAccounts',
    whole: null,
  },
  amount('projectExpenditure', 'adjustedBudget'),
  amount('projectExpenditure', 'finalAccounts'),
]

/** One body: income and expenditure, the budget and the year before, special expenses, score; then what stands out. */
const tellBody = async (body: HeldDepartment, { years }: Scope, reader: Reader): Promise<readonly Told[]> => {
  const { runner, vocabulary, manner, say } = reader
  const ids = [body.department_id]
  const scope: Scope = { departments: ids, kinds: null, years }
  const isCarriedOut = hasOutturn(body, years)
  const stage: Stage = isCarriedOut ? 'finalAccounts' : 'initialBudget'
  const has = (measure: Measure) => vocabulary.states(ids, measure, stage)
  const both = (...measures: readonly Measure[]): readonly (readonly Column[])[] => {
    const held = measures.filter(has)
    return held.length > 0 ? [held.map((measure) => amount(measure, stage))] : []
  }
  const compared = comparedMeasure('expenditure', false, ids, vocabulary)
  const headlines: readonly (readonly Column[])[] = [
    ...both('revenue', 'expenditure'),
    ...(has('expenditure') || !has('totalExpenditure') ? [] : both('totalRevenue', 'totalExpenditure')),
    ...both('basicExpenditure', 'projectExpenditure'),
    ...(isCarriedOut && vocabulary.states(ids, 'expenditure', 'initialBudget')
      ? [
          [
            {
              kind: 'formula',
              formula: 'completionPercent',
              measure: 'expenditure',
              stage,
              whole: null,
            } as const,
            amount('expenditure', 'initialBudget'),
            amount('expenditure', 'finalAccounts'),
          ],
        ]
      : []),
    ...(vocabulary.countComparing(ids, compared) > 0 ? [yearColumns('change', compared, stage, true)] : []),
    ...both('threePublicExpenses'),
    ...both('agencyOperatingExpenses'),
    ...both('governmentProcurement'),
    ...(isCarriedOut ? both('selfEvaluation') : []),
  ]
  const figures = await Promise.all(
    headlines.map((columns) => answerFigures(planOf(scope, columns), runner, vocabulary, manner)),
  )
  const name = departmentName(body, manner.language)
  const standingOut = isCarriedOut ? await tellStandingOut(scope, reader) : []
  const findings = await answerFindings(
    {
      version: 1,
      kind: 'findings',
      scope,
      topics: [],
      leastTopics: 0,
      figures: [],
      minimumFen: null,
      severities: null,
      limit: null,
    },
    runner,
    vocabulary,
    manner.language,
  )
  const lines = figures.filter(({ parts }) => parts.status === 'answer').map((told) => asPoint(told, name))
  const [first, ...rest] = lines
  if (!first) return []
  const years_ = years ?? []
  return [
    {
      ...first,
      parts: {
        ...first.parts,
        text: `${say.summaryOf(name, years_, isCarriedOut)}\n${first.parts.text}`,
      },
    },
    ...rest,
    ...standingOut.map((told) => asPoint(told, name)),
    ...(findings.parts.status === 'answer'
      ? [
          {
            ...findings,
            parts: {
              ...emptyParts,
              status: 'answer' as const,
              text: `• ${findings.parts.text.split('\n')[0]?.replace(/[：:]$/u, '')}`,
            },
          },
        ]
      : []),
  ]
}

/** The reason for the total, the largest overruns, and what was budgeted and not spent at all. */
const tellStandingOut = async (
  scope: Scope,
  { runner, vocabulary, manner, say }: Reader,
): Promise<readonly Told[]> => {
  const [reasons, overruns, unspent] = await Promise.all([
    answerReasons(
      {
        version: 1,
        kind: 'reasons',
        scope,
        items: null,
        measures: ['expenditure'],
        about: 'budget',
        direction: null,
      },
      runner,
      vocabulary,
      manner,
    ),
    answerFigures(
      planOf(scope, overrun('expenditure'), {
        items: { kind: 'leaves' },
        conditions: [{ column: 0, comparator: 'gt', value: 0 }],
        order: 'descending',
        limit: mostOverruns,
        presentation: 'list',
      }),
      runner,
      vocabulary,
      manner,
    ),
    answerFigures(
      planOf(scope, execution, {
        items: { kind: 'projects' },
        conditions: [{ column: 0, comparator: 'eq', value: 0 }],
        presentation: 'list',
      }),
      runner,
      vocabulary,
      manner,
    ),
  ])
  const firstReason = firstOf(reasons)
  return [
    ...(firstReason ? [firstReason] : []),
    ...(overruns.parts.rows.length > 0 ? [withHead(overruns, say.largestOverruns)] : []),
    ...(unspent.parts.rows.length > 0 ? [withHead(unspent, say.unspentProjects)] : []),
  ]
}

/** The first of the reasons with its row and what that cites; null: nothing differs. */
const firstOf = ({ departments, parts }: Told): Told | null => {
  const [row] = parts.rows
  const amountOf = (column: string) => row?.[parts.columns.indexOf(column)]
  if (!row || amountOf('initial_budget_wan_yuan') === amountOf('final_accounts_wan_yuan')) return null
  const text = parts.text.split('\n').slice(0, 2).join(' ').replace(/ • /u, ' ')
  const marked = Array.from(text.matchAll(/\[(\d+)\]/gu), ([, mark]) => Number(mark) - 1)
  const [evidence = []] = parts.evidence
  const cited = [...new Set([...marked, ...evidence.flat()])]
  return {
    departments,
    parts: {
      ...parts,
      text: text.replace(/\[(\d+)\]/gu, (_, mark: string) => `[${cited.indexOf(Number(mark) - 1) + 1}]`),
      rows: [row],
      evidence: [evidence.map((indexes) => indexes.map((index) => cited.indexOf(index)))],
      citations: cited.flatMap((index) => parts.citations[index] ?? []),
    },
  }
}

/** The rows under a heading of the summary's own, without the sentence above them. */
const withHead = (told: Told, head: string): Told => {
  const lines = told.parts.text.split('\n')
  const rows = told.parts.rows.length === 1 ? lines.slice(-1) : lines.filter((line) => line.startsWith('•'))
  return {
    ...told,
    parts: { ...told.parts, text: [head, ...rows.map((line) => `  ${line}`)].join('\n'), warnings: [] },
  }
}

/** A line of the summary: the body has been named above it. */
const asPoint = (told: Told, name: string): Told => {
  const text = told.parts.text
    .split('\n')
    .map((line) => line.replace(`${name}：`, '').replace(`${name}: `, '').replace(`${name} `, ''))
    .join('\n')
  return { ...told, parts: { ...told.parts, text: /^[•\s]/u.test(text) ? text : `• ${text}`, warnings: [] } }
}

/** Many bodies: what each spent, against its budget; those with a budget only by that. */
const tellMany = async (
  bodies: readonly HeldDepartment[],
  { years }: Scope,
  { runner, vocabulary, manner, say }: Reader,
): Promise<readonly Told[]> => {
  const idsOf = (isCarriedOut: boolean) =>
    bodies.filter((body) => hasOutturn(body, years) === isCarriedOut).map(({ department_id: id }) => id)
  const completion: readonly Column[] = [
    {
      kind: 'formula',
      formula: 'completionPercent',
      measure: 'expenditure',
      stage: 'finalAccounts',
      whole: null,
    },
    amount('expenditure', 'initialBudget'),
    amount('expenditure', 'finalAccounts'),
  ]
  const groups = [
    {
      ids: idsOf(true),
      columns: [amount('expenditure', 'finalAccounts'), amount('threePublicExpenses', 'finalAccounts')],
    },
    { ids: idsOf(true), columns: completion },
    { ids: idsOf(false), columns: [amount('totalExpenditure', 'initialBudget')] },
  ].filter(({ ids }) => ids.length > 0)
  const told = await Promise.all(
    groups.map(({ ids, columns }) =>
      answerFigures(
        planOf({ departments: ids, kinds: null, years }, columns, {
          order: 'descending',
          presentation: 'list',
        }),
        runner,
        vocabulary,
        manner,
      ),
    ),
  )
  const answered = told.filter(({ parts }) => parts.status === 'answer')
  const [first, ...rest] = answered
  return first
    ? [
        {
          ...first,
          parts: { ...first.parts, text: `${say.summaryOfMany(bodies.length)}\n${first.parts.text}` },
        },
        ...rest,
      ]
    : []
}
