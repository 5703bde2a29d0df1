/** The language model as Slack speaks of it: which one reads, and when it can be asked to. */
import { languageOf } from '../../db/domain/text.ts'
import type { Answer } from '../answer/answer.ts'
import { cleanLine, lengthOf } from '../answer/plain-text.ts'
import { readReaderMark, withReaderMark } from '../answer/reader-mark.ts'
import type { Library } from '../library.ts'
import { limits } from './limits.ts'
import type { ModelMode } from './phrases.ts'

export type LanguageModel = Readonly<{
  name: string
  mode: ModelMode
  /** What it may cost in a day; null: nothing is set. */
  dailyTokens: number | null
}>

/** null: the rules read alone. */
export const languageModelOf = (
  { mode, model }: Library['planner'],
  dailyTokens: number | null,
): LanguageModel | null => (mode === 'embedded' || model === null ? null : { name: model, mode, dailyTokens })

/** Why a model that was asked could not be heard: asked once more, it may be. */
const passingFailures: readonly string[] = [
  'unreachable',
  'timeout',
  'rate-limited',
  'service-error',
  'paused',
  'busy',
]

/**
 * The same question for the model to read, as the button below an answer asks it.
 *
 * null: no button, since asking would say nothing else. What the rules declined without the model is certain: a body or
 * year that is not held, or a question that no model is to read. The question is marked in its own language, for by
 * that its answer's language is chosen.
 */
export const questionForModel = (
  asked: string,
  { status, model }: Answer,
  languageModel: LanguageModel | null,
): string | null => {
  const mark = readReaderMark(asked)
  const isUnread = model === undefined || model.code === 'wrote'
  const isWorthAsking = isUnread ? status === 'answer' : passingFailures.includes(model.code)
  if (languageModel === null || !isWorthAsking || mark?.reader === 'embedded') return null
  const question = cleanLine(mark?.question ?? asked)
  const marked = withReaderMark({ question, reader: 'model', reading: null }, languageOf(question))
  return lengthOf(marked) <= limits.buttonValue ? marked : null
}
