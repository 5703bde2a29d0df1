/** The numbers of a quote and of its gloss: what each counts, and how roughly it is meant. */
import { dateBeforeYear, printedDates, saidDates } from './gloss-dates.ts'
import grammar from './gloss-grammar.json' with { type: 'json' }
import { isPlain, type Span, spansOf, stemSet } from './gloss-lexicon.ts'
import type { GlossText } from './gloss-text.ts'
import { type StatedValue, valuesIn } from './stated-value.ts'

/** The span takes in the words that say how roughly it is meant, and in Chinese its counter. */
export type NumberOfText = Span &
  Readonly<{
    value: StatedValue
    /** Which way of being rough, such as "over"; -1: exactly this number. */
    rough: number
  }>
/** `counter`: which of those that English says with a word of its own (人, 辆); 'other': one like 个; null: none. */
export type PrintedNumber = NumberOfText & Readonly<{ counter: number | 'other' | null; isYear: boolean }>
/** `counted`: the words behind it up to the end of what it counts, by their places. */
export type SaidNumber = NumberOfText & Readonly<{ counted: readonly number[]; mayBeYear: boolean }>

const oneOf = (patterns: readonly string[]): string =>
  patterns.length === 0 ? '(?!)' : `(?:${patterns.toSorted((one, two) => two.length - one.length).join('|')})`

const rough = grammar.rough.map(({ zh, en }) => ({
  zh: { before: new RegExp(`${oneOf(zh.before)}\\s*$`, 'u'), after: new RegExp(`^${oneOf(zh.after)}$`, 'u') },
  en: {
    before: new RegExp(`\\b${oneOf(en.before)} (?:(?:RMB|CNY) ?|[¥￥])?$`, 'iu'),
    after: new RegExp(`^ ${oneOf(en.after)}\\b`, 'iu'),
  },
}))
const lengthOf = (pattern: RegExp | undefined, text: string): number => pattern?.exec(text)?.[0].length ?? 0

const counters = grammar.counters.map(({ zh }) => new RegExp(`^${oneOf(zh)}$`, 'u'))
const yearCounter = counters.findIndex((counter) => counter.test('年'))
const roughBehind = oneOf(grammar.rough.flatMap(({ zh }) => zh.after))
const anyCounter = oneOf([...grammar.counters.flatMap(({ zh }) => zh), ...grammar.otherCounters])
/** 2万余人次, 2家以上 */
const behindPrinted = new RegExp(
  `^\\s*(?<early>${roughBehind})?\\s*(?<counter>${anyCounter})?\\s*(?<late>${roughBehind})?`,
  'u',
)

/**
 * A Chinese numeral by itself counts nothing (一是, 三公), nor does one that is of no certain size (数百) or says a place
 * in a row (第三).
 */
const countsNothing = (
  { isWorded, kind, start, end }: StatedValue,
  before: string,
  counter: string,
): boolean =>
  isWorded &&
  (/[数几上成第每统唯同之进]$/u.test(before) || (kind === 'plain' && counter === '' && end - start === 1))

export const printedNumbers = (quote: string): readonly PrintedNumber[] => {
  const dates = printedDates(quote)
  return valuesIn(quote).flatMap((value): PrintedNumber[] => {
    const before = quote.slice(0, value.start)
    const behind = behindPrinted.exec(quote.slice(value.end))
    const { early = '', counter = '', late = '' } = behind?.groups ?? {}
    if (isWithin(dates, value.start) || countsNothing(value, before, counter)) return []
    const at = rough.findIndex(
      ({ zh }) => zh.before.test(before) || zh.after.test(early) || zh.after.test(late),
    )
    const counterAt = counters.findIndex((it) => it.test(counter))
    const isYear = isLikeYear(value) && (counter === '' || counterAt === yearCounter)
    return [
      {
        value,
        start: value.start - lengthOf(rough[at]?.zh.before, before),
        end: value.end + (behind?.[0].trimEnd().length ?? 0),
        rough: at,
        counter: isYear || counter === '' ? null : counterAt < 0 ? 'other' : counterAt,
        isYear,
      },
    ]
  })
}

