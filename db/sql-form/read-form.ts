import { isDeepStrictEqual } from 'node:util'
import { type Expr, type FromClause, parse, type Select, type SelectFrom, traverse } from 'sqlite3-parser'
import { argumentsOf, type Call, kindOf, nameOf } from '../evidence/functions.ts'
import { fold } from '../evidence/names.ts'
import { readConditions } from './conditions.ts'
import { roleOfColumn } from './figure-columns.ts'
import { type Aggregation, type Form, type FormValue, NotInForm, type Pins } from './form.ts'
import { leftOpen } from './held.ts'
import { columnIn, type Reach, type Source, textOf } from './reach.ts'

/** Outcomes: the form; or why the SELECT, which the guard has passed, is in none. */
export const readForm = (sql: string): Form | Readonly<{ problem: string }> => {
  const parsed = parse(sql)
  const [statement] = parsed.status === 'ok' ? parsed.root.cmds : []
  if (statement?.type !== 'SelectStmt') return { problem: 'it is no SELECT' }
  try {
    const form = readSelect(statement.body, new Map(), { sql, outer: null })
    return namesItsBodies(form) ? form : { problem: 'select department beside a figure' }
  } catch (error) {
    if (error instanceof NotInForm) return { problem: error.message }
    throw error
  }
}

/** A printed figure stands beside the name of its body, or is of the only one. */
const namesItsBodies = ({ columns }: Form): boolean =>
  columns.some(({ value }) => value.kind === 'name' && value.column === 'department') ||
  columns.every(({ value }) => value.kind !== 'printed' || value.pins.get('department')?.length === 1)

type Ctes = ReadonlyMap<string, Form>
type Around = Pick<Reach, 'sql' | 'outer'>

const readSelect = (select: Select, above: Ctes, around: Around): Form => {
  const ctes = new Map(above)
  for (const { tblName, columns, select: body } of select.with?.ctes ?? []) {
    if (columns !== undefined) throw new NotInForm('name the columns of a CTE in its SELECT')
    ctes.set(fold(tblName.text), readSelect(body, ctes, { ...around, outer: null }))
  }
  const arm = select.select
  if ((select.compounds ?? []).length > 0 || arm.type !== 'SelectFrom')
    throw new NotInForm('write one SELECT from figures, without UNION or VALUES')
  return readArm(arm, select, ctes, around)
}

const readArm = (arm: SelectFrom, select: Select, ctes: Ctes, around: Around): Form => {
  if (arm.distinctness === 'Distinct' || arm.windowClause !== undefined)
    throw new NotInForm('use no DISTINCT and no windows')
  const source = readSource(arm.from, ctes, around)
  const reach: Reach = { ...around, source }
  const output = arm.columns.map((column) => {
    if (column.type !== 'ExprResultColumn') throw new NotInForm('name the columns, without *')
    return column
  })
  const order = (select.orderBy ?? []).map(({ expr }) => expr)
  const inner = readInner(
    [...output.map(({ expr }) => expr), arm.whereClause, arm.having, ...order],
    ctes,
    reach,
  )
  const chosen = source.kind === 'figures' ? readConditions(arm.whereClause, reach) : null
  const context: ValueContext = { reach, pins: chosen?.pins ?? new Map(), inner }
  const columns = output.map(({ expr, alias }) => ({
    name: fold(alias?.name.text ?? textOf(expr, reach)),
    value: formValue(expr, context),
  }))
  const isAggregate = arm.groupBy !== undefined || output.some(({ expr }) => hasAggregate(expr))
  const shown = columns.flatMap(({ value }) => (value.kind === 'name' ? [value.column] : []))
  checkRepeats(columns)
  if (isAggregate)
    checkGroups(
      columns,
      shown,
      (arm.groupBy ?? []).map((expr) => groupOf(expr, context)),
    )
  const blocks = chosen === null ? [] : [{ ...chosen, shown }]
  for (const block of blocks) {
    const open = leftOpen(block, isAggregate)
    if (open !== null) throw new NotInForm(open)
  }
  const written = (clause: string, parts: readonly Expr[]): readonly string[] =>
    parts.length === 0 ? [] : [`${clause} ${parts.map((part) => textOf(part, reach)).join(', ')}`]
  return {
    columns,
    blocks: [
      ...blocks,
      ...(source.kind === 'form' ? source.form.blocks : []),
      ...[...inner.values()].flatMap((form) => form.blocks),
    ],
    rest: [
      ...(source.kind === 'form' ? source.form.rest : []),
      ...[...inner.values()].flatMap(({ rest }) => rest),
      ...(chosen === null && arm.whereClause ? written('where', [arm.whereClause]) : []),
      ...(arm.having ? written('having', [arm.having]) : []),
      ...(select.orderBy ?? []).map((sorted) => `order by ${textOf(sorted, reach)}`),
      ...(select.limit ? [textOf(select.limit, reach)] : []),
    ],
  }
}

