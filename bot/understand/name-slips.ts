import { pinyin } from 'pinyin-pro'
import { type Token, tokenize } from './tokens.ts'
import type { Evidence } from './vocabulary.ts'

/** A name of a body or a place, and what it points to. */
export type Name = Readonly<{ surface: string; evidence: Evidence }>
export type NameMatch = Readonly<{ length: number; evidence: readonly Evidence[] }>
/** Names that sound like the characters at `index`, the longest first. */
export type MatchSlip = (tokens: readonly Token[], index: number) => readonly NameMatch[]

const soundOf = (text: string): string => pinyin(text, { toneType: 'none', type: 'array' }).join(' ')

const targetOf = (evidence: Evidence): string =>
  evidence.kind === 'place' ? evidence.place : evidence.kind === 'department' ? evidence.ids.join() : ''

/** A slip leaves half of the name as it is: 株州 for 株洲. */
const isSlipOf = (typed: string, surface: string): boolean => {
  const same = [...typed].filter((character, at) => character === [...surface][at]).length
  return same * 2 >= typed.length && same < typed.length
}

/** Shorter words are too near to others. */
const shortestSlip = 5

/** A word without each of its letters in turn: two words share one where a letter is missing, added, changed or moved. */
const withoutOne = (word: string): readonly string[] => [
  word,
  ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1)),
]

/** Whether half of the characters stand where names of that length have them: what sounds is found far more slowly. */
const makeSharesHalf = (surfaces: readonly string[]): ((typed: string) => boolean) => {
  const heldByLength = new Map<number, readonly Set<string>[]>()
  for (const surface of surfaces) {
    const characters = [...surface]
    const held = heldByLength.get(characters.length) ?? characters.map(() => new Set<string>())
    heldByLength.set(characters.length, held)
    for (const [at, character] of characters.entries()) held[at]?.add(character)
  }
  return (typed) => {
    const characters = [...typed]
    const held = heldByLength.get(characters.length) ?? []
    return held.filter((known, at) => known.has(characters[at] ?? '')).length * 2 >= characters.length
  }
}

/**
 * Names as they are misspelt: by input methods with other characters of the same sound, in English by one letter. What
 * two names share is heard as neither.
 */
export const makeMatchSlip = (names: readonly Name[]): MatchSlip => {
  const chinese = names.filter(({ surface }) => /^\p{Script=Han}{2,}$/u.test(surface))
  const bySound = Map.groupBy(chinese, ({ surface }) => soundOf(surface))
  const sharesHalf = makeSharesHalf(chinese.map(({ surface }) => surface))
  const words = names.flatMap((name) => {
    if (!/^[^\s\p{Script=Han}]+$/u.test(name.surface)) return [] // cutting every name takes seconds where many are held
    const [token, ...others] = tokenize(name.surface)
    const isWord = token?.kind === 'word' && others.length === 0 && token.text.length >= shortestSlip
    return isWord ? [{ name, text: token.text }] : []
  })
  const byPart = Map.groupBy(
    words.flatMap(({ name, text }) => withoutOne(text).map((part) => ({ name, part }))),
    ({ part }) => part,
  )
  const longest = chinese.reduce((most, { surface }) => Math.max(most, [...surface].length), 0)
  const ofWord = ({ text }: Token): readonly NameMatch[] => {
    if (text.length < shortestSlip) return []
    const found = withoutOne(text).flatMap((part) => byPart.get(part) ?? [])
    const targets = new Set(found.map(({ name }) => targetOf(name.evidence)))
    const [first] = found
    return first && targets.size === 1 ? [{ length: 1, evidence: [first.name.evidence] }] : []
  }
  return (tokens, index) => {
    const matches: NameMatch[] = []
    let typed = ''
    if (tokens[index]?.kind === 'word') return ofWord(tokens[index])
    for (let length = 1; length <= longest; length += 1) {
      const token = tokens[index + length - 1]
      if (token?.kind !== 'han') break
      typed += token.text
      const found = sharesHalf(typed) ? (bySound.get(soundOf(typed)) ?? []) : []
      const [first, ...others] = found
      const isOne = others.every((other) => targetOf(other.evidence) === (first && targetOf(first.evidence)))
      if (first && isOne && isSlipOf(typed, first.surface))
        matches.unshift({ length, evidence: [first.evidence] })
    }
    return matches
  }
}
