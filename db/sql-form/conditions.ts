import type { Expr } from 'sqlite3-parser'
import { type Fund, funds, keysOf, type Measure, measures, stages } from '../domain/terms.ts'
import type { Comparator } from '../plan/plan.ts'
import {
  bodyColumns,
  type Classification,
  type Form,
  type FormItems,
  type NameCondition,
  NotInForm,
} from './form.ts'
import { columnOf, type Written } from './written.ts'

type Literal = string | number | null
type Chosen = Pick<Form, 'measure' | 'stage' | 'year' | 'fund' | 'items' | 'names' | 'bounds'>

/** What a WHERE over `figures` chooses. Faults: NotInForm. */
export const readConditions = (where: Expr | undefined, written: Written): Chosen => {
  const held = new Map<string, Literal>()
  const names: NameCondition[] = []
  const bounds: Form['bounds'][number][] = []
  for (const expr of where === undefined ? [] : conjuncts(where)) {
    const name = nameCondition(expr, written)
    const bound = name === null ? boundIn(expr, written) : null
    if (name !== null) names.push(name)
    else if (bound !== null) bounds.push(bound)
    else {
      const { column, value } = equality(expr, written)
      if (held.has(column)) throw new NotInForm(`hold ${column} once`)
      held.set(column, value)
    }
  }
  const take = (column: string): Literal | undefined => {
    const value = held.get(column)
    held.delete(column)
    return value
  }
  const chosen = {
    measure: moneyMeasure(take('measure')),
    stage: keyOf(stages, take('stage'), 'stage'),
    year: yearOf(take('fiscal_year')),
    fund: fundOf(take('fund'), take('is_default_fund')),
    items: itemsOf(take),
    names,
    bounds,
  }
  if (take('aspect') !== 'amount') throw new NotInForm("add aspect = 'amount'")
  if (take('standing') !== 'primary') throw new NotInForm("add standing = 'primary'")
  const [left] = held.keys()
  if (left !== undefined) throw new NotInForm(`do not choose by ${left}`)
  return chosen
}

const conjuncts = (expr: Expr): readonly Expr[] => {
  if (expr.type === 'BinaryExpr' && expr.op === 'And')
    return [...conjuncts(expr.left), ...conjuncts(expr.right)]
  const [inner, second] = expr.type === 'ParenthesizedExpr' ? expr.exprs : []
  return inner !== undefined && second === undefined ? conjuncts(inner) : [expr]
}

/** undefined: it is none. */
const literalOf = (expr: Expr): Literal | undefined => {
  if (expr.type === 'StringLiteral') return expr.value
  if (expr.type === 'NumericLiteral') return Number(expr.value)
  return expr.type === 'NullLiteral' ? null : undefined
}

const textsOf = (exprs: readonly Expr[]): readonly string[] | null => {
  const texts = exprs.map(literalOf).filter((value) => typeof value === 'string')
  return texts.length === exprs.length && texts.length > 0 ? texts : null
}

/** null: it is about something else. */
const nameCondition = (expr: Expr, written: Written): NameCondition | null => {
  const about = (side: Expr, texts: readonly Expr[], rest: Pick<NameCondition, 'operator' | 'isNot'>) => {
    const column = bodyColumns.find((name) => name === columnOf(side, written))
    const said = textsOf(texts)
    return column === undefined || said === null ? null : { column, texts: said, ...rest }
  }
  switch (expr.type) {
    case 'BinaryExpr':
      return expr.op === 'Equals' || expr.op === 'NotEquals'
        ? about(expr.left, [expr.right], { operator: 'is', isNot: expr.op === 'NotEquals' })
        : null
    case 'InListExpr':
      return about(expr.lhs, expr.rhs ?? [], { operator: 'is', isNot: expr.not })
    case 'LikeExpr':
      return expr.op === 'Like' && expr.escape === undefined
        ? about(expr.lhs, [expr.rhs], { operator: 'like', isNot: expr.not })
        : null
    default:
      return null
  }
}

