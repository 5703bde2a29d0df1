/** What an admin reads of a change of what is loaded, from its preview to what became of it. */
import { basename } from 'node:path'
import type { types } from '@slack/bolt'
import { keysOf, reportKinds } from '../../../db/domain/terms.ts'
import { money } from '../../answer/format.ts'
import { cleanLine, cutText } from '../../answer/plain-text.ts'
import { doubtText } from '../../identity-doubts.ts'
import type { ReseedDocument, ReseedFigureChange, ReseedFigureValue, ReseedPreview } from '../../reseed.ts'
import { seedProblems } from '../../seed-problems.ts'
import type { RemarkWords, StoreChange } from '../../store-change.ts'
import type { FetchProblemCode } from '../fetch-file.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message, OutgoingFile } from '../slack-api.ts'
import type { Job } from '../state/job-book.ts'
import type { WatchedAnswers } from '../watch-answers.ts'
import { actionIds } from './action-ids.ts'
import {
  button,
  confirmation,
  contextBlocks,
  headerBlock,
  type SlackBlock,
  sectionBlock,
} from './elements.ts'
import { escapeText } from './text.ts'

type Preview = Extract<ReseedPreview, { kind: 'preview' }>

const mostDocuments = 15

/** Names of files as people read them, the first few. */
export const shownNames = (names: readonly string[]): readonly string[] => [
  ...names.slice(0, mostDocuments).map((name) => cutText(cleanLine(name), limits.place) || '–'),
  ...(names.length > mostDocuments ? ['…'] : []),
]

export const changeText = (change: StoreChange, language: Language): string => {
  const { changes } = phrases[language]
  switch (change.kind) {
    case 'anew':
      return changes.anew
    case 'added':
      return changes.added(shownNames(change.files.map((file) => basename(file))))
    case 'unloaded':
      return changes.unloaded(shownNames(change.documents.map(({ fileName }) => fileName)))
    case 'rolledBack':
      return changes.rolledBack(change.version)
    case 'remarked':
      return remarkedText(change, language)
  }
}

const remarkedText = ({ word, by, reason }: RemarkWords, language: Language): string => {
  const { changes } = phrases[language]
  const [name, why] = [by, reason].map((text) => cutText(cleanLine(text), limits.place)) as [string, string] // as many
  switch (word) {
    case 'correct':
      return changes.correction(name, why)
    case 'known':
      return changes.known(name, why)
    case 'rename':
      return changes.renamed(name, why)
    case 'merge':
      return changes.merged(name, why)
    case 'withdraw':
      return changes.withdrawn
  }
}

const listed = (heading: string, lines: readonly string[]): string =>
  [heading, ...lines.map((line) => `• ${line}`)].join('\n')

/** What keeps a change from being made: which files, and why. */
export const documentProblemsText = (
  problems: Extract<ReseedPreview, { kind: 'failed' }>['problems'],
  language: Language,
  heading: string = phrases[language].documentProblems,
): string =>
  listed(
    heading,
    problems.map(({ file, code }) => `${cleanLine(file)}: ${seedProblems[code][language]}`),
  )

export type FetchProblem = Readonly<{ name: string; code: FetchProblemCode }>

export const fetchProblemsText = (problems: readonly FetchProblem[], language: Language): string => {
  const { fetchProblems, fetchReasons } = phrases[language]
  return listed(
    fetchProblems,
    problems.map(({ name, code }) => `${cleanLine(name)}: ${fetchReasons[code]}`),
  )
}

/** A blank, a dash and a zero are three things. */
const valueText = (value: ReseedFigureValue | null, language: Language): string => {
  if (value === null) return '–'
  if (value.amountFen !== null) return money(value.amountFen, language)
  return value.quantity === null ? value.state : `${value.quantity}${value.quantityUnit ?? ''}`
}

const changeTable = (changes: readonly ReseedFigureChange[], language: Language): readonly SlackBlock[] => {
  if (changes.length === 0) return []
  const say = phrases[language]
  const cell = (text: string): types.RawTextElement => ({
    type: 'raw_text',
    text: cutText(cleanLine(text), limits.tableCell) || '–',
  })
  return [
    {
      type: 'data_table',
      caption: say.biggestChanges,
      page_size: Math.min(limits.tablePageSize, changes.length),
      rows: [
        say.changeColumns.map(cell),
        ...changes.map(({ department, fiscalYear, label, before, after }) => [
          cell(`${department} ${fiscalYear}`),
          cell(label[language]),
          cell(valueText(before, language)),
          cell(valueText(after, language)),
        ]),
      ],
    },
  ]
}

