import {
  type CommonTableExpr,
  type Expr,
  type OneSelect,
  type Select,
  type SelectFrom,
  type Span,
  traverse,
} from 'sqlite3-parser'
import { Edits } from './edits.ts'
import { expressionEvidence, ofGroup, together } from './expression-evidence.ts'
import { expressionOrigin } from './expression-origin.ts'
import { type Call, kindOf, overOf } from './functions.ts'
import { evidenceFunctions, fold, quoted } from './names.ts'
import { anyOf, type Origin } from './origin.ts'
import { readFrom } from './read-from.ts'
import type { Ctes, Reading, SelectReading, Wanted } from './reading.ts'
import { distinctNames, type Evidence, type Scope, shownColumns } from './scope.ts'

type Arm = Readonly<{
  columns: readonly Readonly<{ name: string; origin: Origin; evidence: Evidence | null }>[]
  row: Evidence | null
  scope: Scope
  add: (name: string, text: string) => void
}>

export const readSelect = (
  select: Select,
  outer: Scope | null,
  reach: Ctes,
  reading: Reading,
): SelectReading => {
  const ctes = readCtes(select.with?.ctes ?? [], outer, reach, reading)
  const compounds = select.compounds ?? []
  const [first, ...rest] = [select.select, ...compounds.map((compound) => compound.select)].map((arm) =>
    readArm(arm, select.orderBy?.map(({ expr }) => expr) ?? [], outer, ctes, reading),
  )
  if (first === undefined) throw new Error('a SELECT without an arm')
  const arms = [first, ...rest]
  const sorted = [
    ...(select.orderBy ?? []).map(({ expr }) => expr),
    ...(select.limit === undefined ? [] : [select.limit.expr, select.limit.offset]),
  ]
  readSubqueries(sorted, rest.length === 0 ? first.scope : outer, ctes, reading)

  const brought = new Map<string, string>()
  const bring = (wanted: Wanted): string => {
    const texts = arms.map(
      ({ columns, row }) => (wanted === 'row' ? row : columns[wanted]?.evidence)?.() ?? 'null',
    )
    const key = texts.join('\0')
    const known = brought.get(key)
    if (known !== undefined) return known
    const name = reading.newName()
    brought.set(key, name)
    for (const [index, arm] of arms.entries()) arm.add(name, texts[index] ?? 'null')
    return name
  }
  const names = distinctNames(first.columns.map(({ name }) => name))
  if (arms.some(({ columns }) => columns.length !== names.length))
    reading.unsupported('column-count', select.span)
  joinArms(select, names, () => [...brought.values()], reading)
  return {
    columns: names.map((name, index) => ({
      name,
      origin: anyOf(
        arms.flatMap(({ columns }) => columns[index]?.origin ?? []),
        select.span,
      ),
      hasEvidence: arms.some(({ columns }) => columns[index]?.evidence),
    })),
    hasRow: arms.some(({ row }) => row !== null),
    bring,
    brought: () => [...brought.values()],
  }
}

const readCtes = (
  written: readonly CommonTableExpr[],
  outer: Scope | null,
  reach: Ctes,
  reading: Reading,
): Ctes => {
  const ctes = new Map(reach)
  for (const { tblName, columns: renamed, select } of written) {
    const body = readSelect(select, outer, ctes, reading)
    const last = renamed?.at(-1)
    if (last !== undefined)
      reading.edits.insert(endOf(last.span), () =>
        body
          .brought()
          .map((name) => `, ${quoted(name)}`)
          .join(''),
      )
    const columns = body.columns.map((column, index) => ({
      ...column,
      name: renamed?.[index]?.colName.text ?? column.name,
    }))
    ctes.set(fold(tblName.text), { ...body, columns })
  }
  return ctes
}

const endOf = ({ offset, length }: Span): number => offset + length

/**
 * A UNION tells rows apart by all their columns: with ids beside them, rows would differ that are one. It becomes
 * UNION ALL, whose rows are then grouped by what is visible, with the ids of each group together.
 */
const joinArms = (
  { select, compounds = [] }: Select,
  names: readonly string[],
  brought: () => readonly string[],
  { edits, unsupported }: Reading,
): void => {
  for (const { operator, select: arm } of compounds)
    if (operator === 'Except' || operator === 'Intersect') unsupported('set-difference', arm.span)
  const last = compounds.at(-1)
  if (last === undefined || compounds.every(({ operator }) => operator === 'UnionAll')) return
  if (last.operator === 'UnionAll') unsupported('mixed-compound', last.select.span)
  let end = endOf(select.span)
  for (const { operator, select: arm } of compounds) {
    const written = edits.sql.slice(end, arm.span.offset)
    edits.replace(end, arm.span.offset, () =>
      operator === 'Union' && brought().length > 0 ? ' union all ' : written,
    )
    end = endOf(arm.span)
  }
  groupVisible(select.span.offset, end, names, brought, edits)
}