const comparators: Readonly<Record<string, Comparator>> = {
  Greater: 'gt',
  GreaterEquals: 'ge',
  Less: 'lt',
  LessEquals: 'le',
}

const boundIn = (expr: Expr, written: Written): Form['bounds'][number] | null => {
  const comparator = expr.type === 'BinaryExpr' ? comparators[expr.op] : undefined
  if (expr.type !== 'BinaryExpr' || comparator === undefined) return null
  const value = literalOf(expr.right)
  if (columnOf(expr.left, written) !== 'amount_fen' || typeof value !== 'number')
    throw new NotInForm('bound amount_fen by one number: amount_fen > 500')
  return { comparator, value }
}

const equality = (expr: Expr, written: Written): Readonly<{ column: string; value: Literal }> => {
  const isEqual = expr.type === 'BinaryExpr' && (expr.op === 'Equals' || expr.op === 'Is')
  const [left, right] = isEqual ? [expr.left, expr.right] : []
  const [column, value] = [left && columnOf(left, written), right && literalOf(right)]
  if (column != null && value !== undefined) return { column, value }
  if (expr.type === 'IsNullExpr') {
    const isNull = columnOf(expr.expr, written)
    if (isNull !== null) return { column: isNull, value: null }
  }
  const classification = classificationIn(expr, written)
  if (classification !== null) return { column: 'classification', value: classification }
  throw new NotInForm('join conditions by AND, each of one column held to one value by =')
}

/** item_key like 'function:%' */
const classificationIn = (expr: Expr, written: Written): Classification | null => {
  if (expr.type !== 'LikeExpr' || expr.op !== 'Like' || expr.not || expr.escape !== undefined) return null
  if (columnOf(expr.lhs, written) !== 'item_key') return null
  const start = /^(?<of>function|economic):%$/u.exec(String(literalOf(expr.rhs)))
  return start === null ? null : (start.groups?.of as Classification) // the two names of the pattern
}

const keyOf = <Key extends string>(
  concepts: Readonly<Record<Key, unknown>>,
  value: Literal | undefined,
  column: string,
): Key => {
  const key = keysOf(concepts).find((it) => it === value)
  if (key === undefined) throw new NotInForm(`hold ${column} to one of its values by =`)
  return key
}

const moneyMeasure = (value: Literal | undefined): Measure => {
  const measure = keyOf(measures, value, 'measure')
  if (measures[measure].unit !== null) throw new NotInForm(`${measure} is counted, not paid: no sql`)
  return measure
}

const yearOf = (value: Literal | undefined): number => {
  if (typeof value !== 'number') throw new NotInForm('hold fiscal_year to one year by =')
  return value
}

const fundOf = (fund: Literal | undefined, isDefault: Literal | undefined): Fund | null => {
  if (fund === undefined && isDefault === 1) return null
  if (isDefault !== undefined) throw new NotInForm('add is_default_fund = 1, or hold fund to one value')
  return keyOf(funds, fund, 'fund')
}

const itemsOf = (take: (column: string) => Literal | undefined): FormItems => {
  const [key, subject, of] = [take('item_key'), take('subject'), take('classification')]
  const [level, isTotal] = [take('item_level'), take('is_total')]
  const isBare = level === undefined && isTotal === undefined && of === undefined
  if (key === '' && subject === null && isBare) return { kind: 'total' }
  if (typeof key === 'string' && key !== '' && subject === undefined && isBare) return { kind: 'named', key }
  if (key === undefined && subject === undefined && (of === 'function' || of === 'economic')) {
    if (isTotal === 0 && level === undefined) return { kind: 'leaves', of }
    const known = ([1, 2, 3] as const).find((it) => it === level)
    if (isTotal === undefined && known !== undefined) return { kind: 'level', of, level: known }
  }
  throw new NotInForm(
    "choose the body's total by item_key = '' and subject is null, one item by item_key, or items by item_key like 'function:%' (or 'economic:%') and is_total = 0",
  )
}
