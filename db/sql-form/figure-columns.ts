/** Columns of `figures` by what they are to a query. */
import { fold } from '../evidence/names.ts'

/** Who is spoken of. */
export const bodyColumns: ReadonlySet<string> = new Set([
  'department',
  'department_id',
  'department_kind',
  'province',
  'city',
  'county',
])
const itemColumns = ['item_key', 'item_code', 'item_name', 'item_level', 'subject'] as const
/** What a row is about. */
const nameColumns: ReadonlySet<string> = new Set([
  ...bodyColumns,
  ...itemColumns,
  'fiscal_year',
  'stage',
  'fund',
  'measure',
])
/** How figures are kept: chosen by, never shown. */
const keptColumns: ReadonlySet<string> = new Set(['aspect', 'standing', 'is_total', 'is_default_fund'])
const printedColumns: ReadonlySet<string> = new Set(['amount_fen', 'quantity'])

export type ColumnRole = 'name' | 'kept' | 'printed'

/** null: no query of this form asks for it. */
export const roleOfColumn = (written: string): ColumnRole | null => {
  const name = fold(written)
  if (nameColumns.has(name)) return 'name'
  if (keptColumns.has(name)) return 'kept'
  return printedColumns.has(name) ? 'printed' : null
}
