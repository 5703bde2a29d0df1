import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ModelService } from './model-service.ts'
import { createOpenaiService, type OpenaiLimits, type OpenaiSettings } from './openai-service.ts'
import {
  after,
  type Behaviour,
  cutsHalfWay,
  fails,
  failsSilently,
  inTurn,
  type ModelServer,
  redirects,
  refuses,
  refusesAlike,
  says,
  sends,
  startModelServer,
  staysSilent,
} from './testing/model-server.ts'
import { modelRequest } from './testing/requests.ts'

const apiKey = 'sk-test-0123456789abcdef'
const reply = '{"kind":"figures"}'

let server: ModelServer
beforeEach(async () => {
  server = await startModelServer(says(reply))
})
afterEach(() => server.close())

const serviceOf = (
  settings: Partial<OpenaiSettings> = {},
  limits: Partial<OpenaiLimits> = {},
): ModelService =>
  createOpenaiService(
    { apiKey, baseUrl: server.baseUrl, model: 'test-model', api: 'chat', timeoutMs: 20_000, ...settings },
    limits,
  )
/** What comes of one request to a service that behaves so; it is tried once. */
const askOnce = (behaviour: Behaviour, settings: Partial<OpenaiSettings> = {}) => {
  server.behave(behaviour)
  return serviceOf(settings, { mostRetries: 0 }).ask(modelRequest())
}

const apis = ['chat', 'responses'] as const

describe.each(apis)('over %s', (api) => {
  it('gives back the text as it was said, with what it cost', async () => {
    const thought = `<think>hm</think>\n\`\`\`json\n${reply}\n\`\`\``
    server.behave(says(thought))
    expect(await serviceOf({ api }).ask(modelRequest())).toEqual({
      kind: 'said',
      text: thought,
      use: { model: 'test-model', promptTokens: 30, completionTokens: 7, elapsedMs: expect.any(Number) },
    })
  })

  it('sends messages, schema and limit, asks for the likeliest words and for nothing to be kept', async () => {
    await serviceOf({ api }).ask(modelRequest())
    const { messages, schema } = modelRequest()
    const [sent] = server.received
    expect(sent?.body).toMatchObject({ model: 'test-model', temperature: 0, store: false })
    const strict = { name: 'plan', strict: true, schema: schema.json }
    if (api === 'chat')
      expect(sent?.body).toMatchObject({
        messages,
        max_tokens: 200,
        response_format: { type: 'json_schema', json_schema: strict },
      })
    else
      expect(sent?.body).toMatchObject({
        input: messages,
        max_output_tokens: 200,
        text: { format: { type: 'json_schema', ...strict } },
      })
  })

  it.each([
    { code: 'cut-off', name: 'half an answer', behaviour: says('{"kind":', { finishReason: 'length' }) },
    { code: 'refused', name: 'a refusal', behaviour: says('', { refusal: 'I cannot' }) },
    { code: 'refused', name: 'a content filter', behaviour: says('', { finishReason: 'content_filter' }) },
    { code: 'empty', name: 'no words', behaviour: says(' \n') },
    { code: 'garbled', name: 'a page', behaviour: sends('<html>Welcome</html>', 'text/html') },
    { code: 'garbled', name: 'a body that is no JSON', behaviour: sends('{"choices":') },
    { code: 'garbled', name: 'no body', behaviour: sends('') },
    { code: 'garbled', name: 'null', behaviour: sends('null') },
    { code: 'garbled', name: 'a list', behaviour: sends('[]') },
    { code: 'garbled', name: 'another shape', behaviour: sends('{"choices":7,"output":7}') },
    {
      code: 'garbled',
      name: 'an error where a reply stands',
      behaviour: sends('{"error":{"message":"no"}}'),
    },
    { code: 'unreachable', name: 'a connection that ends half way', behaviour: cutsHalfWay },
    { code: 'rejected', name: 'a redirect', behaviour: redirects('http://127.0.0.1:9/v1') },
    ...[401, 403, 402].map((status) => ({
      code: 'rejected',
      name: `a ${status}`,
      behaviour: fails(status),
    })),
    { code: 'rate-limited', name: 'a 429', behaviour: fails(429) },
    { code: 'service-error', name: 'a 503', behaviour: fails(503) },
    {
      code: 'refused',
      name: 'a 400 of a content filter',
      behaviour: fails(400, { code: 'content_filter', message: 'filtered' }),
    },
    { code: 'too-large', name: 'a huge body', behaviour: says('x'.repeat(5_000_000)) },
  ])('says $code of $name', async ({ code, behaviour }) => {
    expect(await askOnce(behaviour, { api })).toMatchObject({ kind: 'failed', code })
    expect(server.received).toHaveLength(1)
  })

  it.each([
    ...[400, 404, 415, 422].map((status) => ({ status, code: 'rejected' })),
    ...[500, 501].map((status) => ({ status, code: 'service-error' })),
  ])('says $code of a $status once it has tried the plainest form', async ({ status, code }) => {
    expect(await askOnce(fails(status), { api })).toEqual({ kind: 'failed', code, status, use: null })
    expect(server.received).toHaveLength(2)
    expect(Object.keys(server.received[1]?.body ?? {})).toEqual([
      'model',
      api === 'chat' ? 'messages' : 'input',
    ])
  })

  it.each([401, 404, 500])('tells the status of a failure: %d', async (status) => {
    expect(await askOnce(fails(status), { api })).toMatchObject({ status })
  })

  it('leaves out what the service refuses, and asks so from then on', async () => {
    server.behave(refuses(['json_schema', 'json_object', 'temperature', 'store', 'max_tokens'], says(reply)))
    const service = serviceOf({ api })
    expect(await service.ask(modelRequest())).toMatchObject({ kind: 'said', text: reply })
    const tried = server.received.length
    expect(await service.ask(modelRequest())).toMatchObject({ kind: 'said', text: reply })
    expect(server.received).toHaveLength(tried + 1)
  })
})

