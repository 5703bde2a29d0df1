/** Thresholds become conditions on the columns; "exceeded by less than 30%" is two of them. */
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, Condition } from '../../db/plan/plan.ts'
import { type Comparison, isSigned } from './columns.ts'
import type { NumberUnit } from './numbers.ts'
import type { Threshold } from './thresholds.ts'

const percentOf = (value: number, unit: NumberUnit): number | null => {
  if (unit === 'percent' || unit === 'plain') return value
  return unit === 'times' ? value * 100 : null
}

type ConditionHints = Readonly<{
  isList: boolean
  isSame: boolean
  isZero: boolean
  /** 三公经费为零的单位: the amount itself is zero, not the budget beside it. */
  isPlainZero: boolean
  isValueAsked: boolean
}>

const mirrored = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge', eq: 'eq', ne: 'ne' } as const

export const hearConditions = (
  comparison: Comparison | null,
  thresholds: readonly Threshold[],
  columns: readonly Column[],
  hints: ConditionHints,
): readonly Condition[] | 'unclear-threshold' => {
  if (hints.isSame) return [{ column: 0, comparator: 'eq', value: 0 }]
  if (hints.isZero)
    return [
      { column: 0, comparator: 'ne', value: 0 },
      { column: 1, comparator: 'eq', value: 0 },
    ]
  if (hints.isPlainZero) return [{ column: 0, comparator: 'eq', value: 0 }]
  if (comparison?.isNegated) {
    if (thresholds.length > 0) return 'unclear-threshold'
    return [{ column: 0, comparator: comparison.direction === 'more' ? 'le' : 'ge', value: 0 }]
  }
  const conditions = thresholds.map((threshold) => thresholdCondition(threshold, comparison, columns))
  if (conditions.some((condition) => condition === null)) return 'unclear-threshold'
  const stated = conditions.filter((condition) => condition !== null)
  return [...stated, ...signCondition(comparison, stated, hints)]
}

const isUnder = (comparison: Comparison | null): boolean =>
  isSigned(comparison) && comparison.direction === 'less'

const inUnitOf = (column: Column, said: number, unit: NumberUnit): number | null => {
  switch (columnUnit(column)) {
    case 'percent':
      return percentOf(said, unit)
    case 'money':
      return unit === 'fen' ? said : null
    case 'count':
      return unit === 'plain' ? said : null
  }
}

/** null: the number is of a unit that the deciding column does not have. */
const thresholdCondition = (
  { comparator: heard, value: said, unit, stage, measure, alternatives }: Threshold,
  comparison: Comparison | null,
  columns: readonly Column[],
): Condition | null => {
  const [deciding] = columns
  const value = deciding ? inUnitOf(deciding, said, unit) : null
  if (value === null) return null
  const comparator = heard ?? (isSigned(comparison) ? 'gt' : 'eq')
  const isOfFigures = deciding?.kind === 'figure'
  const figures = columns.map((column, index) => ({ ...column, index }))
  const ofMeasure = figures.filter((column) => column.measure === measure)
  const bound = (ofMeasure.length > 0 ? ofMeasure : figures).find((column) => column.stage === stage)
  const isOfMeasures = new Set(columns.map((it) => it.measure)).size > 1
  const column = isOfFigures ? ((bound ?? (isOfMeasures ? ofMeasure[0] : undefined))?.index ?? 0) : 0
  if (alternatives.length > 0) {
    const others = alternatives.map((other) => deciding && inUnitOf(deciding, other, unit))
    return { column, comparator: 'eq', value, alternatives: others.filter((it) => it != null) }
  }
  return isUnder(comparison)
    ? { column, comparator: mirrored[comparator], value: -value }
    : { column, comparator, value }
}

/** "Exceeded the budget" alone asks for any excess, and "exceeded it by less than 30%" for an excess all the same. */
const signCondition = (
  comparison: Comparison | null,
  stated: readonly Condition[],
  hints: ConditionHints,
): readonly Condition[] => {
  if (!isSigned(comparison) || !comparison.isCondition) return []
  const towardsZero: readonly string[] = isUnder(comparison) ? ['gt', 'ge'] : ['lt', 'le']
  const isBounded = stated.length > 0 && stated.every(({ comparator }) => towardsZero.includes(comparator))
  const isAsked = stated.length === 0 ? hints.isList && !hints.isValueAsked : isBounded
  const beyond = 'isInclusive' in comparison && comparison.isInclusive ? 'ge' : 'gt'
  return isAsked ? [{ column: 0, comparator: isUnder(comparison) ? 'lt' : beyond, value: 0 }] : []
}
