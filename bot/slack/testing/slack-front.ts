import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createEmulator } from 'emulate'
import { type WebSocket, WebSocketServer } from 'ws'
import { z } from 'zod'
import manifest from '../../../manifest.json' with { type: 'json' }
import { escapeText } from '../blocks/text.ts'
import {
  slackBlocksSchema,
  slackMessageTextLimit,
  slackVisibleTextLimit,
  visibleTextOf,
} from '../limits.model.ts'

/**
 * A Slack on this machine: the `emulate` package's Web API, and before it what that lacks.
 *
 * The emulator takes any token, checks no blocks and delivers no events. This front refuses unknown tokens, refuses
 * blocks beyond Slack's limits, speaks Socket Mode, and passes every other call on. The scopes are the manifest's, so a
 * call the manifest did not ask for fails.
 */
export type SlackFront = Readonly<{
  /** For `slackApiUrl`. */
  apiUrl: string
  botToken: string
  appToken: string
  botUserId: string
  channel: string
  /** The direct-message channel of the person and the bot. */
  directChannel: string
  /** A person writes; `@juesuan` mentions the bot. Resolves when the bot has acknowledged, with the message's ts. */
  say: (words: string, where: Readonly<{ channel: string; threadTs?: string }>) => Promise<string>
  /** Delivers one event as it is; resolves on the acknowledgement, rejects after Slack's 3 seconds. */
  deliver: (event: SlackEvent, envelope?: Readonly<{ eventId?: string; retry?: number }>) => Promise<void>
  /** A person clicks the button with this action id. */
  click: (message: PostedMessage, actionId: string) => Promise<void>
  /** The bot's messages so far, in order of arrival. */
  posted: () => readonly PostedMessage[]
  /** Resolves when the bot has posted `count` messages. */
  untilPosted: (count: number) => Promise<readonly PostedMessage[]>
  /** What the emulator holds of a thread, read over the Web API. */
  replies: (channel: string, ts: string) => Promise<readonly StoredMessage[]>
  /** The next calls of a method are refused with this Slack error, once each. */
  refuseNext: (method: string, ...errors: readonly string[]) => void
  /** What the front refused, in order: invalid_blocks, invalid_auth … */
  refusals: () => readonly string[]
  /** Slack recycles sockets: says so and waits for the client to connect again. */
  recycleSocket: () => Promise<void>
  openSockets: () => number
  close: () => Promise<void>
}>

export type SlackEvent = Readonly<{ type: string; channel: string; ts: string } & Record<string, unknown>>

const postedSchema = z.object({
  channel: z.string(),
  thread_ts: z.string().optional(),
  text: z.string().default(''),
  blocks: slackBlocksSchema.optional(),
})
export type PostedMessage = z.infer<typeof postedSchema> & Readonly<{ ts: string }>

const storedSchema = z.object({
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(z.unknown()).optional(),
})
export type StoredMessage = z.infer<typeof storedSchema>

const botToken = 'xoxb-local-bot'
const appToken = 'xapp-local-app'
const personToken = 'xoxp-local-person'
const botUserId = 'U00000BOT'
const botId = 'B00000BOT'
const appId = 'A00000APP'
const teamId = 'T000000001'
const personId = 'U000000001'
const channel = 'C000000001'
const ackTimeoutMs = 3_000
const pingEveryMs = 10_000

const emulatorSeed = {
  slack: {
    strict_scopes: true,
    oauth_apps: [
      {
        app_id: appId,
        client_id: 'local',
        client_secret: 'local',
        name: 'Juesuan',
        redirect_uris: [],
        scopes: manifest.oauth_config.scopes.bot,
        bot_id: botId,
        bot_user_id: botUserId,
        bot_name: 'juesuan',
      },
    ],
    tokens: [
      {
        token: botToken,
        type: 'bot',
        user_id: botUserId,
        bot_id: botId,
        bot_user_id: botUserId,
        app_id: appId,
        scopes: manifest.oauth_config.scopes.bot,
      },
      {
        token: personToken,
        type: 'user',
        user_id: personId,
        scopes: [
          'chat:write',
          'channels:history',
          'channels:write',
          'im:history',
          'im:write',
          'channels:manage',
        ],
      },
    ],
  },
}

const readBody = async (request: IncomingMessage): Promise<string> => {
  const pieces: Buffer[] = []
  for await (const piece of request) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

const sendJson = (response: ServerResponse, value: unknown): void => {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(value))
}

