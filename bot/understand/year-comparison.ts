/**
 * Hears whether a question sets a year against the one before it ("grew by", 比上年减少, "over 2022"), or asks for the
 * year before itself (去年是多少), which the documents of a year print beside their own.
 */
import type { Measure } from '../../db/domain/terms.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { YearBefore } from './scope.ts'
import type { Vocabulary } from './vocabulary.ts'

export type YearComparison = Readonly<{
  formula: 'change' | 'previous'
  direction: 'more' | 'less'
  /** Whether the question says by its very words which way it went. */
  isCondition: boolean
  /** "did not grow" */
  isNegated?: boolean
}>

export const hearYearComparison = (
  question: HeardQuestion,
  yearBefore: YearBefore | null,
): YearComparison | null => {
  if (yearBefore === 'asked') return { formula: 'previous', direction: 'more', isCondition: false }
  const changes = [...question.positions('change'), ...question.positions('changeRate')].sort(
    (left, right) => left - right,
  )
  if (yearBefore === null && changes.length === 0 && !question.has('yearOnYear')) return null
  const direction = hearDirection(question)
  const negation = changes
    .map((at) => question.neighbour(at, -1))
    .find((at) => question.roleAt(at, 'not') === 'before')
  if (negation !== undefined) question.use(negation)
  for (const role of ['change', 'yearOnYear', 'versus', 'more', 'difference', 'between'] as const)
    question.take(role)
  return {
    formula: 'change',
    direction: direction ?? 'more',
    isCondition: direction !== null,
    isNegated: negation !== undefined,
  }
}

const hearDirection = (question: HeardQuestion): 'more' | 'less' | null => {
  const isSaid = (value: 'up' | 'down') => question.has('change', value) || question.has('changeRate', value)
  if (isSaid('up') !== isSaid('down')) return isSaid('up') ? 'more' : 'less'
  const isCompared = (value: 'more' | 'less') => question.has('more', value)
  if (isCompared('more') !== isCompared('less')) return isCompared('more') ? 'more' : 'less'
  return null
}

const grandTotals = { revenue: 'totalRevenue', expenditure: 'totalExpenditure' } as const

/** The year's total and the grand total speak of one thing where a reason is asked for. */
export const kinOf = (measure: Measure): readonly Measure[] => {
  const kin = Object.entries(grandTotals).flat() as Measure[] // keys and values of that very table
  const at = kin.indexOf(measure)
  return at === -1 ? [measure] : kin.slice(at - (at % 2), at - (at % 2) + 2)
}

/**
 * Documents set their grand totals (收、支总计) against the year before, and not all of them the year's revenue or
 * expenditure: where more of the bodies state the one, it is meant. `isTotal`: "the totals", without a word of what.
 */
export const comparedMeasure = (
  heard: Measure | undefined,
  isTotal: boolean,
  covered: readonly string[],
  vocabulary: Vocabulary,
): Measure => {
  if (heard !== undefined && heard !== 'revenue' && heard !== 'expenditure') return heard
  const own = heard ?? 'expenditure'
  const total = grandTotals[own]
  const [preferred, other] = isTotal ? [total, own] : [own, total]
  return vocabulary.countComparing(covered, other) > vocabulary.countComparing(covered, preferred)
    ? other
    : preferred
}
