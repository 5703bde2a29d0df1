/** The two doors to Slack: a socket that we open, or signed requests that come in. */
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Server } from 'node:http'
import { HTTPReceiver, type Receiver, SocketModeReceiver } from '@slack/bolt'
import { acknowledgeWhenKept } from './acknowledge-when-kept.ts'
import { type LogLine, slackLogger } from './log.ts'
import { orGoOnAfter } from './time-limit.ts'

export type ConnectionOptions = Readonly<
  | { mode: 'socket'; appToken: string }
  /** `port`: 0 takes any that is free. */
  | { mode: 'http'; signingSecret: string; port: number }
>

export type Connection = Readonly<{
  receiver: Receiver
  isConnected: () => boolean
  /** When Slack was last heard, at all; null for the door that waits to be knocked at. */
  lastHeardAt: () => number | null
  /** The port that is listened at; null for the socket. */
  port: () => number | null
  /** No new events; Slack keeps them for whoever connects next. */
  close: (waitMs: number) => Promise<void>
}>

type Common = Readonly<{
  log: LogLine
  clock: () => number
  /** Where the Web API is; Slack's own unless a test or the playground stands in. */
  address: Readonly<{ slackApiUrl?: string }>
  /** The wait before a closed socket is opened again. The SDK ties it to its wait for a pong, hence not zero. */
  reconnectDelayMs: number | undefined
  /** How long a call to Slack may take. */
  webTimeoutMs: number
}>

/** Nobody waits, and giving up would leave the bot deaf: for ever, at most half a minute apart. */
const socketRetries = { forever: true, minTimeout: 1_000, maxTimeout: 30_000, factor: 1.5 }
/** The longest request of Slack's is far smaller. */
const mostBodyBytes = 1024 * 1024
/** Node tells of every ping frame here, whichever web socket it came by; this process has one. */
const pingChannel = 'undici:websocket:ping'

const openSocketDoor = (
  appToken: string,
  { log, clock, address, reconnectDelayMs, webTimeoutMs }: Common,
): Connection => {
  const receiver = new SocketModeReceiver({
    appToken,
    logger: slackLogger(log),
    ...(reconnectDelayMs === undefined ? {} : { clientPingTimeout: reconnectDelayMs }),
    // Without its own retry policy the receiver takes the one of the answers, and an outage of a few seconds at the
    // wrong moment ends the process.
    installerOptions: { clientOptions: { ...address, timeout: webTimeoutMs, retryConfig: socketRetries } },
  })
  const { client } = receiver
  let isConnected = false
  let heardAt = clock()
  const hear = (): void => {
    heardAt = clock()
  }
  subscribe(pingChannel, hear)
  client.on('ws_message', hear)
  client.on('connected', () => {
    isConnected = true
  })
  client.on('close', () => {
    isConnected = false
  })
  return {
    receiver: acknowledgeWhenKept(receiver),
    isConnected: () => isConnected,
    lastHeardAt: () => heardAt,
    port: () => null,
    close: async (waitMs) => {
      unsubscribe(pingChannel, hear)
      // A connection that was being opened meanwhile is closed when it comes.
      client.on('connected', () => void client.disconnect())
      await orGoOnAfter(waitMs, client.disconnect())
    },
  }
}

const openHttpDoor = (signingSecret: string, port: number, { log }: Common): Connection => {
  let server: Server | null = null
  const http = new HTTPReceiver({
    signingSecret,
    port,
    bodyLimit: mostBodyBytes,
    logger: slackLogger(log),
    customRoutes: [
      {
        path: '/health',
        method: ['GET'],
        handler: (_, response) => {
          response.writeHead(200, { 'content-type': 'text/plain' }).end('ok\n')
        },
      },
    ],
  })
  const keeping = acknowledgeWhenKept(http)
  return {
    receiver: {
      ...keeping,
      start: async () => {
        server = await http.start(port)
        return server
      },
    },
    isConnected: () => server?.listening === true,
    lastHeardAt: () => null,
    port: () => {
      const address = server?.address()
      return typeof address === 'object' && address !== null ? address.port : null
    },
    close: async (waitMs) => {
      if (server === null) return
      const closing = http.stop()
      server.closeIdleConnections()
      await orGoOnAfter(
        waitMs,
        closing.then(() => {}),
      )
    },
  }
}

export const openConnection = (options: ConnectionOptions, common: Common): Connection =>
  options.mode === 'socket'
    ? openSocketDoor(options.appToken, common)
    : openHttpDoor(options.signingSecret, options.port, common)
