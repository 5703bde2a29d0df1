import { isDeepStrictEqual } from 'node:util'
import { type Expr, type OneSelect, parse, type Select, type SortedColumn } from 'sqlite3-parser'
import { argumentsOf, type Call, nameOf } from '../evidence/functions.ts'
import { fold } from '../evidence/names.ts'
import { readConditions } from './conditions.ts'
import {
  type Aggregation,
  bodyColumns,
  type Form,
  type FormValue,
  type NameColumn,
  NotInForm,
  type Operand,
  type Sign,
} from './form.ts'
import { columnOf, textOf, type Written } from './written.ts'

/** Outcomes: the form; or why the SELECT, which the guard has passed, is in another. */
export const readForm = (sql: string): Form | Readonly<{ problem: string }> => {
  const parsed = parse(sql)
  const [statement] = parsed.status === 'ok' ? parsed.root.cmds : []
  if (statement?.type !== 'SelectStmt') return { problem: 'it is no SELECT' }
  try {
    return readSelect(statement.body, sql)
  } catch (error) {
    if (error instanceof NotInForm) return { problem: error.message }
    throw error
  }
}

const readSelect = (select: Select, sql: string): Form => {
  const arm = select.select
  if ((select.compounds ?? []).length > 0 || select.with !== undefined || arm.type !== 'SelectFrom')
    throw new NotInForm('write one SELECT from figures, without WITH, UNION or VALUES')
  if (arm.distinctness !== undefined || arm.windowClause !== undefined || arm.having !== undefined)
    throw new NotInForm('use no DISTINCT, no windows and no HAVING')
  // It would cut off what is as high.
  if (select.limit !== undefined) throw new NotInForm('use no LIMIT: all rows are shown in their order')
  const written: Written = { sql, alias: aliasOf(arm) }
  const output = arm.columns.map((column) => {
    if (column.type !== 'ExprResultColumn') throw new NotInForm('name the columns, without *')
    return column
  })
  const columns = output.map(({ expr }) => outputValue(expr, written))
  const names = columns.flatMap((value) => (value.kind === 'name' ? [value.column] : []))
  const groups = (arm.groupBy ?? []).map((expr) => columnOf(expr, written))
  const isOneSet = names.length === groups.length && names.every((name) => groups.includes(name))
  if (!isOneSet || new Set(names).size < names.length)
    throw new NotInForm('group by exactly the names that are selected')
  if (names.includes('item_name') && !names.includes('item_code'))
    throw new NotInForm('select and group by item_code beside item_name: items of one name are several')
  if (columns.length === names.length)
    throw new NotInForm('select a sum, an average, a median, a min or a max')
  const chosen = readConditions(arm.whereClause, written)
  if (names.some((name) => name.startsWith('item_')) && !('of' in chosen.items))
    throw new NotInForm('group by items only where items of a classification are chosen')
  return {
    ...chosen,
    columns,
    order: orderOf(
      select.orderBy ?? [],
      output.map(({ alias }) => alias?.name.text),
      columns,
      written,
    ),
  }
}

const aliasOf = (arm: Extract<OneSelect, { type: 'SelectFrom' }>): string => {
  const table = arm.from?.select
  const isAlone = (arm.from?.joins ?? []).length === 0
  if (!isAlone || table?.type !== 'TableSelectTable' || fold(table.tblName.objName.text) !== 'figures')
    throw new NotInForm('select from figures alone')
  return table.alias?.name.text ?? table.tblName.objName.text
}

const nameColumns: readonly NameColumn[] = [...bodyColumns, 'item_name', 'item_code']

const outputValue = (expr: Expr, written: Written): FormValue => {
  const column = nameColumns.find((name) => name === columnOf(expr, written))
  return column === undefined ? figureValue(withoutRound(expr), written) : { kind: 'name', column }
}

/** Two digits are shown: to round to as many changes nothing. */
const withoutRound = (expr: Expr): Expr => {
  if (expr.type !== 'FunctionCallExpr' || nameOf(expr) !== 'round') return expr
  const [first, digits, ...others] = argumentsOf(expr)
  const isShown = digits?.type === 'NumericLiteral' && Number(digits.value) >= 2 && others.length === 0
  return first !== undefined && isShown ? first : expr
}

const aggregations: Readonly<Record<string, Aggregation>> = {
  sum: 'sum',
  total: 'sum',
  avg: 'average',
  median: 'median',
  min: 'least',
  max: 'greatest',
}
const signs: Readonly<Record<string, Sign>> = { Add: '+', Subtract: '−', Multiply: '×', Divide: '÷' }

const figureValue = (expr: Expr, written: Written): Exclude<FormValue, { kind: 'name' }> => {
  const [inner, ...further] = expr.type === 'ParenthesizedExpr' ? expr.exprs : []
  if (inner !== undefined && further.length === 0) return figureValue(inner, written)
  if (expr.type === 'FunctionCallExpr') return calledValue(expr, written)
  const sign = expr.type === 'BinaryExpr' ? signs[expr.op] : undefined
  if (expr.type === 'BinaryExpr' && sign !== undefined) {
    const [left, right] = [operandOf(expr.left, written), operandOf(expr.right, written)]
    if (isDeepStrictEqual(left, right)) throw new NotInForm('reckon with two different figures')
    return { kind: 'reckoned', sign, left, right }
  }
  throw new NotInForm(
    `select names, sum, avg, median, min or max of amount_fen, or arithmetic with these: not ${textOf(expr, written)}`,
  )
}

/** Numbers of the writer's own, but those that make a percentage, are no figures. */
const operandOf = (expr: Expr, written: Written): Operand => {
  if (expr.type !== 'NumericLiteral') return figureValue(expr, written)
  const number = Number(expr.value)
  if (number !== 1 && number !== 100) throw new NotInForm(`reckon with no ${expr.value}`)
  return number
}

const calledValue = (
  call: Extract<Call, { type: 'FunctionCallExpr' }>,
  written: Written,
): Exclude<FormValue, { kind: 'name' }> => {
  const by = aggregations[nameOf(call)]
  const [first, ...others] = argumentsOf(call)
  const isPlain =
    call.filterOver === undefined && call.distinctness === undefined && call.orderBy === undefined
  const isOfAmounts = first !== undefined && others.length === 0 && columnOf(first, written) === 'amount_fen'
  if (by !== undefined && isPlain && isOfAmounts) return { kind: 'made', by }
  throw new NotInForm(`select sum, avg, median, min or max of amount_fen: not ${textOf(call, written)}`)
}

/** By one of the figures that are selected, under its name. */
const orderOf = (
  sorted: readonly SortedColumn[],
  names: readonly (string | undefined)[],
  columns: readonly FormValue[],
  written: Written,
): Form['order'] => {
  const [first, ...others] = sorted
  if (first === undefined) return null
  const text = fold(textOf(first.expr, written))
  const called = names.flatMap((name, at) => (name !== undefined && fold(name) === text ? [at] : []))
  const [column, another] = called
  if (column === undefined || another !== undefined || others.length > 0 || columns[column]?.kind === 'name')
    throw new NotInForm('order by the name of one of the figures that you select')
  return { column, direction: first.order === 'Desc' ? 'descending' : 'ascending' }
}
