import type { Language } from './phrases.ts'

export type Series = Readonly<{
  name: string
  /** One for each category, exactly as in the answer; null is a gap, never 0. */
  values: readonly (number | null)[]
}>

/**
 * A picture of figures before anything draws it. All texts are in the answer's language.
 *
 * Shape: one unit for all series; categories differ from each other, and so do the names of series; a pie has one series
 * of positive shares.
 */
export type Chart = Readonly<{
  kind: 'bar' | 'line' | 'pie'
  language: Language
  title: string
  unit: string
  /** What the categories are: 部门, 年度, 科目. */
  categoryLabel: string
  categories: readonly string[]
  series: readonly Series[]
  /** How the question was read. */
  reading: string
  /** What a reader must know: what is left out, what a gap means. */
  notes: readonly string[]
  source: string
}>

/** What is drawn of an answer, before its title and notes. */
export type Drawing = Readonly<{
  kind: Chart['kind']
  categoryLabel: string
  categories: readonly string[]
  series: readonly Series[]
  common: readonly string[]
  notes: readonly string[]
}>
