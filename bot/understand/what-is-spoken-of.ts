/** A new question that leaves out what the thread speaks of: its items and its measure. */
import type { Column, FiguresPlan } from '../../db/plan/plan.ts'
import { earlierItems } from './edit-amounts.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Context } from './outcome.ts'

const oneBudgetForAnother = {
  completionPercent: 'executionPercent',
  overrunPercent: 'overAdjustedPercent',
  overrunAmount: 'overAdjustedAmount',
} as const

/**
 * 这两个一共还剩多少没花？: of the items and the measure that the thread speaks of, where the question names neither.
 */
export const ofWhatIsSpokenOf = (
  plan: FiguresPlan,
  question: HeardQuestion,
  { plan: before, earlier, isOfOneQuestion }: Context,
): FiguresPlan | null => {
  const isNamed =
    question.evidence('item').length > 0 ||
    question.has('perItem') ||
    question.evidence('measure').some(({ index }) => question.roleAt(index, 'spent') === null)
  if (isNamed || !(question.has('pronoun') || isOfOneQuestion)) return plan
  // 禁毒宣传的钱花完了吗，剩多少？: of what was looked up, not of all that the body spent.
  if (before.kind === 'passages') return isOfOneQuestion ? null : plan
  if (before.kind !== 'figures') return plan
  const measure = before.columns[0]?.measure
  // 机关运行经费最高的是哪一家？它年初预算才多少？
  const isOfMeasure = before.items === null && measure !== undefined && !question.has('aggregate')
  if (isOfMeasure && question.evidence('measure').length === 0 && question.evidence('stage').length > 0)
    return { ...plan, columns: plan.columns.map((column) => ({ ...column, measure })) }
  if (before.items === null) return plan
  if (measure === undefined || plan.columns.some((column) => column.measure !== 'expenditure')) return null
  const isOfProjects = measure === 'projectExpenditure'
  const isSum = question.has('aggregate', 'sum')
  const both = isSum ? earlierItems(before, earlier) : null
  const columns = plan.columns.map((column): Column => {
    if (!isOfProjects) return { ...column, measure }
    if (column.kind === 'figure')
      return { ...column, measure, stage: column.stage === 'initialBudget' ? 'adjustedBudget' : column.stage }
    const { formula } = column
    const named = Object.entries(oneBudgetForAnother).find(([name]) => name === formula)?.[1]
    return { ...column, measure, formula: named ?? formula }
  })
  return both === null
    ? { ...plan, columns, items: before.items }
    : { ...plan, columns, items: { kind: 'named', keys: [...both] }, aggregate: 'sum' }
}
