/** Which figures the columns of a plan need, and what those columns are called. */
import { type Formula, type FormulaOperand, formulas, isOfTwoYears } from '../catalog/formulas.ts'
import { type Aspect, type FigureStage, type Measure, measures, type Stage } from '../domain/terms.ts'
import type { Column, FiguresPlan } from './plan.ts'
import { snakeCase } from './positions.ts'

type FormulaColumn = Extract<Column, { kind: 'formula' }>

/** One figure that a plan needs, as an alias of `figures`. */
export type Operand = Readonly<{
  alias: string
  measure: Measure
  stage: FigureStage
  aspect: Aspect
  year: FormulaOperand['year']
  /** Taken for the row's own item, for the department's total, or for one named item. */
  item: 'row' | 'total' | Readonly<{ key: string }>
  /** What a printed share is taken of; null for every other aspect. */
  whole: Measure | null
}>

const operand = ({
  measure,
  stage,
  aspect = 'amount',
  year = 'same',
  item = 'row',
  whole = null,
  told = stage,
}: Pick<Operand, 'measure' | 'stage'> & Partial<Operand> & { told?: FigureStage }): Operand => ({
  alias: [
    ...(item === 'row' ? [] : ['total']),
    ...(year === 'previous' ? ['previous'] : []),
    ...(measure === 'expenditure' ? [] : [snakeCase(measure)]),
    snakeCase(told),
    ...(aspect === 'amount' ? [] : [snakeCase(aspect)]),
  ].join('_'),
  measure,
  stage,
  aspect,
  year,
  item,
  whole,
})

/** How a measure's own value is stored: a score is of no stage of the budget. */
const storedAs = (measure: Measure, stage: Stage): Pick<Operand, 'stage' | 'aspect'> =>
  measure === 'selfEvaluation' ? { stage: 'none', aspect: 'score' } : { stage, aspect: 'amount' }

/** Whether an operand is its measure's own value, not a rate, a change or a share of it. */
export const isOwnValue = ({ measure, aspect }: Operand): boolean =>
  aspect === storedAs(measure, 'finalAccounts').aspect

/** The amount that a figure column states. */
export const amountOperand = ({ measure, stage }: Extract<Column, { kind: 'figure' }>): Operand =>
  operand({ measure, ...storedAs(measure, stage), told: stage })

/** `base` is null where only what a document prints can answer. */
export type FormulaOperands = Readonly<{
  base: Operand | null
  value: Operand
  change: Operand | null
  /** Under which documents state the result themselves, where they do. */
  printed: Operand | null
}>

export const formulaOperands = (column: FormulaColumn): FormulaOperands => {
  const formula: Formula = formulas[column.formula]
  const ofMeasure = ({ stage: named, year, aspect }: FormulaOperand) => {
    const { measure } = column
    const stage = named === 'same' ? column.stage : named
    const stored = aspect === 'amount' ? storedAs(measure, stage) : { stage, aspect }
    return operand({ measure, ...stored, told: stage, year })
  }
  const value = ofMeasure(formula.value)
  const isPrintedOf = column.whole === null || column.whole.kind === 'item' ? null : column.whole.measure
  return {
    base: formula.base.of === 'whole' ? wholeOperand(column) : ofMeasure(formula.base),
    value,
    change: formula.change && ofMeasure(formula.change),
    printed:
      formula.printed === null || (formula.printed === 'share' && isPrintedOf === null)
        ? null
        : operand({
            measure: value.measure,
            stage: value.stage,
            aspect: formula.printed,
            whole: isPrintedOf,
          }),
  }
}

const wholeOperand = ({ measure, stage, whole }: FormulaColumn): Operand | null => {
  switch (whole?.kind) {
    case 'measure':
      return operand({
        measure: whole.measure,
        ...storedAs(whole.measure, stage),
        told: stage,
        item: 'total',
      })
    case 'item':
      return operand({ measure, stage, item: { key: whole.key } })
    default:
      return null
  }
}

const columnOperands = (column: Column): readonly Operand[] => {
  if (column.kind === 'figure') return [amountOperand(column)]
  const { base, value, change, printed } = formulaOperands(column)
  return [base, value, change, printed].filter((it) => it !== null)
}

/** Whether the plan sets a year against the one before it. */
export const comparesYears = ({ columns }: FiguresPlan): boolean =>
  columns.some((column) => column.kind === 'formula' && isOfTwoYears(column.formula))

/**
 * The operands of a plan, each once, the anchor first: the initial budget where there is one (it is stated for fewer
 * funds than the outturn), else the first amount of the row's own item.
 */
export const planOperands = (plan: FiguresPlan): readonly [Operand, ...Operand[]] => {
  const all = [...new Map(plan.columns.flatMap(columnOperands).map((it) => [it.alias, it])).values()]
  const candidates = all.filter((it) => it.item === 'row' && isOwnValue(it) && it.year === 'same')
  const anchor = candidates.find((it) => it.stage === 'initialBudget') ?? candidates[0]
  if (!anchor) throw new Error('a plan has at least one column with an amount')
  return [anchor, ...all.filter((it) => it !== anchor)]
}

/** What a column's values are: fen, percent, or things counted. */
export type ColumnUnit = 'money' | 'percent' | 'count'

export const columnUnit = (column: Column): ColumnUnit => {
  if (column.kind === 'formula' && formulas[column.formula].unit === 'percent') return 'percent'
  return measures[column.measure].unit === null ? 'money' : 'count'
}

/** The name without its unit: `final_accounts`, `overrun`, `basic_expenditure_final_accounts`, `basic_expenditure_share`. */
export const columnName = (column: Column): string => {
  if (column.kind === 'figure') return amountOperand(column).alias
  const name = snakeCase(column.formula).replace(/_percent$/u, '')
  // Shares of several measures stand beside each other.
  const isOfPart = column.formula === 'sharePercent' && column.measure !== 'expenditure'
  return isOfPart ? `${snakeCase(column.measure)}_${name}` : name
}

const sqlUnits: Readonly<Record<ColumnUnit, string>> = { money: 'fen', percent: 'percent', count: 'count' }

/** The name with its unit: `final_accounts_fen`, `overrun_percent`. */
export const sqlName = (column: Column): string => `${columnName(column)}_${sqlUnits[columnUnit(column)]}`
