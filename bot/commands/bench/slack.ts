/**
 * The real bot under load: real documents and store, real Bolt app over Socket Mode, a local Slack in a process of its own.
 *
 * Every thread is read back and compared with what the answerer says to the same questions without Slack.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { readConfig } from '../../config.ts'
import { percentile } from '../../evaluation/percentile.ts'
import { openLibrary } from '../../library.ts'
import { openReseeding } from '../../reseeding.ts'
import { openSlackApp } from '../../slack/app.ts'
import { createWordsEditor } from '../../words-editor.ts'
import { tell } from '../run-command.ts'
import { conversationsOf, textsFor } from './conversations.ts'
import type { Conversation, Outcome } from './load-messages.ts'
import { openLocalSlackProcess } from './local-slack-process.ts'
import { type BenchResult, type Measure, megabytes, ms, timed } from './measures.ts'
import { type ReadBack, readBack } from './read-back.ts'

const people = 50
const atOnce = 1_000
const warmUp = 200
const perSecond = 20
const seconds = 30

export const benchSlack = async (): Promise<BenchResult> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-bench-'))
  const slack = await openLocalSlackProcess(people)
  try {
    return await benchIn(folder, slack)
  } finally {
    await slack.close()
    rmSync(folder, { recursive: true })
  }
}

type LocalSlack = Awaited<ReturnType<typeof openLocalSlackProcess>>

const benchIn = async (folder: string, slack: LocalSlack): Promise<BenchResult> => {
  const config = readConfig({ DATA_DIR: folder })
  const library = await openLibrary({ config, clock: () => performance.now(), log: tell })
  const { botToken, appToken, apiUrl } = slack.address
  const app = await openSlackApp({
    botToken,
    connection: { mode: 'socket', appToken },
    slackApiUrl: apiUrl,
    library,
    reseeding: openReseeding(folder),
    words: createWordsEditor(config.words, folder),
    statePath: config.statePath,
    admins: [],
    auditDays: config.auditDays,
    logger: tell,
  })
  try {
    const many = conversationsOf(atOnce, people)
    const steady = conversationsOf(perSecond * seconds, people)
    const alone: number[] = []
    const aloneSince = process.cpuUsage()
    const answer: typeof library.answer = async (turns) => {
      const answered = await timed(() => library.answer(turns))
      alone.push(answered.ms)
      return answered.value
    }
    const textsOf = async (
      conversations: readonly Conversation[],
    ): Promise<readonly (readonly string[])[]> => {
      const texts: (readonly string[])[] = []
      for (const conversation of conversations) texts.push(await textsFor(conversation, answer))
      return texts
    }
    const manyTexts = await textsOf(many)
    const aloneMs = alone.reduce((sum, each) => sum + each, 0)
    const aloneProcessorMs = processorMs(aloneSince)
    const steadyTexts = await textsOf(steady)

    await slack.run({ conversations: conversationsOf(warmUp, people), everyMs: null })
    const warm = memory()
    const loadSince = process.cpuUsage()
    const first = await slack.run({ conversations: many, everyMs: null })
    const loadProcessorMs = processorMs(loadSince)
    const afterFirst = memory()
    const second = await slack.run({ conversations: many, everyMs: null })
    const afterSecond = memory()
    const paced = await slack.run({ conversations: steady, everyMs: 1_000 / perSecond })

    const checks = [
      { what: `the first ${atOnce}`, ...readBack(manyTexts, first.replies) },
      { what: `the second ${atOnce}`, ...readBack(manyTexts, second.replies) },
      { what: `${perSecond} a second`, ...readBack(steadyTexts, paced.replies) },
    ]
    return {
      isSound: checks.every(({ lost, surplus, outOfOrder }) => lost + surplus + outOfOrder === 0),
      measures: [
        ...checks.map(soundness),
        ...[first, second].map((outcome) => burst(outcome, aloneMs)),
        {
          what: 'processor time of the bot for each of them',
          measured: ms(loadProcessorMs / atOnce),
          comparedWith: `the answer alone ${ms(aloneProcessorMs / atOnce)}`,
          ratio: loadProcessorMs / aloneProcessorMs,
        },
        ...pace(paced, alone),
        ...growth('first', warm, afterFirst, 'the warm-up'),
        ...growth('second', afterFirst, afterSecond, `the first ${atOnce}`),
      ],
    }
  } finally {
    await app.stop()
    await library.close()
  }
}

const soundness = ({ what, lost, surplus, outOfOrder }: ReadBack & Readonly<{ what: string }>): Measure => ({
  what: `${what}: lost, doubled, threads out of order`,
  measured: `${lost}, ${surplus}, ${outOfOrder}`,
  toReach: '0, 0, 0',
})

const burst = ({ totalMs, replies }: Outcome, aloneMs: number): Measure => ({
  what: `${atOnce} questions of ${people} people at once`,
  measured: `${ms(totalMs)}, ${(replies.flat().length / (totalMs / 1_000)).toFixed(0)} a second`,
  comparedWith: `the answers alone, one after another ${ms(aloneMs)}`,
  ratio: totalMs / aloneMs,
})

const pace = ({ answerMs }: Outcome, alone: readonly number[]): readonly Measure[] =>
  [50, 95, 99].map((percent) => ({
    what: `${perSecond} questions a second for ${seconds} s, event to stored answer p${percent}`,
    measured: ms(percentile(answerMs, percent)),
    comparedWith: `the answer alone ${ms(percentile(alone, percent))}`,
    ratio: percentile(answerMs, percent) / percentile(alone, percent),
    ...(percent === 95 ? { toReach: 'at most 500 ms' } : {}),
  }))

/** Steadier than the clock on a machine that does other work as well; without the query processes. */
const processorMs = (since: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}

type Memory = Readonly<{ heapUsed: number; rss: number }>

setFlagsFromString('--expose-gc')
const collectGarbage: () => void = runInNewContext('gc')

/** What is still held after everything that can go is gone. */
const memory = (): Memory => {
  collectGarbage()
  const { heapUsed, rss } = process.memoryUsage()
  return { heapUsed, rss }
}

const growth = (which: string, before: Memory, after: Memory, since: string): readonly Measure[] =>
  (['heapUsed', 'rss'] as const).map((kind) => ({
    what: `${kind === 'rss' ? 'resident memory' : 'heap'} after the ${which} ${atOnce}`,
    measured: megabytes(after[kind]),
    comparedWith: `after ${since} ${megabytes(before[kind])}`,
    ratio: after[kind] / before[kind],
    toReach: which === 'second' ? 'at most 1.1 ×' : '',
  }))
