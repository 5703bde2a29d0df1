import type { Token } from '../../understand/tokens.ts'
import { englishTokens, type Reading, readingsOf } from './gloss-lexicon.ts'

/** A gloss cut into words, each with what it may stand for. */
export type GlossText = Readonly<{
  text: string
  tokens: readonly Token[]
  readings: readonly (readonly Reading[])[]
  /** Behind which words a stretch ends: at a mark, an "and" and the like. */
  ends: readonly boolean[]
}>

export const glossText = (text: string, quote: string): GlossText => {
  const tokens = englishTokens(text)
  return {
    text,
    tokens,
    readings: readingsOf(tokens, quote),
    ends: tokens.map(({ text: word, end }, at) => {
      const gap = text.slice(end, tokens[at + 1]?.start ?? text.length)
      return /[,;:.()]/u.test(gap) || joined.test(`${tokens[at - 1]?.text} ${word}`)
    }),
  }
}

const joined = / (?:and|but|while|wherea)$|^(?:is|was) that$/u

/** The places of the words of the stretch that a word is in. */
export const stretchAround = (at: number, { ends }: GlossText): readonly number[] => {
  const first = ends.lastIndexOf(true, at - 1) + 1
  const last = ends.indexOf(true, at)
  return ends.map((_, place) => place).slice(at === 0 ? 0 : first, last < 0 ? ends.length : last + 1)
}
