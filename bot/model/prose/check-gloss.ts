/**
 * Whether an English gloss stands for its Chinese quote: every word of it for something that is printed, in the order of
 * the parts of the quote, with the same numbers, names, directions and negations.
 */
import { proseLimits } from '../../../prompts/prose-prompt.ts'
import { type FormFault, foldedQuote, formFault, withoutListMark } from './check-form.ts'
import { followQuote, type KnownSpan } from './follow-quote.ts'
import { areSameActs } from './gloss-acts.ts'
import { tellsNumbersWhole } from './gloss-coverage.ts'
import grammar from './gloss-grammar.json' with { type: 'json' }
import { type Span, saysOneOf } from './gloss-lexicon.ts'
import { areInOrder, termsIn } from './gloss-mentions.ts'
import { type NameOfText, namesOf } from './gloss-names.ts'
import { isCount } from './gloss-numbers.ts'
import { type GlossText, glossText } from './gloss-text.ts'
import { hasItsDirection, isCountedNearby, matchNumbers, type Numbers } from './match-numbers.ts'
import { quoteParts } from './quote-parts.ts'

export type GlossFault =
  | FormFault
  | 'language'
  | 'number'
  | 'other-name'
  | 'direction'
  | 'negation'
  /** A word for which nothing is printed. */
  | 'unknown-word'
  /** Said of something else than it is printed of, or the other way round. */
  | 'other-order'
  /** What belongs to a number, or that something is planned, meant to be, partly or only so. */
  | 'left-out'

/** Outcomes: null where the gloss stands. */
export const glossFault = (english: string, quote: string): GlossFault | null => {
  const text = withoutListMark(english)
  const printed = foldedQuote(withoutListMark(quote))
  const form = formFault(text, 'en', proseLimits.glossCharacters)
  // What documents urge or say of themselves may be urged or said in English.
  if (
    form !== null &&
    !(form === 'advice' && /应|须|(?<![主重])要|需|请|建议|推荐|访|慰问|入户|联系|我/u.test(printed))
  )
    return form
  if (/\p{Script=Han}/u.test(text)) return 'language'
  const gloss = glossText(text, printed)
  const numbers = matchNumbers(gloss, printed)
  if (numbers === null || hasFraction(text, printed)) return 'number'
  const names = namesOf(text, printed)
  if (names === null) return 'other-name'
  const words = without(
    text,
    numbers.matched.map(({ said }) => said),
  )
  const printedWords = without(printed, numbers.printed)
  if (!hasSameDirections(words, printedWords)) return 'direction'
  if (!hasSameNegation(words, printedWords)) return 'negation'
  return wordFault(gloss, printed, numbers, names)
}

const wordFault = (
  gloss: GlossText,
  quote: string,
  numbers: Numbers,
  names: readonly NameOfText[],
): GlossFault | null => {
  const parts = quoteParts(quote, numbers.printed)
  const known = knownSpans(numbers, names)
  const followed = followQuote(gloss, known, parts)
  if (followed !== 'followed') return followed
  const isInOrder =
    areInOrder(termsIn(gloss, quote), gloss) &&
    areSameActs(gloss, names, quote) &&
    numbers.matched.every(
      (number) => isCountedNearby(number, gloss, parts) && hasItsDirection(number, gloss, quote),
    )
  if (!isInOrder) return 'other-order'
  const isWhole =
    tellsNumbersWhole(gloss, known, numbers.printed.filter(isCount), quote) &&
    grammar.needed.every(
      ({ zh, en }) => !new RegExp(zh.join('|'), 'u').test(quote) || saysOneOf(gloss.tokens, en),
    )
  return isWhole ? null : 'left-out'
}

const knownSpans = ({ matched, dates }: Numbers, names: readonly NameOfText[]): readonly KnownSpan[] => [
  ...[...matched, ...dates].map(({ said: { start, end }, printed }) => ({ start, end, printed })),
  ...names,
]

const without = (text: string, spans: readonly Span[]): string =>
  spans.reduce(
    (kept, { start, end }) => `${kept.slice(0, start)}${' '.repeat(end - start)}${kept.slice(end)}`,
    text,
  )

const fractions = {
  en: /\b(?:a|one|two|three) (?:third|quarter|fifth|tenth)s?\b/iu,
  /** "Three times the budget", not "three times a year". */
  multiples: /\btimes (?:the|as|that|more|its|higher|larger|greater)\b/iu,
} as const

const hasFraction = (english: string, quote: string): boolean =>
  /(?<!百)分之/u.test(quote) ||
  fractions.en.test(english) ||
  (fractions.multiples.test(english) && !quote.includes('倍'))
const directions = {
  zh: /(?<up>增|升|提高|超|高于|大于|多于|扩大|加大|上涨|多)|(?<down>减|降|缩|低于|小于|少|不足|下滑|节)/gu,
  en: /\b(?:(?<up>increas\w*|ris(?:e|es|en|ing)|rose|gr(?:ow|ows|ew|own|owth|owing)|exceed\w*|over(?:spent|run|spend)\w*|higher|more|above)|(?<down>decreas\w*|fall\w*|fell|drop\w*|declin\w*|reduc\w*|lower\w*|less|fewer|below|shrank|cut\w*))\b/giu,
} as const
/** Of these each says a direction, whatever is around it; they stand in the same order in both languages. */
const strongDirections = {
  zh: /(?<up>增加|增长|上升|提高)|(?<down>减少|下降|降低)/gu,
  en: /\b(?:(?<up>increas\w*|ris(?:e|es|en|ing)|rose|gr(?:ew|own|owth))|(?<down>decreas\w*|fall\w*|fell|drop\w*|declin\w*|reduc\w*))\b/giu,
} as const

const directionsOf = (text: string, pattern: RegExp): readonly string[] =>
  [...text.matchAll(pattern)].map(({ groups }) => (groups?.up === undefined ? 'down' : 'up'))

const hasSameDirections = (english: string, quote: string): boolean => {
  const printed = new Set(directionsOf(quote, directions.zh))
  const isSaid = directionsOf(english, directions.en).every((direction) => printed.has(direction))
  const inQuote = directionsOf(quote, strongDirections.zh)
  const isMixed = new Set(inQuote).size === 2
  return isSaid && (!isMixed || inQuote.join() === directionsOf(english, strongDirections.en).join())
}

const negations = {
  zh: /没|未|无|不(?!断|仅|但|同)/gu,
  plainEn: /\b(?:no|not|never|none|nor|neither|without|cannot)\b|n['’]t\b/giu,
  /** Also within words: insufficient, lacking. */
  withinWords:
    /\b(?:lack\w*|fail\w*|absen\w*|short(?:age|fall)s?|un(?:even|balanc|able|aware|clear|known|chang|paid|used|spent|employ|reasonab|satisf|qualif|complet|finish|realis|necessar|stable|suit)\w*|in(?:suffic|adequa|accura|complet|effect|effic|conven|consist|correct)\w*|im(?:perfec|balanc|proper|possib)\w*|non\w+)/giu,
} as const

/** As many as are printed, each by a word or within one. */
const hasSameNegation = (english: string, quote: string): boolean => {
  const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0
  const printed = count(quote, negations.zh)
  const plain = count(english, negations.plainEn)
  return plain <= printed && printed <= plain + count(english, negations.withinWords)
}
