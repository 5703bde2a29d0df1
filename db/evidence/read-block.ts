import { type Expr, type Select, type SelectFrom, type Span, traverse } from 'sqlite3-parser'
import { endOf } from './edits.ts'
import { columnMeant, expressionEvidence, ofGroup, together } from './expression-evidence.ts'
import { expressionOrigin } from './expression-origin.ts'
import { type Call, kindOf, overOf } from './functions.ts'
import { quoted } from './names.ts'
import { anyOf } from './origin.ts'
import { readOutputColumns } from './output-columns.ts'
import { readFrom } from './read-from.ts'
import type { Arm, Ctes, Reading, ReadSelect } from './reading.ts'
import { regroupDistinct, regroupDistinctOutside } from './regroup.ts'
import { distinctNames, type Scope } from './scope.ts'
import { readSubqueries, subqueryEvidence } from './subqueries.ts'

/** Reads one SELECT without what stands around it: its sources, its output columns, and what it is grouped by. */
export const readBlock = (
  arm: SelectFrom,
  orderBy: readonly Expr[],
  outer: Scope | null,
  ctes: Ctes,
  reading: Reading,
  readSelect: ReadSelect,
): Arm => {
  const { edits, unsupported } = reading
  const { sources, joined, conditions } = readFrom(arm.from, ctes, reading, (select) =>
    readSelect(select, outer, reading),
  )
  const scope: Scope = { sources, joined, outer }
  const shown = arm.columns.flatMap((column) => (column.type === 'ExprResultColumn' ? [column.expr] : []))
  const windows = (arm.windowClause ?? []).flatMap(({ window }) => [
    ...(window.partitionBy ?? []),
    ...(window.orderBy ?? []).map(({ expr }) => expr),
  ])
  const clauses = [arm.whereClause, ...(arm.groupBy ?? []), arm.having, ...conditions, ...windows]
  const subqueries = readSubqueries([...shown, ...clauses], scope, reading, readSelect)

  const grouping = [...shown, ...(arm.having ? [arm.having] : []), ...orderBy]
  const isOfGroups = arm.groupBy !== undefined || grouping.some((expr) => hasCall(expr, isOfRows))
  const isDistinct = arm.distinctness === 'Distinct'
  const singleRow = together(sources.map(({ row }) => row))
  const row = isOfGroups ? ofGroup(singleRow) : singleRow

  const context = {
    scope,
    row,
    singleRow,
    isSingleRowOfOne: sources.length === 1 && sources.every(({ isRowOfOne }) => isRowOfOne),
    isCounted: false,
    text: (span: Span) => edits.inside(span),
    ofSubquery: (select: Select, of: 'value' | 'rows') => {
      const read = subqueries.get(select)
      return read ? subqueryEvidence(read, select, of, scope, reading, readSelect) : null
    },
    unsupported,
  }
  const originContext = {
    scope,
    sql: edits.sql,
    hasRows: singleRow !== null,
    ofSubquery: (select: Select) => subqueries.get(select)?.columns[0]?.origin ?? anyOf([], select.span),
  }
  const added: { name: string; text: string }[] = []
  const brought = () => added.map(({ name }) => name)
  const columns = readOutputColumns(arm.columns, scope, edits, brought, (expr) => ({
    origin: expressionOrigin(expr, originContext),
    evidence: expressionEvidence(expr, context),
    isOfOne: columnMeant(expr, scope)?.isOfOne ?? false,
  }))
  const last = arm.columns.at(-1)
  if (last !== undefined)
    edits.insert(endOf(last.span), () =>
      added.map(({ name, text }) => `, ${text} as ${quoted(name)}`).join(''),
    )
  const add = (name: string, text: string): void => {
    added.push({ name, text })
  }
  if (!isDistinct) return { columns, row, scope, add }
  if (isOfGroups || shown.some((expr) => hasCall(expr, (call) => overOf(call) !== null))) {
    const names = distinctNames(columns.map(({ name }) => name))
    regroupDistinctOutside(arm, names, brought, edits)
    return { columns, row, scope, add }
  }
  regroupDistinct(arm, columns.length, brought, edits)
  return {
    columns: columns.map((column) => ({ ...column, evidence: ofGroup(column.evidence), isOfOne: false })),
    row: ofGroup(row),
    scope,
    add,
  }
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
