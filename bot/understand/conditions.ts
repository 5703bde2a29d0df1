/** Thresholds become conditions on the columns; "exceeded by less than 30%" is two of them. */
import type { Column, Condition } from '../../db/plan/plan.ts'
import type { BudgetComparison } from './budget-comparison.ts'
import type { Threshold } from './thresholds.ts'

const percentOf = ({ value, unit }: Threshold): number | null =>
  unit === 'percent' ? value : unit === 'times' ? value * 100 : unit === 'plain' ? value : null

type ConditionHints = Readonly<{
  isList: boolean
  isSame: boolean
  isZero: boolean
  isValueAsked: boolean
}>

const mirrored = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge', eq: 'eq', ne: 'ne' } as const

export const hearConditions = (
  comparison: BudgetComparison | null,
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
  if (comparison?.isNegated) {
    if (thresholds.length > 0) return 'unclear-threshold'
    return [{ column: 0, comparator: comparison.direction === 'more' ? 'le' : 'ge', value: 0 }]
  }
  const [deciding] = columns
  const isPercent = deciding?.kind === 'formula' && deciding.formula !== 'overrunAmount'
  const isLess = comparison?.formula === 'overrun' && comparison.direction === 'less'
  const conditions: Condition[] = []
  for (const threshold of thresholds) {
    const value = isPercent ? percentOf(threshold) : threshold.unit === 'fen' ? threshold.value : null
    if (value === null || threshold.unit === 'points') return 'unclear-threshold'
    const comparator = threshold.comparator ?? (comparison?.formula === 'overrun' ? 'gt' : 'eq')
    const column = Math.max(
      0,
      columns.findIndex(
        (it) => it.kind === 'figure' && deciding?.kind === 'figure' && it.stage === threshold.stage,
      ),
    )
    conditions.push(
      isLess ? { column, comparator: mirrored[comparator], value: -value } : { column, comparator, value },
    )
  }
  const isBelowOnly =
    thresholds.length > 0 && conditions.every(({ comparator }) => comparator === 'lt' || comparator === 'le')
  const wantsSign = comparison?.formula === 'overrun' && comparison.isCondition
  if (
    wantsSign &&
    ((thresholds.length === 0 && hints.isList && !hints.isValueAsked) || (isBelowOnly && !isLess))
  )
    conditions.push({ column: 0, comparator: isLess ? 'lt' : 'gt', value: 0 })
  return conditions
}
