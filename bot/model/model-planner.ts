/**
 * The model planner: a question becomes a plan by way of a language model. Whatever the model says is only a reading: it
 * is held to the schema and to the question, has one more try with the exact issues, and otherwise is not used.
 */
import { stableId } from '../../db/domain/hash.ts'
import type { Language } from '../../db/domain/terms.ts'
import { replyJsonSchema } from '../../prompts/model-reply.ts'
import { type AskedOfModel, planningInstructions, planningQuestion } from '../../prompts/planning-prompt.ts'
import { repairPrompt } from '../../prompts/repair-prompt.ts'
import { createRecent } from '../recent.ts'
import { hear } from '../understand/hear.ts'
import { HeardQuestion } from '../understand/heard-question.ts'
import { understand } from '../understand/understand.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { ModelFailureCode, ModelMessage, ModelRequest, ModelService, ModelUse } from './model-service.ts'
import { nameCandidates } from './name-candidates.ts'
import { fitTyped } from './prompt-room.ts'
import { type ModelReading, type ReplyContext, replyReader } from './read-reply.ts'

/** Why a model's reading is not used: the service failed, what it said is none even after one repair, or it was not asked. */
export type UnusedCode = ModelFailureCode | 'wrong-reply' | 'question-too-long'

export type ModelRead = Readonly<{
  reading: ModelReading | Readonly<{ kind: 'unused'; code: UnusedCode }>
  /** One for each request that was made for this question; none where the reading was known. */
  uses: readonly ModelUse[]
}>

export type ModelPlanner = Readonly<{
  /** Outcomes: always a reading or why there is none. */
  read: (asked: ModelAsked, language: Language) => Promise<ModelRead>
}>

export type ModelAsked = Readonly<{
  question: string
  /** Earlier questions of the thread, oldest first. */
  before: readonly string[]
  /** Bodies that the last answer spoke of, by id. */
  spokenOf: readonly string[]
}>

export type ModelPlannerOptions = Readonly<{
  service: ModelService
  vocabulary: Vocabulary
  /** What makes a reading outdated: another store, other words. */
  storeVersion: string
}>

const mostReplyTokens = 1_500
/** Earlier questions that a follow-up may lean on. */
const mostBefore = 4
const keptReadings = 1_000

export const createModelPlanner = ({
  service,
  vocabulary,
  storeVersion,
}: ModelPlannerOptions): ModelPlanner => {
  const readings = createRecent<Promise<ModelRead>>(keptReadings)

  const askModel = async (asked: ModelAsked, language: Language): Promise<ModelRead> => {
    const { question, spokenOf } = asked
    const words = hear(question, vocabulary, spokenOf)
    const fitted = fitTyped(
      {
        question,
        notKnown: new HeardQuestion(words, question).unheard(),
        before: asked.before.filter((text) => !isRefused(text, vocabulary)).slice(-mostBefore),
      },
      language,
    )
    if (fitted === null) return unused('question-too-long', [])
    const { nameTokens, ...typed } = fitted
    const { before } = typed
    const named = nameCandidates([question, ...before], spokenOf, vocabulary, nameTokens)
    const context: ReplyContext = {
      named,
      vocabulary,
      asked: {
        question,
        text: [question, ...before].join('\n'),
        words,
        earlier: before.flatMap((text) => hear(text, vocabulary)),
        spokenOf,
      },
    }
    const spoken: AskedOfModel = {
      ...typed,
      spokenOf: named.departments.filter(({ id }) => spokenOf.includes(id)).map(({ name }) => name),
    }
    const request: ModelRequest = {
      purpose: 'plan',
      messages: [
        { role: 'system', content: planningInstructions(named, language) },
        { role: 'user', content: planningQuestion(spoken) },
      ],
      schema: { name: 'reply', json: replyJsonSchema(named) },
      subject: JSON.stringify([...before, question]),
      mostReplyTokens,
    }
    return converse(service, request, context)
  }

  return {
    read: (asked, language) => {
      const key = stableId(storeVersion, language, JSON.stringify(shapeOf(asked)))
      const known = readings.get(key)
      if (known) return known.then(({ reading }) => ({ reading, uses: [] }))
      const read = askModel(asked, language)
      readings.set(key, read)
      // What failed may succeed the next time.
      const forget = () => readings.delete(key)
      read.then(({ reading }) => reading.kind === 'unused' && forget(), forget)
      return read
    },
  }
}

/** The first reply, or what the model makes of it when told what is wrong. */
const converse = async (
  service: ModelService,
  request: ModelRequest,
  context: ReplyContext,
): Promise<ModelRead> => {
  const asking = service.ask(request)
  // Made while the model thinks.
  const read = replyReader(context)
  const first = await asking
  if (first.kind === 'failed') return unused(first.code, [first.use])
  const reading = read(first.text)
  if (reading.kind === 'read') return { reading: reading.value, uses: [first.use] }
  const mending: readonly ModelMessage[] = [
    { role: 'assistant', content: first.text },
    { role: 'user', content: repairPrompt(reading.issues) },
  ]
  const second = await service.ask({
    ...request,
    purpose: 'repair',
    messages: [...request.messages, ...mending],
  })
  const uses = [first.use, second.use]
  if (second.kind === 'failed') return unused(second.code, uses)
  const mended = read(second.text)
  return mended.kind === 'read'
    ? { reading: mended.value, uses: uses.filter((use) => use !== null) }
    : unused('wrong-reply', uses)
}

const unused = (code: UnusedCode, uses: readonly (ModelUse | null)[]): ModelRead => ({
  reading: { kind: 'unused', code },
  uses: uses.filter((use) => use !== null),
})

/** Orders and texts without end that were refused when they were asked come no further by standing in a thread. */
const isRefused = (text: string, vocabulary: Vocabulary): boolean => {
  const understanding = understand(text, vocabulary, null)
  return understanding.kind === 'refused' && understanding.code !== 'off-topic'
}

/** Questions that differ in width, case, white space or closing marks only are one. */
const shapeOf = ({ question, before, spokenOf }: ModelAsked) => ({
  question: plain(question),
  before: before.slice(-mostBefore).map(plain),
  spokenOf,
})

const plain = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .replace(/[?!。.…]+$/u, '')