it.each([
  { refused: ['json_schema'], left: { response_format: { type: 'json_object' }, temperature: 0 } },
  { refused: ['json_schema', 'json_object'], left: { response_format: undefined, temperature: 0 } },
  {
    refused: ['temperature'],
    left: { response_format: expect.objectContaining({ type: 'json_schema' }), temperature: undefined },
  },
  { refused: ['max_tokens'], left: { max_tokens: undefined, max_completion_tokens: 200 } },
])('keeps what is not refused: without $refused', async ({ refused, left }) => {
  await askOnce(refuses(refused, says(reply), 422))
  const { body } = server.received.at(-1) ?? {}
  for (const [name, value] of Object.entries(left)) expect(body?.[name], name).toEqual(value)
})

it.each(apis)('tells the schema in words where the service holds no model to it, over %s', async (api) => {
  const told = () =>
    JSON.stringify(server.received.at(-1)?.body?.messages ?? server.received.at(-1)?.body?.input)
  await askOnce(says(reply), { api })
  expect(told()).not.toContain('JSON schema')
  await askOnce(refuses(['json_schema'], says(reply)), { api })
  expect(told()).toContain('JSON schema')
  expect(told()).toContain(JSON.stringify(JSON.stringify(modelRequest().schema.json)).slice(1, -1))
})

it('hears a refusal also where it is not worded as OpenAI words it', async () => {
  const refusal = { detail: [{ loc: ['body', 'response_format'], msg: 'Extra inputs are not permitted' }] }
  const refusing: Behaviour = (_, response) => {
    response.writeHead(422, { 'content-type': 'application/json' }).end(JSON.stringify(refusal))
  }
  expect(await askOnce(inTurn(refusing, says(reply)))).toMatchObject({ kind: 'said' })
})

