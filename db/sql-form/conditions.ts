import type { Expr, Operator } from 'sqlite3-parser'
import { fold } from '../evidence/names.ts'
import { bodyColumns, roleOfColumn } from './figure-columns.ts'
import { type Block, type NameCondition, NotInForm, type Pinned } from './form.ts'
import { columnIn, type Reach, textOf } from './reach.ts'

type Conditions = Pick<Block, 'pins' | 'names' | 'conditions'>

/** What a WHERE over `figures` holds its rows to. Faults: NotInForm. */
export const readConditions = (where: Expr | undefined, reach: Reach): Conditions => {
  const pins = new Map<string, readonly Pinned[]>()
  const names: NameCondition[] = []
  const conditions: string[] = []
  for (const expr of where === undefined ? [] : conjuncts(where)) {
    const chosen = choiceIn(expr, reach)
    if (chosen === null) conditions.push(otherCondition(expr, reach))
    else {
      if (bodyColumns.has(chosen.column)) names.push(chosen)
      else if (chosen.isNot || chosen.operator === 'like') conditions.push(textOf(expr, reach))
      if (!chosen.isNot && chosen.operator === 'is') pins.set(chosen.column, chosen.values)
    }
  }
  return { pins, names, conditions }
}

const conjuncts = (expr: Expr): readonly Expr[] => {
  if (expr.type === 'BinaryExpr' && expr.op === 'And')
    return [...conjuncts(expr.left), ...conjuncts(expr.right)]
  const [inner, second] = expr.type === 'ParenthesizedExpr' ? expr.exprs : []
  return inner !== undefined && second === undefined ? conjuncts(inner) : [expr]
}

/** A column of names that is held to texts or numbers, or to the same column of the row around it; null: it is something else. */
const choiceIn = (expr: Expr, reach: Reach): NameCondition | null => {
  switch (expr.type) {
    case 'BinaryExpr':
      return (
        equalityIn(expr.op, expr.left, expr.right, reach) ?? equalityIn(expr.op, expr.right, expr.left, reach)
      )
    case 'IsNullExpr': {
      const column = chosenColumn(expr.expr, reach)
      return column === null ? null : { column, operator: 'is', values: [null], isNot: false }
    }
    case 'InListExpr': {
      const column = chosenColumn(expr.lhs, reach)
      const values = (expr.rhs ?? []).map(literalOf)
      const isOfLiterals = values.every((value) => value !== undefined)
      return column === null || !isOfLiterals ? null : { column, operator: 'is', values, isNot: expr.not }
    }
    case 'LikeExpr': {
      const column = chosenColumn(expr.lhs, reach)
      const value = literalOf(expr.rhs)
      return column === null || typeof value !== 'string' || expr.op !== 'Like'
        ? null
        : { column, operator: 'like', values: [value], isNot: expr.not }
    }
    default:
      return null
  }
}

const equalityIn = (op: Operator, left: Expr, right: Expr, reach: Reach): NameCondition | null => {
  const isNot = op === 'NotEquals' || op === 'IsNot'
  if (!isNot && op !== 'Equals' && op !== 'Is') return null
  const column = chosenColumn(left, reach)
  if (column === null) return null
  const value = literalOf(right)
  if (value !== undefined) return { column, operator: 'is', values: [value], isNot }
  const isOfRowAround = !isNot && reach.outer !== null && columnIn(right, reach.outer)?.column === column
  return isOfRowAround ? { column, operator: 'is', values: [], isNot } : null
}

/** undefined: it is none. */
const literalOf = (expr: Expr): Pinned | undefined => {
  if (expr.type === 'StringLiteral') return expr.value
  if (expr.type === 'NumericLiteral') return Number(expr.value)
  return expr.type === 'NullLiteral' ? null : undefined
}

const chosenColumn = (expr: Expr, reach: Reach): string | null => {
  const meant = columnIn(expr, reach)
  const isOfFigures = meant !== null && meant.reach === reach && reach.source.kind === 'figures'
  const role = isOfFigures ? roleOfColumn(meant.column) : null
  return role === 'name' || role === 'kept' ? (meant?.column ?? null) : null
}

const comparisons: ReadonlySet<string> = new Set([
  'Equals',
  'NotEquals',
  'Greater',
  'GreaterEquals',
  'Less',
  'LessEquals',
])

/** A bound on the amount, or bodies and items that another SELECT chooses. */
const otherCondition = (expr: Expr, reach: Reach): string => {
  const roleIn = (part: Expr) => {
    const meant = columnIn(part, reach)
    return meant?.reach === reach ? roleOfColumn(meant.column) : null
  }
  const isBound =
    (expr.type === 'BinaryExpr' &&
      comparisons.has(expr.op) &&
      [expr.left, expr.right].some((side) => roleIn(side) === 'printed')) ||
    (expr.type === 'BetweenExpr' && roleIn(expr.lhs) === 'printed') ||
    (expr.type === 'NotNullExpr' && roleIn(expr.expr) !== null) ||
    (expr.type === 'InSelectExpr' && roleIn(expr.lhs) === 'name')
  if (!isBound)
    throw new NotInForm(
      `join conditions by AND, each of one column with values, or a bound on amount_fen: not ${fold(textOf(expr, reach))}`,
    )
  return textOf(expr, reach)
}
