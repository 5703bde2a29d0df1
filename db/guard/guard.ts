import { parse } from 'sqlite3-parser'
import type { GuardCatalog } from './catalog.ts'
import { checkText } from './check-text.ts'
import { checkTree } from './check-tree.ts'
import { type GuardRefusal, refusal } from './refusal.ts'

export type { GuardCatalog } from './catalog.ts'
export { type GuardRefusalCode, guardRefusalCodes } from './refusal.ts'

export type GuardOutcome =
  | Readonly<{ kind: 'allowed'; sql: string; relations: readonly string[] }>
  | GuardRefusal

/**
 * Decides on SQL text, whoever wrote it: one SELECT over the catalog's relations, columns and functions.
 *
 * The parser is a port of SQLite's own grammar, so both read the same text the same way; the engine gives a second
 * opinion before it runs (`db/run/engine-opinion.ts`). What was checked is what runs: the text comes back unchanged.
 *
 * Outcomes: 'allowed' with the relations read (none for `select 1`, which states nothing that a document prints), or
 * 'refused' with a code, the name or construct in question, and its place in the text where there is one.
 */
export const guard = (sql: string, catalog: GuardCatalog): GuardOutcome => {
  const refusedText = checkText(sql)
  if (refusedText !== null) return refusedText

  const parsed = parseText(sql)
  if (parsed.kind === 'refused') return parsed
  const [statement, second] = parsed.statements
  if (statement === undefined) return refusal('empty', '')
  if (second !== undefined) {
    return refusal('more-than-one-statement', String(parsed.statements.length), [
      second.span.offset,
      sql.length,
    ])
  }
  if (statement.type !== 'SelectStmt') {
    return refusal('not-a-select', statement.type, [
      statement.span.offset,
      statement.span.offset + statement.span.length,
    ])
  }
  const checked = checkTree(statement.body, catalog)
  return checked.kind === 'refused' ? checked : { kind: 'allowed', sql, relations: checked.relations }
}

const parseText = (sql: string) => {
  try {
    const result = parse(sql)
    if (result.status === 'ok') return { kind: 'parsed', statements: result.root.cmds } as const
    const [error] = result.errors
    const span = error?.span
    return refusal(
      'not-sql',
      error?.message ?? '',
      span === undefined ? null : [span.offset, span.offset + span.length],
    )
  } catch (error) {
    // A parser that gives up has not understood the text: refused like any other text that is not SQL.
    return refusal('not-sql', error instanceof Error ? error.message : String(error))
  }
}
