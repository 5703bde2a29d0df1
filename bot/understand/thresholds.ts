import type { Measure, Stage } from '../../db/domain/terms.ts'
import type { Comparator } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { NumberUnit } from './numbers.ts'

export type Threshold = Readonly<{
  comparator: Comparator | null
  value: number
  unit: NumberUnit
  /** The stage named last before the number: 年初预算不足150万元、决算超过400万元 binds each number to its own. */
  stage: Stage | null
  /** The measure named last before the number: 总支出超过500万且项目支出少于30万. */
  measure: Measure | null
  /** Other values that serve as well: 50% or 60%. */
  alternatives: readonly number[]
}>

/**
 * The numbers of a question with the comparators that go with them. 以上 and "at least" include the bound, 超过 and
 * "over" do not. A comparator is null where the question names a number only ("超出50%的" says it with its verb).
 * Numbers that count things (前三名, "four departments") are not thresholds and are left alone.
 */
export const hearThresholds = (question: HeardQuestion): readonly Threshold[] => {
  const bounds = question
    .evidence('number')
    .filter(({ index, evidence }) => evidence.unit !== 'plain' || isBound(question, index))
  // "Below 20%, including those at 0%": what the other number says already.
  const includesZero = bounds.length > 1 && question.take('including')
  const numbers = bounds.filter(({ index, evidence }) => {
    const isSaid = includesZero && evidence.value === 0
    if (isSaid) question.use(index)
    return !isSaid
  })
  const [first, second] = numbers
  if (first && second && numbers.length === 2 && isRange(question, first.index, second.index)) {
    for (const { index } of numbers) question.use(index)
    question.take('between')
    question.take('range')
    question.take('comparatorAfter')
    const unit = second.evidence.unit
    // 介于10到20万元之间: the first number takes the second's unit.
    const scale =
      first.evidence.unit === 'plain' && second.evidence.bare !== 0
        ? second.evidence.value / second.evidence.bare
        : 1
    return [
      {
        comparator: 'ge',
        value: first.evidence.value * scale,
        unit,
        stage: stageBefore(question, first.index),
        measure: measureBefore(question, first.index),
        alternatives: [],
      },
      {
        comparator: 'le',
        value: second.evidence.value,
        unit,
        stage: stageBefore(question, first.index),
        measure: measureBefore(question, first.index),
        alternatives: [],
      },
    ]
  }
  const thresholds = numbers.map(({ index, evidence }) => {
    question.use(index)
    return {
      comparator: comparatorOf(question, index),
      value: evidence.value,
      unit: evidence.unit,
      stage: stageBefore(question, index),
      measure: measureBefore(question, index),
      alternatives: [],
    }
  })
  const bounded = thresholds.map((threshold) => ({
    ...threshold,
    comparator: asBounded(question, threshold.comparator),
  }))
  return question.has('either') ? asAlternatives(bounded) : bounded
}

/** 等于的也算, 等于的不要. */
const asBounded = (question: HeardQuestion, comparator: Comparator | null): Comparator | null => {
  if (question.take('bound', 'inclusive'))
    return comparator === 'gt' ? 'ge' : comparator === 'lt' ? 'le' : comparator
  if (question.take('bound', 'exclusive'))
    return comparator === 'ge' ? 'gt' : comparator === 'le' ? 'lt' : comparator
  return comparator
}

/** "Exactly 50% or 60%" is one condition; "under 50 or over 600" is none. */
const asAlternatives = (thresholds: readonly Threshold[]): readonly Threshold[] => {
  const [first, ...others] = thresholds
  const isOfValues = thresholds.every(
    ({ comparator, unit }) => (comparator === null || comparator === 'eq') && unit === first?.unit,
  )
  return first && isOfValues
    ? [{ ...first, comparator: 'eq', alternatives: others.map(({ value }) => value) }]
    : thresholds
}

const stageBefore = (question: HeardQuestion, index: number): Stage | null =>
  question.evidence('stage').findLast((stage) => stage.index < index)?.evidence.stage ?? null

/** A plain number is a bound only where a comparator stands at it. */
const isBound = (question: HeardQuestion, index: number): boolean =>
  question.has('between') ||
  (question.roleAt(question.neighbour(index, -1), 'comparator') !== null &&
    !countsThings(question, question.neighbour(index, 1)))

/** "over the four departments": the number counts what follows it. */
export const countsThings = (question: HeardQuestion, next: number): boolean =>
  (question.hasEvidenceAt(next, 'measure') &&
    question.roleAt(question.neighbour(next, 1), 'perItem') !== null) ||
  (['departmentKind', 'department', 'place', 'stage'] as const).some((kind) =>
    question.hasEvidenceAt(next, kind),
  ) ||
  question.roleAt(next, 'department') !== null ||
  question.roleAt(next, 'withOutturn') !== null

const measureBefore = (question: HeardQuestion, index: number): Measure | null =>
  question.evidence('measure').findLast((measure) => measure.index < index)?.evidence.measure ?? null

/** Whether each number is of another measure. */
export const bindsMeasures = (thresholds: readonly Threshold[]): boolean =>
  new Set(thresholds.map(({ measure }) => measure)).size > 1 &&
  thresholds.every(({ measure }) => measure !== null)

const isRange = (question: HeardQuestion, first: number, second: number): boolean => {
  const between = question.words.slice(first + 1, second)
  const isJoined =
    between.length > 0 &&
    between.every(
      (_, offset) =>
        ['range', 'filler', 'versus'].some(
          (role) => question.roleAt(first + 1 + offset, role as 'range') !== null,
        ), // three roles of the grammar
    )
  return (
    isJoined &&
    (question.has('between') ||
      between.some((_, offset) => question.roleAt(first + 1 + offset, 'range') !== null))
  )
}

const isBetween = (question: HeardQuestion, index: number): boolean =>
  question.hasEvidenceAt(index, 'stage') ||
  question.hasEvidenceAt(index, 'measure') ||
  question.roleAt(index, 'completion') !== null

/** "Did they top 20 million?": no rank. */
const isTopping = (question: HeardQuestion, before: number, index: number): boolean => {
  const isAmount = question
    .evidence('number')
    .some((number) => number.index === index && number.evidence.unit === 'fen')
  if (!isAmount || !/^top(?:ped|s)?$/iu.test(question.words[before]?.text ?? '')) return false
  for (const role of ['superlative', 'top'] as const) question.settle(before, role)
  return true
}

/** A comparator stands before its number, with at most the budget between them, or behind it: "1.5 times the budget or more". */
const comparatorOf = (question: HeardQuestion, index: number): Comparator | null => {
  const behind = question.positions('comparatorAfter').find((position) => position > index)
  let before = question.neighbour(index, -1)
  while (before !== -1 && isBetween(question, before)) before = question.neighbour(before, -1)
  const ahead = isTopping(question, before, index) ? 'gt' : question.roleAt(before, 'comparator')
  if (ahead !== null) question.use(before)
  if (behind !== undefined) {
    question.use(behind)
    return question.roleAt(behind, 'comparatorAfter') as Comparator // the grammar's values for this role
  }
  return ahead as Comparator | null // as above
}
