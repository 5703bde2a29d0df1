import { type Expr, type Select, traverse } from 'sqlite3-parser'
import { Edits, endOf } from './edits.ts'
import { evidenceFunctions, quoted } from './names.ts'
import type { Reading, ReadSelect, SelectReading } from './reading.ts'
import type { Evidence, Scope } from './scope.ts'

/** Reads the sub-queries of expressions, so that a `*` in them does not show what their sources carry along. */
export const readSubqueries = (
  expressions: readonly (Expr | undefined)[],
  scope: Scope | null,
  reading: Reading,
  readSelect: ReadSelect,
): ReadonlyMap<Select, SelectReading> => {
  const subqueries = new Map<Select, SelectReading>()
  for (const expr of expressions) {
    if (expr === undefined) continue
    traverse(expr, {
      nodes: {
        Select: (select) => {
          subqueries.set(select, readSelect(select, scope, reading))
          return 'skip'
        },
      },
    })
  }
  return subqueries
}

/**
 * A sub-query has room for its value only: a copy of it gives the ids. It is made when it is asked for, so that
 * sub-queries within sub-queries are not all read twice.
 */
export const subqueryEvidence = (
  read: SelectReading,
  select: Select,
  of: 'value' | 'rows',
  scope: Scope,
  reading: Reading,
  readSelect: ReadSelect,
): Evidence | null => {
  if (of === 'value' ? !read.columns[0]?.hasEvidence : !read.hasRow) return null
  return () => {
    const edits = new Edits(reading.edits.sql)
    const copy = readSelect(select, scope, { ...reading, edits })
    const name = quoted(copy.bring(of === 'value' ? 0 : 'row'))
    const [start, end] = [select.span.offset, endOf(select.span)]
    if (of === 'rows') return `(select ${evidenceFunctions.group}(${name}) from (${edits.text(start, end)}))`
    // Of several rows the first is the value, and which is first may change with what else is read.
    const value = quoted(copy.columns[0]?.name ?? '')
    return `(select ${name} from (${edits.text(start, end)}) where ${value} is (${reading.edits.text(start, end)}))`
  }
}
