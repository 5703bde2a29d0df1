/** Whether a gloss has the numbers of its quote: the same, of the same things, in the same order and direction. */
import type { Token } from '../../understand/tokens.ts'
import { type DateOfText, printedDates, saidDates } from './gloss-dates.ts'
import { spansOf } from './gloss-lexicon.ts'
import {
  countedByWord,
  isCount,
  isCounter,
  type NumberOfText,
  type PrintedNumber,
  printedNumbers,
  type SaidNumber,
  saidNumbers,
} from './gloss-numbers.ts'
import { type GlossText, stretchAround } from './gloss-text.ts'
import type { QuoteParts } from './quote-parts.ts'
import { isSameValue } from './stated-value.ts'

/** A counter that English has a word for is said by it; nothing else is called by such a word. */
const isOfSameCounter = (
  { counted }: SaidNumber,
  { counter, value }: PrintedNumber,
  tokens: readonly Token[],
): boolean => {
  if (value.kind !== 'plain' || counter === null) return true
  const words = counted.map((at) => tokens[at]?.text ?? '')
  if (counter === 'other')
    return ![words.at(0), words.at(-1)].some((word) => word !== undefined && isCounter(word))
  const named = countedByWord[counter]?.any
  return words.some((word, at) => named?.has(word) || named?.has(`${word} ${words[at + 1]}`))
}

const isSameNumber = (said: SaidNumber, printed: PrintedNumber, tokens: readonly Token[]): boolean =>
  isSameValue(said.value, printed.value) &&
  said.rough === printed.rough &&
  (printed.isYear ? said.mayBeYear : isOfSameCounter(said, printed, tokens))

/** A number or a date of a gloss with the numbers or dates of the quote that it may be. */
export type MatchedNumber = Readonly<{ said: SaidNumber; printed: readonly PrintedNumber[] }>
export type MatchedDate = Readonly<{ said: DateOfText; printed: readonly DateOfText[] }>
export type Numbers = Readonly<{
  printed: readonly PrintedNumber[]
  matched: readonly MatchedNumber[]
  dates: readonly MatchedDate[]
}>

/**
 * Every number that is printed is said, in the same order but for years and dates; no other is.
 * Outcomes: null where it is otherwise.
 */
export const matchNumbers = (gloss: GlossText, quote: string): Numbers | null => {
  const printed = printedNumbers(quote)
  const matched = saidNumbers(gloss).map((said) => ({
    said,
    printed: printed.filter((one) => isSameNumber(said, one, gloss.tokens)),
  }))
  const dates = matchDates(saidDates(gloss.text), printedDates(quote))
  const needed = printed.filter(isCount)
  const saidOfNeeded = matched.filter((number) => number.printed.some((one) => needed.includes(one)))
  const years = printed.filter(({ isYear }) => isYear)
  const isWhole =
    matched.every((number) => number.printed.length > 0) &&
    years.every((year) => matched.some((number) => number.printed.includes(year))) &&
    inOrder(saidOfNeeded.map(({ said }) => said)) === inOrder(needed)
  return isWhole && dates !== null ? { printed, matched, dates } : null
}

const inOrder = (numbers: readonly NumberOfText[]): string =>
  numbers.map(({ value: { decimal, kind } }) => `${decimal} ${kind}`).join()

const matchDates = (
  said: readonly DateOfText[],
  printed: readonly DateOfText[],
): readonly MatchedDate[] | null => {
  const datesOf = (dates: readonly DateOfText[]): string =>
    dates
      .map(({ date }) => date)
      .toSorted()
      .join()
  return datesOf(said) === datesOf(printed)
    ? said.map((date) => ({ said: date, printed: printed.filter((one) => one.date === date.date) }))
    : null
}

/** How far behind its number the noun of what is counted may stand: 6954名女职工, 25户建档困难职工家庭. */
const nounWithin = 8

/** What English says is counted stands before the number or directly behind it, and is not what is told further on. */
export const isCountedNearby = (
  { said, printed }: MatchedNumber,
  { readings }: GlossText,
  { partAt }: QuoteParts,
): boolean =>
  printed.some(
    (number) =>
      number.value.kind !== 'plain' ||
      number.isYear ||
      said.counted.every((at) => {
        const places = (readings[at] ?? []).flatMap(spansOf)
        return (
          places.length === 0 ||
          places.some(
            ({ start }) => partAt(start) <= partAt(number.start) && start <= number.end + nounWithin,
          )
        )
      }),
  )

const directionBefore = /(?:增加?|增长|上升|上涨|提高|超出?|高出?|多|减少?|下降|下滑|降低|低|少)了?$/u

const directionTo = /[增减升降提][加少高低升长]?[到至]$/u

/** An increase or a decrease by a number is said where the number is; one to a number is something else. */
export const hasItsDirection = (
  { said, printed }: MatchedNumber,
  gloss: GlossText,
  quote: string,
): boolean => {
  const at = gloss.tokens.findIndex(({ start }) => start >= said.value.start)
  const relations = stretchAround(at, gloss).flatMap((place) =>
    (gloss.readings[place] ?? []).flatMap((reading) =>
      reading.bound === 'relation' ? spansOf(reading) : [],
    ),
  )
  const isSaidTo = /\bto (?:(?:RMB|CNY) ?|[¥￥])?$/iu.test(gloss.text.slice(0, said.start))
  return printed.some(({ start }) => {
    const before = quote.slice(0, start)
    if (directionTo.test(before)) return isSaidTo
    const [direction] = directionBefore.exec(before) ?? []
    return (
      direction === undefined ||
      (!isSaidTo &&
        relations.some((relation) => relation.start < start && relation.end > start - direction.length))
    )
  })
}
