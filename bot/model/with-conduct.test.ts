import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { estimatePromptTokens } from './estimate-tokens.ts'
import type { ModelReply, ModelService } from './model-service.ts'
import { createOpenaiService } from './openai-service.ts'
import {
  after,
  type Behaviour,
  fails,
  inTurn,
  type ModelServer,
  says,
  sends,
  startModelServer,
} from './testing/model-server.ts'
import { failed, modelRequest, said, serviceOf } from './testing/requests.ts'
import { createTokenBookInMemory, type TokenBook } from './token-book.ts'
import { type Conduct, withConduct } from './with-conduct.ts'

const plenty = 1_000_000
const noon = Date.UTC(2026, 10, 28, 12)

let server: ModelServer
let now: number
let book: TokenBook
beforeEach(async () => {
  now = noon
  book = createTokenBookInMemory()
  server = await startModelServer(says('{}'))
})
afterEach(() => server.close())

const conducted = (changes: Partial<Conduct> = {}, inner?: ModelService): ModelService =>
  withConduct(
    inner ??
      createOpenaiService(
        { apiKey: null, baseUrl: server.baseUrl, model: 'test-model', api: 'chat', timeoutMs: 60_000 },
        { mostRetries: 0 },
      ),
    { parallel: 4, dailyTokens: plenty, book, clock: () => now, ...changes },
  )
const codeOf = (reply: ModelReply): string => (reply.kind === 'said' ? 'said' : reply.code)
const askInTurn = async (service: ModelService, times: number): Promise<readonly string[]> => {
  const codes: string[] = []
  for (let asked = 0; asked < times; asked += 1) codes.push(codeOf(await service.ask(modelRequest())))
  return codes
}

describe('at once', () => {
  /** Answers when it is told to. */
  const held = () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    return { release, behaviour: after(gate, says('{}')) }
  }

  it('no more are asked than may be, the others wait their turn, and one too many is told', async () => {
    const { release, behaviour } = held()
    server.behave(behaviour)
    const service = conducted({ parallel: 2, mostWaiting: 1 })
    const asked = [1, 2, 3].map(() => service.ask(modelRequest()))
    await server.hasReceived(2)
    expect(await service.ask(modelRequest())).toEqual(failed('busy'))
    expect(server.received).toHaveLength(2)
    release()
    expect((await Promise.all(asked)).map(codeOf)).toEqual(['said', 'said', 'said'])
    expect(server.received).toHaveLength(3)
  })

  it('those who wait are asked in their order, and nothing is left over', async () => {
    const service = conducted({ parallel: 1, mostWaiting: 9 })
    const subjects = ['甲', '乙', '丙']
    await Promise.all(
      subjects.map((content) => service.ask(modelRequest({ messages: [{ role: 'user', content }] }))),
    )
    expect(server.received.map(({ body }) => body?.messages?.[0]?.content)).toEqual(subjects)
    expect(await askInTurn(service, 3)).toEqual(['said', 'said', 'said'])
  })

  it('a place is free again after a failure', async () => {
    server.behave(inTurn(fails(503), says('{}')))
    expect(await askInTurn(conducted({ parallel: 1, mostWaiting: 0 }), 2)).toEqual(['service-error', 'said'])
  })
})

