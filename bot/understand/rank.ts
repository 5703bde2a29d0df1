/** The order of what is listed, and how many of it. */
import type { FiguresPlan, Items } from '../../db/plan/plan.ts'
import { type Comparison, isSigned } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import { behindBodies, countsItemsAt } from './scope.ts'
import { countsThings } from './thresholds.ts'

/** "The largest", and no word of a list in order. */
export const asksForTheFirst = (question: HeardQuestion): boolean =>
  question.has('superlative') && !question.has('order')

/**
 * "Each department's largest item" is one answer for each body; a rank over all of them is another question. One item of
 * one department has no rank.
 */
export const hasOtherRank = (
  question: HeardQuestion,
  items: Items,
  isSingle: boolean,
  order: FiguresPlan['order'],
): boolean => {
  if (order === null || items === null) return false
  return items.kind === 'named' ? isSingle && items.keys.length === 1 : !isSingle && question.has('each')
}

/** 前三名, "top 3", "three largest": a plain number beside a word of rank. */
export const hearLimit = (question: HeardQuestion): number | null => {
  for (const { index, evidence } of question.evidence('number')) {
    if (evidence.unit !== 'plain' || !Number.isInteger(evidence.value) || evidence.value < 1) continue
    const before = question.neighbour(index, -1)
    const after = question.neighbour(index, 1)
    const rank =
      [before, after].find(
        (at) => question.roleAt(at, 'top') !== null || question.roleAt(at, 'superlative') !== null,
      ) ?? rankBehind(question, index)
    if (rank !== undefined) {
      question.use(index)
      question.use(rank)
      question.take('topAfter')
      for (const other of question.evidence('number'))
        if (other.evidence.value === evidence.value) question.use(other.index)
      return evidence.value
    }
    if (countsThings(question, after) || countsItemsAt(question, after)) question.use(index)
  }
  return null
}

/** "The three Zhongzhan projects with the biggest budgets": the rank stands behind what is counted. */
const rankBehind = (question: HeardQuestion, index: number): number | undefined => {
  const next = behindBodies(question, index)
  return countsItemsAt(question, next) ? question.positions('superlative').find((at) => at > next) : undefined
}

/** The worst completion is the lowest one, the worst overrun the highest; the largest fall is the lowest change. */
export const hearOrder = (
  question: HeardQuestion,
  limit: number | null,
  comparison: Comparison | null,
  covered: readonly string[],
): FiguresPlan['order'] => {
  // 谁第一谁垫底？按大小给出顺序: the order that is said.
  const isLeast = question.has('order')
    ? question.has('order', 'ascending')
    : (question.has('superlative', 'worst') &&
        (comparison?.formula === 'completion' || isOfScore(question))) ||
      question.has('superlative', 'min') ||
      (limit !== null && question.has('top', 'min'))
  const isOrdered = question.take('superlative') || question.take('order') || limit !== null
  question.take('order')
  question.take('superlative')
  if (limit !== null) question.take('top')
  const isOfFalls = isSigned(comparison) && comparison.isCondition && comparison.direction === 'less'
  const moreOf = comparison === null ? hearMoreOf(question, covered) : null
  return isOrdered ? (isLeast === isOfFalls ? 'descending' : 'ascending') : moreOf
}

const isOfScore = (question: HeardQuestion): boolean =>
  question.evidence('measure').some(({ evidence }) => evidence.measure === 'selfEvaluation')

/** 谁花得多？ of more than two: all of them, in order. Of two, the one is set against the other. */
const hearMoreOf = (question: HeardQuestion, covered: readonly string[]): FiguresPlan['order'] => {
  const isOfAmount = question.evidence('number').some(({ evidence }) => evidence.unit !== 'plain')
  if (covered.length < 3 || !question.has('who') || isOfAmount) return null
  const isLess = question.has('more', 'less')
  return question.take('more') ? (isLess ? 'ascending' : 'descending') : null
}
