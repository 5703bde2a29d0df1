import { fold } from './names.ts'
import type { Origin } from './origin.ts'

/** SQL text that gives a set of ids; to call it is to ask the queries within to bring theirs along. */
export type Evidence = () => string

export type SourceColumn = Readonly<{
  name: string
  evidence: Evidence | null
  /** What stands behind it is one thing in each row, so that it can be told when that is added up twice. */
  isOfOne: boolean
  origin: Origin
}>

/** What stands in a FROM. */
export type Source = Readonly<{
  /** How its columns are qualified. */
  qualifier: string
  columns: readonly SourceColumn[]
  /** The ids of a whole row. */
  row: Evidence | null
  isRowOfOne: boolean
  /** Whether it may be asked, now or later, for columns that `*` must not show. */
  mayCarryIds: boolean
}>

export type Scope = Readonly<{
  sources: readonly Source[]
  /** Columns that a JOIN … USING made one, folded. */
  joined: ReadonlySet<string>
  outer: Scope | null
}>

export type Resolved = Readonly<{
  column: SourceColumn
  /** A nearer source has the same name, so that its other columns cannot be told from here. */
  isShadowed: boolean
}>

/** The column that a name means; null: none that is known here. */
export const resolveColumn = (scope: Scope, table: string | null, name: string): Resolved | null => {
  const nearer = new Set<string>()
  for (let reached: Scope | null = scope; reached !== null; reached = reached.outer) {
    for (const { qualifier, columns } of reached.sources) {
      if (table !== null && fold(table) !== fold(qualifier)) continue
      const column = columns.find((one) => fold(one.name) === fold(name))
      if (column) return { column, isShadowed: nearer.has(fold(qualifier)) }
    }
    for (const { qualifier } of reached.sources) nearer.add(fold(qualifier))
  }
  return null
}

/** What `*` shows: each column with the text that names it. */
export const shownColumns = (
  { sources, joined }: Scope,
  quotedName: (name: string) => string,
): readonly Readonly<{ column: SourceColumn; text: string }>[] => {
  const shown = new Set<string>()
  return sources.flatMap(({ qualifier, columns }) =>
    columns.flatMap((column) => {
      const name = fold(column.name)
      if (!joined.has(name)) return [{ column, text: `${quotedName(qualifier)}.${quotedName(column.name)}` }]
      if (shown.has(name)) return []
      shown.add(name)
      return [{ column, text: quotedName(column.name) }]
    }),
  )
}

/** Columns of one name as SQLite tells them apart where they are columns of a source: `x`, `x:1`, `x:2`. */
export const distinctNames = (names: readonly string[]): readonly string[] => {
  const used = new Set<string>()
  return names.map((name) => {
    let distinct = name
    for (let count = 1; used.has(fold(distinct)); count += 1)
      distinct = `${name.replace(/:\d+$/, '')}:${count}`
    used.add(fold(distinct))
    return distinct
  })
}
