import type { Measure } from '../../db/domain/terms.ts'
import { type HeardEvidence, type HeardWord, isPureFiller, isUnheard, roleOf } from './heard-word.ts'
import { clausesOf } from './several.ts'
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
  'code',
  'constitutes',
  'writeObject',
  'including',
  'moneyUnit',
]

/**
 * The heard words of one question, with a note of which of them the plan accounts for. A plan stands only when every
 * word that is not pure form was used.
 */
export class HeardQuestion {
  words: readonly HeardWord[]
  readonly #used = new Set<number>()

  readonly #typed: string

  constructor(words: readonly HeardWord[], typed: string) {
    this.words = words
    this.#typed = typed
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

  /** Whether the role is heard in words not yet accounted for; they are from now on. */
  take(role: Role, value?: string): boolean {
    const positions = this.positions(role, value).filter((position) => !this.#used.has(position))
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

  /** One reading of a word is settled: its evidence of the other kind is dropped. */
  drop(index: number, kind: HeardEvidence['kind']): void {
    this.#replace(index, (evidence) => evidence.filter((it) => it.kind !== kind))
  }

  dropMeasure(index: number, measure: Measure): void {
    this.#replace(index, (evidence) =>
      evidence.filter((it) => it.kind !== 'measure' || it.measure !== measure),
    )
  }

  /** A word says here no more than a form word does: its evidence of the role is dropped. */
  settle(index: number, role: Role): void {
    this.#replace(index, (evidence) => [
      ...evidence.filter((it) => it.kind !== 'role' || it.role !== role),
      { kind: 'role', role: 'filler', value: 'yes' },
    ])
    this.use(index)
  }

  /** A word means here what it does not mean by itself. */
  mean(index: number, meant: HeardEvidence): void {
    this.#replace(index, (evidence) => [...evidence, meant])
  }

  #replace(index: number, change: (evidence: readonly HeardEvidence[]) => readonly HeardEvidence[]): void {
    this.words = this.words.map((word, at) =>
      at === index ? { ...word, evidence: change(word.evidence) } : word,
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

  /** The nearest position before or after `index` whose word is more than filler; -1 at the ends. */
  neighbour(index: number, step: 1 | -1): number {
    for (let at = index + step; at >= 0 && at < this.words.length; at += step) {
      const word = this.words[at]
      if (word && !isPureFiller(word)) return at
    }
    return -1
  }

  /** Whether two words make one expression: nothing but filler stands between them, no comma and no "and". */
  isJoined(index: number, other: number): boolean {
    return (
      !this.#isParted(index, other) &&
      this.#between(index, other, (word) => roleOf(word, 'filler') === null).length === 0
    )
  }

  /** Whether two words belong to two questions: a question mark between them, or a question word and a comma or an "and". */
  isAskedApart(index: number, other: number): boolean {
    const asks = (word: HeardWord): boolean =>
      (['howMuch', 'moneyAsked', 'who'] as const).some((role) => roleOf(word, role) !== null)
    const isParted = this.#isParted(index, other) && this.#between(index, other, asks).length > 0
    return isParted || /[?？]/u.test(this.#typedBetween(index, other))
  }

  #between(index: number, other: number, isChosen: (word: HeardWord) => boolean): readonly HeardWord[] {
    return this.words.slice(Math.min(index, other) + 1, Math.max(index, other)).filter(isChosen)
  }

  #typedBetween(index: number, other: number): string {
    const [left, right] = index < other ? [index, other] : [other, index]
    return this.#typed.slice(this.words[left]?.span[1], this.words[right]?.span[0])
  }

  #isParted(index: number, other: number): boolean {
    return /[,，、;；和与及&]|\band\b/u.test(this.#typedBetween(index, other))
  }

  roleAt(index: number, role: Role): string | null {
    const word = this.words[index]
    return word ? roleOf(word, role) : null
  }

  hasEvidenceAt(index: number, kind: HeardEvidence['kind']): boolean {
    return this.words[index]?.evidence.some((evidence) => evidence.kind === kind) ?? false
  }

  /** A word with the Chinese characters that touch it: 面目 of 覆盖面目标 is cut out of two words. */
  widened(index: number): string {
    const [start = 0, end = 0] = this.words[index]?.span ?? []
    const isHan = (at: number) => /\p{Script=Han}/u.test(this.#typed[at] ?? '')
    return this.#typed.slice(isHan(start - 1) ? start - 1 : start, isHan(end) ? end + 1 : end)
  }

  /** Whether it asks one thing, as far as its marks say. */
  isOneClause(): boolean {
    return clausesOf(this.#typed).length < 2
  }

  /** What stands in quotation marks. */
  quoted(): readonly { readonly text: string; readonly span: readonly [number, number] }[] {
    return [...this.#typed.matchAll(/[“"「『](?<text>[^“”"「」『』]{4,})[”"」』]/gu)].map((match) => ({
      text: match.groups?.text ?? '',
      span: [match.index, match.index + match[0].length],
    }))
  }

  /** Chinese words that a bracket adds to an English name. */
  inBrackets(): readonly HeardWord[] {
    return [...this.#typed.matchAll(/[(（][^()（）]*[)）]/gu)].flatMap(({ index, 0: { length } }) =>
      this.words.filter(
        ({ span, text }) => span[0] > index && span[1] < index + length && /\p{Script=Han}/u.test(text),
      ),
    )
  }

  /** Words that nothing accounts for, as they were typed. */
  unaccounted(): readonly string[] {
    return this.#asTyped(
      (word, index) => !this.#used.has(index) && !formRoles.some((role) => roleOf(word, role) !== null),
    )
  }

  /** Words without any evidence, as they were typed. */
  unheard(): readonly string[] {
    return this.#asTyped(isUnheard)
  }

  /** Chosen words; what stands between two of them and is no word of the field belongs to the same unknown name. */
  #asTyped(isChosen: (word: HeardWord, index: number) => boolean): readonly string[] {
    const spans: [number, number][] = []
    this.words.forEach((word, index) => {
      if (!isChosen(word, index)) return
      const last = spans.at(-1)
      const gap = last ? this.words.filter(({ span }) => span[0] >= last[1] && span[1] <= word.span[0]) : []
      const isOneName =
        last &&
        word.span[0] - last[1] <= widestGap &&
        gap.every(({ evidence }) =>
          evidence.every(({ kind }) => kind === 'role' || kind === 'number' || kind === 'concept'),
        )
      if (isOneName) last[1] = word.span[1]
      else spans.push([this.#nameStart(index, word), word.span[1]])
    })
    return spans.map(([start, end]) => this.#typed.slice(start, end))
  }

  /** A number that touches the name belongs to it: 三公经费 is not three of something. */
  #nameStart(index: number, { span: [start] }: HeardWord): number {
    const before = this.words[index - 1]
    const isTouching = before?.span[1] === start && before.evidence.some(({ kind }) => kind === 'number')
    return isTouching ? before.span[0] : start
  }
}

/** Characters between two parts of one unknown name: 因公[出]国[（]境. */
const widestGap = 2
