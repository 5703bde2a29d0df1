import type { CaseExpr, CastExpr, Expr, Select, UnaryExpr } from 'sqlite3-parser'
import { arithmeticOrigin } from './arithmetic.ts'
import { argumentsOf, type Call, isTruth, kindOf, nameOf } from './functions.ts'
import { anyOf, cutOff, fromColumns, madeUp, type Origin, ofUnknownSize } from './origin.ts'
import { resolveColumn, type Scope } from './scope.ts'

export type OriginContext = Readonly<{
  scope: Scope
  sql: string
  /** Whether a document stands behind the rows, so that to count them states something. */
  hasRows: boolean
  ofSubquery: (select: Select) => Origin
}>

/** What an aggregate around it takes for nothing: to a sum, 0; to what counts, 0 and 1. */
type Within = 'sum' | 'average' | null

export const expressionOrigin = (expr: Expr, context: OriginContext, within: Within = null): Origin => {
  const of = (part: Expr) => expressionOrigin(part, context)
  const { span } = expr
  if (isTruth(expr))
    return hasColumn(expr, context)
      ? fromColumns('truth')
      : { kind: 'literal', value: 1, isWhole: true, span }
  switch (expr.type) {
    case 'NumericLiteral':
      return {
        kind: 'literal',
        value: Number(expr.value),
        isWhole: /^(?:\d+|0x[\da-f]+)$/i.test(String(expr.value)),
        span,
      }
    case 'StringLiteral':
      return { kind: 'literal', value: expr.value, isWhole: false, span }
    case 'NullLiteral':
      return { kind: 'literal', value: null, isWhole: false, span }
    case 'VariableExpr':
      return madeUp('literal', span)
    case 'Id':
      return columnOrigin(null, expr.name, expr, context)
    case 'NameExpr':
      return columnOrigin(null, expr.name.text, expr, context)
    case 'QualifiedExpr':
      return columnOrigin(expr.table.text, expr.column.text, expr, context)
    case 'ParenthesizedExpr': {
      const [inner, second] = expr.exprs
      return inner && second === undefined
        ? expressionOrigin(inner, context, within)
        : madeUp('unknown', span)
    }
    case 'CollateExpr':
      return of(expr.expr)
    case 'UnaryExpr':
      return signedOrigin(expr, of(expr.expr))
    case 'BinaryExpr': {
      if (expr.op === 'Concat') return joinedOrigin(expr, context)
      const isSame = () => bare(expr.left, context) === bare(expr.right, context)
      return arithmeticOrigin(expr.op, of(expr.left), of(expr.right), isSame, span)
    }
    case 'CastExpr':
      return castOrigin(expr, of(expr.expr))
    case 'CaseExpr':
      return caseOrigin(branchesOf(expr), expr, context, within)
    case 'SubqueryExpr':
      return context.ofSubquery(expr.select)
    case 'FunctionCallExpr':
    case 'FunctionCallStarExpr':
      return callOrigin(expr, context, within)
    default:
      return madeUp('unknown', span)
  }
}

const signedOrigin = ({ op, span }: UnaryExpr, origin: Origin): Origin => {
  if (origin.kind === 'made-up' || op === 'Positive') return origin
  if (op !== 'Negative') return madeUp('bent', span)
  if (origin.kind === 'literal')
    return typeof origin.value === 'number' ? { ...origin, value: -origin.value } : origin
  return origin.type === 'text'
    ? madeUp('text-as-number', span)
    : { ...origin, type: 'number', isRatio: false }
}

const castOrigin = ({ typeName, span }: CastExpr, origin: Origin): Origin => {
  if (origin.kind === 'made-up' || (origin.kind === 'columns' && origin.type === 'name')) return origin
  const name = typeName?.name ?? ''
  if (origin.kind === 'literal')
    return { ...origin, isWhole: origin.isWhole && !/real|floa|doub/i.test(name) }
  if (/char|text/i.test(name)) return { ...origin, type: 'text' }
  if (origin.type === 'text') return madeUp('text-as-number', span)
  if (/real|floa|doub/i.test(name)) return { ...origin, isWhole: false }
  return origin.isWhole ? origin : cutOff(origin, span)
}