describe('a service that does not say what it refuses', () => {
  const optional = ['json_schema', 'json_object', 'temperature', 'store', 'max_tokens', 'max_output_tokens']
  const takesNothing = (refusal: Behaviour): Behaviour => refusesAlike(optional, refusal, says(reply))

  it.each(apis)('is asked in the plainest form, from then on too, over %s', async (api) => {
    for (const refusal of [fails(400, { message: 'Invalid request' }), failsSilently(400), fails(500)]) {
      server.behave(takesNothing(refusal))
      const service = serviceOf({ api }, { mostRetries: 0 })
      const before = server.received.length
      expect(await service.ask(modelRequest())).toMatchObject({ kind: 'said', text: reply })
      expect(await service.ask(modelRequest())).toMatchObject({ kind: 'said', text: reply })
      expect(server.received).toHaveLength(before + 3)
      expect(JSON.stringify(server.received.at(-1)?.body)).toContain('JSON schema')
    }
  })

  it('is asked so also when it named one thing and then says no more', async () => {
    const noTemperature = fails(400, { message: 'temperature is not supported' })
    server.behave(inTurn(noTemperature, failsSilently(400), says(reply)))
    expect(await serviceOf().ask(modelRequest())).toMatchObject({ kind: 'said' })
    expect(server.received).toHaveLength(3)
  })

  it('is asked in full again where the plainest form fails too, however it fails', async () => {
    const refusal = failsSilently(400)
    for (const plainest of [fails(401), fails(429), fails(503), refusal, cutsHalfWay, sends('<html>')]) {
      server.behave(inTurn(refusal, plainest, says(reply)))
      const service = serviceOf()
      const before = server.received.length
      expect(await service.ask(modelRequest())).toMatchObject({ code: 'rejected', status: 400 })
      expect(server.received).toHaveLength(before + 2)
      expect(await service.ask(modelRequest())).toMatchObject({ kind: 'said' })
      expect(server.received.at(-1)?.body).toMatchObject({ temperature: 0, store: false, max_tokens: 200 })
    }
  })

  it('is not tried beyond the time limit', async () => {
    server.behave(inTurn(failsSilently(400), staysSilent))
    const asked = await serviceOf({ timeoutMs: 200 }).ask(modelRequest())
    // The second request may have cost what it asked for.
    expect(asked).toMatchObject({ code: 'rejected', use: { completionTokens: 0 } })
    expect(asked.use?.elapsedMs).toBeLessThan(2_000)
  })

  it('is asked no other question in the plainest form, once that one fails', async () => {
    server.behave(takesNothing(failsSilently(400)))
    const service = serviceOf({}, { mostRetries: 0 })
    await service.ask(modelRequest())
    server.behave(failsSilently(400))
    expect(await service.ask(modelRequest())).toMatchObject({ code: 'rejected' })
    expect(server.received).toHaveLength(3)
  })

  it('has failed with a 500 of its own once it was known to take all', async () => {
    server.behave(inTurn(says(reply), fails(500), says(reply)))
    const service = serviceOf({}, { mostRetries: 0 })
    await service.ask(modelRequest())
    expect(await service.ask(modelRequest())).toMatchObject({ code: 'service-error', status: 500 })
    expect(server.received).toHaveLength(2)
  })

  it('may refuse another thing than what is optional', async () => {
    expect(await askOnce(fails(404, { message: 'The model `test-model` does not exist' }))).toMatchObject({
      code: 'rejected',
    })
    expect(server.received).toHaveLength(2)
  })
})

it('says empty when there is no choice', async () => {
  expect(await askOnce(sends('{"choices":[]}'))).toMatchObject({ kind: 'failed', code: 'empty' })
})

it('reads JSON also where it is called something else', async () => {
  const body = JSON.stringify({ choices: [{ message: { content: reply } }] })
  expect(await askOnce(sends(body, 'text/plain'))).toMatchObject({ kind: 'said', text: reply })
})

it('estimates the tokens that the service does not count', async () => {
  const asked = await askOnce(says('甲乙丙', { usage: null }))
  expect(asked.use?.completionTokens).toBe(3)
  expect(asked.use?.promptTokens).toBeGreaterThan(10)
})

it('counts what half an answer cost, and nothing of what was not taken up', async () => {
  expect((await askOnce(says('{', { finishReason: 'length' }))).use).toMatchObject({ completionTokens: 7 })
  expect((await askOnce(fails(500))).use).toBeNull()
})

describe('tries again', () => {
  it.each([429, 500, 503, 408])('after %d, as often as it may', async (status) => {
    server.behave(inTurn(says(reply), fails(status)))
    const service = serviceOf({}, { mostRetries: 2 })
    await service.ask(modelRequest())
    await service.ask(modelRequest())
    expect(server.received).toHaveLength(1 + 3)
  })

  it('and takes the answer that comes then', async () => {
    server.behave(inTurn(fails(429), cutsHalfWay, says(reply)))
    expect(await serviceOf().ask(modelRequest())).toMatchObject({ kind: 'said', text: reply })
    expect(server.received).toHaveLength(3)
  })

  it('by its own measure where the service names no time', async () => {
    server.behave(inTurn(fails(503, {}, {}), says(reply)))
    expect(await serviceOf({}, { mostRetries: 1 }).ask(modelRequest())).toMatchObject({ kind: 'said' })
  })

  it('not when it is told to wait longer than it has', async () => {
    server.behave(fails(429, {}, { 'retry-after-ms': '30000' }))
    expect(await serviceOf().ask(modelRequest())).toMatchObject({ code: 'rate-limited' })
    expect(server.received).toHaveLength(1)
  })
})

