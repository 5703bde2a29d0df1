/** A word of a question with what it may mean. */
import type { NumberUnit } from './numbers.ts'
import type { Evidence, Role } from './vocabulary.ts'

export type HeardEvidence =
  | Evidence
  | { readonly kind: 'number'; readonly value: number; readonly unit: NumberUnit; readonly bare: number }
  | { readonly kind: 'year'; readonly year: number }

/** A word of the question with what it may mean; no evidence: nothing accounts for it. */
export type HeardWord = Readonly<{
  text: string
  /** Span in the question as it was typed. */
  span: readonly [number, number]
  evidence: readonly HeardEvidence[]
}>

/** A word of the bodies' work is heard, but is none of the field. */
export const isUnheard = ({ evidence }: HeardWord): boolean =>
  evidence.every(({ kind }) => kind === 'concept')

export const isFiller = (evidence: HeardEvidence): boolean =>
  evidence.kind === 'role' && evidence.role === 'filler'

export const roleOf = (word: HeardWord, role: Role): string | null => {
  const found = word.evidence.find((evidence) => evidence.kind === 'role' && evidence.role === role)
  return found?.kind === 'role' ? found.value : null
}

/** Nothing but a word of courtesy or grammar. */
export const isPureFiller = (word: HeardWord): boolean =>
  word.evidence.some(isFiller) && word.evidence.every((it) => isFiller(it) || it.kind === 'concept')
