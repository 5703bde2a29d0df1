/** Days and months of a quote and of its gloss. */
import type { Span } from './gloss-lexicon.ts'
import nameWords from './gloss-names.json' with { type: 'json' }

/** Without its year: "3" or "3-15". */
export type DateOfText = Span & Readonly<{ date: string }>

const monthNames = Object.entries(nameWords).flatMap(([name, printed]) =>
  printed.includes('月') ? [name] : [],
)

export const printedDates = (quote: string): readonly DateOfText[] =>
  [...quote.matchAll(/(?<!\d)(\d{1,2})月份?(?:(\d{1,2})日)?/gu)].map(
    ({ 0: printed, 1: month, 2: day, index }) => ({
      date: dateOf(Number(month), day),
      start: index,
      end: index + printed.length,
    }),
  )

/** What stands before a year that belongs to a date. */
export const dateBeforeYear = new RegExp(`\\b(?:${monthNames.join('|')})(?: \\d{1,2},?)? $`, 'u')

const saidMonth = new RegExp(
  `(?:\\b(\\d{1,2})(?:st|nd|rd|th)? (?:of )?)?\\b(${monthNames.join('|')})\\b(?: (\\d{1,2})(?:st|nd|rd|th)?(?!\\d))?`,
  'gu',
)

export const saidDates = (english: string): readonly DateOfText[] =>
  [...english.matchAll(saidMonth)].map(({ 0: said, 1: before, 2: month, 3: behind, index }) => ({
    date: dateOf(monthNames.indexOf(month ?? '') + 1, before ?? behind),
    start: index,
    end: index + said.length,
  }))

const dateOf = (month: number, day: string | undefined): string =>
  day === undefined ? `${month}` : `${month}-${Number(day)}`