describe('is out of time', () => {
  it('when nothing comes, and leaves the connection', async () => {
    let left: Promise<unknown> = Promise.resolve()
    server.behave((_, response) => {
      left = new Promise((resolve) => response.on('close', resolve))
    })
    expect(await serviceOf({ timeoutMs: 100 }).ask(modelRequest())).toMatchObject({ code: 'timeout' })
    await left
  })

  it('when the body stops half way', async () => {
    server.behave((_, response) => {
      response.writeHead(200, { 'content-type': 'application/json' }).write('{"choices":')
    })
    expect(await serviceOf({ timeoutMs: 100 }).ask(modelRequest())).toMatchObject({ code: 'timeout' })
  })

  it('over all attempts together', async () => {
    server.behave(fails(503, {}, { 'retry-after-ms': '40' }))
    const service = serviceOf({ timeoutMs: 100 }, { mostRetries: 1_000 })
    expect((await service.ask(modelRequest())).kind).toBe('failed')
    expect(server.received.length).toBeLessThan(10)
  })

  it('not while an answer is still to come', async () => {
    const service = serviceOf()
    let answerNow = () => {}
    server.behave(after(new Promise<void>((resolve) => (answerNow = resolve)), says(reply)))
    const asked = service.ask(modelRequest())
    await server.hasReceived(1)
    answerNow()
    expect(await asked).toMatchObject({ kind: 'said' })
  })
})

it.each([
  'http://127.0.0.1:9/v1',
  'http://no-such-host.invalid/v1',
])('says unreachable of %s', async (baseUrl) => {
  const service = serviceOf({ baseUrl }, { mostRetries: 0 })
  expect(await service.ask(modelRequest())).toEqual({ kind: 'failed', code: 'unreachable', use: null })
})

it('stops what is still asked when it is closed', async () => {
  server.behave(staysSilent)
  const service = serviceOf()
  const asked = service.ask(modelRequest())
  await server.hasReceived(1)
  await service.close()
  expect((await asked).kind).toBe('failed')
})

describe('the key', () => {
  it('is sent to the service and to nobody it points to', async () => {
    const elsewhere = await startModelServer(says(reply))
    await askOnce(redirects(`${elsewhere.baseUrl}/chat/completions`))
    expect(server.received[0]?.headers.authorization).toBe(`Bearer ${apiKey}`)
    expect(elsewhere.received).toEqual([])
    await elsewhere.close()
  })

  it('is not needed', async () => {
    expect(await askOnce(says(reply), { apiKey: null })).toMatchObject({ kind: 'said' })
    expect(server.received[0]?.headers).not.toHaveProperty('authorization')
  })

  it('that no header can hold fails without being told', async () => {
    const wrong = `${apiKey}\n更多`
    expect(await askOnce(says(reply), { apiKey: wrong })).toEqual({
      kind: 'failed',
      code: 'unreachable',
      use: null,
    })
  })
})

describe('the environment', () => {
  afterEach(() => {
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  })

  it('is not read: no header or address comes from it, and nothing is logged', async () => {
    for (const name of ['API_KEY', 'ADMIN_KEY', 'ORG_ID', 'PROJECT_ID'])
      vi.stubEnv(`OPENAI_${name}`, 'from-the-environment')
    vi.stubEnv('OPENAI_BASE_URL', 'http://127.0.0.1:9/from-the-environment')
    vi.stubEnv('OPENAI_CUSTOM_HEADERS', 'Authorization: from-the-environment\nMore: from-the-environment')
    vi.stubEnv('OPENAI_LOG', 'debug')
    const log = (['debug', 'info', 'log', 'warn', 'error'] as const).map((level) => vi.spyOn(console, level))
    expect(await askOnce(says(reply), { apiKey: null })).toMatchObject({ kind: 'said' })
    expect(await askOnce(fails(500))).toMatchObject({ kind: 'failed' })
    expect(JSON.stringify(server.received)).not.toContain('from-the-environment')
    for (const written of log) expect(written).not.toHaveBeenCalled()
  })
})
