/**
 * SQL over figures whose every value can be named: one SELECT from `figures` that takes together amounts of one measure, stage,
 * year and set of items, and shows by what it groups. What a figure of such a query is can be told without believing how the
 * query calls it; every word of it that decides about a figure stands here.
 */
import type { Fund, Measure, Stage } from '../domain/terms.ts'
import type { Comparator } from '../plan/plan.ts'

/** A condition on the names of bodies: one of the texts, or like it. */
export type NameCondition = Readonly<{
  column: BodyColumn
  operator: 'is' | 'like'
  texts: readonly string[]
  isNot: boolean
}>

/** Who is spoken of. */
export const bodyColumns = [
  'department',
  'department_id',
  'department_kind',
  'province',
  'city',
  'county',
] as const
type BodyColumn = (typeof bodyColumns)[number]
/** What rows can be grouped by. */
export type NameColumn = BodyColumn | 'item_name' | 'item_code'

export type FormItems =
  /** The body as a whole. */
  | Readonly<{ kind: 'total' }>
  | Readonly<{ kind: 'named'; key: string }>
  | Readonly<{ kind: 'leaves'; of: Classification }>
  | Readonly<{ kind: 'level'; of: Classification; level: 1 | 2 | 3 }>
export type Classification = 'function' | 'economic'

export type Aggregation = 'sum' | 'average' | 'median' | 'least' | 'greatest'
export type Sign = '+' | '−' | '×' | '÷'

export type FormValue =
  | Readonly<{ kind: 'name'; column: NameColumn }>
  | Readonly<{ kind: 'made'; by: Aggregation }>
  | Readonly<{ kind: 'reckoned'; sign: Sign; left: Operand; right: Operand }>
export type Operand = number | Exclude<FormValue, { kind: 'name' }>

export type Form = Readonly<{
  measure: Measure
  stage: Stage
  year: number
  /** null: of each thing the most general that is printed. */
  fund: Fund | null
  items: FormItems
  names: readonly NameCondition[]
  /** On the amounts that are taken together; `value` in fen. */
  bounds: readonly Readonly<{ comparator: Comparator; value: number }>[]
  columns: readonly FormValue[]
  /** By which column the rows are put in order. */
  order: Readonly<{ column: number; direction: 'ascending' | 'descending' }> | null
}>

/** Columns of `figures` that it may name. */
export const formColumns: readonly string[] = [
  ...bodyColumns,
  'fiscal_year',
  'measure',
  'stage',
  'fund',
  'is_default_fund',
  'item_key',
  'item_code',
  'item_name',
  'item_level',
  'is_total',
  'subject',
  'aspect',
  'standing',
  'amount_fen',
]

/** SQL in another form; the message says what would have to be different. */
export class NotInForm extends Error {}
