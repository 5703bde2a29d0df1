/** What a question sets against what: a budget, a year, zero, a whole. */
import type { Stage } from '../../db/domain/terms.ts'
import { type BudgetComparison, type BudgetStage, hearBudgetComparison } from './budget-comparison.ts'
import type { Comparison } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { ResolvedScope } from './scope.ts'
import { hearShare } from './share.ts'
import { budgetStage, hearStages, hearStagesByBody } from './stages.ts'
import { haveOutturn, type Vocabulary } from './vocabulary.ts'
import { hearYearComparison } from './year-comparison.ts'

/** "More than Tianyuan" sets one body against another; "more than 5 million" bounds an amount. */
export const meanBodiesCompared = (question: HeardQuestion): void => {
  for (const at of question.positions('comparator')) {
    const isThan = / than$/iu.test(question.words[at]?.text ?? '')
    const next = question.neighbour(at, 1)
    const isBody =
      (['department', 'place', 'departmentKind'] as const).some((kind) =>
        question.hasEvidenceAt(next, kind),
      ) || /^(?:it|them|that|those|these)$/iu.test(question.words[next]?.text ?? '')
    if (!isThan || !isBody || question.roleAt(at, 'more') !== null) continue
    const value = question.roleAt(at, 'comparator') === 'lt' ? 'less' : 'more'
    question.settle(at, 'comparator')
    question.unuse(at)
    for (const role of ['more', 'versus'] as const)
      question.mean(at, { kind: 'role', role, value: role === 'more' ? value : 'proper' })
  }
}

export type Maths = Readonly<{
  zero: ReturnType<typeof hearInitialZero>
  isPlainZero: boolean
  isSame: boolean
  comparison: Comparison | null
  stages: readonly Stage[]
  share: ReturnType<typeof hearShare>
  /** What is asked of each of two bodies, where it differs. */
  byBody: Readonly<Record<string, Stage>> | null
}>

/** What is set against what, at which stages, or which part of which whole is asked. */
export const hearMaths = (
  question: HeardQuestion,
  { scope, covered, yearBefore }: ResolvedScope,
  vocabulary: Vocabulary,
): Maths => {
  const byBody = hearStagesByBody(question, covered)
  if (byBody !== null) {
    for (const { index } of question.evidence('stage')) question.use(index)
    const [stage] = Object.values(byBody)
    return {
      ...{ zero: null, isPlainZero: false, isSame: false, comparison: null, share: null },
      ...{ byBody, stages: stage === undefined ? [] : [stage] },
    }
  }
  const base = budgetStage(question, covered, vocabulary)
  const zero = hearUnused(question, base) ?? hearInitialZero(question)
  const isSame = hearSame(question)
  const comparison = isSame
    ? sameAs(base)
    : ((yearBefore === null && !isShareOfBudget(question, { scope, covered }, vocabulary)
        ? hearBudgetComparison(question, base)
        : null) ?? hearYearComparison(question, yearBefore))
  const stages = zero?.stages ?? hearStages(question, scope, covered, vocabulary)
  // 是0还是没填？ asks what stands there.
  const asksIfBlank = question.take('blank')
  if (asksIfBlank)
    for (const { index, evidence } of question.evidence('number'))
      if (evidence.value === 0) question.use(index)
  const isPlainZero = zero === null && (question.take('zero') || takeNone(question)) && !asksIfBlank
  const share = comparison === null ? hearShare(question, stages[0] ?? 'finalAccounts') : null
  return { zero, isPlainZero, isSame, comparison, stages, share, byBody }
}

/** 项目支出占全年预算的比重, of who has published a budget only: of all that is budgeted. */
const isShareOfBudget = (
  question: HeardQuestion,
  { scope, covered }: Pick<ResolvedScope, 'scope' | 'covered'>,
  vocabulary: Vocabulary,
): boolean => question.has('share') && !haveOutturn(covered, scope.years, vocabulary)

const sameAs = (base: BudgetStage): BudgetComparison => ({
  formula: 'overrun',
  base,
  direction: 'more',
  isCondition: false,
})

/** "no difference"; weaker words ("same", "exactly") only where the initial budget is what they refer to. */
const hearSame = (question: HeardQuestion): boolean => {
  const isBudgetHeard = question.evidence('stage').some(({ evidence }) => evidence.stage === 'initialBudget')
  const isExactly = question.has('comparator', 'eq') && question.evidence('number').length === 0
  const isSame = question.has('same', 'yes') || (isBudgetHeard && (question.has('same') || isExactly))
  if (!isSame) return false
  for (const { index } of question.evidence('stage')) question.use(index)
  question.take('same')
  question.take('comparator', 'eq')
  question.take('between')
  return true
}

/** "Budgeted but never received any money": the stage that is not zero, then the other one. */
const hearUnused = (
  question: HeardQuestion,
  base: BudgetStage,
): { stages: readonly [Stage, Stage] } | null => {
  const budgets = question.evidence('stage').filter(({ evidence }) => evidence.stage !== 'finalAccounts')
  if (!question.has('zero', 'spent') || budgets.length === 0) return null
  question.take('zero')
  for (const { index } of question.evidence('stage')) question.use(index)
  return { stages: [base, 'finalAccounts'] }
}

/** 年初预算为零但有支出的: the stage that is zero, then the other one. */
const hearInitialZero = (question: HeardQuestion): { stages: readonly [Stage, Stage] } | null => {
  const isInitial =
    question.has('zero', 'initial') ||
    (question
      .positions('zero')
      .some((at) => question.roleAt(question.neighbour(at, -1), 'completion') === null) &&
      question.evidence('stage').some(({ evidence }) => evidence.stage === 'initialBudget'))
  if (!isInitial) return null
  question.take('zero')
  for (const { index } of question.evidence('stage')) question.use(index)
  return { stages: ['finalAccounts', 'initialBudget'] }
}

/** 哪些部门没有差旅费, "which departments had no receptions": an amount of zero. */
const takeNone = (question: HeardQuestion): boolean => {
  if (!question.has('who') && !question.has('department')) return false
  const none = question.positions('not').find((index) => {
    const next = question.neighbour(index, 1)
    return question.hasEvidenceAt(next, 'measure') || question.hasEvidenceAt(next, 'item')
  })
  if (none !== undefined) question.use(none)
  return none !== undefined
}
