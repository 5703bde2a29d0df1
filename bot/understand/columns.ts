/** The columns of a plan: the one that decides first, then what it was made from. */
import type { Fund, Measure, Stage } from '../../db/domain/terms.ts'
import type { Column } from '../../db/plan/plan.ts'
import type { BudgetComparison } from './budget-comparison.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Threshold } from './thresholds.ts'

const figure = (measure: Measure, stage: Stage): Column => ({ kind: 'figure', measure, stage })

type Hints = Readonly<{
  comparison: BudgetComparison | null
  stages: readonly Stage[]
  thresholds: readonly Threshold[]
  fund: Fund | null
  /** Every named item is one of the economic classification, which is printed of basic expenditure. */
  isEconomic: boolean
}>

export const hearColumns = (
  question: HeardQuestion,
  { comparison, stages, thresholds, fund, isEconomic }: Hints,
): readonly [Column, ...Column[]] | null => {
  const spoken = hearMeasures(question).map((measure) => ofFund(measure, fund))
  const heard = isEconomic ? ofEconomicItems(spoken) : spoken
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
        (isMoneyAsked ||
          question.has('howMuch') ||
          question.has('difference') ||
          question.has('aggregate', 'sum')))
    question.take('difference')
    return [formula(isMoney ? 'overrunAmount' : 'overrunPercent'), ...operands, formula('completionPercent')]
  }
  if (question.take('share')) {
    question.take('percentAsked')
    return shareColumns(question, heard, stages[0] ?? 'finalAccounts')
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

const ofEconomicItems = (measures: readonly Measure[]): readonly Measure[] => {
  const named = measures.map((measure) => (measure === 'expenditure' ? 'basicExpenditure' : measure))
  return named.length > 0 ? [...new Set(named)] : ['basicExpenditure']
}

const hearMeasures = (question: HeardQuestion): readonly Measure[] => {
  const heard = question.evidence('measure')
  for (const { index } of heard) question.use(index)
  const specific = heard.map(({ evidence }) => evidence.measure)
  const distinct = [...new Set(specific)]
  const particular = distinct.filter((measure) => measure !== 'expenditure')
  return particular.length > 0 && distinct.length > 1 && !question.has('versus') ? particular : distinct
}

const wholes: ReadonlySet<Measure> = new Set(['revenue', 'expenditure'])

/**
 * The share of one thing in the whole it belongs to. A share of anything else (项目支出占基本支出), or one that a rank
 * stands apart from ("the largest, and what share is it?"), is not clear.
 */
const shareColumns = (
  question: HeardQuestion,
  heard: readonly Measure[],
  stage: Stage,
): readonly [Column, ...Column[]] | null => {
  const parts = heard.filter((measure) => !wholes.has(measure))
  const items = new Set(question.evidence('item').map(({ evidence }) => evidence.keys.join()))
  const isOfOneThing = parts.length + items.size === 1 || (parts.length === 1 && items.size === 1)
  const rank = question.positions('superlative')[0]
  const isRankOfShare =
    rank === undefined ||
    [question.neighbour(rank, 1), question.neighbour(rank, -1)].some(
      (at) => question.roleAt(at, 'share') !== null,
    )
  const isOfAPart = question
    .positions('share')
    .some((at) => items.size > 0 && question.hasEvidenceAt(question.neighbour(at, 1), 'measure'))
  if (!isOfOneThing || !isRankOfShare || (parts.length > 0 && isOfAPart)) return null
  const measure = parts[0] ?? 'expenditure'
  return [{ kind: 'formula', formula: 'sharePercent', measure, stage }, figure(measure, stage)]
}

/** Revenue of one fund is the fiscal appropriation from it (一般公共预算财政拨款收入). */
const ofFund = (measure: Measure, fund: Fund | null): Measure =>
  measure === 'revenue' && fund !== null && fund !== 'all' ? 'fiscalAppropriationRevenue' : measure