const columnOrigin = (table: string | null, name: string, expr: Expr, { scope }: OriginContext): Origin =>
  resolveColumn(scope, table, name)?.column.origin ??
  (/^(?:true|false)$/i.test(name)
    ? { kind: 'literal', value: name.toLowerCase() === 'true' ? 1 : 0, isWhole: true, span: expr.span }
    : madeUp('unknown', expr.span))

/** Whether anything in a condition comes from columns. */
const hasColumn = (expr: Expr, context: OriginContext): boolean => {
  const of = (parts: readonly (Expr | undefined)[]) =>
    parts.some((part) => part !== undefined && hasColumn(part, context))
  switch (expr.type) {
    case 'BinaryExpr':
      return of([expr.left, expr.right])
    case 'UnaryExpr':
    case 'IsNullExpr':
    case 'NotNullExpr':
      return of([expr.expr])
    case 'ParenthesizedExpr':
      return of(expr.exprs)
    case 'BetweenExpr':
      return of([expr.lhs, expr.start, expr.end])
    case 'LikeExpr':
      return of([expr.lhs, expr.rhs])
    case 'InListExpr':
      return of([expr.lhs, ...(expr.rhs ?? [])])
    case 'InSelectExpr':
    case 'ExistsExpr':
      return true
    default:
      return expressionOrigin(expr, context).kind === 'columns'
  }
}

/** The text of an expression without what does not matter, to tell that two sides are the same. */
const bare = ({ span }: Expr, { sql }: OriginContext): string =>
  sql
    .slice(span.offset, span.offset + span.length)
    .replaceAll(/[\s()]/g, '')
    .toLowerCase()

/** Between texts that stand side by side only what separates them may stand: else two numbers become a third. */
const separator = /^[\s、，；：:;|/·（）]+$/u

const joinedOrigin = (expr: Expr, context: OriginContext): Origin => {
  const parts: Expr[] = []
  let left = expr
  while (left.type === 'BinaryExpr' && left.op === 'Concat') {
    parts.unshift(left.right)
    left = left.left
  }
  const origins = [left, ...parts].map((part) => expressionOrigin(part, context))
  const bad = origins.find((origin) => origin.kind === 'made-up')
  if (bad !== undefined) return bad
  const isSeparated = origins.every((origin, index) => {
    if (origin.kind === 'literal') return typeof origin.value === 'string' && separator.test(origin.value)
    return index === 0 || origins[index - 1]?.kind === 'literal'
  })
  const hasText = origins.some((origin) => origin.kind === 'columns')
  return isSeparated && hasText ? fromColumns('text') : madeUp('remade-text', expr.span)
}

const branchesOf = ({ whenThenPairs, elseExpr }: CaseExpr): readonly Expr[] => [
  ...whenThenPairs.map(({ then }) => then),
  ...(elseExpr === undefined ? [] : [elseExpr]),
]

/** One of several values; within a sum, 0 may stand for nothing, and 0 and 1 count where nothing else is added. */
const caseOrigin = (
  branches: readonly Expr[],
  expr: Expr,
  context: OriginContext,
  within: Within,
): Origin => {
  const origins = branches.map((branch) => expressionOrigin(branch, context, within))
  const isCount = origins.every(
    (origin) => origin.kind === 'literal' && [0, 1, null].some((value) => value === origin.value),
  )
  if (within !== null && isCount) return countedOrigin(expr, context)
  const stating =
    within === 'sum' ? origins.filter((origin) => origin.kind !== 'literal' || origin.value !== 0) : origins
  // A single branch chooses between a value and nothing: a literal there is still the writer's.
  const [only, second] = stating
  if (only?.kind === 'literal' && second === undefined) return madeUpUnlessNull(only)
  return anyOf(stating, expr.span)
}

const madeUpUnlessNull = (origin: Extract<Origin, { kind: 'literal' }>): Origin =>
  origin.value === null ? origin : madeUp('literal', origin.span)

const countedOrigin = (expr: Expr, { hasRows }: OriginContext): Origin =>
  hasRows ? fromColumns('number', { unit: 'count', isWhole: true }) : madeUp('nothing-counted', expr.span)

