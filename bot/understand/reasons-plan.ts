import type { ReasonsPlan, Scope } from '../../db/plan/plan.ts'
import { hearBudgetComparison } from './budget-comparison.ts'
import type { HeardQuestion } from './heard-question.ts'
import { namedItems } from './items.ts'
import type { Context } from './outcome.ts'
import type { Role } from './vocabulary.ts'

/** A question why is answered by the printed reasons; how it describes the difference need not be checked. */
export const reasonsPlan = (question: HeardQuestion, scope: Scope, context: Context | null): ReasonsPlan => {
  const items = namedItems(question)
  const comparison = hearBudgetComparison(question)
  const direction = comparison?.formula === 'overrun' && comparison.isCondition ? comparison.direction : null
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
  ]
  for (const role of describing) question.take(role)
  for (const kind of ['stage', 'measure', 'fund', 'number'] as const)
    for (const { index } of question.evidence(kind)) question.use(index)
  const inherited = items === null && context?.plan.kind === 'figures' ? context.plan.items : null
  return {
    version: 1,
    kind: 'reasons',
    scope,
    items: items ?? inherited,
    direction: direction ?? inheritedDirection(context),
  }
}

/** "Why?" after "which unions exceeded …" asks why they exceeded. */
const inheritedDirection = (context: Context | null): ReasonsPlan['direction'] => {
  if (context?.plan.kind !== 'figures') return null
  const condition = context.plan.conditions.find(({ column }) => {
    const conditioned = context.plan.kind === 'figures' ? context.plan.columns[column] : undefined
    return conditioned?.kind === 'formula' && conditioned.formula.startsWith('overrun')
  })
  if (!condition) return null
  return condition.comparator === 'gt' || condition.comparator === 'ge' ? 'more' : 'less'
}
