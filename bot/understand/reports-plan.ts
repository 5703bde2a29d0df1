import type { ReportsPlan } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { ResolvedScope } from './scope.ts'

/** What the store holds: "which departments published final accounts?", 有哪些报告 */
export const reportsPlan = (
  question: HeardQuestion,
  { scope, covered }: ResolvedScope,
): ReportsPlan | null => {
  const isAboutOutturns =
    question.has('withOutturn') &&
    (['measure', 'item', 'stage'] as const).every((kind) => question.evidence(kind).length === 0)
  const isAboutHolding =
    question.has('held') ||
    isAboutOutturns ||
    (question.has('published') &&
      question.evidence('measure').length === 0 &&
      question.evidence('item').length === 0)
  const asksFigure = (['overrun', 'completion', 'comparator', 'superlative', 'aggregate'] as const).some(
    (role) => question.has(role) && !(role === 'aggregate' && question.has('aggregate', 'count')),
  )
  if (
    !isAboutHolding ||
    asksFigure ||
    question.evidence('number').some(({ evidence }) => evidence.unit !== 'plain')
  )
    return null
  if (!question.has('held') && !question.has('who') && !question.has('aggregate', 'count')) return null
  question.take('held')
  question.take('published')
  const stages = question.evidence('stage')
  for (const { index } of stages) question.use(index)
  const stage = stages[0]?.evidence.stage
  return {
    version: 1,
    kind: 'reports',
    scope: isAboutOutturns ? { ...scope, departments: [...covered] } : scope,
    reportKind:
      isAboutOutturns || stage === 'finalAccounts' ? 'finalAccounts' : stage === undefined ? null : 'budget',
    aggregate: question.take('aggregate', 'count') ? 'count' : null,
  }
}
