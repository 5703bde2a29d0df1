/**
 * Honest figures: whether a value comes from columns alone, or whether the query's writer had a hand in it.
 *
 * A condition may choose among printed values as it likes; what is shown must be printed, or computed from what is
 * printed with no numbers of the writer's own but the conversions between units. Whatever is not known to be honest is
 * made up.
 */
import type { Span } from 'sqlite3-parser'

export type MadeUpCode =
  /** A value that was written into the query. */
  | 'literal'
  /** A literal that changes a figure. */
  | 'bent'
  /** A text that is cut, measured or joined into something that no document prints. */
  | 'remade-text'
  /** A text that is counted with. */
  | 'text-as-number'
  /** A thing less itself, over itself, or with itself. */
  | 'cancels'
  /** A figure that loses digits: whole numbers divided as such, or taken up or down to the next one. */
  | 'cut-off'
  /** Rows that no document stands behind are counted. */
  | 'nothing-counted'
  | 'unknown'

export type MadeUp = Readonly<{ code: MadeUpCode; span: Span }>

export type ValueType = 'number' | 'text' | 'name' | 'truth'

/** What a value is counted in, before its scale; 'own': as its row says, or nothing at all. */
export type ValueUnit = 'fen' | 'percent' | 'ratio' | 'count' | 'own' | 'unknown'

export type Origin =
  | Readonly<{
      kind: 'columns'
      type: ValueType
      /** What it was multiplied by on the way; null: not known any more. */
      scale: number | null
      /** A ratio of two values, from which a whole may be taken: a / b - 1. */
      isRatio: boolean
      unit: ValueUnit
      /** Whether SQLite may hold it as a whole number, so that to divide it by one cuts digits off. */
      isWhole: boolean
    }>
  | Readonly<{ kind: 'literal'; value: number | string | null; isWhole: boolean; span: Span }>
  | Readonly<{ kind: 'made-up' } & MadeUp>

export type ColumnsOrigin = Extract<Origin, { kind: 'columns' }>

export const fromColumns = (
  type: ValueType,
  {
    scale = 1,
    isRatio = false,
    unit = 'own',
    isWhole = false,
  }: Partial<Pick<ColumnsOrigin, 'scale' | 'isRatio' | 'unit' | 'isWhole'>> = {},
): ColumnsOrigin => ({ kind: 'columns', type, scale, isRatio, unit, isWhole })

/** Numbers that come from columns in a way that leaves their size open. */
export const ofUnknownSize = fromColumns('number', { scale: null, unit: 'unknown' })

export const madeUp = (code: MadeUpCode, span: Span): Origin => ({ kind: 'made-up', code, span })

/** What a person or a later reader is told of a column; null: it is honest. NULL states nothing. */
export const madeUpOf = (origin: Origin): MadeUp | null => {
  switch (origin.kind) {
    case 'columns':
      return null
    case 'literal':
      return origin.value === null ? null : { code: 'literal', span: origin.span }
    case 'made-up':
      return { code: origin.code, span: origin.span }
  }
}

/** What comes of a value whose fractions are cut off: of whole fen and of things counted nothing is lost. */
export const cutOff = (origin: Origin, span: Span): Origin => {
  if (origin.kind !== 'columns') return origin
  const { unit, scale } = origin
  const isWholeUnit = (unit === 'fen' || unit === 'count') && scale !== null && scale >= 1
  return isWholeUnit ? { ...origin, type: 'number', isWhole: true } : madeUp('cut-off', span)
}

const isNear = (one: number | null, other: number): boolean =>
  one !== null && Math.abs(one - other) <= other * 1e-9

export type ColumnUnit = Exclude<ValueUnit, 'ratio'>

/** The unit that a column as a whole is in. */
export const unitOf = (origin: Origin): ColumnUnit => {
  if (origin.kind !== 'columns') return 'unknown'
  const { unit, scale } = origin
  if (unit === 'ratio') return isNear(scale, 100) ? 'percent' : 'unknown'
  return isNear(scale, 1) ? unit : 'unknown'
}

/** One of several: the branches of a case, the arms of a union. */
export const anyOf = (origins: readonly Origin[], span: Span): Origin => {
  const [first] = origins
  const stating = origins.filter((origin) => origin.kind !== 'literal' || origin.value !== null)
  const bad = stating.find((origin) => origin.kind === 'made-up')
  if (bad !== undefined) return bad
  const columns = stating.filter((origin) => origin.kind === 'columns')
  const literal = stating.find((origin) => origin.kind === 'literal')
  if (literal !== undefined) return origins.length === 1 ? literal : madeUp('literal', literal.span)
  const [known] = columns
  if (known === undefined) return first ?? madeUp('unknown', span)
  const isSame = columns.every(({ type }) => type === known.type)
  const isSameScale = columns.every(({ scale }) => scale === known.scale)
  return fromColumns(
    // A number hides among names or texts at most as a number would.
    isSame ? known.type : 'text',
    {
      scale: isSameScale ? known.scale : null,
      isRatio: isSameScale && columns.every(({ isRatio }) => isRatio),
      unit: columns.every(({ unit }) => unit === known.unit) ? known.unit : 'unknown',
      isWhole: columns.some(({ isWhole }) => isWhole),
    },
  )
}