const totalsText = ({ before, after }: Preview, language: Language): string => {
  const say = phrases[language]
  const lines = keysOf(say.previewNames).map((name) =>
    say.previewTotal(say.previewNames[name], before?.[name] ?? 0, after[name]),
  )
  return [say.previewTotals, ...lines].join('\n')
}

const documentText = (document: ReseedDocument, language: Language): string => {
  const { file, department, fiscalYear: year, kind, standing, numbers, loaded, unread, findings } = document
  const told = phrases[language].previewDocument({
    file: cutText(cleanLine(file), limits.place),
    department: cutText(cleanLine(department), limits.place),
    year,
    kind: reportKinds[kind].label[language],
    standing,
    numbers,
    loaded,
    unread,
    findings: Object.values(findings).reduce((sum, count) => sum + count, 0),
    contradictions: findings.real,
  })
  return [told, ...document.doubts.map((doubt) => `⚠️ ${doubtText(doubt, language)}`)].join('\n')
}

/** The documents that come and go; where none does, all that were read. */
const documentTexts = ({ documents, gone }: Preview, language: Language): readonly string[] => {
  const say = phrases[language]
  const coming = documents.filter(({ standing }) => standing !== 'held')
  const told = coming.length + gone.length === 0 ? documents : coming
  const hidden = told.length - mostDocuments
  return [
    ...told.slice(0, mostDocuments).map((document) => documentText(document, language)),
    ...(hidden > 0 ? [say.documentsHidden(hidden)] : []),
    ...(gone.length > 0 ? [say.documentsGone(shownNames(gone))] : []),
  ]
}

const decisionBlock = (jobId: string, language: Language): types.ActionsBlock => {
  const say = phrases[language]
  return {
    type: 'actions',
    elements: [
      button({
        actionId: actionIds.approve,
        label: say.approve,
        value: jobId,
        style: 'primary',
        confirm: confirmation(say.approveTitle, say.approveText, say.approve, say.cancel),
      }),
      button({ actionId: actionIds.reject, label: say.reject, value: jobId }),
    ],
  }
}

/** What a change would do, for an admin to approve or reject. `held`: what was handed in and is loaded already. */
export const previewMessage = (
  preview: Preview,
  { jobId, change }: Pick<Job, 'jobId' | 'change'>,
  held: readonly string[],
  language: Language,
): Message => {
  const say = phrases[language]
  const { figures } = preview
  const title = say.previewTitle(changeText(change, language))
  const changes = say.previewChanges(figures.added, figures.removed, figures.changed)
  return {
    text: escapeText(`${title} · ${changes}`),
    blocks: [
      headerBlock(title),
      sectionBlock(`${changes}\n${totalsText(preview, language)}`),
      ...changeTable(figures.largest, language),
      ...contextBlocks([
        ...documentTexts(preview, language),
        ...(held.length > 0 ? [say.documentsHeld(shownNames(held))] : []),
        say.previewExpires,
      ]),
      decisionBlock(jobId, language),
    ],
  }
}

/** Every figure that a change would change, for whoever decides on it. */
export const changesFile = ({ changesCsv }: Preview, jobId: string, language: Language): OutgoingFile => ({
  bytes: changesCsv,
  name: `juesuan-changes-${jobId.slice(0, 8)}.csv`,
  title: phrases[language].changesFile,
  comment: phrases[language].changesFile,
})

const mostAnswers = 5

/** What became of the answers to questions that were watched. */
export const watchedAnswersText = ({ asked, changed }: WatchedAnswers, language: Language): string => {
  const say = phrases[language]
  const cut = (text: string, most: number): string => cutText(cleanLine(text), most) || '–'
  const hidden = changed.length - mostAnswers
  return listed(say.answersWatched(asked, changed.length), [
    ...changed
      .slice(0, mostAnswers)
      .map(({ question, before, after }) =>
        say.answerChanged(
          cut(question, limits.tableCell),
          cut(before, limits.choice),
          cut(after, limits.choice),
        ),
      ),
    ...(hidden > 0 ? [say.answersHidden(hidden)] : []),
  ])
}

/** What became of a preview, in its place; with `canBeDecided` it may still be. `text` is Slack markup. */
export const jobOutcomeMessage = (
  text: string,
  { jobId, change }: Pick<Job, 'jobId' | 'change'>,
  language: Language,
  canBeDecided = false,
): Message => {
  const told = `${escapeText(changeText(change, language))}\n${text}`
  return {
    text: told,
    blocks: [
      { type: 'section', text: { type: 'mrkdwn', text: cutText(told, limits.section), verbatim: true } },
      ...(canBeDecided ? [decisionBlock(jobId, language)] : []),
    ],
  }
}
