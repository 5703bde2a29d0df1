import type { DepartmentKind, Labels } from '../db/domain/terms.ts'

/** A body of the store as a prompt names it. */
export type NamedDepartment = Readonly<{
  id: string
  /** As printed; no two bodies of one vocabulary have the same. */
  name: string
  englishName: string | null
  kind: DepartmentKind
  /** Whether it published final accounts, and not a budget alone. */
  hasFinalAccounts: boolean
}>

export type NamedItem = Readonly<{ key: string; label: Labels }>

/**
 * What of the store a planning prompt names: words only, no figures and no text of a document. `otherDepartments` and
 * `otherItems` are held, but left out, since nothing in the question speaks of them.
 */
export type PlanningVocabulary = Readonly<{
  departments: readonly NamedDepartment[]
  otherDepartments: number
  items: readonly NamedItem[]
  otherItems: number
  /** Held, ascending. */
  years: readonly number[]
}>
