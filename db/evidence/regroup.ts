import type { Select, SelectFrom } from 'sqlite3-parser'
import { type Edits, endOf } from './edits.ts'
import { evidenceFunctions, quoted } from './names.ts'

// DISTINCT and UNION tell rows apart by all their columns: with ids beside them, rows would differ that are one. Such
// rows are grouped by what is visible instead, with the ids of each group together.

export type Brought = () => readonly string[]

/** Makes each UNION of a compound a UNION ALL, and groups what comes of it. */
export const regroupUnion = (
  { select, compounds = [] }: Select,
  names: readonly string[],
  brought: Brought,
  edits: Edits,
): void => {
  if (compounds.every(({ operator }) => operator === 'UnionAll')) return
  let end = endOf(select.span)
  for (const { operator, select: arm } of compounds) {
    const written = edits.sql.slice(end, arm.span.offset)
    edits.replace(end, arm.span.offset, () =>
      operator === 'Union' && brought().length > 0 ? ' union all ' : written,
    )
    end = endOf(arm.span)
  }
  groupVisible(select.span.offset, end, names, brought, edits)
}

/** Without aggregates, the grouping can stand in the place of DISTINCT. */
export const regroupDistinct = (
  arm: SelectFrom,
  columnCount: number,
  brought: Brought,
  edits: Edits,
): void => {
  dropDistinct(arm, brought, edits)
  edits.insert(endOf(arm.span), () => (brought().length === 0 ? '' : ` group by ${ordinals(columnCount)}`))
}

/** With aggregates or windows, it must come after them. */
export const regroupDistinctOutside = (
  arm: SelectFrom,
  names: readonly string[],
  brought: Brought,
  edits: Edits,
): void => {
  dropDistinct(arm, brought, edits)
  groupVisible(arm.span.offset, endOf(arm.span), names, brought, edits)
}

const dropDistinct = (arm: SelectFrom, brought: Brought, edits: Edits): void => {
  const start = arm.span.offset
  const words = /^select(?:\s+|--[^\n]*\n|\/\*[\s\S]*?\*\/)+distinct/i
  const written = words.exec(edits.sql.slice(start))?.[0] ?? ''
  edits.replace(start, start + written.length, () => (brought().length > 0 ? 'select' : written))
}

/** Puts the text between two places into a sub-query, and groups its rows by their visible columns. */
const groupVisible = (
  start: number,
  end: number,
  names: readonly string[],
  brought: Brought,
  edits: Edits,
): void => {
  edits.insert(start, () => {
    const visible = names.map((name) => `${quoted(name)} as ${quoted(name)}`)
    const ids = brought().map((name) => `${evidenceFunctions.group}(${quoted(name)}) as ${quoted(name)}`)
    return ids.length === 0 ? '' : `select ${[...visible, ...ids].join(', ')} from (`
  })
  edits.insert(end, () => (brought().length === 0 ? '' : `) group by ${ordinals(names.length)}`))
}

const ordinals = (count: number): string => Array.from({ length: count }, (_, index) => index + 1).join(', ')
