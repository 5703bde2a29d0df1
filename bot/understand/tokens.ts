import { Converter } from 'opencc-js/t2cn'
import stemmer from 'wink-porter2-stemmer'

/**
 * A question as tokens: one for each Chinese character, one for each English word (stemmed) and number. Surfaces of the
 * vocabulary are cut the same way, so that both languages are matched by one scan.
 */
export type Token = Readonly<{
  /** Folded and stemmed: what is compared. */
  text: string
  kind: 'han' | 'word' | 'number' | 'sign'
  /** Span in the question as it was typed. */
  start: number
  end: number
}>

const pattern =
  /(?<han>\p{Script=Han})|(?<number>(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?)|(?<word>(?:(?!\p{Script=Han})\p{L})+(?:['’](?:(?!\p{Script=Han})\p{L})+)?)|(?<sign>[%¥￥<>=≥≤])/gu

export const tokenize = (text: string): readonly Token[] => {
  const folded = foldKeepingLength(text)
  return [...folded.matchAll(pattern)].map((match) => {
    const { han, number, word, sign } = match.groups ?? {}
    const start = match.index
    const end = start + match[0].length
    if (han !== undefined) return { text: han, kind: 'han', start, end }
    if (number !== undefined) return { text: number.replaceAll(',', ''), kind: 'number', start, end }
    if (word !== undefined) return { text: stem(word), kind: 'word', start, end }
    return { text: sign ?? '', kind: 'sign', start, end }
  })
}

const toSimplified = Converter({ from: 't', to: 'cn' })

/** Where a folding keeps the length, so that spans still fit the question as it was typed. */
const keepingLength = (text: string, fold: (text: string) => string): string => {
  const folded = fold(text)
  return folded.length === text.length ? folded : text
}

/** NFKC, lower case, simplified characters. */
const foldKeepingLength = (text: string): string =>
  isAscii(text)
    ? text.toLowerCase()
    : keepingLength(
        [...text]
          .map((character) => keepingLength(character, (it) => it.normalize('NFKC').toLowerCase()))
          .join(''),
        toSimplified,
      )

const isAscii = (text: string): boolean => /^\p{ASCII}*$/u.test(text)

/** Folds the forms of an English word together (Porter); surfaces are stemmed alike, so the result need not be a word. */
export const stem = (word: string): string => {
  const known = stems.get(word)
  if (known !== undefined) return known
  const stemmed = stemmer(word.replace(/['’](?:s|re|ve|ll|d|m)?$/u, '').replace(/['’]/gu, ''))
  if (stems.size < mostStems) stems.set(word, stemmed)
  return stemmed
}

/** Stemming takes longer than all else in building a vocabulary, whose many surfaces are made of few words. */
const stems = new Map<string, string>()
const mostStems = 20_000
