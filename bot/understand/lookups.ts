/** What words are looked up by in the texts of documents. */
import { tokenize } from './tokens.ts'

/** Shorter English words say little. */
const shortestStem = 4

/** Chinese is looked up by pairs of characters, English by the stems of its words. */
export const lookupsOf = (text: string): readonly string[] => {
  const tokens = tokenize(text)
  const pairs = tokens.flatMap(({ kind, text: character, end }, index) => {
    const next = tokens[index + 1]
    return kind === 'han' && next?.kind === 'han' && next.start === end ? [`${character}${next.text}`] : []
  })
  const stems = tokens.filter(({ kind, text: stem }) => kind === 'word' && stem.length >= shortestStem)
  return [...pairs, ...stems.map((token) => token.text)]
}
