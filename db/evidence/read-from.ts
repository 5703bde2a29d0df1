import type { Expr, FromClause, Select, SelectTable, TableSelectTable } from 'sqlite3-parser'
import type { IdColumn } from '../catalog/evidence.ts'
import { together } from './expression-evidence.ts'
import { fold, quoted } from './names.ts'
import { fromColumns, type ValueUnit } from './origin.ts'
import type { Ctes, Reading, SelectReading } from './reading.ts'
import type { Source } from './scope.ts'

export type ReadFrom = Readonly<{
  sources: readonly Source[]
  joined: ReadonlySet<string>
  /** The conditions of its joins. */
  conditions: readonly Expr[]
}>

/** What stands in a FROM: relations, CTEs, sub-queries, in the order in which `*` shows them. */
export const readFrom = (
  from: FromClause | undefined,
  ctes: Ctes,
  reading: Reading,
  readSelect: (select: Select) => SelectReading,
): ReadFrom => {
  const sources: Source[] = []
  const joined = new Set<string>()
  const conditions: Expr[] = []
  const read = (clause: FromClause): void => {
    if (clause.select !== undefined) readTable(clause.select)
    for (const { table, constraint } of clause.joins ?? []) {
      readTable(table)
      if (constraint?.type === 'OnJoinConstraint') conditions.push(constraint.expr)
      if (constraint?.type === 'UsingJoinConstraint')
        for (const column of constraint.columns) joined.add(fold(column.text))
    }
  }
  const readTable = (table: SelectTable): void => {
    switch (table.type) {
      case 'TableSelectTable':
        sources.push(ofTable(table, ctes, reading))
        break
      case 'SelectSelectTable': {
        const inner = readSelect(table.select)
        const qualifier = table.alias?.name.text ?? reading.newName()
        if (table.alias === undefined)
          reading.edits.insert(
            afterBracket(table.select.span.offset + table.select.span.length, reading),
            () => (inner.brought().length === 0 ? '' : ` as ${quoted(qualifier)}`),
          )
        sources.push(ofReading(qualifier, inner))
        break
      }
      case 'SubSelectTable':
        if (table.alias !== undefined) reading.unsupported('aliased-join', table.alias.span)
        read(table.from)
        break
      case 'TableCallSelectTable':
        // The guard refuses it.
        break
    }
  }
  if (from !== undefined) read(from)
  const qualifiers = new Set(sources.map(({ qualifier }) => fold(qualifier)))
  if (from !== undefined && qualifiers.size < sources.length)
    reading.unsupported('duplicate-source', from.span)
  return { sources, joined, conditions }
}

/** Where the bracket that closes a sub-query ends. */
const afterBracket = (from: number, { edits }: Reading): number => {
  const before = /^(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)*\)/.exec(edits.sql.slice(from))?.[0] ?? ''
  return from + before.length
}

const ofTable = ({ tblName, alias }: TableSelectTable, ctes: Ctes, { relations }: Reading): Source => {
  const written = tblName.objName.text
  const qualifier = alias?.name.text ?? written
  const cte = ctes.get(fold(written))
  if (cte !== undefined) return ofReading(qualifier, cte)
  const name = Object.keys(relations).find((one) => fold(one) === fold(written))
  const relation = name === undefined ? undefined : relations[name]
  const columns = relation?.columns ?? []
  const { rows = [], numbers = {}, texts = {} } = relation?.evidence ?? {}
  const idOf = ({ kind, column }: IdColumn) => {
    const text = `'${kind}:' || ${quoted(qualifier)}.${quoted(column)}`
    return () => text
  }
  return {
    qualifier,
    columns: columns.map((column) => {
      const id = numbers[column] ?? texts[column]
      const type = column in numbers ? 'number' : column in texts ? 'text' : 'name'
      return {
        name: column,
        evidence: id ? idOf(id) : null,
        isOfOne: true,
        origin: fromColumns(type, { unit: unitNamed(column), isWhole: unitNamed(column) === 'fen' }),
      }
    }),
    row: together(rows.map(idOf)),
    isRowOfOne: rows.length === 1,
    mayCarryIds: false,
  }
}

const ofReading = (qualifier: string, inner: SelectReading): Source => {
  const brought = (wanted: number | 'row') => () => `${quoted(qualifier)}.${quoted(inner.bring(wanted))}`
  return {
    qualifier,
    columns: inner.columns.map(({ name, origin, hasEvidence, isOfOne }, index) => ({
      name,
      origin,
      isOfOne,
      evidence: hasEvidence ? brought(index) : null,
    })),
    row: inner.hasRow ? brought('row') : null,
    isRowOfOne: false,
    mayCarryIds: inner.hasRow || inner.columns.some(({ hasEvidence }) => hasEvidence),
  }
}

/** Columns of the catalog say their unit in their name. */
const unitNamed = (column: string): ValueUnit => {
  if (column.endsWith('_fen')) return 'fen'
  return column.endsWith('_percent') ? 'percent' : 'own'
}
