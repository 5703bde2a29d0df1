/** The columns of a plan: the one that decides first, then what it was made from. */

import type { FormulaName } from '../../db/catalog/formulas.ts'
import { subjectOfKey } from '../../db/domain/figure.ts'
import { headsOf, partsOfBasicExpenditure, wholesOf } from '../../db/domain/measure-parts.ts'
import { type Fund, type Measure, measures, type Stage } from '../../db/domain/terms.ts'
import type { Column, Items } from '../../db/plan/plan.ts'
import type { BudgetComparison, BudgetStage } from './budget-comparison.ts'
import type { HeardQuestion } from './heard-question.ts'
import { wholeByParts } from './items.ts'
import { asksPerHead } from './per-head.ts'
import { asksOfProjects } from './projects.ts'
import { bindsMeasures, type Threshold } from './thresholds.ts'
import type { Vocabulary } from './vocabulary.ts'
import { comparedMeasure, type YearComparison } from './year-comparison.ts'

export type Columns = readonly [Column, ...Column[]]

/** What a question sets against what. */
export type Comparison = BudgetComparison | YearComparison

/** A comparison whose value has a sign: above or below what it is compared with. */
export const isSigned = (comparison: Comparison | null): comparison is Comparison =>
  comparison?.formula === 'overrun' || comparison?.formula === 'change'

const figure = (measure: Measure, stage: Stage): Column => ({ kind: 'figure', measure, stage })

const formula = (name: FormulaName, measure: Measure, stage: Stage): Column => ({
  kind: 'formula',
  formula: name,
  measure,
  stage,
  whole: null,
})

type Hints = Readonly<{
  comparison: Comparison | null
  stages: readonly Stage[]
  thresholds: readonly Threshold[]
  fund: Fund | null
  named: Items
  /** Every named item is one of the economic classification, which is printed of basic expenditure. */
  isEconomic: boolean
  covered: readonly string[]
  vocabulary: Vocabulary
}>

/** The formulas that set final accounts against each budget. */
const againstBudget: Readonly<
  Record<BudgetStage, Readonly<Record<'completion' | 'percent' | 'amount', FormulaName>>>
> = {
  initialBudget: { completion: 'completionPercent', percent: 'overrunPercent', amount: 'overrunAmount' },
  adjustedBudget: {
    completion: 'executionPercent',
    percent: 'overAdjustedPercent',
    amount: 'overAdjustedAmount',
  },
}

export const hearColumns = (question: HeardQuestion, hints: Hints): Columns | null => {
  const { comparison, stages } = hints
  const spoken = hearMeasures(question, hints.thresholds).map((measure) => ofFund(measure, hints.fund))
  const heard = measuresAsked(question, spoken, hints)
  const ofProjects = asksOfProjects(question)
  const stage = stages[0] ?? 'finalAccounts'
  if (ofProjects && comparison?.formula === 'completion')
    return completionOfProjects(question, comparison, heard, stage)
  // A score is set against no budget.
  if (comparison !== null && (!isOfOne(heard) || heard.includes('selfEvaluation'))) return null
  // "How many were evaluated, and what was spent in total?" are two questions.
  if (ofProjects && heard.length > 1 && question.has('aggregate', 'sum')) return null
  if (comparison === null) return plainColumns(question, spoken, heard, hints)
  return 'base' in comparison
    ? againstBudgetColumns(question, comparison, heard, stage, hints)
    : againstYearColumns(question, comparison, heard, stage, hints)
}

/** What is counted of projects and of staff, the parts that a whole is asked for by, or the measures said. */
const measuresAsked = (
  question: HeardQuestion,
  spoken: readonly Measure[],
  { named, isEconomic, covered, vocabulary }: Hints,
): readonly Measure[] => {
  const counted = asksOfProjects(question)
    ? measuresOfProjects(spoken, question.has('moneyAsked'))
    : measuresOfSubjects(named, spoken)
  const byParts = wholeByParts(question)?.filter(
    (measure, index) => index === 0 || vocabulary.countStating(covered, measure) > 0,
  )
  const ofParts = byParts ?? (isEconomic ? ofEconomicItems(spoken) : spoken)
  return counted.length > 0 ? counted : ofParts
}

