/**
 * Hears whether a question compares final accounts with the initial budget, and which of the different maths it means:
 * "超出50%" is an excess, "达到150%" and "1.5 times the budget" are a completion.
 */

import type { HeardQuestion } from './heard-question.ts'
import { isPureFiller, roleOf } from './heard-word.ts'
import { asksOfProjects } from './projects.ts'

export type BudgetStage = 'initialBudget' | 'adjustedBudget'

export type BudgetComparison = Readonly<{
  formula: 'completion' | 'overrun'
  /** The budget that final accounts are set against. */
  base: BudgetStage
  /** Whether the final accounts are asked to be above or below the initial budget. */
  direction: 'more' | 'less'
  /** Whether the question puts a condition by its very words ("exceeded the budget") or only names the measure. */
  isCondition: boolean
  /** "did not exceed", 没有超支 */
  isNegated?: boolean
  /** "At least as much as", 不低于 */
  isInclusive?: boolean
}>

const isBudget = (question: HeardQuestion, index: number): boolean =>
  question.words[index]?.evidence.some(
    (evidence) => evidence.kind === 'stage' && evidence.stage !== 'finalAccounts',
  ) ?? false

/** What is compared how; the budget that is meant is found beside it. */
type Comparison = Omit<BudgetComparison, 'base'>

export const hearBudgetComparison = (question: HeardQuestion, base: BudgetStage): BudgetComparison | null => {
  const comparison =
    hearCompletion(question) ??
    hearBudgetExceeded(question) ??
    hearOverrun(question) ??
    hearNumberOfBudget(question) ??
    hearStagesCompared(question) ??
    hearBareExcess(question)
  if (comparison) {
    for (const { index } of question.evidence('stage')) question.use(index)
    question.take('completion')
    // "What percentage did it reach?" of who fell short most.
    if (!hasThreshold(question)) question.take('attain')
    // "Grew by what percentage over the opening budget?"
    for (const role of ['change', 'changeRate'] as const) question.take(role)
  }
  return comparison && { ...comparison, base }
}

/** 完成率, "completion rate", "how many times its initial budget", "what percentage of its initial budget" */
const hearCompletion = (question: HeardQuestion): Comparison | null => {
  const isOfBudget = (['multiple', 'share'] as const).some((role) =>
    question
      .positions(role)
      .some((index) => isBudget(question, nextOf(question, index)) && !isWholeBudget(question, index)),
  )
  if (isOfBudget) question.take('multiple')
  const isNamed =
    isPercentOfStages(question) ||
    (question.has('completion') && !isSetAgainstBudget(question)) ||
    isExecutionOfProjects(question)
  if (!isNamed && !isOfBudget && !isPercentOfBudget(question)) return null
  if (!hasThreshold(question)) question.take('attain')
  return { formula: 'completion', direction: 'more', isCondition: false }
}

/** 占全部预算的比例: of all that is budgeted. */
const isWholeBudget = (question: HeardQuestion, index: number): boolean =>
  /^(?:全部|总|整个|全年总|total|whole|entire)$/iu.test(question.words[index + 1]?.text ?? '')

/** "Spent less than its budget: what was the completion rate?": who is meant is said by the excess. */
const isSetAgainstBudget = (question: HeardQuestion): boolean =>
  !hasThreshold(question) &&
  question.positions('comparator').some((index) => isBudget(question, nextOf(question, index)))

/** "What was budgeted, what was spent, and what percentage is that?" */
const isPercentOfStages = (question: HeardQuestion): boolean => {
  const stages = new Set(question.evidence('stage').map(({ evidence }) => evidence.stage))
  const isSpent = stages.has('finalAccounts') || question.has('spent')
  const isBudgeted = stages.has('initialBudget') || stages.has('adjustedBudget')
  return (
    isSpent &&
    isBudgeted &&
    question.has('percentAsked') &&
    !question.has('share') &&
    !question.has('difference') &&
    !question.has('comparator') &&
    !question.has('more')
  )
}

/** "Projects that were executed at 50%": of their budget. */
const isExecutionOfProjects = (question: HeardQuestion): boolean =>
  asksOfProjects(question) &&
  question.evidence('number').some(({ evidence }) => evidence.unit === 'percent') &&
  question.evidence('stage').length > 0 &&
  question.evidence('stage').every(({ evidence }) => evidence.stage === 'finalAccounts')

const hasThreshold = (question: HeardQuestion): boolean =>
  question.evidence('number').some(({ evidence }) => evidence.unit !== 'plain')

/** 是年初预算的百分之几, 达到年初预算百分之几; but 高于年初预算的百分之几 is an excess. */
const isPercentOfBudget = (question: HeardQuestion): boolean =>
  question.positions('percentAsked').some((index) => {
    const isPercent = /%|percent|pct|proportion|share/iu.test(question.words[index]?.text ?? '')
    if (isPercent && isBudget(question, nextOf(question, index))) return true
    const budget = question.neighbour(index, -1)
    if (!isBudget(question, budget)) return false
    const before = question.neighbour(budget, -1)
    const isAttained = question.roleAt(before, 'attain') !== null
    const isExcess = question.roleAt(before, 'comparator') !== null
    const isOf = question.words.slice(budget, index).some(({ text }) => text === '的')
    return isAttained || (isOf && !isExcess)
  })

