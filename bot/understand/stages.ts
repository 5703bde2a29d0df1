/** Which stages of the budget a question speaks of, and which budget an outturn is set against. */
import type { Stage } from '../../db/domain/terms.ts'
import type { Scope } from '../../db/plan/plan.ts'
import type { BudgetStage } from './budget-comparison.ts'
import { particularOf } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import { namesOfItems } from './items.ts'
import { asksOfProjects } from './projects.ts'
import { haveOutturn, type Vocabulary } from './vocabulary.ts'

/** "Pingxiang's budget against Xinzhou's outturn": each stage is of the body named last before it. */
export const hearStagesByBody = (
  question: HeardQuestion,
  covered: readonly string[],
): Readonly<Record<string, Stage>> | null => {
  const isSet =
    question.has('difference') ||
    question.has('more') ||
    question.has('versus', 'proper') ||
    question.has('multiple')
  if (covered.length !== 2 || !isSet) return null
  const named = [...question.evidence('department'), ...question.evidence('place')]
    .toSorted((left, right) => left.index - right.index)
    .flatMap(({ index, evidence }) => {
      const [id, ...others] = evidence.ids.filter((it) => covered.includes(it))
      return id === undefined || others.length > 0 ? [] : [{ index, id }]
    })
  const stages = new Map<string, Stage>()
  for (const { index, evidence } of question.evidence('stage')) {
    const id = named.findLast((body) => body.index < index)?.id
    // What is said of both is of no one in particular.
    if (id === undefined || (stages.has(id) && stages.get(id) !== evidence.stage)) return null
    stages.set(id, evidence.stage)
  }
  const isOfTwo = stages.size === 2 && new Set(stages.values()).size === 2
  return isOfTwo ? Object.fromEntries(stages) : null
}

export const namesTheStart = /年初|初始|当初|原|initial|opening|original|approved|beginning|start/iu

/** A bare 预算 of what is stated with an adjusted budget only, as “三公” expenses are in final accounts, is that one. */
const isOnlyAdjusted = (
  question: HeardQuestion,
  index: number,
  covered: readonly string[],
  vocabulary: Vocabulary,
): boolean => {
  const heard = question.evidence('measure').map(({ evidence }) => evidence.measure)
  const measures = particularOf(heard)
  // Lists of projects set what was spent against the budget of the whole year.
  if (asksOfProjects(question)) {
    const keys = namesOfItems(question).flat()
    const isAdjusted =
      keys.length > 0
        ? vocabulary.statesItem(covered, keys, 'adjustedBudget')
        : hasAdjustedProjects(covered, vocabulary)
    return !namesTheStart.test(question.words[index]?.text ?? '') && isAdjusted
  }
  return (
    !namesTheStart.test(question.words[index]?.text ?? '') &&
    measures.length > 0 &&
    !measures.some((measure) => vocabulary.states(covered, measure, 'initialBudget')) &&
    measures.every((measure) => vocabulary.states(covered, measure, 'adjustedBudget'))
  )
}

const hasAdjustedProjects = (covered: readonly string[], { projects, statesItem }: Vocabulary): boolean =>
  covered.some((id) => statesItem([id], projects.get(id)?.map(({ key }) => key) ?? [], 'adjustedBudget'))

/** The budget that a comparison is with: the adjusted one where it is named, or where there is no other. */
export const budgetStage = (
  question: HeardQuestion,
  covered: readonly string[],
  vocabulary: Vocabulary,
): BudgetStage => {
  const heard = question.evidence('stage')
  // Who has no outturn is not compared with one.
  const compared = covered.filter((id) => haveOutturn([id], null, vocabulary))
  const isAdjusted = heard.some(
    ({ index, evidence }) =>
      evidence.stage === 'adjustedBudget' ||
      (evidence.stage === 'initialBudget' && isOnlyAdjusted(question, index, compared, vocabulary)),
  )
  // 完成预算 holds the budget within one word.
  const isOnlyOne =
    heard.every(({ evidence }) => evidence.stage === 'finalAccounts') &&
    isOnlyAdjusted(question, -1, compared, vocabulary)
  return isAdjusted || isOnlyOne || isExecuted(question, compared, vocabulary)
    ? 'adjustedBudget'
    : 'initialBudget'
}

/** 执行率 is what performance forms print of the whole year's budget. */
const isExecuted = (
  question: HeardQuestion,
  compared: readonly string[],
  vocabulary: Vocabulary,
): boolean => {
  const [measure = 'expenditure', ...others] = particularOf(
    question.evidence('measure').map(({ evidence }) => evidence.measure),
  )
  return (
    question.has('completion', 'execution') &&
    question.evidence('stage').every(({ evidence }) => evidence.stage === 'finalAccounts') &&
    compared.length === 1 &&
    others.length === 0 &&
    vocabulary.printsExecution(compared, measure)
  )
}

export const hearStages = (
  question: HeardQuestion,
  scope: Scope,
  covered: readonly string[],
  vocabulary: Vocabulary,
): readonly Stage[] => {
  const heard = question.evidence('stage')
  for (const { index } of heard) question.use(index)
  const isSpent = takeSpent(question)
  const isCarriedOut = haveOutturn(covered, scope.years, vocabulary)
  if (heard.length > 0) {
    const stages = heard.map(({ index, evidence }): Stage => {
      if (evidence.stage === 'initialBudget' && isOnlyAdjusted(question, index, covered, vocabulary))
        return 'adjustedBudget'
      // 全年预算 of who has published a budget only.
      return evidence.stage === 'adjustedBudget' && !isCarriedOut ? 'initialBudget' : evidence.stage
    })
    return [...new Set(asksForSpentApart(question) ? [...stages, 'finalAccounts' as const] : stages)]
  }
  // "What did it spend?" asks for an outturn, also of a body that has none.
  if (isSpent) return ['finalAccounts']
  return [isCarriedOut ? 'finalAccounts' : 'initialBudget']
}

/** Whether something was spent; "spending" is what is spent or to be spent. */
const takeSpent = (question: HeardQuestion): boolean => {
  const isVerb = question
    .positions('spent')
    .some((at) => !/^spending$/iu.test(question.words[at]?.text ?? ''))
  question.take('spent')
  return isVerb
}

/** "What was the budget, and what did it spend?" asks for the outturn beside the stage that is named. */
const asksForSpentApart = (question: HeardQuestion): boolean =>
  question
    .positions('spent')
    .some((spent) => question.evidence('stage').every(({ index }) => question.isAskedApart(spent, index)))