/** Amounts and counts as they are printed, and what is told of each head. */
const plainColumns = (
  question: HeardQuestion,
  spoken: readonly Measure[],
  heard: readonly Measure[],
  { stages, isEconomic, covered }: Hints,
): Columns | null => {
  const stage = stages[0] ?? 'finalAccounts'
  question.take('moneyAsked')
  if (question.take('vacant')) return [figure('posts', 'finalAccounts'), figure('staff', 'finalAccounts')]
  if (asksPerHead(question))
    return perHeadColumns(heard, stage, isEconomic ? 'basicExpenditure' : 'expenditure')
  const isHeard = heard.length > 0 || namesFigures(question)
  // "What was the union's total?": what it prints as its totals.
  const isBareTotal = !isHeard && covered.length === 1 && question.has('aggregate', 'sum')
  if (!isHeard && !isBareTotal) return null
  const usual: readonly Measure[] = isBareTotal ? ['totalRevenue', 'totalExpenditure'] : ['expenditure']
  const [first, ...rest] = (heard.length > 0 ? heard : usual).flatMap((it) =>
    it === 'selfEvaluation' ? [figure(it, 'finalAccounts')] : stages.map((at) => figure(it, at)),
  )
  if (asksOfProjects(question) && isPlainList(question, spoken))
    return [
      figure('projectExpenditure', 'finalAccounts'),
      figure('projectExpenditure', 'adjustedBudget'),
      formula('executionPercent', 'projectExpenditure', stage),
    ]
  return first && rest.length < mostColumns ? [first, ...rest] : null
}

/** Without a measure: an item, its list, a stage or a fund is of figures too. */
const namesFigures = (question: HeardQuestion): boolean =>
  asksOfProjects(question) ||
  (['item', 'stage', 'fund'] as const).some((kind) => question.evidence(kind).length > 0) ||
  question.has('perItem') ||
  question.has('code', 'economic') ||
  question.has('more')

/** The year before, or the change on it. */
const againstYearColumns = (
  question: HeardQuestion,
  { formula: asked }: YearComparison,
  [spokenOf]: readonly Measure[],
  stage: Stage,
  { thresholds, covered, vocabulary }: Hints,
): Columns => {
  const isTotal = spokenOf === undefined && question.has('aggregate', 'sum')
  const measure =
    question.evidence('item').length > 0
      ? (spokenOf ?? 'expenditure')
      : comparedMeasure(spokenOf, isTotal, covered, vocabulary)
  const isRate = asked === 'change' && asksForRate(question, thresholds)
  question.take('moneyAsked')
  return yearColumns(asked, measure, stage, isRate)
}

/** Final accounts less a budget, both of them, and the percentage that it is. */
export const overrunColumns = (base: BudgetStage, measure: Measure): Columns => [
  formula(againstBudget[base].amount, measure, 'finalAccounts'),
  figure(measure, base),
  figure(measure, 'finalAccounts'),
  formula(againstBudget[base].percent, measure, 'finalAccounts'),
]

/** Final accounts against a budget: the rate of completion, or what is above it and below. */
const againstBudgetColumns = (
  question: HeardQuestion,
  { formula: asked, base }: BudgetComparison,
  [measure = 'expenditure']: readonly Measure[],
  stage: Stage,
  { thresholds }: Hints,
): Columns => {
  const { completion, percent, amount } = againstBudget[base]
  const operands = [figure(measure, base), figure(measure, 'finalAccounts')]
  if (asked === 'completion') {
    question.take('percentAsked')
    question.take('multiple')
    question.take('share')
    return [formula(completion, measure, stage), ...operands]
  }
  // An amount is told with the percentage that it is; a percentage with the other one that documents print.
  const [deciding, other] = asksForMoney(question, thresholds) ? [amount, percent] : [percent, completion]
  return [formula(deciding, measure, stage), ...operands, formula(other, measure, stage)]
}

