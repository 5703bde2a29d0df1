/**
 * Follow-ups are edits of the thread's last plan: other bodies, another year, another threshold, a sum, a share. A
 * question that names what it wants to know is a new one.
 */
import { usualWholeOf } from '../../db/catalog/formulas.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, FiguresPlan, Plan } from '../../db/plan/plan.ts'
import { yearColumns } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Context } from './outcome.ts'
import type { ResolvedScope } from './scope.ts'
import { hearThresholds } from './thresholds.ts'
import type { Role, Vocabulary } from './vocabulary.ts'
import { comparedMeasure } from './year-comparison.ts'

const askingRoles: readonly Role[] = ['overrun', 'completion', 'held', 'superlative', 'withOutturn']

/** A question that names what it wants to know; one that does not is read in the light of the last plan. */
export const asksForItself = (question: HeardQuestion): boolean =>
  (['measure', 'item', 'stage', 'fund'] as const).some((kind) => question.evidence(kind).length > 0) ||
  askingRoles.some((role) => question.has(role))

const editingRoles: readonly Role[] = ['aggregate', 'share', 'year', 'pronoun']

/** Whether a turn without a word of the field can still be an edit of the last plan. */
export const canEdit = (question: HeardQuestion, context: Context | null): boolean =>
  context !== null &&
  (editingRoles.some((role) => question.has(role)) ||
    (['number', 'year'] as const).some((kind) => question.evidence(kind).length > 0))

/** Departments that "it", "they" or "why?" refer back to. */
export const inheritedDepartments = (
  question: HeardQuestion,
  context: Context | null,
): readonly string[] | null => {
  if (context === null || context.departments.length === 0) return null
  const refersBack = question.has('pronoun') || question.has('why') || question.has('followUp')
  return refersBack ? context.departments : null
}

/** null: the edit does not fit the plan. */
export const editPlan = (
  plan: Plan,
  question: HeardQuestion,
  { scope, covered, yearBefore }: ResolvedScope,
  vocabulary: Vocabulary,
): Plan | null => {
  question.take('pronoun')
  question.take('only')
  const isNamed = scope.departments !== null || scope.kinds !== null
  const moved: Plan = { ...plan, scope: isNamed ? scope : { ...plan.scope, years: scope.years } }
  if (moved.kind !== 'figures') return yearBefore === null ? moved : null
  if (yearBefore === null) return editFigures(moved, question)
  const [deciding] = moved.columns
  if (deciding?.kind !== 'figure' || moved.items !== null || moved.conditions.length > 0) return null
  const measure = comparedMeasure(deciding.measure, false, covered, vocabulary)
  const asked = yearBefore === 'asked' ? 'previous' : 'change'
  const isRate = question.take('percentAsked') || question.take('changeRate')
  for (const role of ['change', 'yearOnYear', 'more', 'versus', 'difference'] as const) question.take(role)
  return { ...moved, columns: [...yearColumns(asked, measure, deciding.stage, isRate)] }
}

const editFigures = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const isShare = question.take('share') || question.take('percentAsked')
  const isSum = question.take('aggregate', 'sum')
  const isAverage = question.take('aggregate', 'average')
  const bounded = withThreshold(plan, question)
  if (bounded === null) return null
  if ((isSum || isAverage) && isOneFigure(plan)) return null
  // Percentages do not add up to anything.
  if (isSum && !isShare && bounded.columns.slice(0, 1).some((column) => columnUnit(column) === 'percent'))
    return null
  return {
    ...bounded,
    ...(isShare ? { columns: sharesOf(plan.columns) } : {}),
    ...(isSum || isAverage
      ? { aggregate: isSum ? ('sum' as const) : ('average' as const), compare: null }
      : {}),
  }
}

/** One department's one value: "together" means it and those of earlier turns, which the last plan does not hold. */
const isOneFigure = ({ scope, items }: FiguresPlan): boolean =>
  scope.departments?.length === 1 && (items === null || (items.kind === 'named' && items.keys.length === 1))

/** "那30%呢？" puts another number where the last condition had one. */
const withThreshold = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const [threshold, ...others] = hearThresholds(question)
  if (threshold === undefined) return plan
  const [condition, ...rest] = plan.conditions
  const column = condition && plan.columns[condition.column]
  if (!column || rest.length > 0 || others.length > 0) return null
  const isPercent = columnUnit(column) === 'percent'
  if (isPercent !== (threshold.unit === 'percent') || (!isPercent && threshold.unit !== 'fen')) return null
  return {
    ...plan,
    conditions: [
      { ...condition, comparator: threshold.comparator ?? condition.comparator, value: threshold.value },
    ],
  }
}

/** The share that each amount has of its whole, with the amount. */
const sharesOf = (columns: readonly Column[]): Column[] =>
  columns.flatMap((column): Column[] =>
    column.kind === 'figure'
      ? [
          {
            kind: 'formula',
            formula: 'sharePercent',
            measure: column.measure,
            stage: column.stage,
            whole: { kind: 'measure', measure: usualWholeOf(column.measure) },
          },
          column,
        ]
      : [],
  )
