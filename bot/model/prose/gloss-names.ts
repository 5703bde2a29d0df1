/** Names in a gloss: what is written with a capital stands in the quote in Latin letters, by its sound, or as a word for a place. */
import { pinyin } from 'pinyin-pro'
import { knownWordsIn, type Span } from './gloss-lexicon.ts'
import nameWords from './gloss-names.json' with { type: 'json' }

/** `printed`: where the quote has it. */
export type NameOfText = Span & Readonly<{ printed: readonly Span[] }>

const kindsOfPlace: Readonly<Record<string, string>> = nameWords
const generalWords = new RegExp(`\\b(?:${Object.keys(nameWords).join('|')})\\b`, 'gu')
const nameInText = /\b[A-Za-z]*[A-Z][A-Za-z]*(?:[ '-][A-Z][A-Za-z]*)*/gu

/** null: one of them is not in the quote. */
export const namesOf = (english: string, quote: string): readonly NameOfText[] | null => {
  const isGeneral = (word: string): boolean => {
    const printed = Object.entries(nameWords).find(([name]) => name === word)?.[1]
    return printed !== undefined && new RegExp(printed, 'u').test(quote)
  }
  if (!(english.match(generalWords) ?? []).every(isGeneral)) return null
  const particular = english.replace(generalWords, (word) => ','.repeat(word.length))
  const heardIn = hearNameIn(quote)
  const names = [...particular.matchAll(nameInText)].map(({ 0: name, index }) => {
    const end = index + name.length
    const [kind] = /^ [A-Z][a-z]+/u.exec(english.slice(end)) ?? []
    const behind = new RegExp(`^(?:${kindsOfPlace[kind?.trim() ?? ''] ?? ''})`, 'u')
    return {
      start: index,
      end,
      printed: heardIn(name).filter((heard) => behind.test(quote.slice(heard.end))),
    }
  })
  return names.every(({ printed }) => printed.length > 0) ? names : null
}

/** No name is heard within a word (管理 is no Guan Li), nor goes on into what a place is (新洲区 is no Xin Zhouqu). */
const hearNameIn = (quote: string) => {
  const sounds = pinyin(quote, { toneType: 'none', type: 'array', v: true })
  const words = knownWordsIn(quote)
  return (name: string): readonly Span[] => {
    const letters = name.toLowerCase().replace(/[^a-z]/gu, '')
    const inLetters = quote.indexOf(name)
    const bySound = sounds
      .map((_, start) => ({ start, end: start + syllablesOf(letters, sounds.slice(start)) }))
      .filter(
        ({ start, end }) =>
          end - start > 1 &&
          !/[区县市省镇乡]/u.test(quote.slice(start, end)) &&
          !words.some((word) => word.start < end && start < word.end),
      )
    return inLetters < 0 ? bySound : [{ start: inLetters, end: inLetters + name.length }]
  }
}

/** How many whole syllables from the first on the letters are; 0: they are not. */
const syllablesOf = (letters: string, sounds: readonly string[]): number => {
  let rest = letters
  let count = 0
  for (const sound of sounds) {
    if (rest === '' || sound === '' || !rest.startsWith(sound)) break
    rest = rest.slice(sound.length)
    count += 1
  }
  return rest === '' ? count : 0
}