/** "exceeded the initial budget (by 50%)", 低于年初预算; but 达到年初预算的1.5倍 and "not reach" are completions. */
const hearBudgetExceeded = (question: HeardQuestion): Comparison | null => {
  for (const index of question.positions('comparator')) {
    const next = nextOf(question, index)
    const comparator = question.roleAt(index, 'comparator')
    if (!isBudget(question, next) || comparator === 'eq') continue
    question.use(index)
    const numbers = question.evidence('number').filter(({ evidence }) => evidence.unit !== 'plain')
    const isTimes = numbers.some(({ evidence }) => evidence.unit === 'times')
    const isMoreBy = question.roleAt(index, 'more') !== null
    const isAttained = question.roleAt(index, 'attain') !== null && numbers.length > 0
    if (isAttained || (isTimes && !isMoreBy)) {
      question.unuse(index)
      return { formula: 'completion', direction: 'more', isCondition: true }
    }
    if (comparator === 'le')
      return { formula: 'overrun', direction: 'more', isCondition: true, isNegated: true }
    const direction = comparator === 'lt' ? 'less' : 'more'
    const isInclusive = comparator === 'ge'
    return {
      formula: 'overrun',
      direction,
      isCondition: true,
      isNegated: takeNegation(question, index),
      isInclusive,
    }
  }
  return null
}

/** The next word that matters: "their", "the" and a measure ("支出") between a comparator and the stage do not. */
const nextOf = (question: HeardQuestion, index: number): number => {
  let next = question.neighbour(index, 1)
  while (
    next !== -1 &&
    (question.hasEvidenceAt(next, 'measure') || question.roleAt(next, 'pronoun') !== null) &&
    !isBudget(question, next)
  )
    next = question.neighbour(next, 1)
  return next
}

/** "more than 150% of the initial budget", "1.5 times the budget", 年初预算的1.5倍 */
const hearNumberOfBudget = (question: HeardQuestion): Comparison | null => {
  const found = question
    .evidence('number')
    .filter(({ evidence }) => evidence.unit === 'percent' || evidence.unit === 'times')
    .some(
      ({ index, evidence }) =>
        isBudget(question, nextOf(question, index)) ||
        (evidence.unit === 'times' && isBudget(question, question.neighbour(index, -1))),
    )
  return found ? { formula: 'completion', direction: 'more', isCondition: true } : null
}

/** 决算比年初预算多, "final accounts against the initial budget: how much more" */
const hearStagesCompared = (question: HeardQuestion): Comparison | null => {
  const stages = new Set(question.evidence('stage').map(({ evidence }) => evidence.stage))
  const isSetAgainst = question.has('versus', 'proper')
  const hasVersus =
    isSetAgainst ||
    question.words.some(
      (_, index) => question.roleAt(index, 'versus') !== null && question.roleAt(index, 'filler') === null,
    )
  // "What was spent" names no measure beside the one asked about.
  const named = question.evidence('measure').filter(({ index }) => question.roleAt(index, 'spent') === null)
  const isOfMeasures = new Set(named.map(({ evidence }) => evidence.measure)).size > 1
  const hasBudget = stages.has('initialBudget') || stages.has('adjustedBudget')
  if (!hasBudget || (isOfMeasures && stages.size === 1)) return null
  const direction =
    question.has('more', 'more') || question.has('more', 'yes')
      ? 'more'
      : question.has('more', 'less')
        ? 'less'
        : null
  const isDifference = question.has('difference')
  const isAsked = direction !== null || isDifference
  const isAgainstBudgetAlone = (isSetAgainst || endsAgainstBudget(question)) && stages.size === 1
  const isAgainst = (hasVersus && isAsked) || isAgainstBudgetAlone || growsFromBudget(question)
  if (!(stages.size > 1 && isDifference) && !isAgainst) return null
  question.take('versus')
  question.take('more')
  question.take('difference')
  return { formula: 'overrun', direction: direction ?? 'more', isCondition: direction !== null }
}

/** "What was budgeted, what was spent, and how much growth?": from the one to the other. */
const growsFromBudget = (question: HeardQuestion): boolean =>
  (question.has('change') || question.has('changeRate')) &&
  !question.has('yearOnYear') &&
  question.evidence('year').length < 2 &&
  (question.has('spent') ||
    question.words.some(({ text }) => /^(?:最后|最终|结果|eventually|finally)$/iu.test(text)) ||
    question.evidence('stage').some(({ evidence }) => evidence.stage === 'finalAccounts'))

/** 和年初预算比呢？ */
const endsAgainstBudget = (question: HeardQuestion): boolean =>
  question.evidence('stage').some(({ index }) => {
    const next = question.neighbour(index, 1)
    const isLast = question.words
      .slice(next + 1)
      .every((word) => isPureFiller(word) || roleOf(word, 'followUp') !== null)
    return isBudget(question, index) && question.roleAt(next, 'versus') !== null && isLast
  })

const hearOverrun = (question: HeardQuestion): Comparison | null => {
  for (const direction of ['more', 'less'] as const) {
    const [index] = question.positions('overrun', direction)
    if (index === undefined) continue
    const isNegated = takeNegation(question, index)
    question.take('overrun')
    return { formula: 'overrun', direction, isCondition: true, isNegated }
  }
  return null
}

/** A "not" right before the word: 没有超支, "did not exceed". */
const takeNegation = (question: HeardQuestion, index: number): boolean => {
  const before = question.neighbour(index, -1)
  if (question.roleAt(before, 'not') !== 'before') return false
  question.use(before)
  return true
}

/** "more than 30% over": nothing stands after the comparator, so the initial budget is meant. */
const hearBareExcess = (question: HeardQuestion): Comparison | null => {
  const bare = question
    .positions('comparator')
    .find(
      (index) =>
        question.neighbour(index, 1) === -1 &&
        question.hasEvidenceAt(question.neighbour(index, -1), 'number'),
    )
  if (bare === undefined) return null
  question.use(bare)
  const comparator = question.roleAt(bare, 'comparator')
  return {
    formula: 'overrun',
    direction: comparator === 'lt' || comparator === 'le' ? 'less' : 'more',
    isCondition: true,
  }
}