const callOrigin = (call: Call, context: OriginContext, within: Within): Origin => {
  const [first, second, third] = argumentsOf(call)
  const { span } = call
  const of = (part: Expr | undefined, inner: Within = null): Origin =>
    part === undefined ? madeUp('unknown', span) : expressionOrigin(part, context, inner)
  switch (kindOf(call)) {
    case 'ranking':
      return countedOrigin(call, context)
    case 'neighbour':
      // What stands in for a row that is not there.
      return third === undefined || nameOf(call) === 'nth_value'
        ? of(first)
        : anyOf([of(first), of(third)], span)
    case 'aggregate':
      return aggregateOrigin(call, first, context)
    case 'scalar':
      return scalarOrigin(call, [first, second, third], of, within, context)
  }
}

const aggregateOrigin = (call: Call, argument: Expr | undefined, context: OriginContext): Origin => {
  const name = nameOf(call)
  if (name === 'count' || argument === undefined) return countedOrigin(call, context)
  const isSum = name === 'sum' || name === 'total'
  const isAdded = isSum || name === 'avg'
  const origin = expressionOrigin(argument, context, isSum ? 'sum' : isAdded ? 'average' : null)
  if (origin.kind === 'made-up') return origin
  if (origin.kind === 'literal')
    return isSum && origin.value === 1 ? countedOrigin(call, context) : madeUpUnlessNull(origin)
  const isLeastOrGreatest = name === 'min' || name === 'max'
  if (isLeastOrGreatest) return origin
  if (origin.type === 'text') return madeUp('text-as-number', call.span)
  if (origin.type === 'truth') return countedOrigin(call, context)
  return { ...origin, type: 'number', isWhole: name === 'sum' && origin.isWhole }
}

const scalarOrigin = (
  call: Call,
  [first, second, third]: readonly [Expr | undefined, Expr | undefined, Expr | undefined],
  of: (part: Expr | undefined, within?: Within) => Origin,
  within: Within,
  context: OriginContext,
): Origin => {
  const { span } = call
  const args = argumentsOf(call)
  switch (nameOf(call)) {
    case 'abs':
      return numberOrigin(of(first), call)
    case 'round': {
      const digits = second === undefined ? 0 : roundedTo(of(second))
      const origin = numberOrigin(of(first), call)
      if (digits === null || digits < 0) return madeUp('bent', span)
      return origin.kind === 'columns' ? { ...origin, isWhole: false } : origin
    }
    case 'floor':
    case 'ceil':
    case 'ceiling':
      return cutOff(numberOrigin(of(first), call), span)
    case 'sign': {
      const origin = numberOrigin(of(first), call)
      return origin.kind === 'columns' ? ofUnknownSize : origin
    }
    case 'iif':
      return caseOrigin(
        [second, third].filter((branch) => branch !== undefined),
        call,
        context,
        within,
      )
    case 'coalesce':
    case 'ifnull':
      return caseOrigin(args, call, context, within === 'sum' ? 'sum' : null)
    case 'max':
    case 'min':
      return anyOf(
        args.map((argument) => of(argument)),
        span,
      )
    case 'nullif': {
      const excluded = of(second)
      const isNothing = excluded.kind === 'literal' && [0, '', null].some((value) => value === excluded.value)
      return isNothing || excluded.kind === 'columns' ? of(first) : madeUp('bent', span)
    }
    case 'lower':
    case 'upper':
    case 'trim':
    case 'ltrim':
    case 'rtrim':
      return textOrigin(of(first), second === undefined, call)
    case 'substr':
    case 'substring':
      return textOrigin(of(first), false, call)
    case 'length':
    case 'instr':
      return madeUp('text-as-number', span)
    default:
      return madeUp('unknown', span)
  }
}

const numberOrigin = (origin: Origin, { span }: Call): Origin => {
  if (origin.kind !== 'columns') return origin
  return origin.type === 'text' ? madeUp('text-as-number', span) : { ...origin, type: 'number' }
}

/** The digits behind the point that are left; null: they are not written down. */
const roundedTo = (origin: Origin): number | null =>
  origin.kind === 'literal' && typeof origin.value === 'number' ? origin.value : null

/** A part of a name is a name; a part of a printed text or number may be another one. */
const textOrigin = (origin: Origin, isWhole: boolean, { span }: Call): Origin => {
  if (origin.kind !== 'columns' || origin.type === 'name') return origin
  return isWhole && origin.type === 'text' ? origin : madeUp('remade-text', span)
}
