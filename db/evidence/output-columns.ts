import type { Expr, ResultColumn } from 'sqlite3-parser'
import { type Edits, endOf } from './edits.ts'
import { fold, quoted } from './names.ts'
import type { Brought } from './regroup.ts'
import { distinctNames, type Scope, type SourceColumn, shownColumns } from './scope.ts'

type Written = Readonly<{ written: ResultColumn; columns: readonly SourceColumn[]; texts: readonly string[] }>

/**
 * The output columns of a SELECT, each star written out.
 *
 * In the text a star stays as it is, unless it could show ids that a source brings. Where ids are added, columns of one
 * name get the names under which SQLite tells them apart, since they may have to be named from outside.
 */
export const readOutputColumns = (
  resultColumns: readonly ResultColumn[],
  scope: Scope,
  edits: Edits,
  brought: Brought,
  read: (expr: Expr) => Omit<SourceColumn, 'name'>,
): readonly SourceColumn[] => {
  const all = resultColumns.map((written): Written => {
    if (written.type === 'ExprResultColumn') {
      const name = written.alias?.name.text ?? columnName(written.expr, edits.sql)
      return { written, columns: [{ name, ...read(written.expr) }], texts: [''] }
    }
    const shown = shownColumns(scopeOf(written, scope), quoted)
    return { written, columns: shown.map(({ column }) => column), texts: shown.map(({ text }) => text) }
  })
  const columns = all.flatMap((one) => one.columns)
  const names = distinctNames(columns.map(({ name }) => name))
  let index = 0
  for (const { written, columns: own, texts } of all) {
    const renamed = own.map(({ name }, at) => {
      const distinct = names[index + at] ?? name
      return distinct === name ? '' : ` as ${quoted(distinct)}`
    })
    index += own.length
    const mustRename = () => brought().length > 0 && renamed.some((as) => as !== '')
    if (written.type === 'ExprResultColumn') {
      if (written.alias === undefined)
        edits.insert(endOf(written.expr.span), () => (mustRename() ? renamed.join('') : ''))
      continue
    }
    const { sources } = scopeOf(written, scope)
    const [start, end] = starPlace(written, edits.sql)
    const star = edits.sql.slice(start, end)
    edits.replace(start, end, () =>
      mustRename() || sources.some(({ mayCarryIds }) => mayCarryIds)
        ? texts.map((text, at) => `${text}${renamed[at] ?? ''}`).join(', ')
        : star,
    )
  }
  return columns
}

type Star = Exclude<ResultColumn, { type: 'ExprResultColumn' }>

const scopeOf = (star: Star, scope: Scope): Scope =>
  star.type === 'StarResultColumn'
    ? scope
    : {
        ...scope,
        sources: scope.sources.filter(({ qualifier }) => fold(qualifier) === fold(star.table.text)),
        joined: new Set(),
      }

/** As SQLite names an output column that has no alias. */
const columnName = (expr: Expr, sql: string): string => {
  switch (expr.type) {
    case 'Id':
      return expr.name
    case 'NameExpr':
      return expr.name.text
    case 'QualifiedExpr':
      return expr.column.text
    default:
      return sql.slice(expr.span.offset, endOf(expr.span))
  }
}

/** The parser's span of a result column begins where the list does. */
const starPlace = (column: Star, sql: string) => {
  const end = endOf(column.span)
  if (column.type === 'TableStarResultColumn') return [column.table.span.offset, end] as const
  return [sql.lastIndexOf('*', end - 1), end] as const
}