/** Puts the text between two places into a sub-query, and groups its rows by their visible columns. */
const groupVisible = (
  start: number,
  end: number,
  names: readonly string[],
  brought: () => readonly string[],
  edits: Edits,
): void => {
  edits.insert(start, () => {
    const visible = names.map((name) => `${quoted(name)} as ${quoted(name)}`)
    const ids = brought().map((name) => `${evidenceFunctions.group}(${quoted(name)}) as ${quoted(name)}`)
    return ids.length === 0 ? '' : `select ${[...visible, ...ids].join(', ')} from (`
  })
  edits.insert(end, () => (brought().length === 0 ? '' : `) group by ${ordinals(names.length)}`))
}

const ordinals = (count: number): string => Array.from({ length: count }, (_, index) => index + 1).join(', ')

const readArm = (
  arm: OneSelect,
  orderBy: readonly Expr[],
  outer: Scope | null,
  ctes: Ctes,
  reading: Reading,
): Arm => {
  if (arm.type === 'SelectFrom') return readSelectFrom(arm, orderBy, outer, ctes, reading)
  const scope: Scope = { sources: [], joined: new Set(), outer }
  const context = { scope, sql: reading.edits.sql, hasRows: false, ofSubquery: () => anyOf([], arm.span) }
  const [row] = arm.values
  return {
    columns: (row?.values ?? []).map((_, index) => ({
      name: `column${index + 1}`,
      origin: anyOf(
        arm.values.flatMap(({ values }) => {
          const value = values[index]
          return value === undefined ? [] : [expressionOrigin(value, context)]
        }),
        arm.span,
      ),
      evidence: null,
    })),
    row: null,
    scope,
    add: () => reading.unsupported('values-in-compound', arm.span),
  }
}

const readSelectFrom = (
  arm: SelectFrom,
  orderBy: readonly Expr[],
  outer: Scope | null,
  ctes: Ctes,
  reading: Reading,
): Arm => {
  const { edits, unsupported } = reading
  const { sources, joined, conditions } = readFrom(arm.from, ctes, reading, (select) =>
    readSelect(select, outer, ctes, reading),
  )
  const scope: Scope = { sources, joined, outer }
  const shown = arm.columns.flatMap((column) => (column.type === 'ExprResultColumn' ? [column.expr] : []))
  const windows = (arm.windowClause ?? []).flatMap(({ window }) => [
    ...(window.partitionBy ?? []),
    ...(window.orderBy ?? []).map(({ expr }) => expr),
  ])
  const clauses = [arm.whereClause, ...(arm.groupBy ?? []), arm.having, ...conditions, ...windows]
  const subqueries = readSubqueries([...shown, ...clauses], scope, ctes, reading)

  const grouping = [...shown, ...(arm.having ? [arm.having] : []), ...orderBy]
  const isOfGroups = arm.groupBy !== undefined || grouping.some((expr) => hasCall(expr, isOfRows))
  const isDistinct = arm.distinctness === 'Distinct'
  const singleRow = together(sources.map(({ row }) => row))
  const row = isOfGroups ? ofGroup(singleRow) : singleRow

  const context = {
    scope,
    row,
    singleRow,
    isCounted: false,
    text: (span: Span) => edits.inside(span),
    ofSubquery: (select: Select, of: 'value' | 'rows') => subqueryEvidence(select, of, scope, ctes, reading),
    unsupported,
  }
  const originContext = {
    scope,
    sql: edits.sql,
    hasRows: singleRow !== null,
    ofSubquery: (select: Select) => subqueries.get(select)?.columns[0]?.origin ?? anyOf([], select.span),
  }
  const columns = arm.columns.flatMap((column) => {
    if (column.type === 'ExprResultColumn')
      return [
        {
          name: column.alias?.name.text ?? columnName(column.expr, edits.sql),
          origin: expressionOrigin(column.expr, originContext),
          evidence: expressionEvidence(column.expr, context),
        },
      ]
    const of =
      column.type === 'StarResultColumn'
        ? sources
        : sources.filter(({ qualifier }) => fold(qualifier) === fold(column.table.text))
    const all = shownColumns(
      { ...scope, sources: of, joined: column.type === 'StarResultColumn' ? joined : new Set() },
      quoted,
    )
    const [start, end] = starPlace(column, edits.sql)
    const written = edits.sql.slice(start, end)
    edits.replace(start, end, () =>
      of.some((source) => source.carriesEvidence()) ? all.map(({ text }) => text).join(', ') : written,
    )
    return all.map(({ column: { name, origin, evidence } }) => ({ name, origin, evidence }))
  })

  const added: { name: string; text: string }[] = []
  const last = arm.columns.at(-1)
  if (last !== undefined)
    edits.insert(endOf(last.span), () =>
      added.map(({ name, text }) => `, ${text} as ${quoted(name)}`).join(''),
    )
  const add = (name: string, text: string): void => {
    added.push({ name, text })
  }
  if (!isDistinct) return { columns, row, scope, add }

  const isWhole = isOfGroups || shown.some((expr) => hasCall(expr, (call) => overOf(call) !== null))
  dropDistinct(arm, () => added.length > 0, edits)
  if (isWhole) {
    const names = distinctNames(columns.map(({ name }) => name))
    groupVisible(arm.span.offset, endOf(arm.span), names, () => added.map(({ name }) => name), edits)
    return { columns, row, scope, add }
  }
  edits.insert(endOf(arm.span), () => (added.length === 0 ? '' : ` group by ${ordinals(columns.length)}`))
  return {
    columns: columns.map((column) => ({ ...column, evidence: ofGroup(column.evidence) })),
    row: ofGroup(row),
    scope,
    add,
  }
}

