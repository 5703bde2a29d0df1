/** Which amounts the columns of a plan need, and what those columns are called. */
import { type Formula, formulas, wholeOf } from '../catalog/formulas.ts'
import type { Aspect, Measure, Stage } from '../domain/terms.ts'
import type { Column, FiguresPlan } from './plan.ts'
import { snakeCase } from './positions.ts'

/** One amount that a plan needs, as an alias of `figures`. */
export type Operand = Readonly<{
  alias: string
  measure: Measure
  stage: Stage
  aspect: Aspect
  /** Whether it is taken for the row's own item or for the department's total. */
  item: 'row' | 'total'
}>

const operand = (measure: Measure, stage: Stage, aspect: Aspect, item: Operand['item']): Operand => ({
  alias: [
    ...(item === 'total' ? ['total'] : []),
    ...(measure === 'expenditure' ? [] : [snakeCase(measure)]),
    snakeCase(stage),
    ...(aspect === 'amount' ? [] : [snakeCase(aspect)]),
  ].join('_'),
  measure,
  stage,
  aspect,
  item,
})

/** The amount that a figure column states. */
export const amountOperand = (column: Extract<Column, { kind: 'figure' }>): Operand =>
  operand(column.measure, column.stage, 'amount', 'row')

export type FormulaOperands = Readonly<{ base: Operand; value: Operand; printed: Operand | null }>

/** `printed`: the aspect under which documents state the result themselves, where they do. */
export const formulaOperands = (column: Extract<Column, { kind: 'formula' }>): FormulaOperands => {
  const formula: Formula = formulas[column.formula]
  const resolve = ({ stage, of }: Formula['base']) =>
    of === 'total'
      ? operand(wholeOf(column.measure), stage === 'same' ? column.stage : stage, 'amount', 'total')
      : operand(column.measure, stage === 'same' ? column.stage : stage, 'amount', 'row')
  const value = resolve(formula.value)
  return {
    base: resolve(formula.base),
    value,
    printed: formula.printed && operand(value.measure, value.stage, formula.printed, 'row'),
  }
}

const columnOperands = (column: Column): readonly Operand[] => {
  if (column.kind === 'figure') return [amountOperand(column)]
  const { base, value, printed } = formulaOperands(column)
  return printed ? [base, value, printed] : [base, value]
}

/**
 * The operands of a plan, each once, the anchor first: the initial budget where there is one (it is stated for fewer
 * funds than the outturn), else the first amount of the row's own item.
 */
export const planOperands = (plan: FiguresPlan): readonly [Operand, ...Operand[]] => {
  const all = [...new Map(plan.columns.flatMap(columnOperands).map((it) => [it.alias, it])).values()]
  const candidates = all.filter((it) => it.item === 'row' && it.aspect === 'amount')
  const anchor = candidates.find((it) => it.stage === 'initialBudget') ?? candidates[0]
  if (!anchor) throw new Error('a plan has at least one column with an amount')
  return [anchor, ...all.filter((it) => it !== anchor)]
}

/** Whether a column's values are fen or percent. */
export const columnUnit = (column: Column): 'money' | 'percent' =>
  column.kind === 'figure' ? 'money' : formulas[column.formula].unit

/** The name without its unit: `final_accounts`, `overrun`, `basic_expenditure_final_accounts`. */
export const columnName = (column: Column): string =>
  column.kind === 'figure' ? amountOperand(column).alias : snakeCase(column.formula).replace(/_percent$/u, '')

/** The name with its unit: `final_accounts_fen`, `overrun_percent`. */
export const sqlName = (column: Column): string =>
  `${columnName(column)}_${columnUnit(column) === 'money' ? 'fen' : 'percent'}`
