import { type CaseExpr, type Expr, type Select, type Span, traverse } from 'sqlite3-parser'
import { argumentsOf, type Call, isTruth, kindOf, nameOf, overOf } from './functions.ts'
import { evidenceFunctions } from './names.ts'
import type { UnsupportedCode } from './reading.ts'
import { type Evidence, resolveColumn, type Scope, type SourceColumn } from './scope.ts'

export type ExpressionContext = Readonly<{
  scope: Scope
  /** The ids of the row, or of the group where the expression is of one. */
  row: Evidence | null
  /** The ids of a single row, also there. */
  singleRow: Evidence | null
  /** One thing stands behind such a row, so that it can be told when it is counted twice. */
  isSingleRowOfOne: boolean
  /** Within an aggregate, where 0 adds nothing. */
  isCounted: boolean
  /** The rewritten text of a node. */
  text: (span: Span) => string
  /** The ids behind the value of a sub-query, or behind all of its rows. */
  ofSubquery: (select: Select, of: 'value' | 'rows') => Evidence | null
  unsupported: (code: UnsupportedCode, span: Span) => void
}>

/** The ids of several things together. */
export const together = (parts: readonly (Evidence | null)[]): Evidence | null => {
  const present = parts.filter((part) => part !== null)
  const [first, second] = present
  if (first === undefined || second === undefined) return first ?? null
  return () => {
    const texts = [...new Set(present.map((part) => part()))]
    return texts.length === 1 ? texts.join() : `${evidenceFunctions.all}(${texts.join(', ')})`
  }
}

/** The ids of all rows of a group. */
export const ofGroup = (evidence: Evidence | null): Evidence | null =>
  evidence && (() => `${evidenceFunctions.group}(${evidence()})`)

/**
 * The ids behind the value of an expression; null: it only names things, or is made of nothing printed.
 *
 * What decides between values (a condition, a threshold) does not stand behind the value that it chose.
 */
export const expressionEvidence = (expr: Expr, context: ExpressionContext): Evidence | null => {
  const of = (part: Expr | undefined) => part && expressionEvidence(part, context)
  const ofAll = (parts: readonly (Expr | undefined)[]) => together(parts.map((part) => of(part) ?? null))
  switch (expr.type) {
    case 'Id':
      return columnEvidence(null, expr.name, expr.span, context)
    case 'NameExpr':
      return columnEvidence(null, expr.name.text, expr.span, context)
    case 'QualifiedExpr':
      return columnEvidence(expr.table.text, expr.column.text, expr.span, context)
    case 'ParenthesizedExpr':
      return ofAll(expr.exprs)
    case 'UnaryExpr':
    case 'CastExpr':
    case 'CollateExpr':
    case 'IsNullExpr':
    case 'NotNullExpr':
      return ofAll([expr.expr])
    case 'BinaryExpr':
      return ofAll([expr.left, expr.right])
    case 'BetweenExpr':
      return ofAll([expr.lhs, expr.start, expr.end])
    case 'LikeExpr':
      return ofAll([expr.lhs, expr.rhs])
    case 'InListExpr':
      return ofAll([expr.lhs, ...(expr.rhs ?? [])])
    case 'InSelectExpr':
      return ofAll([expr.lhs])
    case 'CaseExpr':
      return caseEvidence(expr, context)
    case 'SubqueryExpr':
      return context.ofSubquery(expr.select, 'value')
    case 'ExistsExpr':
      return context.ofSubquery(expr.select, 'rows')
    case 'FunctionCallExpr':
    case 'FunctionCallStarExpr':
      return callEvidence(expr, context)
    case 'VariableExpr':
      // A copy of it would ask for a second value.
      context.unsupported('parameter', expr.span)
      return null
    default:
      return null
  }
}

const columnEvidence = (
  table: string | null,
  name: string,
  span: Span,
  { scope, unsupported }: ExpressionContext,
): Evidence | null => {
  const resolved = resolveColumn(scope, table, name)
  if (resolved === null || resolved.column.evidence === null) return null
  if (resolved.isShadowed) unsupported('shadowed-name', span)
  return resolved.column.evidence
}

/** The column that an expression is; null: it is more than a column. */
export const columnMeant = (expr: Expr, scope: Scope): SourceColumn | null => {
  switch (expr.type) {
    case 'Id':
      return resolveColumn(scope, null, expr.name)?.column ?? null
    case 'NameExpr':
      return resolveColumn(scope, null, expr.name.text)?.column ?? null
    case 'QualifiedExpr':
      return resolveColumn(scope, expr.table.text, expr.column.text)?.column ?? null
    default:
      return null
  }
}