const isLikeYear = ({ kind, decimal }: StatedValue): boolean =>
  kind === 'plain' && /^(?:19|20)\d\d$/u.test(decimal)

const isWithin = (spans: readonly Span[], offset: number): boolean =>
  spans.some(({ start, end }) => start <= offset && offset < end)

export const saidNumbers = (gloss: GlossText): readonly SaidNumber[] => {
  const { text } = gloss
  const dates = saidDates(text)
  return valuesIn(text).flatMap((value): SaidNumber[] => {
    if (isWithin(dates, value.start) || (value.isWorded && isOfPhrase(value.start, gloss))) return []
    const before = text.slice(0, value.start)
    const after = text.slice(value.end)
    const at = rough.findIndex(({ en }) => en.before.test(before) || en.after.test(after))
    const end = value.end + lengthOf(rough[at]?.en.after, after)
    const counted = countedWords(end, gloss)
    return [
      {
        value,
        start:
          value.start -
          Math.max(lengthOf(rough[at]?.en.before, before), lengthOf(/(?:(?:RMB|CNY) ?|[¥￥])$/u, before)),
        end,
        rough: at,
        counted,
        mayBeYear: isLikeYear(value) && isUsedAsYear(before, text.slice(end), counted, gloss),
      },
    ]
  })
}

/** "In 2022", "the 2022 plan", "plans, 2022", and not "2022 workers". */
const isUsedAsYear = (
  before: string,
  after: string,
  counted: readonly number[],
  { tokens }: GlossText,
): boolean => {
  if (counted.length > 0)
    return (
      /\b(?:in|the|since|during|(?<!\b(?:total|number|sum|all) )of) $/iu.test(before) &&
      !counted.some((word) => isCounter(tokens[word]?.text ?? ''))
    )
  const isBehindPreposition =
    /(?:\b(?:in|of|since|during|for|from|until|to|by|than|with|year|\d{4} and)|[–-]) ?$/iu.test(before)
  return (
    isBehindPreposition ||
    dateBeforeYear.test(before) ||
    (/[,(] ?$/u.test(before) && /^(?:[.,;)]|$)/u.test(after))
  )
}

/** A number in words that is part of a phrase, such as "one-off", is none. */
const isOfPhrase = (offset: number, { tokens, readings }: GlossText): boolean => {
  const at = tokens.findIndex(({ start }) => start === offset)
  return [at - 1, at].some((first) =>
    readings[first]?.some(
      (reading) => spansOf(reading).length > 0 && reading.length > 1 && first + reading.length > at,
    ),
  )
}

/** What follows up to a mark, a number or a word such as "of"; in "20-30 workers" both numbers are of workers. */
const countedWords = (offset: number, { text, tokens }: GlossText): readonly number[] => {
  const range = lengthOf(/^[-–][\d,.]*\d/u, text.slice(offset))
  const start = offset + range
  const end = start + text.slice(start).search(/[,;:.()\d]|$/u)
  const behind = tokens.flatMap((token, at) => (token.start >= start && token.end <= end ? [at] : []))
  const last = behind.findIndex((at) => isPlain(tokens[at]?.text ?? ''))
  return last < 0 ? behind : behind.slice(0, last)
}

export const countedByWord = grammar.counters.map(({ en, also }) => ({
  own: stemSet(en),
  any: stemSet([...en, ...also]),
}))
export const isCounter = (word: string): boolean => countedByWord.some(({ own }) => own.has(word))

/** A year counts nothing, and 一 may be no more than "a". */
export const isCount = ({ value, isYear }: PrintedNumber): boolean =>
  !isYear && !(value.isWorded && value.decimal === '1')
