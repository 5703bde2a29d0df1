/** What no machine-written text may hold, whatever it is about: it is looked at before anything is understood. */
import type { Language } from '../../../db/domain/terms.ts'
import { foldWidth } from './stated-value.ts'

export type FormFault = 'length' | 'characters' | 'advice'

const mostCharacters: Readonly<Record<Language, number>> = { zh: 200, en: 400 }

/**
 * Han characters, ASCII letters and digits, full-width digits, and the marks of plain prose. Digits and letters of other
 * scripts look like these and are not; links, mentions, mark-up, code and addresses need marks that are not here.
 */
const plainCharacters = /^[\p{Script=Han}A-Za-z0-9０-９ .,;:()%'"，。、；：（）％“”‘’《》·×¥￥–—-]+$/u
/** A point or colon within a word makes an address: example.com. */
const marksWithinWords = /[A-Za-z][.:][A-Za-z]|[A-Za-z]\.\d|\p{Script=Han}[.:]\p{Script=Han}/u

const advice: Readonly<Record<Language, RegExp>> = {
  zh: /建议|应当|应该|必须|务必|需要|请|忽略|禁止|不得|要求|点击|联系/u,
  en: /\b(?:should|must|ought|shall|recommend\w*|advis\w*|suggest\w*|please|need(?:s|ed)? to|ha(?:s|ve) to|ignore|click|visit|contact|call|you|your|we|let us)\b/iu,
}

/** Outcomes: null where nothing is wrong with it. */
export const formFault = (
  text: string,
  language: Language,
  most: number = mostCharacters[language],
): FormFault | null => {
  if (text.trim() === '' || text.length > most) return 'length'
  if (!plainCharacters.test(text) || marksWithinWords.test(text)) return 'characters'
  return advice[language].test(text) ? 'advice' : null
}

const listMark =
  /^\s*(?:[(（](?:\d{1,2}|[一二三四五六七八九十])[)）]|\d{1,2}(?:[)、）]|[.．](?=\s|\p{Script=Han}))|[一二三四五六七八九十]、|[①-⑨])\s*/u

const ordinals: Readonly<Record<Language, readonly RegExp[]>> = {
  zh: [
    /^\s*(?:第一，|首先，|其一，|一是)/u,
    /^\s*(?:第二，|其次，|其二，|二是)/u,
    /^\s*(?:第三，|最后，|其三，|三是)/u,
  ],
  en: [/^\s*first(?:ly)?, /iu, /^\s*second(?:ly)?, /iu, /^\s*(?:third(?:ly)?|finally), /iu],
}

/** The parts of a sentence between semicolons, without the words that count them; elsewhere these would be ranks. */
export const withoutOrdinals = (text: string, language: Language): string =>
  text
    .split(/(?<=[;；])/u)
    .map((part, at) => part.replace(ordinals[language][at] ?? '', ''))
    .join('')

/** A sentence without the number of its place in a list. */
export const withoutListMark = (text: string): string => text.replace(listMark, '').trim()

/** A quote without the spaces between its characters, its digits and signs in ASCII, 6万余元 as 6万元余. */
export const foldedQuote = (quote: string): string =>
  foldWidth(quote)
    .replace(/(?<=\p{Script=Han})\s+|\s+(?=\p{Script=Han})/gu, '')
    .replace(/余([元圆])/gu, '$1余')
