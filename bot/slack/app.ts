import { randomUUID } from 'node:crypto'
import { App } from '@slack/bolt'
import { z } from 'zod'
import { openState } from '../../db/state/open-state.ts'
import type { Library } from '../library.ts'
import type { Reseeding } from '../reseeding.ts'
import type { WordsEditor } from '../words-editor.ts'
import { type ConnectionOptions, openConnection } from './connection.ts'
import { deskPace, type ModelPace } from './desk-pace.ts'
import { expireJobs } from './expire-jobs.ts'
import { languageModelOf } from './language-model.ts'
import { registerListeners } from './listeners/index.ts'
import { type LogLine, logText, slackLogger } from './log.ts'
import { createQuestionDesk, type QuestionDeskOptions } from './question-desk.ts'
import { createSlackApi } from './slack-api.ts'
import { callWithToken, listenAtFreePort } from './start-calls.ts'
import { openBooks } from './state/books.ts'

export type SlackAppOptions = Readonly<{
  botToken: string
  connection: ConnectionOptions
  library: Library
  reseeding: Reseeding
  words: WordsEditor
  /** The file of what the bot remembers; several processes may share it. */
  statePath: string
  /** User ids of the first admins. */
  admins: readonly string[]
  auditDays: number
  /** How the library's language model is asked, where it has one. */
  model?: ModelPace
  logger: LogLine
  /** Where the Web API is; Slack's own unless a test or the playground stands in. */
  slackApiUrl?: string
  clock?: () => number
  /** How long stop() waits for answers that were begun. */
  stopWaitMs?: number
  /** The wait before a closed socket is opened again. */
  reconnectDelayMs?: number
  /** A process that is silent for this long loses its questions to another. */
  leaseMs?: number
  /** Called when nothing was heard of Slack for `deafAfterMs`: the process had better end and begin anew. */
  onDeaf?: () => void
  deafAfterMs?: number
  beatMs?: number
  /** How long a call to Slack may take. */
  webTimeoutMs?: number
  /** How long to wait for another process that writes to the file of what the bot remembers. */
  stateBusyMs?: number
  desk?: Partial<
    Pick<
      QuestionDeskOptions,
      | 'parallel'
      | 'roundMs'
      | 'retryDelaysMs'
      | 'workingAfterMs'
      | 'workingPrivatelyAfterMs'
      | 'answerTimeoutMs'
    >
  >
}>

export type SlackApp = Readonly<{
  /** The port that is listened at, in HTTP mode. */
  port: () => number | null
  stop: () => Promise<void>
}>

/** A person waits: two more tries, then they are told. */
const webRetries = { retries: 2, minTimeout: 500, maxTimeout: 5_000 }
/** For the connection to close, and then again for the answers that were begun. */
export const usualStopWaitMs = 10_000
const hourMs = 60 * 60_000

const faultSchema = z.object({ original: z.instanceof(z.ZodError) })

/** Slack sent something we cannot read; sending it again would not help. */
const isUnreadable = (fault: unknown): boolean =>
  fault instanceof z.ZodError || faultSchema.safeParse(fault).success

/**
 * Connects to Slack and answers wherever it is asked.
 *
 * Outcomes: resolves once connected. Faults: StateUnusable; StartProblem when Slack refuses a token or cannot be reached, or
 * when the port is taken.
 */
export const openSlackApp = async (options: SlackAppOptions): Promise<SlackApp> => {
  const {
    botToken,
    library,
    logger: log,
    clock = Date.now,
    leaseMs = 15_000,
    webTimeoutMs = 10_000,
  } = options
  const address = options.slackApiUrl === undefined ? {} : { slackApiUrl: options.slackApiUrl }
  const state = await openState(options.statePath, options.stateBusyMs)
  const connection = openConnection(options.connection, {
    log,
    clock,
    address,
    reconnectDelayMs: options.reconnectDelayMs,
    webTimeoutMs,
  })
  const app = new App({
    token: botToken,
    receiver: connection.receiver,
    logger: slackLogger(log),
    convoStore: false,
    deferInitialization: true,
    clientOptions: { ...address, timeout: webTimeoutMs, retryConfig: webRetries, maxRequestConcurrency: 10 },
  })
  const books = openBooks(state, {
    owner: randomUUID(),
    mode: options.connection.mode,
    admins: options.admins,
    auditDays: options.auditDays,
    clock,
    leaseMs,
  })
  const api = createSlackApi(app.client, clock)
  const languageModel = languageModelOf(library.planner, options.model?.dailyTokens ?? null)
  const desk = createQuestionDesk({
    books,
    answer: library.answer,
    languageModel,
    api,
    log,
    ...deskPace(options.model),
    ...options.desk,
  })
  const { reseeding, words } = options
  registerListeners(app, { desk, books, library, reseeding, words, languageModel, api, log, clock })
  app.error(async (fault) => {
    log(logText('slack: an event could not be read:', fault))
    if (!isUnreadable(fault)) throw fault
  })

  const timers: NodeJS.Timeout[] = []
  const every = (everyMs: number, what: string, work: () => Promise<void>): void => {
    const run = (): void =>
      void work().catch((fault: unknown) => log(logText(`slack: ${what} failed:`, fault)))
    timers.push(setInterval(run, everyMs))
    run()
  }
  const listen = async (): Promise<void> => {
    const heardAt = connection.lastHeardAt()
    await books.processes.beat(connection.isConnected())
    if (heardAt === null || clock() - heardAt < (options.deafAfterMs ?? 120_000)) return
    log(`slack: nothing was heard for ${clock() - heardAt} ms`)
    options.onDeaf?.()
  }

  const close = async (): Promise<void> => {
    const waitMs = options.stopWaitMs ?? usualStopWaitMs
    for (const timer of timers) clearInterval(timer)
    // The door first: Slack then keeps new events for whoever connects next, while answers still go out.
    await connection.close(waitMs)
    const left = await desk.stop(waitMs)
    await books.processes.leave()
    await state.destroy()
    log(left === 0 ? 'slack: closed' : `slack: closed, ${left} question(s) left to be taken up later`)
  }

  try {
    await callWithToken('bot', () => app.init())
    const { connection: door } = options
    if (door.mode === 'socket')
      // Of some refusals the socket's client says nothing and tries for ever, so the token is tried by itself first.
      await callWithToken('app', () => app.client.apps.connections.open({ token: door.appToken }))
    await listenAtFreePort(() => app.start())
  } catch (fault) {
    await state.destroy()
    throw fault
  }
  desk.start()
  every(options.beatMs ?? 5_000, 'the sign of life', listen)
  every(hourMs, 'forgetting what is old', async () => {
    await expireJobs({ books, reseeding })
    await books.purge()
  })
  log('slack: connected')

  let closing: Promise<void> | null = null
  return {
    port: connection.port,
    stop: () => {
      closing ??= close()
      return closing
    },
  }
}
