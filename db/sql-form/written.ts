import type { Expr, Span } from 'sqlite3-parser'
import { fold } from '../evidence/names.ts'

/** A SELECT as it is written: its text, and what it calls `figures`. */
export type Written = Readonly<{ sql: string; alias: string }>

/** The column of `figures` that an expression is; null: it is something else. */
export const columnOf = (expr: Expr, { alias }: Written): string | null => {
  switch (expr.type) {
    case 'Id':
      return fold(expr.name)
    case 'NameExpr':
      return fold(expr.name.text)
    case 'QualifiedExpr':
      return fold(expr.table.text) === fold(alias) ? fold(expr.column.text) : null
    default:
      return null
  }
}

export const textOf = ({ span: { offset, length } }: Readonly<{ span: Span }>, { sql }: Written): string =>
  sql.slice(offset, offset + length)
