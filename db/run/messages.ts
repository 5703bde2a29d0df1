import type { QueryLimits } from './limits.ts'

// What parent and child say to each other, as JSON.

export type Cell = string | number | null

/** The child's command line: one JSON argument. */
export type ChildSettings = Readonly<{
  storePath: string
  relations: readonly string[]
  functions: readonly string[]
  /** Path of prlimit, with which the child bounds its own memory; null where the machine has none. */
  prlimit: string | null
  parentId: number
  /** Nothing else ends the child when its parent is killed: it must look itself. */
  mustWatchParent: boolean
}>

export type ChildRequest = Readonly<{
  id: number
  sql: string
  parameters: readonly Cell[]
  limits: Omit<QueryLimits, 'timeoutMs'>
  /** Rewritten by us: it may call the functions that gather ids. */
  isRewritten: boolean
}>

export type ChildOutcome =
  | Readonly<{
      kind: 'rows'
      columns: readonly string[]
      rows: readonly (readonly Cell[])[]
      isTruncated: boolean
    }>
  | Readonly<{ kind: 'refused'; code: 'engine-refused' | 'engine-error'; detail: string }>
  | Readonly<{ kind: 'out-of-memory' }>

export type ChildMessage =
  | Readonly<{ kind: 'ready' }>
  | Readonly<{ kind: 'unusable'; detail: string }>
  | Readonly<{ kind: 'answered'; id: number; outcome: ChildOutcome }>
