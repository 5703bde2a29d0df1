import type { types } from '@slack/bolt'
import { cleanLine, cutText } from '../../answer/plain-text.ts'
import type { LibraryProblem, Overview } from '../../library.ts'
import type { LanguageModel } from '../language-model.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message } from '../slack-api.ts'
import type { Failure } from '../state/audit-book.ts'
import type { RunningProcess } from '../state/process-book.ts'
import { headerBlock, type SlackBlock, sectionBlock } from './elements.ts'
import { escapeText } from './text.ts'

export type Status = Readonly<{
  language: Language
  overview: Overview
  processes: readonly RunningProcess[]
  open: number
  failures: readonly Failure[]
  problems: readonly LibraryProblem[]
  languageModel: LanguageModel | null
  tokensToday: number
  admins: readonly string[]
  now: number
}>

const minuteMs = 60_000

/** 3 d 4 h 05 min: the same in both languages. */
const duration = (elapsedMs: number): string => {
  const minutes = Math.floor(elapsedMs / minuteMs)
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)]
  return [
    ...(days > 0 ? [`${days} d`] : []),
    ...(minutes >= 60 ? [`${hours} h`] : []),
    `${minutes % 60} min`,
  ].join(' ')
}

const minuteOf = (at: number): string => `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`

const problemText = (problem: LibraryProblem): string =>
  problem.kind === 'store'
    ? `${problem.code}: ${problem.detail}`
    : problem.problems
        .map(({ file, place, code, detail }) => [file, ...place, code, detail].join(' '))
        .join('; ')

const mostAdmins = 100

/** Markup, so that Slack shows names where we have ids; nothing in it comes from elsewhere. */
const adminsBlock = (label: string, admins: readonly string[]): types.ContextBlock => {
  const names = admins.slice(0, mostAdmins).map((id) => `<@${id}>`)
  const rest = admins.length > mostAdmins ? ['…'] : []
  return { type: 'context', elements: [{ type: 'mrkdwn', text: [label, ...names, ...rest].join(' ') }] }
}

/** Who reads questions, and what that costs. */
const readerLines = ({ languageModel, tokensToday, language }: Status): readonly string[] => {
  const say = phrases[language]
  if (languageModel === null) return [say.statusPlanner]
  const { name, mode, dailyTokens } = languageModel
  return [
    say.statusModel[mode](name),
    ...(dailyTokens === null ? [] : [say.statusTokens(tokensToday, dailyTokens)]),
  ]
}

/** How the bot runs, for an admin. */
export const statusMessage = (status: Status): Message => {
  const { language, overview, processes, open, failures, problems, admins, now } = status
  const say = phrases[language]
  const { findings } = overview
  const found = findings.real + findings.soft + findings.rounding + findings.label
  const lines = [
    say.statusStore(overview.contentHash.slice(0, 12), minuteOf(Date.parse(overview.seededAt))),
    say.statusCounts(overview.documents, overview.reports, overview.figures, found),
    ...readerLines(status),
    say.statusOpen(open),
    ...processes.map(({ pid, mode, startedAt, isConnected }) =>
      say.statusProcess(pid, mode, duration(now - startedAt), isConnected),
    ),
  ]
  const failed = failures.map(
    ({ at, reference, subject }) => `${minuteOf(at)} · ${reference} · ${cutText(cleanLine(subject), 120)}`,
  )
  const blocks: readonly SlackBlock[] = [
    headerBlock(say.statusTitle),
    sectionBlock(lines.join('\n')),
    ...(problems.length === 0
      ? []
      : [sectionBlock(`⚠ ${say.statusProblems}\n${problems.map(problemText).join('\n')}`)]),
    sectionBlock(`${say.statusFailures}\n${failed.length === 0 ? say.noFailures : failed.join('\n')}`),
    adminsBlock(say.statusAdmins, admins),
  ]
  return { text: escapeText(lines.join('\n')), blocks }
}