/** The rate of completion of each project, its score beside it where that is asked too. */
const completionOfProjects = (
  question: HeardQuestion,
  { base }: BudgetComparison,
  heard: readonly Measure[],
  stage: Stage,
): Columns => {
  question.take('percentAsked')
  question.take('moneyAsked')
  return [
    formula(againstBudget[base].completion, 'projectExpenditure', stage),
    figure('projectExpenditure', base),
    figure('projectExpenditure', 'finalAccounts'),
    ...heard.filter((measure) => measure === 'selfEvaluation').map((it) => figure(it, 'finalAccounts')),
  ]
}

const bothSides: ReadonlySet<Measure> = new Set([
  'revenue',
  'expenditure',
  'totalRevenue',
  'totalExpenditure',
])

/** A comparison is of one measure, or of both sides, whose totals documents compare at once: 收支总计, 收入支出. */
const isOfOne = (heard: readonly Measure[]): boolean =>
  heard.length < 2 || heard.every((measure) => bothSides.has(measure))

/** More amounts than these beside each other are no answer that a person reads. */
const mostColumns = 10

/** The change on the year before, in money or in percent first, or the year before itself; each with the year's amount. */
export const yearColumns = (
  asked: YearComparison['formula'],
  measure: Measure,
  stage: Stage,
  isRate: boolean,
): Columns => {
  const [amount, before] = [figure(measure, stage), formula('previousAmount', measure, stage)]
  if (asked === 'previous') return [before, amount]
  const changes = [formula('changePercent', measure, stage), formula('changeAmount', measure, stage)] as const
  const [deciding, other] = isRate ? changes : [changes[1], changes[0]]
  return [deciding, other, amount, before]
}

/** Whether an excess is asked in money; without a word on it, "by how much" is. */
const asksForMoney = (question: HeardQuestion, thresholds: readonly Threshold[]): boolean => {
  const isPercentAsked = question.take('percentAsked')
  // "The unspent amount", 超支额
  const isSaid = question.positions('overrun').some((at) => /amount|额/u.test(question.words[at]?.text ?? ''))
  const isMoneyAsked = question.take('moneyAsked') || isSaid
  const isMoney =
    thresholds.some(({ unit }) => unit === 'fen') ||
    (!isPercentAsked &&
      thresholds.length === 0 &&
      (isMoneyAsked ||
        question.has('howMuch') ||
        question.has('difference') ||
        question.has('aggregate', 'sum')))
  question.take('difference')
  return isMoney
}

/** Whether a change is asked in percent: 增幅, "grew fastest", "by more than 10%". */
const asksForRate = (question: HeardQuestion, thresholds: readonly Threshold[]): boolean => {
  const isRate = question.take('changeRate')
  const isPercentAsked = question.take('percentAsked')
  const isMoneyAsked = question.take('moneyAsked')
  const [threshold] = thresholds
  if (threshold) return threshold.unit === 'percent'
  return !isMoneyAsked && (isRate || isPercentAsked)
}

/** What is spent for each of the staff, of the guests …; how many there are is what the documents count. */
const perHeadColumns = (heard: readonly Measure[], stage: Stage, usual: Measure): Columns | null => {
  const spent = heard.filter((measure) => measures[measure].unit === null)
  const [counted] = heard.filter((measure) => measures[measure].unit !== null)
  const [measure = usual, ...others] = spent
  if (others.length > 0) return null
  const heads = counted ?? headsOf(measure)
  return [
    {
      kind: 'formula',
      formula: 'perHeadAmount',
      measure,
      stage,
      whole: { kind: 'measure', measure: heads },
    },
    figure(measure, stage),
    figure(heads, 'finalAccounts'),
  ]
}

/** Projects without a word on what is asked of them: what was spent, of how much. */
const isPlainList = (question: HeardQuestion, spoken: readonly Measure[]): boolean =>
  spoken.every((measure) => measure !== 'selfEvaluation') && question.evidence('stage').length === 0

