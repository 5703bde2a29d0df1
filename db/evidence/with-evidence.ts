import { parse, type Select } from 'sqlite3-parser'
import type { EvidenceRelations } from '../catalog/evidence.ts'
import type { SqlSpan } from '../guard/refusal.ts'
import { Edits, endOf } from './edits.ts'
import { reservedPrefix } from './names.ts'
import { type ColumnUnit, type MadeUpCode, madeUpOf, unitOf } from './origin.ts'
import { readSelect } from './read-select.ts'
import type { SelectReading, UnsupportedCode } from './reading.ts'

export type { ColumnUnit, MadeUpCode } from './origin.ts'
export type { UnsupportedCode } from './reading.ts'

export type ReadColumn = Readonly<{
  name: string
  /** Position in the rewritten result of the ids behind it; null: it only names things. */
  evidence: number | null
  /** The hand of the query's writer in its values, and where; null: they come from columns alone. */
  madeUp: Readonly<{ code: MadeUpCode; span: SqlSpan }> | null
  /** What its values are counted in. */
  unit: ColumnUnit
}>

export type WithEvidence =
  | Readonly<{
      kind: 'rewritten'
      sql: string
      /** The same without the bound on all its rows; null: it has none. */
      withoutLimit: string | null
      columns: readonly ReadColumn[]
    }>
  | Readonly<{ kind: 'unsupported'; code: UnsupportedCode; span: SqlSpan; columns: readonly ReadColumn[] }>

/**
 * Rewrites a SELECT that the guard has passed, so that each output column that states something printed brings the ids
 * of what it was made from.
 *
 * Shape: the visible columns come first, as they were; the columns of ids behind them. Where no visible column states
 * anything, the first brings the ids of the rows that it names.
 * Outcomes: 'rewritten'; 'unsupported' with the first thing that is, and its place. Both tell what columns are made up.
 */
export const withEvidence = (sql: string, relations: EvidenceRelations): WithEvidence => {
  const select = parseSelect(sql)
  if (select === null)
    return { kind: 'unsupported', code: 'not-a-select', span: [0, sql.length], columns: [] }

  const problems: { code: UnsupportedCode; span: SqlSpan }[] = []
  const reserved = sql.toLowerCase().indexOf(reservedPrefix)
  if (reserved >= 0)
    problems.push({ code: 'reserved-name', span: [reserved, reserved + reservedPrefix.length] })
  let names = 0
  const edits = new Edits(sql)
  const read = readSelect(select, null, new Map(), {
    edits,
    relations,
    newName: () => {
      names += 1
      return `${reservedPrefix}${names}`
    },
    unsupported: (code, { offset, length }) => {
      problems.push({ code, span: [offset, offset + length] })
    },
  })
  const columns = bringAll(read)
  const [problem] = problems
  if (problem === undefined) {
    const rewritten = edits.text()
    const { limit } = select
    if (limit !== undefined) edits.replace(limit.span.offset, endOf(limit.span), () => '')
    return {
      kind: 'rewritten',
      sql: rewritten,
      withoutLimit: limit === undefined ? null : edits.text(),
      columns,
    }
  }
  return {
    kind: 'unsupported',
    ...problem,
    columns: columns.map((column) => ({ ...column, evidence: null })),
  }
}

const parseSelect = (sql: string): Select | null => {
  const result = parse(sql)
  const [statement] = result.status === 'ok' ? result.root.cmds : []
  return statement?.type === 'SelectStmt' ? statement.body : null
}

const bringAll = ({ columns, hasRow, bring, brought }: SelectReading): readonly ReadColumn[] => {
  const named = columns.map(({ name, origin, hasEvidence }, index) => {
    const madeUp = madeUpOf(origin)
    return {
      name,
      broughtAs: hasEvidence ? bring(index) : null,
      unit: unitOf(origin),
      madeUp: madeUp && {
        code: madeUp.code,
        span: [madeUp.span.offset, madeUp.span.offset + madeUp.span.length] as const,
      },
    }
  })
  const statesNothing = hasRow && named.every(({ broughtAs }) => broughtAs === null)
  const naming = statesNothing ? named.find(({ madeUp }) => madeUp === null) : undefined
  const rowName = naming && bring('row')
  return named.map((column) => {
    const { name, madeUp, unit, broughtAs } = column
    const carried = column === naming ? (rowName ?? null) : broughtAs
    return {
      name,
      madeUp,
      unit,
      evidence: carried === null ? null : columns.length + brought().indexOf(carried),
    }
  })
}
