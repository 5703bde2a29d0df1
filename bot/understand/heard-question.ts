import { type HeardEvidence, type HeardWord, roleOf } from './hear.ts'
import type { Role } from './vocabulary.ts'

/** Words of pure form: they shape the sentence and ask nothing by themselves. */
const formRoles: readonly Role[] = [
  'filler',
  'list',
  'howMuch',
  'yesNo',
  'who',
  'department',
  'published',
  'versus',
  'followUp',
]

/**
 * The heard words of one question, with a note of which of them the plan accounts for. A plan stands only when every
 * word that is not pure form was used.
 */
export class HeardQuestion {
  readonly words: readonly HeardWord[]
  readonly #used = new Set<number>()

  constructor(words: readonly HeardWord[]) {
    this.words = words
  }

  /** Positions of the words with this role (and value), unused or not. */
  positions(role: Role, value?: string): readonly number[] {
    return this.words.flatMap((word, index) => {
      const found = roleOf(word, role)
      return found !== null && (value === undefined || found === value) ? [index] : []
    })
  }

  has(role: Role, value?: string): boolean {
    return this.positions(role, value).length > 0
  }

  /** Whether the role is heard; its words are accounted for. */
  take(role: Role, value?: string): boolean {
    const positions = this.positions(role, value)
    for (const position of positions) this.use(position)
    return positions.length > 0
  }

  evidence<Kind extends HeardEvidence['kind']>(
    kind: Kind,
  ): readonly { index: number; evidence: Extract<HeardEvidence, { kind: Kind }> }[] {
    return this.words.flatMap((word, index) =>
      word.evidence
        .filter((evidence): evidence is Extract<HeardEvidence, { kind: Kind }> => evidence.kind === kind)
        .map((evidence) => ({ index, evidence })),
    )
  }

  use(index: number): void {
    this.#used.add(index)
  }

  unuse(index: number): void {
    this.#used.delete(index)
  }

  isUsed(index: number): boolean {
    return this.#used.has(index)
  }

  /** The nearest position before or after `index` whose word is not mere filler; -1 at the ends. */
  neighbour(index: number, step: 1 | -1): number {
    for (let at = index + step; at >= 0 && at < this.words.length; at += step) {
      const word = this.words[at]
      if (word && roleOf(word, 'filler') === null) return at
    }
    return -1
  }

  roleAt(index: number, role: Role): string | null {
    const word = this.words[index]
    return word ? roleOf(word, role) : null
  }

  hasEvidenceAt(index: number, kind: HeardEvidence['kind']): boolean {
    return this.words[index]?.evidence.some((evidence) => evidence.kind === kind) ?? false
  }

  /** Words that nothing accounts for. */
  unaccounted(): readonly string[] {
    return this.words
      .filter(
        (word, index) => !this.#used.has(index) && !formRoles.some((role) => roleOf(word, role) !== null),
      )
      .map((word) => word.text)
  }
}
