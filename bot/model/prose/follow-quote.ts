/**
 * Follows a gloss through its quote: every word stands for something printed, and what is said later is not printed in
 * an earlier part. So no number, negation or direction changes places with another.
 */
import type { Reading, Span } from './gloss-lexicon.ts'
import type { GlossText } from './gloss-text.ts'
import type { QuoteParts } from './quote-parts.ts'

/** A number, a date or a name of a gloss, with the places of the quote that have it. */
export type KnownSpan = Span & Readonly<{ printed: readonly Span[] }>

/** How far the quote is followed. A stretch ends at a mark or an "and", and is of one part. */
type Place = Readonly<{
  part: number
  /** What the stretch has said so far; a direction or a comparison by itself says nothing. */
  said: 'nothing' | 'relation' | 'something'
  /** What is negated stands behind its negation; null: nothing waits for that. */
  negatedFrom: number | null
  /** What of the part is said already: nothing is said twice. */
  used: readonly Span[]
}>

type Step = Reading & Readonly<{ isKnown?: true }>

export type Following = 'followed' | 'unknown-word' | 'other-order'

export const followQuote = (
  { tokens, readings, ends }: GlossText,
  known: readonly KnownSpan[],
  { partAt }: QuoteParts,
): Following => {
  const steps = tokens.map(({ start }, index): readonly Step[] => {
    const spans = known.filter((span) => span.start <= start && start < span.end)
    return spans.length === 0
      ? (readings[index] ?? [])
      : spans.map(
          ({ end, printed }): Step => ({
            length: tokens.filter((token) => token.start >= start && token.start < end).length,
            bound: null,
            printed,
            isKnown: true,
          }),
        )
  })
  if (walk(steps, ends, partAt)) return 'followed'
  const unbound = steps.map((from) => from.map((step) => ({ ...step, bound: null, isKnown: true as const })))
  return walk(unbound, ends, () => 0) ? 'other-order' : 'unknown-word'
}

/** What could stand for more than this could stand for anything. */
const mostPlaces = 2_000

const walk = (
  steps: readonly (readonly Step[])[],
  ends: readonly boolean[],
  partAt: QuoteParts['partAt'],
): boolean => {
  const reached: Map<string, Place>[] = [...steps, null].map(() => new Map())
  reached[0]?.set('', { part: 0, said: 'nothing', negatedFrom: null, used: [] })
  for (const [index, from] of steps.entries()) {
    const places = [...(reached[index]?.values() ?? [])]
    if (places.length > mostPlaces) return false
    for (const step of from) {
      const end = index + step.length
      const next = places
        .flatMap((place) => placesAfter(place, step, partAt))
        .flatMap((place) => (ends[end - 1] ? stretchEnded(place) : [place]))
      for (const place of next) reached[end]?.set(JSON.stringify(place), place)
    }
  }
  return [...(reached.at(-1)?.values() ?? [])].some((place) => stretchEnded(place).length > 0)
}

const placesAfter = (
  place: Place,
  { bound, printed, isKnown }: Step,
  partAt: QuoteParts['partAt'],
): readonly Place[] => {
  if (printed === null) return [place]
  return printed.flatMap((span): Place[] => {
    const part = partAt(span.start)
    const used = part === place.part ? place.used : []
    const isOfStretch = place.said === 'nothing' ? part >= place.part : part === place.part
    const isNegated = place.negatedFrom === null || span.start >= place.negatedFrom
    if (!isOfStretch || !isNegated || (!isKnown && used.some((one) => overlaps(one, span)))) return []
    const said = bound === null ? 'something' : place.said === 'nothing' ? 'relation' : place.said
    const negatedFrom = bound === null ? null : bound === 'negation' ? span.end : place.negatedFrom
    return [{ part, said, negatedFrom, used: isKnown ? used : withSpan(used, span) }]
  })
}

const overlaps = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end

const withSpan = (spans: readonly Span[], span: Span): readonly Span[] =>
  [...spans, span].toSorted((one, other) => one.start - other.start)

/** None where a direction, a comparison or a negation is left without its word. */
const stretchEnded = ({ part, said, negatedFrom, used }: Place): readonly Place[] =>
  said === 'relation' || negatedFrom !== null ? [] : [{ part, said: 'nothing', negatedFrom: null, used }]
