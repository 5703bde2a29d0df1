import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import shippedManifest from '../../manifest.json' with { type: 'json' }
import { createDelivery, type Route } from './delivery.ts'
import { openEmulator } from './emulator.ts'
import { createFaults, type Fault } from './faults.ts'
import {
  appToken,
  botToken,
  botUserId,
  type ChannelSeed,
  defaultChannels,
  defaultPeople,
  generalChannelId,
  type PersonSeed,
} from './identity.ts'
import { readManifest } from './manifest.ts'
import { createPeopleActs } from './people-acts.ts'
import { createResponseUrls } from './response-urls.ts'
import type { Slack } from './slack.ts'
import { openSocketLink } from './socket-link.ts'
import { createTriggers } from './triggers.ts'
import { createWebApi } from './web-api.ts'
import { createWorkspace, type Message } from './workspace.ts'

/**
 * A Slack on this machine: the `emulate` package's Web API, and before it what that lacks.
 *
 * The emulator takes any token, checks no blocks, delivers no events and has no sockets, statuses or response_urls. The
 * front refuses what Slack refuses, speaks Socket Mode and signed HTTP, lets people act, and passes the rest on. The
 * scopes, events, commands and shortcuts are the manifest's: what the manifest does not ask for does not work.
 */
export type SlackFront = Awaited<ReturnType<typeof openSlackFront>>

export type SlackFrontOptions = Readonly<{
  people?: readonly PersonSeed[]
  /** Besides #general. */
  channels?: readonly ChannelSeed[]
  manifest?: unknown
  clock?: () => number
}>

/** A message of the bot's, as it is by now. */
export type PostedMessage = Message

const storedSchema = z.object({
  ts: z.string(),
  user: z.string(),
  text: z.string(),
  blocks: z.array(z.unknown()).optional(),
})
/** A message as the emulator holds it. */
export type StoredMessage = z.infer<typeof storedSchema>

export const openSlackFront = async (options: SlackFrontOptions = {}) => {
  const { people = defaultPeople, channels = defaultChannels, clock = Date.now } = options
  const manifest = readManifest(options.manifest ?? shippedManifest)
  const emulator = await openEmulator(people, channels, manifest.oauth_config.scopes.bot)
  const workspace = createWorkspace(emulator.people, emulator.channels)
  const faults = createFaults()
  let lastId = 0

  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  // A listening TCP server has an address with a port.
  const { port } = server.address() as AddressInfo
  const slack: Slack = {
    clock,
    manifest,
    emulator,
    workspace,
    triggers: createTriggers(clock),
    responseUrls: createResponseUrls(clock),
    origin: () => `http://127.0.0.1:${port}`,
    nextId: (prefix) => {
      lastId += 1
      return `${prefix}${lastId}`
    },
  }
  server.on('request', createWebApi(slack, faults))
  const link = openSocketLink(server, '/link')
  const { deliver, routeBy } = createDelivery(link, clock)
  const acts = createPeopleActs(slack, deliver)

  const [person] = emulator.people
  if (person === undefined) throw new Error('a local Slack needs a person')

  /** The bot's messages that everybody in the channel sees, by key, in order of arrival. */
  const postedKeys = new Map<string, Message>()
  workspace.onChange((change) => {
    if (change.kind !== 'message') return
    const { message } = change
    if (message.user !== botUserId || message.ephemeralTo !== undefined || message.files !== undefined) return
    postedKeys.set(`${message.channel}:${message.ts}`, message)
  })
  const posted = (): readonly PostedMessage[] => [...postedKeys.values()]

  return {
    /** For `slackApiUrl`. */
    apiUrl: `${slack.origin()}/api/`,
    botToken,
    appToken,
    botUserId,
    channel: generalChannelId,
    /** The direct-message channel of the first person and the bot. */
    directChannel: person.directChannel,
    people: emulator.people,
    channels: emulator.channels,
    manifest,
    workspace,
    ...acts,
    /** How deliveries go from now on; over a socket until told otherwise. */
    routeBy: (route: Route): void => routeBy(route),
    /** The bot's messages so far, in order of arrival, as they are by now; no ephemeral ones and no shared files. */
    posted,
    /** Resolves when the bot has posted `count` messages. */
    untilPosted: async (count: number): Promise<readonly PostedMessage[]> => {
      await workspace.until(() => postedKeys.size >= count)
      return posted()
    },
    /** Resolves with what `find` finds in the workspace, now or after a change. */
    until: workspace.until,
    /** What the emulator holds of a thread, read over the Web API. */
    replies: async (channel: string, ts: string): Promise<readonly StoredMessage[]> => {
      const reader = emulator.people.find(({ directChannel }) => directChannel === channel) ?? person
      const reply = await emulator.asPerson(reader, 'conversations.replies', { channel, ts })
      return z.array(storedSchema).parse(reply.messages)
    },
    /** The next calls of a method meet these faults, once each; 'response_url' and 'download' are methods too. */
    failNext: (method: string, ...planned: readonly Fault[]): void => faults.plan(method, planned),
    /** The next calls of a method are refused with these Slack errors, once each. */
    refuseNext: (method: string, ...errors: readonly string[]): void =>
      faults.plan(
        method,
        errors.map((error) => ({ kind: 'error', error })),
      ),
    /** What the front refused, in order: invalid_blocks, invalid_auth … */
    refusals: (): readonly string[] =>
      workspace.refusals().map(({ error, why }) => (why === '' ? error : `${error}: ${why}`)),
    openSockets: link.openSockets,
    untilSockets: link.untilSockets,
    recycleSocket: link.recycle,
    dropSockets: link.drop,
    deafenSockets: link.deafen,
    close: async (): Promise<void> => {
      link.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      await emulator.close()
    },
  }
}