const readSource = (from: FromClause | undefined, ctes: Ctes, around: Around): Source => {
  const table = from?.select
  if (table === undefined || (from?.joins ?? []).length > 0)
    throw new NotInForm('select from figures alone, or from one SELECT in brackets: no joins')
  if (table.type === 'SelectSelectTable')
    return {
      kind: 'form',
      alias: table.alias?.name.text ?? '',
      form: readSelect(table.select, ctes, { ...around, outer: null }),
    }
  if (table.type !== 'TableSelectTable') throw new NotInForm('select from figures')
  const written = table.tblName.objName.text
  const alias = table.alias?.name.text ?? written
  const form = ctes.get(fold(written))
  if (form !== undefined) return { kind: 'form', alias, form }
  if (fold(written) !== 'figures') throw new NotInForm(`select from figures, not from ${written}`)
  return { kind: 'figures', alias }
}

/** The SELECTs within expressions. */
const readInner = (
  expressions: readonly (Expr | undefined)[],
  ctes: Ctes,
  reach: Reach,
): ReadonlyMap<Select, Form> => {
  const forms = new Map<Select, Form>()
  for (const expr of expressions)
    if (expr !== undefined)
      traverse(expr, {
        nodes: {
          Select: (select) => {
            forms.set(select, readSelect(select, ctes, { sql: reach.sql, outer: reach }))
            return 'skip'
          },
        },
      })
  return forms
}

type ValueContext = Readonly<{ reach: Reach; pins: Pins; inner: ReadonlyMap<Select, Form> }>

const formValue = (expr: Expr, context: ValueContext): FormValue => {
  const { reach } = context
  const meant = columnIn(expr, reach)
  if (meant !== null) return columnValue(meant.column, meant.reach, context)
  switch (expr.type) {
    case 'ParenthesizedExpr': {
      const [inner, second] = expr.exprs
      if (inner !== undefined && second === undefined) return formValue(inner, context)
      break
    }
    case 'SubqueryExpr': {
      const [column, second] = context.inner.get(expr.select)?.columns ?? []
      if (column !== undefined && second === undefined) return column.value
      break
    }
    case 'FunctionCallStarExpr':
      if (nameOf(expr) === 'count' && expr.filterOver === undefined) return { kind: 'count', of: 'rows' }
      break
    case 'FunctionCallExpr':
      if (expr.filterOver === undefined) return calledValue(expr, context)
      break
    case 'BinaryExpr':
      return reckoned(expr, [expr.left, expr.right], context)
    case 'CastExpr':
      return reckoned(expr, [expr.expr], context)
  }
  throw new NotInForm(
    `select names, amount_fen, sum, avg, median, min, max or count of it, or arithmetic with these: not ${textOf(expr, reach)}`,
  )
}

const columnValue = (column: string, at: Reach, { reach, pins }: ValueContext): FormValue => {
  if (at !== reach) throw new NotInForm(`${column} is of the SELECT around: compare with it only`)
  if (at.source.kind === 'form') {
    const inner = at.source.form.columns.find(({ name }) => name === column)
    if (inner !== undefined) return inner.value
  }
  switch (roleOfColumn(column)) {
    case 'name':
      return { kind: 'name', column }
    case 'printed':
      return { kind: 'printed', column, pins }
    default:
      throw new NotInForm(`${column} is none of the columns to select`)
  }
}

