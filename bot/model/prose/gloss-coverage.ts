/** Beside a number nothing may be left out: 购置及运行费 12.22万元 is not what was spent on purchase. */
import grammar from './gloss-grammar.json' with { type: 'json' }
import { knownWordsIn, occurrencesOf, patternsOf, type Span, spansOf } from './gloss-lexicon.ts'
import type { PrintedNumber } from './gloss-numbers.ts'
import type { GlossText } from './gloss-text.ts'

/** Words beside a number that say no more than it does. */
const light = patternsOf(grammar.light)

/** Whether every known word of the clauses that have a number is said, but for those that say little. */
export const tellsNumbersWhole = (
  { readings }: GlossText,
  known: readonly Readonly<{ printed: readonly Span[] }>[],
  numbers: readonly PrintedNumber[],
  quote: string,
): boolean => {
  const said = [
    ...readings.flat().flatMap(spansOf),
    ...known.flatMap(({ printed }) => printed),
    ...occurrencesOf(light, quote),
  ]
  const isSaid = (offset: number): boolean => said.some((span) => isIn(span, offset))
  const clauses = occurrencesOf([/[^，,；;。：:]+/gu], quote).filter((clause) =>
    numbers.some(({ value }) => isIn(clause, value.start)),
  )
  return knownWordsIn(quote)
    .filter(({ start }) => clauses.some((clause) => isIn(clause, start)))
    .every(({ start, end }) => [...quote.slice(start, end)].every((_, at) => isSaid(start + at)))
}

const isIn = ({ start, end }: Span, offset: number): boolean => start <= offset && offset < end
