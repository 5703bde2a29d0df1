/**
 * Whether an English gloss stands for its Chinese quote. Free translation cannot be accounted for word by word as a
 * sentence is, so what can be compared is: numbers, names, directions and negation.
 */
import { pinyin } from 'pinyin-pro'
import { proseLimits } from '../../../prompts/prose-prompt.ts'
import { type FormFault, formFault, withoutListMark } from './check-form.ts'
import nameWords from './gloss-names.json' with { type: 'json' }
import { isSameValue, type StatedValue, type Value, valuesIn } from './stated-value.ts'

export type GlossFault = FormFault | 'language' | 'number' | 'other-name' | 'direction' | 'negation'

/** Outcomes: null where the gloss stands. */
export const glossFault = (english: string, quote: string): GlossFault | null => {
  const text = withoutListMark(english)
  const printed = withoutListMark(quote)
  const form = formFault(text, 'en', proseLimits.glossCharacters)
  // What documents urge or say of themselves may be urged or said in English.
  if (form !== null && !(form === 'advice' && /应|须|(?<![主重])要|需|请|建议|我/u.test(printed))) return form
  if (/\p{Script=Han}/u.test(text)) return 'language'
  if (!hasSameNumbers(text, printed)) return 'number'
  if (!isNamedIn(text, printed)) return 'other-name'
  if (!hasSameDirections(text, printed)) return 'direction'
  return hasSameNegation(text, printed) ? null : 'negation'
}

const monthNames = Object.entries(nameWords).filter(([, printed]) => printed.includes('月'))

/** In months' names there are numbers too. */
const monthsAsNumbers = (text: string): string =>
  monthNames.reduce(
    (numbered, [name], at) => numbered.replace(new RegExp(`\\b${name}\\b`, 'gu'), String(at + 1)),
    text,
  )

const isYear = ({ kind, decimal }: Value): boolean => kind === 'plain' && /^(?:19|20)\d\d$/u.test(decimal)

/**
 * Every number in digits is in the gloss, in the same order but for dates; nothing else is, but for what the quote says
 * in Chinese numerals, many of which count nothing (一次性, 统一).
 */
const hasSameNumbers = (english: string, quote: string): boolean => {
  const printed = valuesIn(quote)
  const said = valuesIn(monthsAsNumbers(english))
  const needed = printed.filter(({ isWorded }) => !isWorded)
  const isIn = (values: readonly StatedValue[]) => (value: StatedValue) =>
    values.some((one) => isSameValue(one, value))
  if (!said.every(isIn(printed)) || !needed.every(isIn(said))) return false
  const isDated = /\d\s*月/u.test(quote)
  const inOrder = (values: readonly StatedValue[]) =>
    values
      .filter((value) => isIn(needed)(value) && !isYear(value) && !(isDated && isDayOrMonth(value)))
      .map(({ decimal, kind }) => `${decimal} ${kind}`)
      .join()
  return inOrder(said) === inOrder(printed)
}

const isDayOrMonth = ({ kind, decimal }: Value): boolean => kind === 'plain' && Number(decimal) <= 31

/** A name is what is written with a capital: it stands in the quote in Latin letters, by its sound, or as a word for a place. */
const isNamedIn = (english: string, quote: string): boolean => {
  const isGeneral = (word: string): boolean => {
    const printed = Object.entries(nameWords).find(([name]) => name === word)?.[1]
    return printed !== undefined && new RegExp(printed, 'u').test(quote)
  }
  const general = new RegExp(`\\b(?:${Object.keys(nameWords).join('|')})\\b`, 'gu')
  const words = english.match(general) ?? []
  if (!words.every(isGeneral)) return false
  const names =
    english.replace(general, ',').match(/\b[A-Za-z]*[A-Z][A-Za-z]*(?:[ '-][A-Z][A-Za-z]*)*/gu) ?? []
  return names.length === 0 || names.every(isHeardIn(quote))
}

const isHeardIn = (quote: string) => {
  const sounds = pinyin(quote, { toneType: 'none', type: 'array', v: true })
  return (name: string): boolean => {
    const letters = name.toLowerCase().replace(/[^a-z]/gu, '')
    return quote.includes(name) || sounds.some((_, start) => startsWithSounds(letters, sounds.slice(start)))
  }
}

/** Whole syllables from the first on. */
const startsWithSounds = (letters: string, sounds: readonly string[]): boolean => {
  let rest = letters
  for (const sound of sounds) {
    if (rest === '' || sound === '' || !rest.startsWith(sound)) break
    rest = rest.slice(sound.length)
  }
  return rest === ''
}

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
  zh: /没|未|无|不(?!断|仅|但|同)/u,
  plainEn: /\b(?:no|not|never|none|nor|without|cannot)\b|n['’]t\b/iu,
  /** Also within words: insufficient, lacking. */
  en: /\b(?:no|not|never|none|nor|without|cannot|lack\w*|fail\w*|absen\w*|short\w*|less|un\w+|in(?:suf|ade|acc|com|eff|con)\w+|im(?:per|ba|pro)\w+|non\w*|\w+less)\b|n['’]t\b/iu,
} as const

const hasSameNegation = (english: string, quote: string): boolean =>
  negations.zh.test(quote) ? negations.en.test(english) : !negations.plainEn.test(english)
