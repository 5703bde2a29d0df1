/**
 * A language model service for tests: real connections on this machine, no model. What it does with a request is a
 * function, so that a test says in its own words how the service behaves.
 */
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { json as readJson } from 'node:stream/consumers'

export type ReceivedRequest = Readonly<{
  path: string
  /** When it began to come, in milliseconds of `performance.now()`. */
  at: number
  headers: IncomingMessage['headers']
  /** null: the request has none. */
  body: RequestBody | null
}>

/** Of the two kinds of request, what tests look at. */
export type RequestBody = Readonly<Record<string, unknown>> &
  Readonly<{
    model?: string
    messages?: readonly RequestMessage[]
    input?: readonly RequestMessage[]
    temperature?: number
    response_format?: Readonly<{ type: string }>
    text?: Readonly<{ format: Readonly<{ type: string }> }>
  }>
export type RequestMessage = Readonly<{ role: string; content: string }>

export type Behaviour = (request: ReceivedRequest, response: ServerResponse) => void | Promise<void>

export type ModelServer = Readonly<{
  /** What stands in OPENAI_BASE_URL. */
  baseUrl: string
  /** Requests to answer, the oldest first. */
  received: readonly ReceivedRequest[]
  /** Comes when so many requests to answer are there. */
  hasReceived: (count: number) => Promise<void>
  behave: (behaviour: Behaviour) => void
  close: () => Promise<void>
}>

export const startModelServer = async (first: Behaviour): Promise<ModelServer> => {
  let behaviour = first
  const received: ReceivedRequest[] = []
  const server = createServer(async (incoming, response) => {
    const at = performance.now()
    const path = incoming.url ?? ''
    if (incoming.method === 'GET') {
      sendJson(response, path === '/v1/models' ? 200 : 404, { object: 'list', data: [{ id: 'test-model' }] })
      return
    }
    // What the client of the bot sends; a test that sends no JSON sees its request fail.
    const body = (await readJson(incoming)) as RequestBody
    const request = { path, at, headers: incoming.headers, body }
    received.push(request)
    server.emit('received')
    await behaviour(request, response)
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo // it listens on a port, not on a pipe
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    received,
    hasReceived: async (count) => {
      while (received.length < count) await once(server, 'received')
    },
    behave: (next) => {
      behaviour = next
    },
    close: async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

const sendJson = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): void => {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

/** What there is to a reply besides its text; `usage` null: no counts. */
export type ReplyParts = Readonly<{
  usage?: readonly [promptTokens: number, completionTokens: number] | null
  finishReason?: string
  refusal?: string
}>

/** Says a text, or what a function makes of the request, in the form of the path that was asked. */
export const says =
  (text: string | ((request: ReceivedRequest) => string), parts: ReplyParts = {}): Behaviour =>
  (request, response) => {
    const said = typeof text === 'string' ? text : text(request)
    sendJson(
      response,
      200,
      request.path === '/v1/responses' ? responsesReply(said, parts) : chatReply(said, parts),
    )
  }

const chatReply = (
  text: string,
  { usage = [30, 7], finishReason = 'stop', refusal }: ReplyParts,
): unknown => ({
  object: 'chat.completion',
  choices: [
    {
      index: 0,
      finish_reason: finishReason,
      message: { role: 'assistant', content: refusal === undefined ? text : null, refusal: refusal ?? null },
    },
  ],
  ...(usage && { usage: { prompt_tokens: usage[0], completion_tokens: usage[1] } }),
})

const responsesReply = (
  text: string,
  { usage = [30, 7], finishReason = 'stop', refusal }: ReplyParts,
): unknown => ({
  object: 'response',
  status: finishReason === 'stop' ? 'completed' : 'incomplete',
  incomplete_details:
    finishReason === 'stop'
      ? null
      : { reason: finishReason === 'length' ? 'max_output_tokens' : finishReason },
  output: [
    { type: 'reasoning', summary: [] },
    {
      type: 'message',
      role: 'assistant',
      content: [refusal === undefined ? { type: 'output_text', text } : { type: 'refusal', refusal }],
    },
  ],
  ...(usage && { usage: { input_tokens: usage[0], output_tokens: usage[1] } }),
})

/** Fails with a status; it may be tried again at once, so that a test need not wait. */
export const fails =
  (
    status: number,
    error: unknown = { message: 'no' },
    headers: Readonly<Record<string, string>> = { 'retry-after-ms': '1' },
  ): Behaviour =>
  (_, response) =>
    sendJson(response, status, { error }, headers)

/** Fails with a status and no word. */
export const failsSilently =
  (status: number): Behaviour =>
  (_, response) => {
    response.writeHead(status).end()
  }

export const sends =
  (body: string, contentType = 'application/json'): Behaviour =>
  (_, response) => {
    response.writeHead(200, { 'content-type': contentType }).end(body)
  }

/** The connection ends before what was announced has come. */
export const cutsHalfWay: Behaviour = async (_, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' })
  response.write('{"choices":[{"message":{"content":"ha', () => response.destroy())
}

/** Takes the request and says nothing. */
export const staysSilent: Behaviour = () => {}

export const redirects =
  (location: string): Behaviour =>
  (_, response) => {
    response.writeHead(307, { location }).end()
  }

export const after =
  (wait: Promise<unknown>, behaviour: Behaviour): Behaviour =>
  async (request, response) => {
    await wait
    await behaviour(request, response)
  }

/** One behaviour for each request, and the last for all further ones. */
export const inTurn = (...behaviours: readonly [Behaviour, ...Behaviour[]]): Behaviour => {
  let asked = 0
  return (request, response) => {
    const behaviour = behaviours[Math.min(asked, behaviours.length - 1)] ?? behaviours[0]
    asked += 1
    return behaviour(request, response)
  }
}

/** Refuses requests that hold one of these words anywhere, as services do with what they do not know. */
export const refuses =
  (words: readonly string[], otherwise: Behaviour, status = 400): Behaviour =>
  (request, response) => {
    const word = heldBy(request, words)
    return word === undefined
      ? otherwise(request, response)
      : fails(status, { message: `${refusedParameter(word)} is not supported` })(request, response)
  }

/** Refuses the same in one manner, whatever it is. */
export const refusesAlike =
  (words: readonly string[], refusal: Behaviour, otherwise: Behaviour): Behaviour =>
  (request, response) =>
    (heldBy(request, words) === undefined ? otherwise : refusal)(request, response)

const heldBy = ({ body }: ReceivedRequest, words: readonly string[]): string | undefined =>
  words.find((word) => JSON.stringify(body).includes(`"${word}"`))

const refusedParameter = (word: string): string =>
  word.startsWith('json_') ? `response_format '${word}'` : word