/** As SQLite names an output column that has no alias. */
const columnName = (expr: Expr, sql: string): string => {
  switch (expr.type) {
    case 'Id':
      return expr.name
    case 'NameExpr':
      return expr.name.text
    case 'QualifiedExpr':
      return expr.column.text
    default:
      return sql.slice(expr.span.offset, endOf(expr.span))
  }
}

/** The parser's span of a result column begins where the list does. */
const starPlace = (
  column: Exclude<SelectFrom['columns'][number], { type: 'ExprResultColumn' }>,
  sql: string,
) => {
  const end = endOf(column.span)
  if (column.type === 'TableStarResultColumn') return [column.table.span.offset, end] as const
  return [sql.lastIndexOf('*', end - 1), end] as const
}

/** DISTINCT and what surrounds it, up to the first output column. */
const dropDistinct = (arm: SelectFrom, isDropped: () => boolean, edits: Edits): void => {
  const start = arm.span.offset
  const written =
    /^select(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+distinct/i.exec(edits.sql.slice(start))?.[0] ?? ''
  edits.replace(start, start + written.length, () => (isDropped() ? 'select' : written))
}

const isOfRows = (call: Call): boolean => kindOf(call) === 'aggregate' && overOf(call) === null

/** Whether a call of that sort stands in an expression, sub-queries left out. */
const hasCall = (expr: Expr, isMeant: (call: Call) => boolean): boolean => {
  let isFound = false
  const look = (call: Call) => {
    isFound ||= isMeant(call)
  }
  traverse(expr, {
    nodes: { Select: () => 'skip', FunctionCallExpr: look, FunctionCallStarExpr: look },
  })
  return isFound
}

/** Reads the sub-queries of expressions, so that a `*` in them does not show what their sources carry along. */
const readSubqueries = (
  expressions: readonly (Expr | undefined)[],
  scope: Scope | null,
  ctes: Ctes,
  reading: Reading,
): ReadonlyMap<Select, SelectReading> => {
  const subqueries = new Map<Select, SelectReading>()
  for (const expr of expressions) {
    if (expr === undefined) continue
    traverse(expr, {
      nodes: {
        Select: (select) => {
          subqueries.set(select, readSelect(select, scope, ctes, reading))
          return 'skip'
        },
      },
    })
  }
  return subqueries
}

/** A sub-query has room for its value only: a copy of it gives the ids. */
const subqueryEvidence = (
  select: Select,
  of: 'value' | 'rows',
  scope: Scope,
  ctes: Ctes,
  reading: Reading,
): Evidence | null => {
  const edits = new Edits(reading.edits.sql)
  const copy = readSelect(select, scope, ctes, { ...reading, edits })
  if (of === 'value' ? !copy.columns[0]?.hasEvidence : !copy.hasRow) return null
  return () => {
    const name = quoted(copy.bring(of === 'value' ? 0 : 'row'))
    const shown = of === 'value' ? name : `${evidenceFunctions.group}(${name})`
    return `(select ${shown} from (${edits.text(select.span.offset, endOf(select.span))}))`
  }
}
