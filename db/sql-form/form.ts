/**
 * What SQL over figures chooses and states, of SQL whose every value can be named: SELECTs from `figures` alone, or from
 * one such SELECT, that hold measure, stage, year and the like to one value or say them in each row. What a figure of such
 * a query is can be told without believing how the query calls it.
 */
export type Pinned = string | number | null

/** Columns of `figures` with the values that they are held to; of no value: to that of the row of the SELECT around it. */
export type Pins = ReadonlyMap<string, readonly Pinned[]>

/** A condition on the names of bodies: one of the texts, or like it. */
export type NameCondition = Readonly<{
  column: string
  operator: 'is' | 'like'
  values: readonly Pinned[]
  isNot: boolean
}>

/** One SELECT from `figures`. */
export type Block = Readonly<{
  pins: Pins
  names: readonly NameCondition[]
  /** Further conditions, as they are written. */
  conditions: readonly string[]
  /** Columns that say in each of its rows what the row is about. */
  shown: readonly string[]
}>

export type Aggregation = 'sum' | 'average' | 'median' | 'least' | 'greatest'

export type FormValue =
  /** A column that says what a row is about. */
  | Readonly<{ kind: 'name'; column: string }>
  | Readonly<{ kind: 'printed'; column: string; pins: Pins }>
  | Readonly<{ kind: 'made'; by: Aggregation; of: FormValue }>
  | Readonly<{ kind: 'count'; of: 'rows' | 'bodies' }>
  /** By an expression, as it is written. */
  | Readonly<{ kind: 'reckoned'; text: string }>

export type Form = Readonly<{
  columns: readonly Readonly<{ name: string; value: FormValue }>[]
  blocks: readonly Block[]
  /** What else decides about the rows, as it is written: HAVING, ORDER BY, LIMIT, conditions on what another SELECT made. */
  rest: readonly string[]
}>

/** SQL whose values cannot be named; the message says what would have to be different. */
export class NotInForm extends Error {}
