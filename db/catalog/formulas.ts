import { wholesOf } from '../domain/measure-parts.ts'
import type { Aspect, Labels, Measure, Stage } from '../domain/terms.ts'

/**
 * What a formula takes from the plan's measure: the measure itself, or the whole it is a part of; of the plan's own
 * stage or another one; of the year asked about or the one before.
 */
export type FormulaOperand = Readonly<{
  stage: Stage | 'same'
  of: 'measure' | 'whole'
  year: 'same' | 'previous'
  aspect: Aspect
}>

/**
 * A named derived measure. `base` anchors it: every other operand is taken under the base's fund and item, so that
 * like is compared with like. `printed` is the aspect under which documents state the result themselves.
 *
 * ratio: value ÷ base in percent; quotient: value ÷ base, an amount for each of what is counted; excess: (value − base) ÷ base; difference: value − base. The last three are of two years, and
 * `base` is the year before: where it is not printed, it is the year's value less the printed `change`; where the
 * change is not printed, it is the difference of the two.
 */
export type Formula = Readonly<{
  label: Labels
  shape: 'ratio' | 'quotient' | 'excess' | 'difference' | 'previous' | 'change' | 'changeRate'
  unit: 'percent' | 'amount'
  base: FormulaOperand
  value: FormulaOperand
  change: FormulaOperand | null
  printed: Aspect | null
}>

const amountOf = (stage: FormulaOperand['stage'], more: Partial<FormulaOperand> = {}): FormulaOperand => ({
  stage,
  of: 'measure',
  year: 'same',
  aspect: 'amount',
  ...more,
})

const againstBudget = { base: amountOf('initialBudget'), value: amountOf('finalAccounts'), change: null }
const againstAdjusted = { ...againstBudget, base: amountOf('adjustedBudget') }
const againstPrevious = {
  base: amountOf('same', { year: 'previous' }),
  value: amountOf('same'),
  change: amountOf('same', { aspect: 'change' }),
}

export const formulas = {
  completionPercent: {
    label: { zh: '完成年初预算的比例', en: 'completion of the initial budget' },
    shape: 'ratio',
    unit: 'percent',
    ...againstBudget,
    printed: 'completionRate',
  },
  overrunPercent: {
    label: { zh: '超出年初预算的比例', en: 'over the initial budget' },
    shape: 'excess',
    unit: 'percent',
    ...againstBudget,
    printed: null,
  },
  overrunAmount: {
    label: { zh: '超出年初预算的金额', en: 'final accounts less initial budget' },
    shape: 'difference',
    unit: 'amount',
    ...againstBudget,
    printed: null,
  },
  executionPercent: {
    label: { zh: '完成调整预算的比例', en: 'execution of the adjusted budget' },
    shape: 'ratio',
    unit: 'percent',
    ...againstAdjusted,
    printed: 'executionRate',
  },
  overAdjustedPercent: {
    label: { zh: '超出调整预算的比例', en: 'over the adjusted budget' },
    shape: 'excess',
    unit: 'percent',
    ...againstAdjusted,
    printed: null,
  },
  overAdjustedAmount: {
    label: { zh: '超出调整预算的金额', en: 'final accounts less adjusted budget' },
    shape: 'difference',
    unit: 'amount',
    ...againstAdjusted,
    printed: null,
  },
  sharePercent: {
    label: { zh: '占比', en: 'share' },
    shape: 'ratio',
    unit: 'percent',
    base: amountOf('same', { of: 'whole' }),
    value: amountOf('same'),
    change: null,
    printed: 'share',
  },
  perHeadAmount: {
    label: { zh: '人均', en: 'per head' },
    shape: 'quotient',
    unit: 'amount',
    base: amountOf('same', { of: 'whole' }),
    value: amountOf('same'),
    change: null,
    printed: null,
  },
  previousAmount: {
    label: { zh: '上年数', en: 'previous year' },
    shape: 'previous',
    unit: 'amount',
    ...againstPrevious,
    printed: null,
  },
  changeAmount: {
    label: { zh: '比上年增减额', en: 'change on the previous year' },
    shape: 'change',
    unit: 'amount',
    ...againstPrevious,
    printed: null,
  },
  changePercent: {
    label: { zh: '比上年增减的比例', en: 'change on the previous year' },
    shape: 'changeRate',
    unit: 'percent',
    ...againstPrevious,
    printed: 'changeRate',
  },
} as const satisfies Record<string, Formula>

export type FormulaName = keyof typeof formulas

/** Formulas that set a year against the one before it. */
export const isOfTwoYears = (name: FormulaName): boolean => formulas[name].change !== null

/** Wholes that documents take the shares of their parts of, not of all expenditure. */
const purposes: ReadonlySet<Measure> = new Set(['threePublicExpenses', 'governmentProcurement'])

/** What a share of the measure is taken of where nothing else is said. */
export const usualWholeOf = (measure: Measure): Measure => {
  const wholes = wholesOf(measure)
  return (
    wholes.find((whole) => purposes.has(whole)) ??
    wholes.at(-1) ??
    (measure === 'revenue' ? 'revenue' : 'expenditure')
  )
}
