/** The real Bolt app against the local Slack, over a core that answers what a test tells it to. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openState, type State } from '../../../db/state/open-state.ts'
import type { Version } from '../../../db/versions.ts'
import type { Answer } from '../../answer/answer.ts'
import type { AnswerPreferences } from '../../answer/preferences.ts'
import { type Incoming, openIncoming } from '../../incoming.ts'
import type { Library, Overview } from '../../library.ts'
import { openSlackFront, type SlackFront, type SlackFrontOptions } from '../../local-slack/index.ts'
import type { ReseedOutcome, ReseedPreview } from '../../reseed.ts'
import type { StoreChange } from '../../store-change.ts'
import type { TaughtWord, WordsEdit } from '../../words-editor.ts'
import { openSlackApp, type SlackApp, type SlackAppOptions } from '../app.ts'
import { sampleAnswer } from './sample-answers.ts'

export const sampleOverview: Overview = {
  departments: [
    {
      name: { zh: '甲区总工会', en: 'Jia District trade union' },
      kind: 'tradeUnion',
      reports: [
        {
          fiscalYear: 2023,
          kind: 'finalAccounts',
          title: '甲区总工会2023年度部门决算',
          file: 'a.txt',
          figures: 700,
          findings: { real: 1, soft: 2, rounding: 3, label: 4 },
        },
      ],
    },
  ],
  documents: 1,
  reports: 1,
  figures: 700,
  prints: 900,
  statements: 40,
  findings: { real: 1, soft: 2, rounding: 3, label: 4 },
  years: [2023],
  seededAt: '2026-11-28T08:00:00.000Z',
  contentHash: 'now',
  dataVersion: 'test',
}

type Asked = Readonly<{ turns: readonly string[]; preferences: AnswerPreferences | undefined }>

export type BotInSlack = Readonly<{
  front: SlackFront
  app: SlackApp
  state: State
  statePath: string
  /** Holds the state file, and what was handed in. */
  folder: string
  incoming: Incoming
  asked: Asked[]
  /** The questions asked, with the turns before them. */
  turns: () => readonly (readonly string[])[]
  lines: string[]
  /** What a test may change while the bot runs. */
  core: {
    reply: (turns: readonly string[]) => Promise<Answer>
    dataVersion: string
    preview: ReseedPreview
    previewed: StoreChange[]
    /** The latest first. */
    versions: readonly Version[]
    outcome: ReseedOutcome
    applied: string[]
    words: TaughtWord[]
    wordsEdit: WordsEdit
    passages: Library['sourcePassage']
    summaries: readonly string[]
  }
  /** Another process on the same state file. */
  another: (changes?: Partial<SlackAppOptions>) => Promise<SlackApp>
  close: () => Promise<void>
}>

/** `planner`: that of the library. */
type BotChanges = Partial<SlackAppOptions> & Readonly<{ planner?: Library['planner'] }>

/** The two doors: a socket that the bot opens, and signed requests that come to it. */
export const doors = ['socket', 'http'] as const
const signingSecret = 'local-signing-secret'

export const openBotInSlack = async (
  { planner = { mode: 'embedded', model: null }, ...changes }: BotChanges = {},
  frontOptions: SlackFrontOptions = {},
  door: (typeof doors)[number] = 'socket',
): Promise<BotInSlack> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-slack-'))
  const statePath = join(folder, 'state.sqlite')
  const incoming = openIncoming(folder)
  const front = await openSlackFront(frontOptions)
  const asked: Asked[] = []
  const lines: string[] = []
  const core: BotInSlack['core'] = {
    reply: async (turns) => sampleAnswer({ text: `答：${turns.at(-1)}` }),
    dataVersion: 'test',
    preview: { kind: 'failed', problems: [] },
    previewed: [],
    versions: [],
    outcome: { kind: 'busy' },
    applied: [],
    words: [],
    wordsEdit: { kind: 'written' },
    passages: async () => null,
    summaries: [],
  }
  const library: Library = {
    answer: (turns, preferences) => {
      asked.push({ turns, preferences })
      return core.reply(turns)
    },
    dataVersion: () => core.dataVersion,
    planner,
    overview: async () => sampleOverview,
    examples: (language) => [
      language === 'zh'
        ? { title: '超支', question: '哪些工会超支？' }
        : { title: 'Over', question: 'which?' },
    ],
    sourcePassage: (citation) => core.passages(citation),
    summaryQuestions: () => core.summaries,
    problems: () => [],
    refresh: async () => {},
    close: async () => {},
  }
  const options: SlackAppOptions = {
    botToken: front.botToken,
    connection:
      door === 'socket'
        ? { mode: 'socket', appToken: front.appToken }
        : { mode: 'http', signingSecret, port: 0 },
    slackApiUrl: front.apiUrl,
    library,
    reseeding: {
      preview: async (change) => {
        core.previewed.push(change)
        return core.preview
      },
      apply: async (_, expected) => {
        core.applied.push(expected)
        return core.outcome
      },
      versionInUse: () => core.versions[0]?.version ?? 0,
      readVersion: (number) => core.versions.find(({ version }) => version === number) ?? null,
      incoming,
    },
    words: {
      list: () => ({ kind: 'words', words: core.words }),
      add: async (word) => {
        if (core.wordsEdit.kind === 'written') core.words.push(word)
        return core.wordsEdit
      },
      remove: async (word) => {
        if (core.wordsEdit.kind === 'written')
          core.words = core.words.filter(({ surface }) => surface !== word.surface)
        return core.wordsEdit
      },
    },
    statePath,
    // The first person.
    admins: front.people.slice(0, 1).map(({ id }) => id),
    auditDays: 30,
    logger: (line) => lines.push(line),
    reconnectDelayMs: 500,
    stopWaitMs: 2_000,
    ...changes,
    desk: { roundMs: 20, retryDelaysMs: [10, 10], ...changes.desk },
  }
  const apps: SlackApp[] = []
  const another: BotInSlack['another'] = async (other = {}) => {
    const opened = await openSlackApp({ ...options, ...other })
    apps.push(opened)
    return opened
  }
  const app = await another()
  const port = app.port()
  if (port !== null) front.routeBy({ url: `http://127.0.0.1:${port}/slack/events`, signingSecret })
  const state = await openState(statePath)
  return {
    front,
    app,
    state,
    statePath,
    folder,
    incoming,
    asked,
    turns: () => asked.map(({ turns }) => turns),
    lines,
    core,
    another,
    close: async () => {
      for (const each of apps) await each.stop()
      await state.destroy()
      await front.close()
      rmSync(folder, { recursive: true })
    },
  }
}