const aggregations: Readonly<Record<string, Aggregation>> = {
  sum: 'sum',
  total: 'sum',
  avg: 'average',
  median: 'median',
  min: 'least',
  max: 'greatest',
}

const calledValue = (call: Extract<Call, { type: 'FunctionCallExpr' }>, context: ValueContext): FormValue => {
  const name = nameOf(call)
  const [first, ...others] = argumentsOf(call)
  if (first === undefined) throw new NotInForm(`${name} needs something to be of`)
  if (name === 'count') {
    const of = formValue(first, context)
    const isOfBodies = of.kind === 'name' && (of.column === 'department' || of.column === 'department_id')
    if (call.distinctness === 'Distinct' && !isOfBodies)
      throw new NotInForm('count bodies by count(distinct department)')
    return { kind: 'count', of: call.distinctness === 'Distinct' ? 'bodies' : 'rows' }
  }
  if (kindOf(call) === 'aggregate') {
    if (hasSelect(first)) throw new NotInForm(`${name} of a SELECT would take its value once for each row`)
    const by = aggregations[name]
    const of = formValue(first, context)
    const isOfFigures = of.kind !== 'name' && of.kind !== 'count'
    if (by !== undefined && isOfFigures && call.distinctness === undefined) return { kind: 'made', by, of }
    throw new NotInForm(`${name} of what is not an amount`)
  }
  if (name === 'round' && others.every(({ type }) => type === 'NumericLiteral'))
    return formValue(first, context)
  if (name === 'abs') return reckoned(call, [first], context)
  throw new NotInForm(`${name} is none of the functions to select by`)
}

/** Of figures and numbers. */
const reckoned = (expr: Expr, parts: readonly Expr[], context: ValueContext): FormValue => {
  for (const part of parts) {
    const isOfFigures = part.type === 'NumericLiteral' || formValue(part, context).kind !== 'name'
    if (!isOfFigures)
      throw new NotInForm(`${textOf(part, context.reach)} is a name, which nothing is reckoned from`)
  }
  return { kind: 'reckoned', text: textOf(expr, context.reach) }
}

const hasSelect = (expr: Expr): boolean => {
  let isFound = false
  traverse(expr, {
    nodes: {
      Select: () => {
        isFound = true
        return 'skip'
      },
    },
  })
  return isFound
}

const hasAggregate = (expr: Expr): boolean => {
  let isFound = false
  const look = (call: Call) => {
    isFound ||= kindOf(call) === 'aggregate'
  }
  traverse(expr, { nodes: { Select: () => 'skip', FunctionCallExpr: look, FunctionCallStarExpr: look } })
  return isFound
}

const groupOf = (expr: Expr, context: ValueContext): string => {
  const value = formValue(expr, context)
  if (value.kind !== 'name') throw new NotInForm(`group by names, not by ${textOf(expr, context.reach)}`)
  return value.column
}

/** One figure under two names could be reckoned with itself. */
const checkRepeats = (columns: Form['columns']): void => {
  const figures = columns.filter(({ value }) => value.kind !== 'name' && value.kind !== 'count')
  const repeated = figures.find(({ value }, at) =>
    figures.slice(0, at).some((other) => isDeepStrictEqual(other.value, value)),
  )
  if (repeated !== undefined) throw new NotInForm(`${repeated.name} is selected twice`)
}

/** A name beside what is made of several rows is that of all of them. */
const checkGroups = (columns: Form['columns'], shown: readonly string[], groups: readonly string[]): void => {
  const ungrouped = shown.find((column) => !groups.includes(column))
  if (ungrouped !== undefined) throw new NotInForm(`group by ${ungrouped}, or do not select it`)
  if (columns.some(({ value }) => value.kind === 'printed'))
    throw new NotInForm('select amount_fen by itself, or sums and the like')
}
