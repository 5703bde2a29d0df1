/** The columns of a plan: the one that decides first, then what it was made from. */
import type { Fund, Measure, Stage } from '../../db/domain/terms.ts'
import type { Column } from '../../db/plan/plan.ts'
import type { BudgetComparison } from './budget-comparison.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Threshold } from './thresholds.ts'

const figure = (measure: Measure, stage: Stage): Column => ({ kind: 'figure', measure, stage })

export const hearColumns = (
  question: HeardQuestion,
  comparison: BudgetComparison | null,
  stages: readonly Stage[],
  thresholds: readonly Threshold[],
  fund: Fund | null,
): readonly [Column, ...Column[]] | null => {
  const heard = hearMeasures(question).map((measure) => ofFund(measure, fund))
  const hasItem = question.evidence('item').length > 0
  const [measure = 'expenditure'] = heard
  const formula = (name: Extract<Column, { kind: 'formula' }>['formula']): Column => ({
    kind: 'formula',
    formula: name,
    measure,
    stage: stages[0] ?? 'finalAccounts',
  })
  const operands = [figure(measure, 'initialBudget'), figure(measure, 'finalAccounts')]
  if (comparison?.formula === 'completion') {
    question.take('percentAsked')
    question.take('multiple')
    question.take('share')
    return [formula('completionPercent'), ...operands]
  }
  if (comparison?.formula === 'overrun') {
    const isPercentAsked = question.take('percentAsked')
    const isMoneyAsked = question.take('moneyAsked')
    const isMoney =
      thresholds.some(({ unit }) => unit === 'fen') ||
      (!isPercentAsked &&
        thresholds.length === 0 &&
        (isMoneyAsked || question.has('howMuch') || question.has('difference')))
    question.take('difference')
    return [formula(isMoney ? 'overrunAmount' : 'overrunPercent'), ...operands, formula('completionPercent')]
  }
  if (question.take('share')) {
    question.take('percentAsked')
    const share = heard.find((it) => it !== 'expenditure')
    if (share === undefined && !hasItem) return null
    const [stage = 'finalAccounts'] = stages
    const of = share ?? 'expenditure'
    return [{ kind: 'formula', formula: 'sharePercent', measure: of, stage }, figure(of, stage)]
  }
  question.take('moneyAsked')
  const isHeard =
    heard.length > 0 ||
    hasItem ||
    question.has('perItem') ||
    question.evidence('stage').length > 0 ||
    question.evidence('fund').length > 0 ||
    question.has('more')
  if (!isHeard) return null
  const [first, ...rest] = (heard.length > 0 ? heard : (['expenditure'] as const)).flatMap((it) =>
    stages.map((stage) => figure(it, stage)),
  )
  return first ? [first, ...rest] : null
}

const hearMeasures = (question: HeardQuestion): readonly Measure[] => {
  const heard = question.evidence('measure')
  for (const { index } of heard) question.use(index)
  const specific = heard.map(({ evidence }) => evidence.measure)
  const distinct = [...new Set(specific)]
  const particular = distinct.filter((measure) => measure !== 'expenditure')
  return particular.length > 0 && distinct.length > 1 && !question.has('versus') ? particular : distinct
}

/** Revenue of one fund is the fiscal appropriation from it (一般公共预算财政拨款收入). */
const ofFund = (measure: Measure, fund: Fund | null): Measure =>
  measure === 'revenue' && fund !== null && fund !== 'all' ? 'fiscalAppropriationRevenue' : measure
