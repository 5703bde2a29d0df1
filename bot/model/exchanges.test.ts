import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  appendExchange,
  type Exchange,
  ExchangeFileProblem,
  readExchanges,
  recordExchanges,
  replayExchanges,
} from './exchanges.ts'
import type { ModelReply } from './model-service.ts'
import { failed, modelRequest, said, serviceOf } from './testing/requests.ts'

let folder: string
let path: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-exchanges-'))
  path = join(folder, 'exchanges.jsonl')
})
afterEach(() => rmSync(folder, { recursive: true }))

/** Records what a service replies to these requests, one after the other. */
const record = async (
  replies: readonly ModelReply[],
  requests: readonly ReturnType<typeof modelRequest>[],
): Promise<void> => {
  const left = [...replies]
  const service = serviceOf(async () => left.shift() ?? failed('unreachable'))
  const recording = recordExchanges(service, appendExchange(path))
  for (const request of requests) await recording.ask(request)
}

const cutOff: ModelReply = {
  kind: 'failed',
  code: 'cut-off',
  use: { model: 'test-model', promptTokens: 30, completionTokens: 200, elapsedMs: 5 },
}

it.each([
  { name: 'what was said', reply: said('{"kind":"figures"}\n<think>') },
  { name: 'a failure', reply: failed('rate-limited') },
  { name: 'a failure that cost something', reply: cutOff },
])('says again $name, with what it cost', async ({ reply }) => {
  await record([reply], [modelRequest()])
  expect(await replayExchanges(readExchanges(path)).ask(modelRequest())).toEqual(reply)
})

it('keeps the request by its subject and the hash of its prompt, and not the prompt', async () => {
  const other = modelRequest({ messages: [{ role: 'user', content: 'another prompt' }] })
  await record([said('甲'), said('乙'), said('丙')], [modelRequest(), modelRequest(), other])
  const exchanges = readExchanges(path)
  expect(exchanges[0]).toMatchObject({
    source: 'real',
    model: 'test-model',
    purpose: 'plan',
    subject: modelRequest().subject,
    reply: { text: '甲' },
    promptTokens: 30,
    completionTokens: 7,
  })
  const [first, second, third] = exchanges.map(({ promptHash }) => promptHash)
  expect(second).toBe(first)
  expect(third).not.toBe(first)
  expect(JSON.stringify(exchanges)).not.toContain('another prompt')
})

describe('a replay', () => {
  it('finds by purpose and subject, however the prompt is worded', async () => {
    await record(
      [said('甲'), said('乙')],
      [modelRequest({ purpose: 'plan' }), modelRequest({ purpose: 'repair' })],
    )
    const replay = replayExchanges(readExchanges(path))
    const reworded = { messages: [{ role: 'user' as const, content: 'other words' }] }
    expect(await replay.ask(modelRequest({ purpose: 'repair', ...reworded }))).toMatchObject({ text: '乙' })
    expect(await replay.ask(modelRequest({ purpose: 'plan', ...reworded }))).toMatchObject({ text: '甲' })
    expect(await replay.ask(modelRequest({ purpose: 'prose' }))).toEqual(failed('no-reply-kept'))
    expect(await replay.ask(modelRequest({ subject: '别的' }))).toEqual(failed('no-reply-kept'))
  })

  it('gives several replies in their order and the last one again', async () => {
    await record([said('甲'), said('乙')], [modelRequest(), modelRequest()])
    const replay = replayExchanges(readExchanges(path))
    const replies = [
      await replay.ask(modelRequest()),
      await replay.ask(modelRequest()),
      await replay.ask(modelRequest()),
    ]
    expect(replies).toMatchObject([{ text: '甲' }, { text: '乙' }, { text: '乙' }])
  })

  it('is real only if a model said all of it', () => {
    const real = exchange({ source: 'real' })
    expect(replayExchanges([real, real]).isReal).toBe(true)
    expect(replayExchanges([real, exchange({ source: 'scripted' })]).isReal).toBe(false)
    expect(replayExchanges([]).isReal).toBe(false)
  })

  it('is named after the models that spoke', () => {
    const models = ['small', 'small', 'large'].map((model) => exchange({ model }))
    expect(replayExchanges(models).model).toBe('small, large')
  })

  it('estimates what a script does not count', async () => {
    const { promptTokens: _, completionTokens: __, elapsedMs: ___, ...uncounted } = exchange({})
    writeFileSync(path, JSON.stringify(uncounted))
    const reply = await replayExchanges(readExchanges(path)).ask(modelRequest())
    expect(reply.use).toMatchObject({ promptTokens: expect.any(Number), completionTokens: 1 })
  })
})

const exchange = (changes: Partial<Exchange>): Exchange => ({
  source: 'scripted',
  model: 'small',
  purpose: 'plan',
  subject: modelRequest().subject,
  promptHash: '0',
  reply: { text: '{}' },
  promptTokens: 1,
  completionTokens: 1,
  elapsedMs: 1,
  ...changes,
})

describe('a file that cannot be used is told with its line and the reason', () => {
  const sound = JSON.stringify(exchange({}))
  it.each([
    { name: 'not JSON', lines: [sound, '{"source":'], told: /exchanges\.jsonl, line 2 is not JSON: / },
    { name: 'not an exchange', lines: [sound, '', '7'], told: /, line 3 is not an exchange with a model: / },
    {
      name: 'no such purpose',
      lines: [JSON.stringify({ ...exchange({}), purpose: 'poem' })],
      told: /, line 1 is not an exchange with a model: purpose: /,
    },
    {
      name: 'no reply',
      lines: [JSON.stringify({ ...exchange({}), reply: { code: 'lost' } })],
      told: /: reply/,
    },
    {
      name: 'something more',
      lines: [JSON.stringify({ ...exchange({}), note: 'mine' })],
      told: /line 1 .*note/,
    },
  ])('$name', ({ lines, told }) => {
    writeFileSync(path, lines.join('\n'))
    expect(() => readExchanges(path)).toThrow(ExchangeFileProblem)
    expect(() => readExchanges(path)).toThrow(told)
  })

  it('also one that is not there', () => {
    expect(() => readExchanges(path)).toThrow(/exchanges\.jsonl cannot be read: /)
  })
})
