import type { Citation } from './answer.ts'
import type { Told } from './parts.ts'
import type { Phrases } from './phrases.ts'
import { placeWords } from './place-words.ts'

const mostSources = 6

/** The same answer, with the places that print its figures told in words. */
export const tellSources = ({ parts, departments }: Told, say: Phrases): Told => {
  const places = parts.citations
    .slice(0, mostSources)
    .map((citation, index) => `[${index + 1}] ${sourceText(citation, say)}`)
  const more = parts.citations.length - places.length
  return {
    departments,
    parts: {
      ...parts,
      text: [
        parts.text,
        ...(places.length > 0 ? [say.printedAt, ...places] : []),
        ...(more > 0 ? [say.moreRows(mostSources, parts.citations.length)] : []),
      ].join('\n'),
    },
  }
}

/** The file, the lines or page, the table or section, and what stands there. */
export const sourceText = ({ file, place, quote, ...span }: Citation, say: Phrases): string => {
  const where = placeWords(span, say)
  return say.source(file, where, place, quote)
}
