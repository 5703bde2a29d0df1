import type { Expr, FunctionCallExpr, FunctionCallStarExpr, Over } from 'sqlite3-parser'
import { fold } from './names.ts'

export type Call = FunctionCallExpr | FunctionCallStarExpr

const aggregates: ReadonlySet<string> = new Set(['count', 'sum', 'total', 'avg', 'min', 'max', 'median'])
const rankings: ReadonlySet<string> = new Set(
  'row_number rank dense_rank percent_rank cume_dist ntile'.split(' '),
)
/** Those that take their value from another row of the window. */
const neighbours: ReadonlySet<string> = new Set('lag lead first_value last_value nth_value'.split(' '))

export type CallKind = 'aggregate' | 'ranking' | 'neighbour' | 'scalar'

export const nameOf = (call: Call): string => fold(call.name.name)

export const argumentsOf = (call: Call): readonly Expr[] =>
  call.type === 'FunctionCallExpr' ? (call.args ?? []) : []

export const overOf = (call: Call): Over | null => call.filterOver?.overClause ?? null

/** `max(a, b)` compares two values; `max(a)` looks over rows. */
export const kindOf = (call: Call): CallKind => {
  const name = nameOf(call)
  if (rankings.has(name)) return 'ranking'
  if (neighbours.has(name)) return 'neighbour'
  const isOfRows = aggregates.has(name) && argumentsOf(call).length < 2
  return isOfRows ? 'aggregate' : 'scalar'
}

const comparisons: ReadonlySet<string> = new Set(
  'And Or Is IsNot Equals NotEquals Greater GreaterEquals Less LessEquals'.split(' '),
)

/** Whether an expression is true or false, and not a value. */
export const isTruth = (expr: Expr): boolean => {
  switch (expr.type) {
    case 'BinaryExpr':
      return comparisons.has(expr.op)
    case 'UnaryExpr':
      return expr.op === 'Not'
    case 'ParenthesizedExpr':
      return expr.exprs.length === 1 && expr.exprs.every(isTruth)
    case 'BetweenExpr':
    case 'LikeExpr':
    case 'InListExpr':
    case 'InSelectExpr':
    case 'ExistsExpr':
    case 'IsNullExpr':
    case 'NotNullExpr':
      return true
    default:
      return false
  }
}