describe('a pause', () => {
  const pausing = { failuresBeforePause: 3, pauseMs: 1_000 }

  it.each<{ name: string; code: string; behaviour: Behaviour }>([
    { name: 'errors', code: 'service-error', behaviour: fails(503) },
    { name: 'limits', code: 'rate-limited', behaviour: fails(429) },
    { name: 'a wrong key', code: 'rejected', behaviour: fails(401) },
    { name: 'nonsense', code: 'garbled', behaviour: sends('<html>') },
    { name: 'empty answers', code: 'empty', behaviour: says('') },
  ])('begins after $name in a row', async ({ code, behaviour }) => {
    server.behave(behaviour)
    expect(await askInTurn(conducted(pausing), 5)).toEqual([code, code, code, 'paused', 'paused'])
    expect(server.received).toHaveLength(3)
  })

  it.each([
    { code: 'refused', behaviour: says('', { refusal: 'no' }) },
    { code: 'cut-off', behaviour: says('{', { finishReason: 'length' }) },
  ])('does not begin for a model that works: $code', async ({ code, behaviour }) => {
    server.behave(behaviour)
    expect(await askInTurn(conducted(pausing), 5)).toEqual(Array.from({ length: 5 }, () => code))
  })

  it('does not begin when an answer comes between the failures', async () => {
    server.behave(inTurn(fails(503), fails(503), says('{}'), fails(503), fails(503), says('{}')))
    expect(await askInTurn(conducted(pausing), 6)).not.toContain('paused')
  })

  it('ends with a request that is answered', async () => {
    server.behave(inTurn(fails(503), fails(503), fails(503), says('{}')))
    const service = conducted(pausing)
    await askInTurn(service, 3)
    now += 999
    expect(await askInTurn(service, 1)).toEqual(['paused'])
    now += 1
    expect(await askInTurn(service, 2)).toEqual(['said', 'said'])
  })

  it('begins again with one that is not', async () => {
    server.behave(fails(503))
    const service = conducted(pausing)
    await askInTurn(service, 3)
    now += 1_000
    expect(await askInTurn(service, 2)).toEqual(['service-error', 'paused'])
    expect(server.received).toHaveLength(4)
  })

  it('is tried by one request, while the others are told', async () => {
    server.behave(fails(503))
    const service = conducted(pausing)
    await askInTurn(service, 3)
    now += 1_000
    server.behave(says('{}'))
    const trial = service.ask(modelRequest())
    expect(await service.ask(modelRequest())).toEqual(failed('paused'))
    expect(codeOf(await trial)).toBe('said')
  })

  it('lets go of those who waited for their turn', async () => {
    server.behave(fails(503))
    const service = conducted({ ...pausing, parallel: 1 })
    const asked = await Promise.all([1, 2, 3, 4, 5].map(() => service.ask(modelRequest())))
    expect(asked.map(codeOf).slice(3)).toEqual(['paused', 'paused'])
  })

  it('is tried again when the trial never got to the service', async () => {
    const replies = ['unreachable', 'unreachable', 'unreachable', 'budget-spent'] as const
    let asked = 0
    const service = conducted(
      pausing,
      serviceOf(async () => {
        const code = replies[asked]
        asked += 1
        return code === undefined ? said('{}') : failed(code)
      }),
    )
    await askInTurn(service, 3)
    now += 1_000
    expect(await askInTurn(service, 2)).toEqual(['budget-spent', 'said'])
  })
})

describe('the tokens of a day', () => {
  const most = estimatePromptTokens(modelRequest()) + modelRequest().mostReplyTokens
  const today = '2026-11-28'

  it('are counted as the service counts them', async () => {
    await askInTurn(conducted(), 2)
    expect(await book.spentOn(today)).toBe(2 * (30 + 7))
  })

  it('are estimated where it does not', async () => {
    server.behave(says('甲乙丙', { usage: null }))
    await askInTurn(conducted(), 1)
    expect(await book.spentOn(today)).toBe(estimatePromptTokens(modelRequest()) + 3)
  })

  it('are not spent by what was not answered', async () => {
    server.behave(fails(503))
    await askInTurn(conducted(), 1)
    expect(await book.spentOn(today)).toBe(0)
  })

  it('are spent until the rest would not suffice for one more', async () => {
    const service = conducted({ dailyTokens: most + 37 })
    expect(await askInTurn(service, 4)).toEqual(['said', 'said', 'budget-spent', 'budget-spent'])
    expect(server.received).toHaveLength(2)
  })

  it('are not spent twice by two at once', async () => {
    const service = conducted({ dailyTokens: most + 37 })
    const asked = await Promise.all([1, 2].map(() => service.ask(modelRequest())))
    expect(asked.map(codeOf).sort()).toEqual(['budget-spent', 'said'])
  })

  it('are there again on the next day of UTC', async () => {
    now = Date.UTC(2026, 10, 28, 23, 59, 59, 999)
    const service = conducted({ dailyTokens: most })
    expect(await askInTurn(service, 2)).toEqual(['said', 'budget-spent'])
    now += 1
    expect(await askInTurn(service, 1)).toEqual(['said'])
    expect(await book.spentOn('2026-11-29')).toBe(37)
  })

  it('of a request over midnight are those of the day it began', async () => {
    now = Date.UTC(2026, 10, 28, 23, 59)
    server.behave((request, response) => {
      now += 120_000
      return says('{}')(request, response)
    })
    await askInTurn(conducted(), 1)
    expect([await book.spentOn(today), await book.spentOn('2026-11-29')]).toEqual([37, 0])
  })

  it('count as spent when they cannot be read, and an answer is given also when they cannot be written', async () => {
    const broken = () => Promise.reject(new Error('the disk is full'))
    const unreadable = conducted({ book: { ...book, reserve: broken } })
    expect(await askInTurn(unreadable, 1)).toEqual(['budget-spent'])
    expect(await askInTurn(conducted({ book: { ...book, correct: broken } }), 1)).toEqual(['said'])
  })
})
