/**
 * What of a thread goes into a prompt, so that it has with its schema at most 6,000 tokens, whatever is typed: no service makes
 * more tokens of a text than the text has bytes.
 */
import type { Language } from '../../db/domain/terms.ts'

/** Tokens that the instructions and the schema leave to what is typed and to names of the store: `prompt-size.test.ts` counts. */
const roomTokens: Readonly<Record<Language, number>> = { zh: 620, en: 1_050 }
/** Of these, for the names of a few bodies and items. */
const leastNameTokens = 110
const mostNotKnownTokens = 90

export type TypedTexts = Readonly<{
  question: string
  /** Words of it that the rules know nothing of. */
  notKnown: readonly string[]
  /** Earlier questions, oldest first. */
  before: readonly string[]
}>

/**
 * The question with what else has room: of the earlier ones the oldest are left out. `nameTokens`: what is left for names of the
 * store. null: the question is too long.
 */
export const fitTyped = (
  { question, notKnown, before }: TypedTexts,
  language: Language,
): (TypedTexts & Readonly<{ nameTokens: number }>) | null => {
  const room = roomTokens[language] - mostTokensOf([question])
  const typedRoom = room - leastNameTokens
  if (typedRoom < 0) return null
  const words = firstOf(notKnown, Math.min(mostNotKnownTokens, typedRoom))
  const earlier = lastOf(before, typedRoom - mostTokensOf(words))
  return {
    question,
    notKnown: words,
    before: earlier,
    nameTokens: room - mostTokensOf([...words, ...earlier]),
  }
}

const firstOf = (texts: readonly string[], room: number): readonly string[] =>
  mostTokensOf(texts) <= room ? texts : firstOf(texts.slice(0, -1), room)

const lastOf = (texts: readonly string[], room: number): readonly string[] =>
  mostTokensOf(texts) <= room ? texts : lastOf(texts.slice(1), room)

/** As they stand in JSON, each with its comma. */
const mostTokensOf = (texts: readonly string[]): number =>
  texts.reduce((tokens, text) => tokens + Buffer.byteLength(JSON.stringify(text)) + 1, 0)
