import type { Select, SelectFrom } from 'sqlite3-parser'
import { type Edits, endOf } from './edits.ts'
import { evidenceFunctions, quoted } from './names.ts'

// DISTINCT and UNION tell rows apart by all their columns: with ids beside them, rows would differ that are one. Such
// rows are grouped by what is visible instead, with the ids of each group together.

export type Brought = () => readonly string[]

/** Groups what comes of a UNION. */
export const regroupUnion = (
  { select, compounds = [] }: Select,
  names: readonly string[],
  brought: Brought,
  edits: Edits,
): void => {
  const last = compounds.at(-1)
  if (last?.operator === 'Union')
    groupVisible(select.span.offset, endOf(last.select.span), names, brought, edits)
}

/** Without aggregates, DISTINCT can be grouped where it stands. */
export const regroupDistinct = (arm: SelectFrom, columnCount: number, brought: Brought, edits: Edits): void =>
  edits.insert(endOf(arm.span), () => (brought().length === 0 ? '' : ` group by ${ordinals(columnCount)}`))

/** With aggregates or windows, the grouping must come after them. */
export const regroupDistinctOutside = (
  arm: SelectFrom,
  names: readonly string[],
  brought: Brought,
  edits: Edits,
): void => groupVisible(arm.span.offset, endOf(arm.span), names, brought, edits)

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
