import { partsOfRevenue } from '../domain/measure-parts.ts'
import type { Aspect, Labels, Measure, Stage } from '../domain/terms.ts'

/** What a formula takes from the plan's measure: the same measure at a stage, or the total it belongs to. */
type Operand = Readonly<{ stage: Stage | 'same'; of: 'measure' | 'total' }>

/**
 * A named derived measure. `base` anchors it: every other operand is taken under the base's fund and item, so that
 * like is compared with like. `printed` is the aspect under which documents state the result themselves.
 */
export type Formula = Readonly<{
  label: Labels
  /** ratio: value ÷ base; excess: (value − base) ÷ base; difference: value − base. */
  shape: 'ratio' | 'excess' | 'difference'
  unit: 'percent' | 'money'
  base: Operand
  value: Operand
  printed: Aspect | null
}>

const initialBudget: Operand = { stage: 'initialBudget', of: 'measure' }
const finalAccounts: Operand = { stage: 'finalAccounts', of: 'measure' }

export const formulas = {
  completionPercent: {
    label: { zh: '完成年初预算的比例', en: 'completion of the initial budget' },
    shape: 'ratio',
    unit: 'percent',
    base: initialBudget,
    value: finalAccounts,
    printed: 'completionRate',
  },
  overrunPercent: {
    label: { zh: '超出年初预算的比例', en: 'over the initial budget' },
    shape: 'excess',
    unit: 'percent',
    base: initialBudget,
    value: finalAccounts,
    printed: null,
  },
  overrunAmount: {
    label: { zh: '超出年初预算的金额', en: 'final accounts less initial budget' },
    shape: 'difference',
    unit: 'money',
    base: initialBudget,
    value: finalAccounts,
    printed: null,
  },
  sharePercent: {
    label: { zh: '占比', en: 'share' },
    shape: 'ratio',
    unit: 'percent',
    base: { stage: 'same', of: 'total' },
    value: { stage: 'same', of: 'measure' },
    printed: null,
  },
} as const satisfies Record<string, Formula>

export type FormulaName = keyof typeof formulas

const ofRevenue: ReadonlySet<Measure> = new Set(['revenue', ...partsOfRevenue])

/** What a share of the measure is taken of. */
export const wholeOf = (measure: Measure): Measure => (ofRevenue.has(measure) ? 'revenue' : 'expenditure')
