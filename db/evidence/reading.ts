import type { Select, Span } from 'sqlite3-parser'
import type { EvidenceRelations } from '../catalog/evidence.ts'
import type { Edits } from './edits.ts'
import type { Origin } from './origin.ts'
import type { Evidence, Scope, SourceColumn } from './scope.ts'

/** What keeps a query from being rewritten. */
export type UnsupportedCode =
  | 'not-a-select'
  | 'reserved-name'
  | 'set-difference'
  | 'mixed-compound'
  | 'values-in-compound'
  | 'column-count'
  | 'duplicate-source'
  | 'aliased-join'
  | 'shadowed-name'
  | 'parameter'

/** What all parts of one statement share while they are read. */
export type Reading = Readonly<{
  edits: Edits
  relations: EvidenceRelations
  /** A reserved name that nothing else has. */
  newName: () => string
  unsupported: (code: UnsupportedCode, span: Span) => void
}>

export type Ctes = ReadonlyMap<string, SelectReading>

/** What is to be brought: the ids behind an output column, or those of whole rows. */
export type Wanted = number | 'row'

/** A SELECT that was read, and the columns of ids that it was asked to bring beside its own. */
export type SelectReading = Readonly<{
  columns: readonly Readonly<{ name: string; origin: Origin; hasEvidence: boolean; isOfOne: boolean }>[]
  hasRow: boolean
  /** The name of the column of ids. */
  bring: (wanted: Wanted) => string
  /** The names of those brought so far, in their order behind the visible columns. */
  brought: () => readonly string[]
}>

/** Reads a SELECT inside another; what CTEs it may use is known from where it stands. */
export type ReadSelect = (select: Select, outer: Scope | null, reading: Reading) => SelectReading

/** One SELECT of a compound. */
export type Arm = Readonly<{
  columns: readonly SourceColumn[]
  row: Evidence | null
  scope: Scope
  /** Adds a column of ids. */
  add: (name: string, text: string) => void
}>