const bearerOf = (request: IncomingMessage): string =>
  request.headers.authorization?.replace('Bearer ', '') ?? ''

/** Fields as the Web API client sends them: structured ones as JSON text. */
const fieldsOf = (body: string): Readonly<Record<string, unknown>> => {
  const fields = Object.fromEntries(new URLSearchParams(body))
  return fields.blocks === undefined ? fields : { ...fields, blocks: JSON.parse(fields.blocks) }
}

/** Slack's answer to a message it would not take; null when it would. */
const refusalOf = (
  fields: Readonly<Record<string, unknown>>,
): Readonly<{ error: string; why: string }> | null => {
  const parsed = postedSchema.safeParse(fields)
  if (!parsed.success) return { error: 'invalid_blocks', why: z.prettifyError(parsed.error) }
  if (parsed.data.text.length > slackMessageTextLimit) return { error: 'msg_too_long', why: 'text' }
  const visible = visibleTextOf(parsed.data.blocks ?? [])
  return visible > slackVisibleTextLimit ? { error: 'msg_blocks_too_long', why: `${visible}` } : null
}

export const openSlackFront = async (): Promise<SlackFront> => {
  const emulator = await createEmulator({ service: 'slack', port: 0, seed: emulatorSeed })
  const posted: PostedMessage[] = []
  const refused: string[] = []
  const refusalsByMethod = new Map<string, string[]>()
  const acknowledgements = new Map<string, () => void>()
  const sockets = new Set<WebSocket>()
  let postListeners: (() => void)[] = []
  let socketListeners: (() => void)[] = []
  let lastId = 0
  const nextId = (): string => {
    lastId += 1
    return `${lastId}`
  }

  const callEmulator = async (
    method: string,
    token: string,
    body: string,
  ): Promise<Record<string, unknown>> => {
    const reply = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body,
    })
    if (reply.status !== 200) throw new Error(`the emulator answers ${method} with ${reply.status}`)
    return z.record(z.string(), z.unknown()).parse(await reply.json())
  }
  const asPerson = async (method: string, fields: Readonly<Record<string, string>>) => {
    const reply = await callEmulator(method, personToken, new URLSearchParams(fields).toString())
    if (reply.ok !== true) throw new Error(`the emulator refuses ${method}: ${JSON.stringify(reply)}`)
    return reply
  }

  const refuse = (response: ServerResponse, error: string, why = ''): void => {
    refused.push(why === '' ? error : `${error}: ${why}`)
    sendJson(response, { ok: false, error })
  }

  const answerCall = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const method = (request.url ?? '').replace(/^\/api\//u, '').replace(/\?.*$/u, '')
    const body = await readBody(request)
    const isOpening = method === 'apps.connections.open'
    if (bearerOf(request) !== (isOpening ? appToken : botToken)) return refuse(response, 'invalid_auth')
    const planned = refusalsByMethod.get(method)?.shift()
    if (planned !== undefined) return refuse(response, planned)
    if (isOpening)
      return sendJson(response, { ok: true, url: `ws://127.0.0.1:${port()}/link?ticket=${nextId()}` })
    if (method !== 'chat.postMessage') {
      return sendJson(response, await callEmulator(method, botToken, body))
    }
    const fields = fieldsOf(body)
    const refusal = refusalOf(fields)
    if (refusal !== null) return refuse(response, refusal.error, refusal.why)
    const stored = await callEmulator(method, botToken, body)
    if (stored.ok === true) posted.push({ ...postedSchema.parse(fields), ts: z.string().parse(stored.ts) })
    else refused.push(`${stored.error}`)
    sendJson(response, stored)
    for (const listener of postListeners) listener()
  }

  const server = createServer((request, response) => {
    answerCall(request, response).catch((fault: unknown) => {
      response.writeHead(500).end(String(fault))
    })
  })
  const port = (): number => {
    // A listening TCP server has an address with a port.
    return (server.address() as AddressInfo).port
  }
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const acknowledgementSchema = z.object({ envelope_id: z.string() })
  const socketServer = new WebSocketServer({ server, path: '/link' })
  socketServer.on('connection', (socket) => {
    sockets.add(socket)
    const pinging = setInterval(() => socket.ping(), pingEveryMs)
    socket.on('close', () => {
      clearInterval(pinging)
      sockets.delete(socket)
    })
    socket.on('message', (frame) => {
      const { envelope_id } = acknowledgementSchema.parse(JSON.parse(frame.toString()))
      acknowledgements.get(envelope_id)?.()
    })
    socket.send(
      JSON.stringify({ type: 'hello', num_connections: sockets.size, connection_info: { app_id: appId } }),
    )
    for (const listener of socketListeners) listener()
  })

  const push = (envelope: Readonly<Record<string, unknown>>): Promise<void> => {
    const envelope_id = `envelope-${nextId()}`
    const [socket] = sockets
    if (socket === undefined) return Promise.reject(new Error('no socket is open'))
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`no acknowledgement of ${envelope_id}`)), ackTimeoutMs)
      acknowledgements.set(envelope_id, () => {
        clearTimeout(late)
        acknowledgements.delete(envelope_id)
        resolve()
      })
      socket.send(JSON.stringify({ ...envelope, envelope_id, accepts_response_payload: false }))
    })
  }

  const deliver: SlackFront['deliver'] = (event, { eventId = `Ev${nextId()}`, retry = 0 } = {}) =>
    push({
      type: 'events_api',
      retry_attempt: retry,
      retry_reason: retry === 0 ? '' : 'timeout',
      payload: {
        type: 'event_callback',
        team_id: teamId,
        api_app_id: appId,
        event_id: eventId,
        event_time: Math.floor(Number(event.ts)),
        authorizations: [{ team_id: teamId, user_id: botUserId, is_bot: true }],
        event: { event_ts: event.ts, ...event },
      },
    })

  const opened = await asPerson('conversations.open', { users: botUserId })
  const directChannel = z.object({ id: z.string() }).parse(opened.channel).id

  return {
    apiUrl: `http://127.0.0.1:${port()}/api/`,
    botToken,
    appToken,
    botUserId,
    channel,
    directChannel,
    deliver,
    say: async (words, where) => {
      const text = escapeText(words).replaceAll('@juesuan', `<@${botUserId}>`)
      const thread = where.threadTs === undefined ? {} : { thread_ts: where.threadTs }
      const stored = await asPerson('chat.postMessage', { channel: where.channel, text, ...thread })
      const ts = z.string().parse(stored.ts)
      const message = { channel: where.channel, user: personId, text, ts, ...thread }
      if (where.channel === directChannel) await deliver({ type: 'message', channel_type: 'im', ...message })
      else if (text.includes(`<@${botUserId}>`)) await deliver({ type: 'app_mention', ...message })
      return ts
    },
    click: async (message, actionId) => {
      const button = message.blocks
        ?.flatMap((block) => (block.type === 'actions' ? block.elements : []))
        .find((element) => element.action_id === actionId)
      if (button === undefined) throw new Error(`the message has no button ${actionId}`)
      await push({
        type: 'interactive',
        payload: {
          type: 'block_actions',
          team: { id: teamId },
          user: { id: personId },
          api_app_id: appId,
          channel: { id: message.channel },
          container: { type: 'message', channel_id: message.channel, message_ts: message.ts },
          message: {
            ts: message.ts,
            thread_ts: message.thread_ts,
            text: message.text,
            blocks: message.blocks,
          },
          actions: [{ ...button, block_id: 'b', action_ts: message.ts }],
        },
      })
    },
    posted: () => posted,
    untilPosted: (count) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (posted.length < count) return
          postListeners = postListeners.filter((listener) => listener !== look)
          resolve(posted)
        }
        postListeners.push(look)
        look()
      }),
    replies: async (inChannel, ts) => {
      const reply = await asPerson('conversations.replies', { channel: inChannel, ts })
      return z.array(storedSchema).parse(reply.messages)
    },
    refuseNext: (method, ...errors) => {
      refusalsByMethod.set(method, [...(refusalsByMethod.get(method) ?? []), ...errors])
    },
    refusals: () => refused,
    recycleSocket: () =>
      new Promise((resolve) => {
        const old = new Set(sockets)
        const look = (): void => {
          socketListeners = socketListeners.filter((listener) => listener !== look)
          resolve()
        }
        socketListeners.push(look)
        for (const socket of old) {
          socket.send(JSON.stringify({ type: 'disconnect', reason: 'refresh_requested' }))
        }
      }),
    openSockets: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.terminate()
      socketServer.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await emulator.close()
    },
  }
}
