/**
 * What the way by a model costs beside the model's own time: a service on this machine says what was once said to the
 * development set, over real connections, and the time it takes for that is not counted.
 */
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import type { CurrentStore } from '../../../db/store-location.ts'
import { openAnswerer } from '../../answer/create-answerer.ts'
import { withReaderMark } from '../../answer/reader-mark.ts'
import { readCaseSet } from '../../evaluation/case-sets.ts'
import { percentile } from '../../evaluation/percentile.ts'
import { readExchanges } from '../../model/exchanges.ts'
import { createOpenaiService } from '../../model/openai-service.ts'
import { says, startModelServer } from '../../model/testing/model-server.ts'
import { type Measure, ms, timed } from './measures.ts'

const exchangesFile = join(import.meta.dirname, '../../evaluation/exchanges/dev.scripted.jsonl')

/** No model is faster; the rules' reading is told meanwhile. */
const thinkingMs = 50

/** A reading is kept, so that the model is asked of each question once; the first ones only open the way. */
const warmingQuestions = 40

export const benchModel = async (store: CurrentStore): Promise<readonly Measure[]> => {
  const replies = new Map(
    readExchanges(exchangesFile).flatMap(({ purpose, subject, reply }) =>
      purpose === 'plan' && 'text' in reply ? [[subject, reply.text] as const] : [],
    ),
  )
  const questions = readCaseSet('dev').cases.flatMap(({ turns: [question, ...others] }) =>
    question !== undefined && others.length === 0 && replies.has(JSON.stringify([question]))
      ? [question]
      : [],
  )
  let modelMs = 0
  const server = await startModelServer(async (request, response) => {
    await setTimeout(thinkingMs)
    await says(replies.get(subjectOf(request.body?.messages ?? [])) ?? '')(request, response)
    modelMs += performance.now() - request.at
  })
  const service = createOpenaiService({
    apiKey: null,
    baseUrl: server.baseUrl,
    model: 'scripted',
    api: 'chat',
    timeoutMs: 10_000,
  })
  const clock = () => performance.now()
  const byRules = await openAnswerer({ store, clock })
  const byModel = await openAnswerer({ store, clock, planning: { service, mode: 'model' } })
  try {
    // The rules' reading warms everything but the way by the model.
    for (const question of questions) {
      await byRules.answer([question])
      await byModel.answer([withReaderMark({ question, reader: 'embedded', reading: null }, 'en')])
    }
    const alone: number[] = []
    const beside: number[] = []
    for (const question of questions) {
      alone.push((await timed(() => byRules.answer([question]))).ms)
      modelMs = 0
      const asked = await timed(() => byModel.answer([question]))
      if (asked.value.model !== undefined) beside.push(asked.ms - modelMs)
    }
    const warm = beside.slice(warmingQuestions)
    return [
      {
        what: 'the same by a model, beside its own time p50',
        measured: ms(percentile(warm, 50)),
        comparedWith: `by the rules alone ${ms(percentile(alone, 50))}`,
        ratio: percentile(warm, 50) / percentile(alone, 50),
        toReach: 'at most 15 ms',
      },
    ]
  } finally {
    await Promise.all([byRules.close(), byModel.close(), service.close()])
    await server.close()
  }
}

const subjectOf = (messages: readonly Readonly<{ role: string; content: string }>[]): string => {
  const asked: unknown = JSON.parse(messages.find(({ role }) => role === 'user')?.content ?? '{}')
  const isAsked = typeof asked === 'object' && asked !== null && 'question' in asked
  return JSON.stringify(isAsked ? [asked.question] : [])
}
