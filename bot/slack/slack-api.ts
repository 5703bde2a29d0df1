/** What we ask of Slack, as few calls as the surfaces need; nothing else speaks to the Web API. */
import { type types, webApi } from '@slack/bolt'
import { z } from 'zod'
import { parseJson } from '../../db/domain/json.ts'
import type { SlackBlock } from './blocks/elements.ts'
import { type FetchedFile, fetchFile, type HandedFile } from './fetch-file.ts'
import type { Language } from './phrases.ts'
import type { Place } from './place.ts'

/** `text` is Slack markup: everything of ours or of the data in it is escaped. */
export type Message = Readonly<{ text: string; blocks?: readonly SlackBlock[] }>

export type OutgoingFile = Readonly<{
  bytes: Uint8Array
  /** ASCII. */
  name: string
  title: string
  comment: string
}>

/** Slack did not take what was sent to a response address. */
export class ResponseRefused extends Error {
  readonly code = 'response-refused'
  /** null: no answer came. */
  readonly status: number | null
  /** Slack's word for why; empty where it gave none. */
  readonly reason: string
  constructor(status: number | null, reason: string, cause?: unknown) {
    super(`the response address answered ${status ?? 'nothing'} ${reason}`.trim(), { cause })
    this.name = 'ResponseRefused'
    this.status = status
    this.reason = reason
  }
}

export type SlackApi = Readonly<{
  /** Sends a message to its place; resolves with its ts, null where it is private. */
  post: (place: Place, message: Message) => Promise<string | null>
  postTo: (channel: string, message: Message) => Promise<string>
  replace: (channel: string, ts: string, message: Message) => Promise<void>
  /** Says something to one person, through the address that came with what they did. */
  whisper: (responseUrl: string, message: Message) => Promise<void>
  /** Shows in a thread that work is being done, until its next message; an empty text shows nothing any more. */
  showWorking: (place: Place, text: string) => Promise<void>
  openDirect: (userId: string) => Promise<string>
  /** The language that Slack speaks to a person. */
  languageOf: (userId: string) => Promise<Language>
  /** The name that Slack shows of a person. */
  nameOf: (userId: string) => Promise<string>
  openView: (triggerId: string, view: types.ModalView) => Promise<void>
  updateView: (viewId: string, view: types.ModalView) => Promise<void>
  publishHome: (userId: string, view: types.HomeView) => Promise<void>
  suggestPrompts: (
    channel: string,
    prompts: readonly Readonly<{ title: string; message: string }>[],
  ) => Promise<void>
  /** To a thread, or to a channel where `threadTs` is null. */
  upload: (channel: string, threadTs: string | null, file: OutgoingFile) => Promise<void>
  fetchFile: (file: HandedFile) => Promise<FetchedFile>
}>

/** Nothing in our text is markup, and nothing of it unfurls. */
const asItIs = {
  mrkdwn: false,
  parse: 'none',
  link_names: false,
  unfurl_links: false,
  unfurl_media: false,
} as const

const blocksOf = ({ blocks }: Message) => (blocks === undefined ? {} : { blocks: [...blocks] })

const responseTimeoutMs = 10_000
/** Also with a status that says otherwise; else the body is a bare word. */
const refusalSchema = z.object({ ok: z.literal(false), error: z.string() })

/** Faults: ResponseRefused where no answer comes. */
const postJson = async (url: string, body: unknown): Promise<Readonly<{ status: number; text: string }>> => {
  try {
    const reply = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(responseTimeoutMs),
    })
    return { status: reply.status, text: await reply.text() }
  } catch (fault) {
    throw new ResponseRefused(null, '', fault)
  }
}
/** People change their name and language rarely. */
const personMemoryMs = 60 * 60_000
const mostPeople = 5_000
type Person = Readonly<{ name: string; language: Language }>

