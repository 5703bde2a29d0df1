/** Words of a gloss that must not change places: stages and kinds of money, bodies and people. */
import { emptyTree, grow, matchFrom, type SurfaceTree } from '../../understand/surface-tree.ts'
import grammar from './gloss-grammar.json' with { type: 'json' }
import { englishTokens, occurrencesOf, patternsOf, type Span, spansOf } from './gloss-lexicon.ts'
import type { GlossText } from './gloss-text.ts'

/** `at`: the last of its words. `printed`: where the quote has what it names. */
export type Mention = Readonly<{ at: number; printed: readonly Span[] }>

type Group = readonly Readonly<{ zh: readonly string[]; en: readonly string[] }>[]
/** English names, with what documents print for them. */
type Names = SurfaceTree<readonly RegExp[]>

const namesIn = (group: Group): Names => {
  const tree = emptyTree<readonly RegExp[]>()
  for (const { zh, en } of group)
    for (const english of en) grow(tree, englishTokens(english), () => [patternsOf(zh)])
  return tree
}
const terms = namesIn(grammar.terms)
const actors = namesIn(grammar.actors)
const places = namesIn(grammar.places)

export const termsIn = (gloss: GlossText, quote: string): readonly Mention[] =>
  mentionsOf(terms, gloss, quote)

/** Where nothing is printed for it, the word is not used as a name. */
export const actorsIn = (gloss: GlossText, quote: string): readonly Mention[] =>
  mentionsOf(actors, gloss, quote).filter(({ printed }) => printed.length > 0)
export const placesIn = (gloss: GlossText, quote: string): readonly Mention[] =>
  mentionsOf(places, gloss, quote).filter(({ printed }) => printed.length > 0)

const mentionsOf = (names: Names, gloss: GlossText, quote: string): readonly Mention[] => {
  const mentions: Mention[] = []
  for (let index = 0; index < gloss.tokens.length; index += 1) {
    const [longest] = matchFrom(names, gloss.tokens, index)
    const [patterns] = longest?.evidence ?? []
    if (longest === undefined || patterns === undefined) continue
    const { length } = longest
    if (!isOfLongerPhrase(index, length, patterns, gloss, quote))
      mentions.push({ at: index + length - 1, printed: occurrencesOf(patterns, quote) })
    index += length - 1
  }
  return mentions
}

/** In "clean government" (廉政) no government is meant. */
const isOfLongerPhrase = (
  index: number,
  length: number,
  patterns: readonly RegExp[],
  { readings }: GlossText,
  quote: string,
): boolean => {
  const phrases = [index - 2, index - 1, index].flatMap((first) =>
    (readings[first] ?? [])
      .filter((phrase) => phrase.length > length && first + phrase.length >= index + length)
      .flatMap(spansOf),
  )
  return (
    phrases.length > 0 &&
    phrases.every(({ start, end }) => occurrencesOf(patterns, quote.slice(start, end)).length === 0)
  )
}

/** Each is printed behind the one before; two that "of" links may come the other way round (预算支出). */
export const areInOrder = (mentions: readonly Mention[], { tokens, readings }: GlossText): boolean => {
  const isLinked = (at: number): boolean => {
    const [first = 0, second = 0] = [mentions[at]?.at, mentions[at + 1]?.at]
    const isBound = readings.slice(first + 1, second).some((from) => from.some(({ bound }) => bound !== null))
    return !isBound && tokens.slice(first + 1, second).some(({ text }) => text === 'of' || text === 'from')
  }
  const runs: Mention[][] = []
  for (const [at, mention] of mentions.entries()) {
    if (at > 0 && isLinked(at - 1)) runs.at(-1)?.unshift(mention)
    else runs.push([mention])
  }
  return follows(mentions) || follows(runs.flat())
}

const follows = (mentions: readonly Mention[]): boolean => {
  let reached = 0
  for (const { printed } of mentions) {
    const next = printed
      .filter(({ start }) => start >= reached)
      .toSorted((one, other) => one.end - other.end)[0]
    if (next === undefined) return false
    reached = next.end
  }
  return true
}
