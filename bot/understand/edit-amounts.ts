/** Edits that make something of the amounts of a plan: a share, a sum, a difference, of earlier turns too. */
import { usualWholeOf } from '../../db/catalog/formulas.ts'
import { wholesOf } from '../../db/domain/measure-parts.ts'
import type { Measure } from '../../db/domain/terms.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, FiguresPlan, Plan, Whole } from '../../db/plan/plan.ts'
import { overrunColumns } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import { isOneFigure, pinned, stageSetAgainst, wholesNamed } from './in-thread.ts'
import type { Context } from './outcome.ts'

const totalOf = (measure: Measure): Measure =>
  wholesOf(measure).includes('expenditure') ? 'expenditure' : usualWholeOf(measure)

export const withStageApart = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const base = stageSetAgainst(question, plan)
  const [column] = plan.columns
  if (base === null || column === undefined) return null
  for (const { index } of question.evidence('stage')) question.use(index)
  for (const role of ['difference', 'more', 'versus', 'moneyAsked', 'percentAsked'] as const)
    question.take(role)
  return { ...plan, columns: [...overrunColumns(base, column.measure)] }
}

/** 占人员经费百分之几？, "what share of that went to small enterprises?", 这两项加起来占商品和服务支出的百分之几？ */
export const withShareOf = (
  ranked: FiguresPlan,
  context: Context,
  question: HeardQuestion,
): FiguresPlan | null => {
  const plan = pinned(ranked, context)
  const { earlier } = context
  const [deciding] = plan.columns
  const [named] = wholesNamed(question)
  if (!question.has('share') || named === undefined || deciding?.kind !== 'figure' || !isOneFigure(plan))
    return null
  // What is named may be the part.
  const isPart = named.kind === 'measure' && wholesOf(named.measure).includes(deciding.measure)
  const [part, whole]: [Measure, Whole] = isPart
    ? [named.measure, { kind: 'measure', measure: deciding.measure }]
    : [deciding.measure, named]
  const isSum = question.has('pronoun') && question.has('aggregate', 'sum')
  const both = isSum ? earlierItems(plan, earlier) : null
  if (isSum && both === null && plan.items !== null) return null
  for (const kind of ['measure', 'item'] as const)
    for (const { index } of question.evidence(kind)) question.use(index)
  for (const role of ['share', 'percentAsked', 'aggregate'] as const) question.take(role)
  return {
    ...plan,
    columns: [
      { kind: 'formula', formula: 'sharePercent', measure: part, stage: deciding.stage, whole },
      ...(isPart ? [{ ...deciding, measure: part }] : []),
      deciding,
    ],
    ...(both === null ? {} : { items: { kind: 'named', keys: [...both] }, aggregate: 'sum' }),
  }
}

export const withAggregate = (
  plan: FiguresPlan,
  earlier: readonly Plan[],
  question: HeardQuestion,
  isShare: boolean,
): FiguresPlan | null => {
  const isRatio = question.take('multiple')
  const isDifference = question.take('difference')
  for (const { index, evidence } of question.evidence('number'))
    if (evidence.unit === 'plain') question.use(index)
  const aggregate = (['sum', 'average', 'count'] as const).find((it) => question.take('aggregate', it))
  if (aggregate === undefined && !isDifference && !isRatio) return plan
  const whole = isOneFigure(plan) ? withEarlier(plan, earlier) : plan
  if (whole === null) return null
  if (isDifference || isRatio) return { ...whole, compare: isRatio ? 'ratio' : 'difference', aggregate: null }
  // Percentages do not add up to anything.
  const isOfPercent = whole.columns.slice(0, 1).some((column) => columnUnit(column) === 'percent')
  if (aggregate === 'sum' && !isShare && isOfPercent) return null
  return { ...whole, aggregate: aggregate ?? null, compare: null }
}

/** One department's one value: "together" means it and those of earlier turns that ask the same of others. */
export const withEarlier = (plan: FiguresPlan, earlier: readonly Plan[]): FiguresPlan | null => {
  const others = earlier.flatMap((it) =>
    it.kind === 'figures' && isOneFigure(it) && isSameBut(it, plan) ? (it.scope.departments ?? []) : [],
  )
  const items = earlierItems(plan, earlier)
  if (items !== null) return { ...plan, items: { kind: 'named', keys: [...items] } }
  const departments = [...new Set([...others, ...(plan.scope.departments ?? [])])]
  return departments.length > 1 ? { ...plan, scope: { ...plan.scope, departments } } : null
}

/** The same body's other items of earlier turns with the plan's own; null: there is none. */
export const earlierItems = (plan: FiguresPlan, earlier: readonly Plan[]): readonly string[] | null => {
  const keysOf = ({ items }: FiguresPlan) => (items?.kind === 'named' ? items.keys : [])
  const others = earlier.flatMap((it) =>
    it.kind === 'figures' &&
    JSON.stringify([it.columns, it.fund, it.scope]) === JSON.stringify([plan.columns, plan.fund, plan.scope])
      ? keysOf(it)
      : [],
  )
  const keys = [...new Set([...others, ...keysOf(plan)])]
  return keys.length > keysOf(plan).length && keysOf(plan).length > 0 ? keys : null
}

const isSameBut = (left: FiguresPlan, right: FiguresPlan): boolean =>
  JSON.stringify([left.columns, left.items, left.fund]) ===
  JSON.stringify([right.columns, right.items, right.fund])

/** The share that each amount has of its whole, or of the total that is said, with the amount. */
export const sharesOf = (columns: readonly Column[], isOfTotal: boolean): Column[] =>
  columns.flatMap((column): Column[] =>
    column.kind === 'figure'
      ? [
          {
            kind: 'formula',
            formula: 'sharePercent',
            measure: column.measure,
            stage: column.stage,
            whole: {
              kind: 'measure',
              measure: isOfTotal ? totalOf(column.measure) : usualWholeOf(column.measure),
            },
          },
          column,
        ]
      : [],
  )
