import { App, SocketModeReceiver } from '@slack/bolt'
import type { Answerer } from '../answer/answerer.ts'
import type { PostInThread } from './deliver-answer.ts'
import { registerListeners } from './listeners/index.ts'
import { type LogLine, logText, slackLogger } from './log.ts'
import { createQuestionDesk } from './question-desk.ts'
import { createSeenKeys } from './state/seen-keys.ts'
import { createThreadTurns } from './state/thread-turns.ts'
import { orGoOnAfter } from './time-limit.ts'

export type SlackAppOptions = Readonly<{
  botToken: string
  appToken: string
  answerer: Answerer
  logger: LogLine
  /** Where the Web API is; Slack's own unless a test or the playground stands in. */
  slackApiUrl?: string
  clock?: () => number
  /** How long stop() waits for answers that were begun. */
  stopWaitMs?: number
  /** The wait before a closed socket is opened again. The SDK ties it to its wait for a pong, hence not zero. */
  reconnectDelayMs?: number
}>

export type SlackApp = Readonly<{ stop: () => Promise<void> }>

/** A person waits: two more tries, then they are told. */
const webRetries = { retries: 2, minTimeout: 500, maxTimeout: 5_000 }
const webTimeoutMs = 10_000
/** Nobody waits, and giving up would leave the bot deaf: for ever, at most half a minute apart. */
const socketRetries = { forever: true, minTimeout: 1_000, maxTimeout: 30_000, factor: 1.5 }

/**
 * Connects to Slack over Socket Mode and answers mentions, direct messages and clicks on choices.
 *
 * Outcomes: resolves once connected. Faults: rejects when Slack refuses a token or cannot be reached.
 */
export const openSlackApp = async (options: SlackAppOptions): Promise<SlackApp> => {
  const { botToken, appToken, answerer, logger: log, clock = Date.now } = options
  const address = options.slackApiUrl === undefined ? {} : { slackApiUrl: options.slackApiUrl }
  const logger = slackLogger(log)
  const receiver = new SocketModeReceiver({
    appToken,
    logger,
    ...(options.reconnectDelayMs === undefined ? {} : { clientPingTimeout: options.reconnectDelayMs }),
    // Without its own retry policy the receiver takes the one of the answers, and an outage of a few seconds at the
    // wrong moment ends the process.
    installerOptions: { clientOptions: { ...address, timeout: webTimeoutMs, retryConfig: socketRetries } },
  })
  const app = new App({
    token: botToken,
    receiver,
    socketMode: true,
    logger,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { ...address, timeout: webTimeoutMs, retryConfig: webRetries, maxRequestConcurrency: 4 },
  })
  const post: PostInThread = async ({ channel, threadTs }, message) => {
    await app.client.chat.postMessage({
      ...message,
      channel,
      thread_ts: threadTs,
      // Nothing in our text is markup.
      mrkdwn: false,
      parse: 'none',
      link_names: false,
      unfurl_links: false,
      unfurl_media: false,
    })
  }
  const desk = createQuestionDesk({
    answerer,
    post,
    turns: createThreadTurns(),
    seen: createSeenKeys(clock),
    log,
  })
  registerListeners(app, desk)
  app.error(async (fault) => log(logText('slack: an event could not be read:', fault)))
  await app.init()
  await app.start()
  log('slack: connected')

  const close = async (): Promise<void> => {
    const waitMs = options.stopWaitMs ?? 10_000
    // A connection that was being opened meanwhile is closed when it comes.
    receiver.client.on('connected', () => void receiver.client.disconnect())
    // The socket first: Slack then keeps new events for whoever connects next, while answers still go out over HTTP.
    await orGoOnAfter(waitMs, receiver.client.disconnect())
    const left = await desk.settle(waitMs)
    log(left === 0 ? 'slack: closed' : `slack: closed, ${left} question(s) left unanswered`)
  }
  let closing: Promise<void> | null = null
  return {
    stop: () => {
      closing ??= close()
      return closing
    },
  }
}
