import type { Expr, Span } from 'sqlite3-parser'
import { fold } from '../evidence/names.ts'
import type { Form } from './form.ts'

export type Source = Readonly<{ alias: string } & ({ kind: 'figures' } | { kind: 'form'; form: Form })>

/** What an expression of a SELECT can name. */
export type Reach = Readonly<{ sql: string; source: Source; outer: Reach | null }>

/** The column that an expression names, and in which SELECT; null: it is no column that is there. */
export const columnIn = (expr: Expr, reach: Reach): Readonly<{ column: string; reach: Reach }> | null => {
  switch (expr.type) {
    case 'Id':
      return find(null, expr.name, reach)
    case 'NameExpr':
      return find(null, expr.name.text, reach)
    case 'QualifiedExpr':
      return find(expr.table.text, expr.column.text, reach)
    default:
      return null
  }
}

const find = (
  table: string | null,
  written: string,
  reach: Reach,
): Readonly<{ column: string; reach: Reach }> | null => {
  const column = fold(written)
  const { source, outer } = reach
  const isThere = source.kind === 'figures' || source.form.columns.some(({ name }) => fold(name) === column)
  if ((table === null || fold(table) === fold(source.alias)) && isThere) return { column, reach }
  return outer === null ? null : find(table, written, outer)
}

export const textOf = (
  { span: { offset, length } }: Readonly<{ span: Span }>,
  { sql }: Pick<Reach, 'sql'>,
): string => sql.slice(offset, offset + length)