/** A project has its expenditure and its score. */
const measuresOfProjects = (spoken: readonly Measure[], asksForMoney: boolean): readonly Measure[] => {
  const isOfScore = spoken.includes('selfEvaluation')
  const isOfMoney =
    asksForMoney || !isOfScore || spoken.includes('projectExpenditure') || spoken.includes('expenditure')
  return [
    ...(isOfScore ? ['selfEvaluation' as const] : []),
    ...(isOfMoney ? ['projectExpenditure' as const] : []),
  ]
}

/** A kind of vehicle is counted, whatever else the question calls it. */
const measuresOfSubjects = (named: Items, spoken: readonly Measure[]): readonly Measure[] =>
  named?.kind === 'named'
    ? [
        ...new Set(
          named.keys.flatMap((key): readonly Measure[] => {
            const measure = subjectOfKey(key)?.measure
            if (measure !== 'staff') return measure === undefined ? [] : [measure]
            // 行政编制: how many posts there are, and how many are filled. Who has retired holds none.
            return spoken.includes('retirees') ? ['retirees'] : ['posts', 'staff']
          }),
        ),
      ]
    : []

/** Items of the economic classification are printed of basic expenditure, also those that make up a part of it. */
const ofEconomicItems = (measures: readonly Measure[]): readonly Measure[] => {
  const isOfBasic = (measure: Measure): boolean =>
    measure === 'expenditure' || partsOfBasicExpenditure.some((part) => part === measure)
  const named = measures.map((measure) => (isOfBasic(measure) ? 'basicExpenditure' : measure))
  return named.length > 0 ? [...new Set(named)] : ['basicExpenditure']
}

const hearMeasures = (question: HeardQuestion, thresholds: readonly Threshold[]): readonly Measure[] => {
  const heard = question.evidence('measure')
  for (const { index } of heard) question.use(index)
  const isVerb = ({ index, evidence }: HeardMeasure): boolean =>
    evidence.measure === 'expenditure' && question.roleAt(index, 'spent') !== null
  const others = heard.filter((it) => !isVerb(it))
  const spoken = heard.filter(
    (it) => !isSuffix(question, it) && (!isVerb(it) || asksOfItself(question, it, others)),
  )
  const distinct = [...new Set(spoken.map(({ evidence }) => evidence.measure))]
  return (others.length > 0 && spoken.some(isVerb)) || question.has('versus') || bindsMeasures(thresholds)
    ? distinct
    : particularOf(distinct)
}

type HeardMeasure = Readonly<{ index: number; evidence: Readonly<{ measure: Measure }> }>

/** "Staffing costs", 抚恤金支出, 三公经费一共支出: the word for expenditure belongs to the name before it. */
const isSuffix = (question: HeardQuestion, { index, evidence: { measure } }: HeardMeasure): boolean => {
  if (measure !== 'expenditure') return false
  let at = question.neighbour(index, -1)
  while (question.roleAt(at, 'aggregate') === 'sum') at = question.neighbour(at, -1)
  return (
    question.hasEvidenceAt(at, 'item') ||
    question
      .evidence('measure')
      .some((before) => before.index === at && wholesOf(before.evidence.measure).includes(measure))
  )
}

/**
 * "What did it take in, and what did it spend?" asks of all expenditure with a question word of its own; in "What did it
 * budget for vehicles, and what did it spend?" the verb takes up what was named before.
 */
const asksOfItself = (
  question: HeardQuestion,
  verb: HeardMeasure,
  others: readonly HeardMeasure[],
): boolean =>
  others.every(
    (other) =>
      question.isAskedApart(verb.index, other.index) &&
      (verb.index < other.index || !wholesOf(other.evidence.measure).includes('expenditure')),
  )

/** 支出 and "spend" beside a measure of their own kind (三公经费支出) add nothing to it. */
export const particularOf = (measures: readonly Measure[]): readonly Measure[] => {
  const distinct = [...new Set(measures)]
  const particular = distinct.filter((measure) => measure !== 'expenditure')
  return particular.length > 0 ? particular : distinct
}

/** Revenue of one fund is the fiscal appropriation from it (一般公共预算财政拨款收入). */
const ofFund = (measure: Measure, fund: Fund | null): Measure =>
  measure === 'revenue' && fund !== null && fund !== 'all' ? 'fiscalAppropriationRevenue' : measure