export const createSlackApi = (client: webApi.WebClient, clock: () => number): SlackApi => {
  const people = new Map<string, Readonly<{ person: Person; at: number }>>()

  const personOf = async (userId: string): Promise<Person> => {
    const known = people.get(userId)
    if (known !== undefined && clock() - known.at < personMemoryMs) return known.person
    const { user } = await client.users.info({ user: userId, include_locale: true })
    const person: Person = {
      name: user?.real_name || user?.name || userId,
      language: user?.locale?.startsWith('zh') === true ? 'zh' : 'en',
    }
    if (people.size >= mostPeople) people.clear()
    people.set(userId, { person, at: clock() })
    return person
  }

  const respond = async (responseUrl: string, message: Message): Promise<void> => {
    const { status, text } = await postJson(responseUrl, {
      ...asItIs,
      text: message.text,
      ...blocksOf(message),
      response_type: 'ephemeral',
      replace_original: false,
    })
    const refusal = refusalSchema.safeParse(parseJson(text)).data
    if (refusal !== undefined || status >= 400)
      throw new ResponseRefused(status, refusal?.error ?? /^\w+$/u.exec(text.trim())?.[0] ?? '')
  }

  return {
    post: async (place, message) => {
      if (place.kind === 'private') {
        await respond(place.responseUrl, message)
        return null
      }
      const { ts } = await client.chat.postMessage({
        ...asItIs,
        text: message.text,
        ...blocksOf(message),
        channel: place.channel,
        thread_ts: place.threadTs,
      })
      return ts ?? null
    },
    postTo: async (channel, message) => {
      const { ts } = await client.chat.postMessage({
        ...asItIs,
        text: message.text,
        ...blocksOf(message),
        channel,
      })
      return ts ?? ''
    },
    replace: async (channel, ts, message) => {
      await client.chat.update({
        channel,
        ts,
        text: message.text,
        // Without blocks the old ones would stay.
        blocks: [...(message.blocks ?? [])],
        parse: 'none',
        link_names: false,
      })
    },
    whisper: respond,
    showWorking: async (place, text) => {
      if (place.kind === 'private') return
      await client.assistant.threads.setStatus({
        channel_id: place.channel,
        thread_ts: place.threadTs,
        status: text,
      })
    },
    openDirect: async (userId) => {
      const { channel } = await client.conversations.open({ users: userId })
      if (channel?.id === undefined) throw new Error('Slack opened no direct messages')
      return channel.id
    },
    languageOf: async (userId) => (await personOf(userId)).language,
    nameOf: async (userId) => (await personOf(userId)).name,
    openView: async (triggerId, view) => {
      await client.views.open({ trigger_id: triggerId, view })
    },
    updateView: async (viewId, view) => {
      await client.views.update({ view_id: viewId, view })
    },
    publishHome: async (userId, view) => {
      await client.views.publish({ user_id: userId, view })
    },
    suggestPrompts: async (channel, prompts) => {
      await client.assistant.threads.setSuggestedPrompts({ channel_id: channel, prompts: [...prompts] })
    },
    upload: async (channel, threadTs, { bytes, name, title, comment }) => {
      const file = { file: Buffer.from(bytes), filename: name, title, initial_comment: comment }
      await (threadTs === null
        ? client.filesUploadV2({ ...file, channel_id: channel })
        : client.filesUploadV2({ ...file, channel_id: channel, thread_ts: threadTs }))
    },
    fetchFile: (file) => fetchFile(file, { token: client.token ?? '', apiUrl: client.slackApiUrl }),
  }
}

/** Slack's word for why it refused a call; null for every other fault. */
export const slackRefusal = (fault: unknown): string | null => {
  if (fault instanceof ResponseRefused) return fault.reason || null
  return fault instanceof webApi.WebAPIPlatformError ? fault.data.error : null
}

/** A response address was used up or came of age: nothing will be taken there any more. */
export const isClosedAddress = (fault: unknown): boolean =>
  fault instanceof ResponseRefused &&
  (fault.status === 404 || ['expired_url', 'used_url'].includes(fault.reason))

/** Slack is away, slow or too busy: the same call may succeed later. */
export const isPassing = (fault: unknown): boolean =>
  fault instanceof webApi.WebAPIRequestError ||
  fault instanceof webApi.WebAPIRateLimitedError ||
  (fault instanceof webApi.WebAPIHTTPError && fault.statusCode >= 500) ||
  (fault instanceof ResponseRefused &&
    (fault.status === null || fault.status >= 500 || fault.status === 429)) ||
  // What the client throws when its own tries at a limited call are used up.
  (fault instanceof Error && fault.message.startsWith('A rate limit was exceeded')) ||
  ['ratelimited', 'internal_error', 'service_unavailable', 'request_timeout'].includes(
    slackRefusal(fault) ?? '',
  )
