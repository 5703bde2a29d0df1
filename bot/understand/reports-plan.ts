import type { Stage } from '../../db/domain/terms.ts'
import type { ReportsPlan } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { ResolvedScope } from './scope.ts'
import type { Role } from './vocabulary.ts'

const figureRoles: readonly Role[] = [
  'overrun',
  'completion',
  'comparator',
  'superlative',
  'order',
  'share',
  'perItem',
  'zero',
  'same',
  'projectList',
]

const kindOf = (stage: Stage | undefined): ReportsPlan['reportKind'] =>
  stage === undefined ? null : stage === 'finalAccounts' ? 'finalAccounts' : 'budget'

const asksForFigures = (question: HeardQuestion): boolean =>
  figureRoles.some((role) => question.has(role)) ||
  (question.has('aggregate') && !question.has('aggregate', 'count')) ||
  question.evidence('number').some(({ evidence }) => evidence.unit !== 'plain')

/** What the store holds: "which departments published final accounts?", 有哪些报告, "how many unions are there?" */
export const reportsPlan = (
  question: HeardQuestion,
  { scope, covered }: ResolvedScope,
): ReportsPlan | null => {
  const namesNo = (...kinds: readonly ('measure' | 'item' | 'stage')[]) =>
    kinds.every((kind) => question.evidence(kind).length === 0)
  const isCount = question.has('aggregate', 'count')
  const isOfOutturns = question.has('withOutturn') && namesNo('measure', 'item', 'stage')
  // "What was the total?" asks for an amount, "what departments" for bodies.
  const asksWho =
    question.has('department') ||
    question.positions('who').some((at) => question.roleAt(at, 'howMuch') === null)
  const asksForBodies = namesNo('measure', 'item', 'stage') && (isCount || (question.has('who') && asksWho))
  const isAboutHolding =
    (question.has('held') && namesNo('measure', 'item')) ||
    isOfOutturns ||
    asksForBodies ||
    (question.has('published') && namesNo('measure', 'item'))
  if (!isAboutHolding || asksForFigures(question)) return null
  if (!question.has('held') && !question.has('who') && !isCount) return null
  question.take('held')
  question.take('published')
  question.take('department')
  question.take('aggregate', 'count')
  const stages = question.evidence('stage')
  for (const { index } of stages) question.use(index)
  // "What do you actually hold?"
  const stage = stages.find(({ index }) => question.roleAt(index, 'filler') === null)?.evidence.stage
  const lacksOutturn = question.has('withOutturn', 'no')
  // What is held, and who has a budget only: the list of all shows both.
  const isListed = lacksOutturn && question.has('held')
  return {
    version: 1,
    kind: 'reports',
    scope: isListed
      ? { ...scope, departments: null }
      : isOfOutturns
        ? { ...scope, departments: [...covered] }
        : scope,
    reportKind: lacksOutturn ? null : isOfOutturns ? 'finalAccounts' : kindOf(stage),
    aggregate: isCount ? 'count' : null,
  }
}
