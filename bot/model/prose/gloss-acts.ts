/** Who acts on whom: Chinese has who acts before the act, and whom it is done to behind it. */
import grammar from './gloss-grammar.json' with { type: 'json' }
import { knownWordsIn, type Span, spansOf } from './gloss-lexicon.ts'
import { actorsIn, areInOrder, type Mention, placesIn } from './gloss-mentions.ts'
import type { NameOfText } from './gloss-names.ts'
import type { GlossText } from './gloss-text.ts'

export const areSameActs = (gloss: GlossText, names: readonly NameOfText[], quote: string): boolean => {
  const actors = actorsIn(gloss, quote)
  const named = names.map(({ end, printed }) => ({
    at: gloss.tokens.findIndex((token) => token.end === end),
    printed,
    isOfBody: bodyBehindPlace.test(gloss.text.slice(end)),
  }))
  const bodies = [...actors, ...named.filter(({ isOfBody }) => isOfBody)]
  const words = knownWordsIn(quote)
  return (
    areInOrder(
      bodies.toSorted((one, other) => one.at - other.at),
      gloss,
    ) &&
    [...actors, ...named, ...placesIn(gloss, quote)].every(
      (mention) =>
        doesAsPrinted(mention, gloss, quote, words) &&
        isDoneToAsPrinted(mention, gloss) &&
        isAgentAsPrinted(mention, gloss, quote),
    )
  )
}

/** Persons may be named before or behind their body, and a city behind its district. */
const bodyBehindPlace =
  /^ (?:District|City|County|Province|Township) (?:trade union|union|federation|committee|government|bureau)/u

const isBe = (word: string | undefined): boolean => /^(?:is|are|was|were|been)$/u.test(word ?? '')

/** "Workers sign": what stands directly behind who acts is printed behind it; 工会经费 does nothing, but has 经费 behind it. */
const doesAsPrinted = (
  { at, printed }: Mention,
  { text, tokens, readings }: GlossText,
  quote: string,
  words: readonly Span[],
): boolean => {
  const [token, next] = [tokens[at], tokens[at + 1]]
  const isOfOnePhrase = [at - 1, at].some((first) =>
    readings[first]?.some(({ length }) => first + length > at + 1),
  )
  if (token === undefined || next === undefined || isOfOnePhrase || isBe(next.text)) return true
  const acts = spansAt(at + 1, readings)
  if (acts.length === 0 || /[,;:.()]/u.test(text.slice(token.end, next.start))) return true
  const isQualifying = (one: Span): boolean =>
    words.some((word) => word.start <= one.start && one.end < word.end)
  return printed.some(
    (one) =>
      !isForWhom.test(quote.slice(0, one.start)) &&
      acts.some(({ start }) => start === one.end || (start > one.end && !isQualifying(one))),
  )
}

/** 为44家小微企业返还会费: they return nothing. */
const isForWhom = /[为给向对][^，,；;。为给向对]{0,10}$/u

const irregularForms: ReadonlySet<string> = new Set(Object.keys(grammar.irregular))
const isParticiple = (word: string): boolean => /ed$/u.test(word) || irregularForms.has(word)

/** "The union was set up": 成立工会. */
const isDoneToAsPrinted = ({ at, printed }: Mention, { text, tokens, readings }: GlossText): boolean => {
  const done = tokens[at + 2]
  const isDoneTo =
    done !== undefined &&
    isBe(tokens[at + 1]?.text) &&
    isParticiple(text.slice(done.start, done.end).toLowerCase()) &&
    tokens.slice(Math.max(0, at - 2), at).every(({ text: word }) => word !== 'of')
  return !isDoneTo || isBefore(spansAt(at + 2, readings), printed)
}

const agentWithin = 4

/** "Assigned by the committee": 由区委交办, 区委交办的. */
const isAgentAsPrinted = (
  { at, printed }: Mention,
  { tokens, readings }: GlossText,
  quote: string,
): boolean => {
  const by = tokens.findLastIndex(
    ({ text }, index) => text === 'by' && index < at && at - index <= agentWithin,
  )
  const act = spansAt(by - 1, readings).filter(
    ({ end }) => quote.startsWith('的', end) || /[由被受经]/u.test(quote),
  )
  return by < 0 || isBefore(printed, act)
}

const spansAt = (at: number, readings: GlossText['readings']): readonly Span[] =>
  (readings[at] ?? []).flatMap(spansOf)

const isBefore = (one: readonly Span[], other: readonly Span[]): boolean =>
  one.some(({ start }) => other.some((later) => start < later.start))
