import type { ReasonsPlan, Scope } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { namedItems } from './items.ts'
import type { Context } from './outcome.ts'
import type { Role } from './vocabulary.ts'

/** A question why is answered by the printed reasons; how it describes the difference need not be checked. */
export const reasonsPlan = (question: HeardQuestion, scope: Scope, context: Context | null): ReasonsPlan => {
  const items = namedItems(question)
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
  return { version: 1, kind: 'reasons', scope, items: items ?? inherited }
}
