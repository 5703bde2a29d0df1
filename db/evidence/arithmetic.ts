import type { BinaryExpr, Span } from 'sqlite3-parser'
import {
  type ColumnsOrigin,
  cutOff,
  fromColumns,
  madeUp,
  type Origin,
  ofUnknownSize,
  type ValueUnit,
} from './origin.ts'

// What a literal may do to a figure: change its unit. Everything else would be a figure of the writer's.

const leastExponent = -10
const greatestExponent = 10
/** 1, 100 (percent, yuan), 10 000 (万), 1 000 000, 100 000 000 (亿) … and their inverses. */
const conversions: readonly number[] = Array.from(
  { length: greatestExponent - leastExponent + 1 },
  (_, index) => 10 ** (leastExponent + index),
)

const isNear = (one: number, other: number): boolean => Math.abs(one - other) <= Math.abs(other) * 1e-9

const isConversion = (value: number | string | null): value is number =>
  typeof value === 'number' && conversions.some((conversion) => isNear(value, conversion))

/** The origin of `left op right`; `isSame`: both sides are the same text. */
export const arithmeticOrigin = (
  op: BinaryExpr['op'],
  left: Origin,
  right: Origin,
  isSame: () => boolean,
  span: Span,
): Origin => {
  if (left.kind === 'made-up') return left
  if (right.kind === 'made-up') return right
  const isWhole = left.isWhole && right.isWhole
  const origin = ofNumbers(op, left, right, isWhole, isSame, span)
  return op === 'Divide' && isWhole ? cutOff(origin, span) : origin
}

const ofNumbers = (
  op: BinaryExpr['op'],
  left: Exclude<Origin, { kind: 'made-up' }>,
  right: Exclude<Origin, { kind: 'made-up' }>,
  isWhole: boolean,
  isSame: () => boolean,
  span: Span,
): Origin => {
  if (left.kind === 'literal')
    return right.kind === 'literal'
      ? { kind: 'literal', value: computed(op, left.value, right.value), isWhole, span }
      : (notCounted(right, span) ?? literalFirst(op, left, right, span))
  const objection = notCounted(left, span)
  if (objection !== null) return objection
  if (right.kind === 'literal')
    return op === 'Multiply' || op === 'Divide'
      ? converted(op, left, right, span)
      : shifted(op, left, right.value, span)
  if (op !== 'Multiply' && isSame()) return madeUp('cancels', span)
  return notCounted(right, span) ?? ofTwo(op, left, right, span)
}

/** Texts and truths are no numbers. */
const notCounted = ({ type }: ColumnsOrigin, span: Span): Origin | null => {
  if (type === 'text') return madeUp('text-as-number', span)
  return type === 'truth' ? madeUp('bent', span) : null
}

type LiteralOrigin = Extract<Origin, { kind: 'literal' }>
type Literal = LiteralOrigin['value']

const computed = (op: BinaryExpr['op'], left: Literal, right: Literal): Literal => {
  if (typeof left !== 'number' || typeof right !== 'number') return null
  switch (op) {
    case 'Add':
      return left + right
    case 'Subtract':
      return left - right
    case 'Multiply':
      return left * right
    case 'Divide':
      return left / right
    default:
      return Number.NaN
  }
}
const ofTwo = (op: BinaryExpr['op'], left: ColumnsOrigin, right: ColumnsOrigin, span: Span): Origin => {
  const isOneScale = left.scale !== null && right.scale !== null && isNear(left.scale, right.scale)
  switch (op) {
    case 'Add':
    case 'Subtract':
      return isOneScale
        ? fromColumns('number', {
            scale: left.scale,
            isRatio: left.isRatio && right.isRatio,
            unit: left.unit === right.unit ? left.unit : 'unknown',
            isWhole: left.isWhole && right.isWhole,
          })
        : ofUnknownSize
    case 'Multiply':
      return ofUnknownSize
    case 'Divide':
      return left.scale === null || right.scale === null
        ? ofUnknownSize
        : fromColumns('number', {
            scale: left.scale / right.scale,
            isRatio: right.unit !== 'count' || left.unit === 'count',
            unit: dividedUnit(left.unit, right.unit),
          })
    default:
      return madeUp('bent', span)
  }
}

/** Money for each of what is counted is money; of two of a kind, the one is so many times the other. */
const dividedUnit = (left: ValueUnit, right: ValueUnit): ValueUnit => {
  if (left === right && left !== 'unknown' && left !== 'own') return 'ratio'
  return right === 'count' ? left : 'unknown'
}

const converted = (
  op: 'Multiply' | 'Divide',
  of: ColumnsOrigin,
  { value, isWhole }: LiteralOrigin,
  span: Span,
): Origin => {
  if (!isConversion(value)) return madeUp('bent', span)
  const factor = op === 'Multiply' ? value : 1 / value
  const scale = of.scale === null ? null : of.scale * factor
  return { ...of, type: 'number', scale, isWhole: op === 'Multiply' && of.isWhole && isWhole }
}

const literalFirst = (
  op: BinaryExpr['op'],
  literal: LiteralOrigin,
  of: ColumnsOrigin,
  span: Span,
): Origin => {
  if (op === 'Multiply') return converted(op, of, literal, span)
  if (op !== 'Divide') return shifted(op, of, literal.value, span)
  return isConversion(literal.value) ? ofUnknownSize : madeUp('bent', span)
}

/** Nothing may be added but 0; from a ratio, or a ratio from, the whole may be taken: a / b - 1, 100 - 100 * a / b. */
const shifted = (op: BinaryExpr['op'], of: ColumnsOrigin, literal: Literal, span: Span): Origin => {
  if (op !== 'Add' && op !== 'Subtract') return madeUp('bent', span)
  if (literal === 0) return of
  const isWhole = typeof literal === 'number' && of.scale !== null && isNear(literal, of.scale)
  return op === 'Subtract' && of.isRatio && isWhole
    ? { ...of, type: 'number', isRatio: false }
    : madeUp('bent', span)
}
