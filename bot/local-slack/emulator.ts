import { createEmulator } from 'emulate'
import { z } from 'zod'
import {
  appId,
  botId,
  botToken,
  botUserId,
  type Channel,
  type ChannelSeed,
  generalChannelId,
  type Person,
  type PersonSeed,
} from './identity.ts'

/** The `emulate` package's Slack: it keeps channels, messages and files, and checks the scopes of most methods. */
export type Emulator = Readonly<{
  people: readonly Person[]
  channels: readonly Channel[]
  asBot: (method: string, fields: Fields) => Promise<Reply>
  /** Rejects when the emulator refuses: a person's calls are ours. */
  asPerson: (person: Person, method: string, fields: Fields) => Promise<Reply>
  upload: (address: string, body: Uint8Array, contentType: string) => Promise<number>
  close: () => Promise<void>
}>
export type Fields = Readonly<Record<string, unknown>>
export type Reply = Readonly<Record<string, unknown>>

const personScopes = [
  'channels:history',
  'channels:join',
  'channels:manage',
  'channels:read',
  'chat:write',
  'files:write',
  'groups:history',
  'groups:read',
  'groups:write',
  'im:history',
  'im:write',
  'users:read',
]
const tokenOf = (name: string): string => `xoxp-local-${name}`

const seedOf = (
  people: readonly PersonSeed[],
  channels: readonly ChannelSeed[],
  botScopes: readonly string[],
) => ({
  slack: {
    strict_scopes: true,
    users: people.map(({ name, realName, isAdmin = false }) => ({
      name,
      real_name: realName,
      is_admin: isAdmin,
    })),
    channels: channels.map(({ name, isPrivate = false }) => ({ name, is_private: isPrivate })),
    oauth_apps: [
      {
        app_id: appId,
        client_id: 'local',
        client_secret: 'local',
        name: 'Juesuan',
        redirect_uris: [],
        scopes: botScopes,
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
        scopes: botScopes,
      },
      ...people.map(({ name }) => ({ token: tokenOf(name), type: 'user', user: name, scopes: personScopes })),
    ],
  },
})

/** A structured field travels as JSON text, as the Web API client sends it. */
const formOf = (fields: Fields): string =>
  new URLSearchParams(
    Object.entries(fields).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, typeof value === 'string' ? value : JSON.stringify(value)]],
    ),
  ).toString()

const idSchema = z.object({ id: z.string() })
const namedSchema = z.array(z.object({ id: z.string(), name: z.string() }))

/** Starts the emulator with these people and channels; everyone is a member of every channel, and of #general. */
export const openEmulator = async (
  people: readonly PersonSeed[],
  channels: readonly ChannelSeed[],
  botScopes: readonly string[],
): Promise<Emulator> => {
  const emulator = await createEmulator({
    service: 'slack',
    port: 0,
    seed: seedOf(people, channels, botScopes),
  })

  const call = async (method: string, token: string, fields: Fields): Promise<Reply> => {
    const reply = await fetch(`${emulator.url}/api/${method}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-www-form-urlencoded' },
      body: formOf(fields),
    })
    if (reply.status === 404) return { ok: false, error: 'unknown_method' }
    if (reply.status !== 200) throw new Error(`the emulator answers ${method} with ${reply.status}`)
    return z.record(z.string(), z.unknown()).parse(await reply.json())
  }
  const callAs = async (name: string, method: string, fields: Fields): Promise<Reply> => {
    const reply = await call(method, tokenOf(name), fields)
    if (reply.ok !== true) throw new Error(`the emulator refuses ${method}: ${JSON.stringify(reply)}`)
    return reply
  }

  const [anyone] = people
  if (anyone === undefined) throw new Error('a local Slack needs a person')
  const members = namedSchema.parse((await callAs(anyone.name, 'users.list', { limit: 1_000 })).members)
  const listed = namedSchema.parse(
    (
      await callAs(anyone.name, 'conversations.list', {
        types: 'public_channel,private_channel',
        limit: 1_000,
      })
    ).channels,
  )
  const idOf = (entries: z.infer<typeof namedSchema>, name: string): string => {
    const found = entries.find((each) => each.name === name)
    if (found === undefined) throw new Error(`the emulator does not know ${name}`)
    return found.id
  }
  const known: readonly Person[] = await Promise.all(
    people.map(async ({ name, realName, locale, isAdmin = false }) => {
      await callAs(name, 'conversations.join', { channel: generalChannelId })
      const opened = await callAs(name, 'conversations.open', { users: botUserId })
      const directChannel = idSchema.parse(opened.channel).id
      return { id: idOf(members, name), name, realName, locale, isAdmin, directChannel }
    }),
  )
  for (const { name, isPrivate = false, hasBot = false } of channels)
    if (isPrivate && hasBot)
      await callAs(anyone.name, 'conversations.invite', { channel: idOf(listed, name), users: botUserId })

  return {
    people: known,
    channels: [
      { id: generalChannelId, name: 'general', kind: 'public', hasBot: true },
      ...channels.map(({ name, isPrivate = false, hasBot = false }) => ({
        id: idOf(listed, name),
        name,
        kind: isPrivate ? ('private' as const) : ('public' as const),
        hasBot,
      })),
      ...known.map(({ directChannel, name }) => ({
        id: directChannel,
        name,
        kind: 'direct' as const,
        hasBot: true,
      })),
    ],
    asBot: (method, fields) => call(method, botToken, fields),
    asPerson: (person, method, fields) => callAs(person.name, method, fields),
    upload: async (address, body, contentType) =>
      // A copy: fetch takes no view of a shared buffer.
      (
        await fetch(address, {
          method: 'POST',
          headers: { 'content-type': contentType },
          body: new Uint8Array(body),
        })
      ).status,
    close: () => emulator.close(),
  }
}
