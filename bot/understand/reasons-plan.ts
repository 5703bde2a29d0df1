import type { Measure } from '../../db/domain/terms.ts'
import type { ReasonsPlan } from '../../db/plan/plan.ts'
import { hearBudgetComparison } from './budget-comparison.ts'
import type { HeardQuestion } from './heard-question.ts'
import { namedItems } from './items.ts'
import type { Context } from './outcome.ts'
import type { ResolvedScope } from './scope.ts'
import type { Role } from './vocabulary.ts'
import { hearYearComparison, kinOf } from './year-comparison.ts'

/** A question why is answered by the printed reasons; how it describes the difference need not be checked. */
export const reasonsPlan = (
  question: HeardQuestion,
  { scope, yearBefore }: ResolvedScope,
  context: Context | null,
): ReasonsPlan => {
  const items = namedItems(question)
  const isOfBudget =
    question.evidence('stage').some(({ evidence }) => evidence.stage !== 'finalAccounts') ||
    question.has('completion')
  const budget = yearBefore === null ? hearBudgetComparison(question, 'initialBudget') : null
  const change = budget === null && !isOfBudget ? hearYearComparison(question, yearBefore) : null
  const comparison = budget?.formula === 'overrun' ? budget : change
  const direction = comparison?.isCondition ? comparison.direction : null
  const measures = question.evidence('measure').map(({ evidence }) => evidence.measure)
  const describing: readonly Role[] = [
    'overrun',
    'completion',
    'comparator',
    'comparatorAfter',
    'more',
    'versus',
    'difference',
    'superlative',
    'percentAsked',
    'moneyAsked',
    'pronoun',
    'perItem',
    'not',
    'same',
    'attain',
    'multiple',
    'only',
    'zero',
    'between',
    'share',
    'aggregate',
    'approximately',
    'near',
    'change',
    'changeRate',
    'yearOnYear',
  ]
  for (const role of describing) question.take(role)
  for (const kind of ['stage', 'measure', 'fund', 'number'] as const)
    for (const { index } of question.evidence(kind)) question.use(index)
  const inherited = context?.plan.kind === 'figures' ? context.plan : null
  const isInherited = items === null && measures.length === 0
  const about = budget !== null || isOfBudget ? 'budget' : change !== null ? 'change' : null
  return {
    version: 1,
    kind: 'reasons',
    scope,
    items: items ?? (isInherited ? (inherited?.items ?? null) : null),
    measures: isInherited ? inheritedMeasures(context) : measuresOf(measures, items !== null),
    about: about ?? inheritedAbout(context),
    direction: direction ?? inheritedDirection(context),
  }
}

/** A reason for the total is given for whichever total a document sets against the year before; an item has its own. */
const measuresOf = (measures: readonly Measure[], hasItem: boolean): Measure[] | null =>
  measures.length === 0 || hasItem ? null : [...new Set(measures.flatMap(kinOf))]

const inheritedMeasures = (context: Context | null): Measure[] | null => {
  if (context?.plan.kind !== 'figures' || context.plan.items !== null) return null
  const [deciding] = context.plan.columns
  return deciding ? [...kinOf(deciding.measure)] : null
}

const inheritedAbout = (context: Context | null): ReasonsPlan['about'] => {
  if (context?.plan.kind !== 'figures') return null
  const formulas = context.plan.columns.flatMap((column) =>
    column.kind === 'formula' ? [column.formula] : [],
  )
  if (formulas.some((formula) => formula.startsWith('change'))) return 'change'
  return formulas.some((formula) => formula.startsWith('over') || formula === 'completionPercent')
    ? 'budget'
    : null
}

/** "Why?" after "which unions exceeded …" asks why they exceeded. */
const inheritedDirection = (context: Context | null): ReasonsPlan['direction'] => {
  if (context?.plan.kind !== 'figures') return null
  const { columns, conditions } = context.plan
  const condition = conditions.find(({ column }) => {
    const conditioned = columns[column]
    return conditioned?.kind === 'formula' && /^(?:over|change)/u.test(conditioned.formula)
  })
  if (!condition) return null
  return condition.comparator === 'gt' || condition.comparator === 'ge' ? 'more' : 'less'
}