/** The branch that was taken; a literal says something of the row it was chosen for. */
const caseEvidence = ({ base, whenThenPairs, elseExpr }: CaseExpr, context: ExpressionContext) => {
  const { text } = context
  const branches = whenThenPairs.map(({ when, then }) => ({
    condition: text(when.span),
    evidence: branchEvidence(then, context),
  }))
  const otherwise = elseExpr === undefined ? null : branchEvidence(elseExpr, context)
  if ([otherwise, ...branches.map(({ evidence }) => evidence)].every((evidence) => evidence === null))
    return null
  return () =>
    [
      base === undefined ? 'case' : `case ${text(base.span)}`,
      ...branches.map(({ condition, evidence }) => `when ${condition} then ${evidence?.() ?? 'null'}`),
      `else ${otherwise?.() ?? 'null'} end`,
    ].join(' ')
}

const branchEvidence = (branch: Expr, context: ExpressionContext): Evidence | null => {
  if (branch.type === 'NullLiteral') return null
  const isLiteral = branch.type === 'NumericLiteral' || branch.type === 'StringLiteral'
  if (!isLiteral) return expressionEvidence(branch, context)
  return context.isCounted && Number(branch.value) === 0 ? null : context.row
}

const callEvidence = (call: Call, context: ExpressionContext): Evidence | null => {
  const args = argumentsOf(call)
  const over = overOf(call)
  const overText = over === null ? '' : ` ${context.text(over.span)}`
  switch (kindOf(call)) {
    case 'ranking':
      return context.row
    case 'neighbour': {
      const [value, distance] = args
      const evidence = value ? expressionEvidence(value, context) : null
      const at = distance ? `, ${context.text(distance.span)}` : ''
      return evidence && (() => `${nameOf(call)}(${evidence()}${at})${overText}`)
    }
    case 'aggregate':
      // A window looks over the groups where there are groups; an aggregate looks into one.
      return aggregateEvidence(
        call,
        args[0] ?? null,
        overText,
        over === null ? { ...context, row: context.singleRow } : context,
      )
    case 'scalar': {
      const [condition, then, otherwise] = args
      if (nameOf(call) === 'iif' && condition && then)
        return caseEvidence(
          {
            ...{ type: 'CaseExpr', base: undefined, elseExpr: otherwise, span: call.span },
            whenThenPairs: [{ type: 'WhenThen', when: condition, then, span: call.span }],
          },
          context,
        )
      return together(args.map((argument) => expressionEvidence(argument, context)))
    }
  }
}

/** Aggregates that add up or average the values themselves. */
const additive: ReadonlySet<string> = new Set(['sum', 'total', 'avg'])
const winnersOf: ReadonlyMap<string, string> = new Map([
  ['max', evidenceFunctions.greatest],
  ['min', evidenceFunctions.least],
])

const aggregateEvidence = (
  call: Call,
  argument: Expr | null,
  overText: string,
  context: ExpressionContext,
): Evidence | null => {
  const name = nameOf(call)
  const filter = call.filterOver?.filterClause
  const filters = filter ? [`(${context.text(filter.span)})`] : []
  const gathered = (evidence: Evidence | null, conditions: readonly string[], how: string, value = '') => {
    const where = conditions.length === 0 ? '' : ` filter (where ${conditions.join(' and ')})`
    return evidence && (() => `${how}(${evidence()}${value})${where}${overText}`)
  }
  const { group, sum } = evidenceFunctions
  const isDistinct = call.type === 'FunctionCallExpr' && call.distinctness === 'Distinct'
  const counting = context.isSingleRowOfOne && context.row === context.singleRow && !isDistinct ? sum : group
  if (argument === null) return gathered(context.row, filters, counting)
  const value = context.text(argument.span)
  const ofRows = (condition: string) => gathered(context.row, [...filters, condition], counting)
  if (name === 'count') return ofRows(`(${value}) is not null`)
  // What adds up truths counts rows.
  if (additive.has(name) && isTruth(argument)) return ofRows(`(${value})`)
  const evidence = expressionEvidence(argument, { ...context, isCounted: true })
  if (evidence === null) return additive.has(name) ? ofRows(`(${value}) is not null`) : null
  if (hasSubquery(argument)) return gathered(evidence, filters, group)
  const winners = overText === '' ? winnersOf.get(name) : undefined
  const isAdded = additive.has(name) && !isDistinct && isOfOneThing(argument, context.scope)
  return gathered(evidence, filters, winners ?? (isAdded ? sum : group), `, ${value}`)
}

/** Whether each value of an expression is that of one printed thing, perhaps in another unit. */
const isOfOneThing = (expr: Expr, scope: Scope): boolean => {
  const columns = new Set<SourceColumn>()
  traverse(expr, {
    enter: (node) => {
      if (node.type !== 'Id' && node.type !== 'NameExpr' && node.type !== 'QualifiedExpr') return
      const column = columnMeant(node, scope)
      if (column !== null && column.evidence !== null) columns.add(column)
    },
  })
  const [only, second] = columns
  return only !== undefined && second === undefined && only.isOfOne
}

const hasSubquery = (expr: Expr): boolean => {
  let isFound = false
  traverse(expr, {
    nodes: {
      Select: () => {
        isFound = true
        return 'break'
      },
    },
  })
  return isFound
}
