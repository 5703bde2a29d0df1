import { describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { cleanText } from '../../answer/plain-text.ts'
import type { SourcePassage } from '../../library.ts'
import {
  homeSchema,
  modalSchema,
  slackBlocksSchema,
  slackMessageTextLimit,
  slackVisibleTextLimit,
  visibleTextOf,
} from '../../local-slack/index.ts'
import type { ReseedPreview } from '../../reseed.ts'
import { sampleOverview } from '../testing/bot-in-slack.ts'
import { randomAnswer } from '../testing/random-answers.ts'
import { samplePreview } from '../testing/sample-preview.ts'
import { helpMessage } from './help-message.ts'
import { homeView } from './home-view.ts'
import { jobOutcomeMessage, previewMessage, watchedAnswersText } from './job-message.ts'
import { remarkView } from './remark-views.ts'
import { answerBlocks, type TableForm } from './render-answer.ts'
import { feedbackView, handInView, shareView, wordsView } from './small-views.ts'
import { citationsOnPage, sourcePages, sourcesView } from './sources-view.ts'
import { sqlView } from './sql-view.ts'
import { statusMessage } from './status-message.ts'
import { escapeText } from './text.ts'
import { versionsView } from './versions-view.ts'

/** Whatever is shown stays within Slack's own limits, which the local Slack writes down apart from ours. */
const languages = ['zh', 'en'] as const
const issuesOf = (schema: z.ZodType, shown: unknown): readonly unknown[] =>
  schema.safeParse(shown).error?.issues ?? []
const wild = '👩‍👩‍👧‍👦<!channel> & "引"\ud83d\t\u0000'.repeat(200)
const answers = Array.from({ length: 150 }, (_, seed) => ({ seed, answer: randomAnswer(seed) }))
const languageModel = { name: 'a-model'.repeat(30), mode: 'model', dailyTokens: 1_000_000 } as const
const answerId = '00000000-0000-4000-8000-000000000000'

describe.each([
  'sortable',
  'plain',
  'fixed-width',
] satisfies TableForm[])('an answer with its table %s', (tableForm) => {
  it.each([9_500, 3_000])('fits with its buttons within %i characters', (budget) => {
    for (const { seed, answer } of answers) {
      const controls = { answerId, hasChart: true, modelQuestion: '问'.repeat(2_000), sharesHere: true }
      const { text, blocks } = answerBlocks(answer, { controls, budget, tableForm, lead: wild })
      expect(issuesOf(slackBlocksSchema, blocks), `seed ${seed}`).toEqual([])
      expect(visibleTextOf(slackBlocksSchema.parse(blocks)), `seed ${seed}`).toBeLessThanOrEqual(
        slackVisibleTextLimit,
      )
      expect(text.length, `seed ${seed}`).toBeLessThanOrEqual(slackMessageTextLimit)
    }
  })
})

const passage = (long: boolean): SourcePassage => ({
  title: wild,
  department: { zh: long ? wild : '甲', en: long ? wild : 'a' },
  fiscalYear: 2023,
  kind: 'finalAccounts',
  file: wild,
  lines: Array.from({ length: long ? 34 : 1 }, (_, index) => ({
    number: 9_990 + index,
    text: long ? wild.slice(0, 400) : '',
    isCited: index === 2,
  })),
  findings: Array.from({ length: long ? 40 : 0 }, () => ({
    severity: 'real',
    message: { zh: wild, en: wild },
    openId: 'a-report-12',
  })),
  figures: Array.from({ length: long ? 120 : 1 }, (_, index) => ({
    figureId: `${index}`.padStart(20, 'f'),
    label: { zh: wild, en: wild },
    printed: long ? wild : '1.00',
  })),
})

it.each([
  { what: 'long passages', read: () => passage(true) },
  { what: 'short ones', read: () => passage(false) },
  { what: 'documents that cannot be read', read: () => null },
])('the sources fit a modal, page by page: $what', ({ read }) => {
  for (const { seed, answer } of answers)
    for (let page = 0; page < Math.min(sourcePages(answer), 3); page += 1) {
      const sources = citationsOnPage(answer, page).map((citation) => ({ citation, passage: read() }))
      const view = sourcesView({ answerId, answer, page, sources, note: wild, canRemark: true })
      expect(issuesOf(modalSchema, view), `seed ${seed}`).toEqual([])
    }
})

it.each([true, false])('what may be corrected fits a modal, long: %s', (long) => {
  expect(issuesOf(modalSchema, remarkView(passage(long), 'zh'))).toEqual([])
})

it('the query fits a modal, whatever it is', () => {
  for (const { seed, answer } of answers)
    expect(issuesOf(modalSchema, sqlView(answer, wild)), `seed ${seed}`).toEqual([])
  const [{ answer } = { answer: randomAnswer(0) }] = answers
  for (const sql of [
    null,
    '',
    'select 1',
    `select '${wild}'`,
    'x'.repeat(60_000),
    'a\n'.repeat(9_000),
    "select 'open",
  ])
    expect(issuesOf(modalSchema, sqlView({ ...answer, sql, parameters: [wild, 1, null] }, null))).toEqual([])
})

it.each(languages)('the home tab holds a thousand departments: %s', (language) => {
  const [department] = sampleOverview.departments
  if (department === undefined) throw new Error('the sample has a department')
  const departments = Array.from({ length: 1_000 }, () => ({
    ...department,
    name: { zh: wild, en: wild },
    reports: Array.from({ length: 40 }, () => department.reports).flat(),
  }))
  const view = homeView({
    language,
    overview: { ...sampleOverview, departments },
    examples: Array.from({ length: 6 }, () => ({ title: '题'.repeat(40), question: '问'.repeat(200) })),
    preferences: { language: 'en', unit: 'yuan' },
    languageModel,
    isAdmin: true,
  })
  expect(issuesOf(homeSchema, view)).toEqual([])
  // The settings and the admin area stand after the departments and are not pushed out.
  expect(JSON.stringify(view)).toContain('admin_reload')
})

it.each(languages)('the small modals fit: %s', (language) => {
  const word = { section: 'departments', target: wild.slice(0, 200), surface: wild.slice(0, 100) } as const
  for (const view of [
    shareView(language, 'x'.repeat(300)),
    feedbackView(language, 'x'.repeat(300)),
    handInView(language),
    wordsView(language, [], wild),
    wordsView(
      language,
      Array.from({ length: 90 }, () => word),
      null,
    ),
  ])
    expect(issuesOf(modalSchema, view)).toEqual([])
})

it.each(languages)('the versions and documents fit, however many there are: %s', (language) => {
  const documents = Array.from({ length: 1_000 }, (_, index) => ({ sha256: `${index}`, fileName: wild }))
  const versions = Array.from({ length: 100 }, (_, index) => ({
    version: 100 - index,
    contentHash: `${index}`,
    seededAt: '2026-11-28T08:00:00.000Z',
    cause: { kind: 'seeded' as const, files: Array.from({ length: 100 }, () => wild) },
    documents,
    remarks: [],
  }))
  const [inUse = null] = versions
  const approvals = new Map(versions.map(({ version }) => [version, 'U0123456789']))
  for (const page of [0, 1, 24]) {
    const onPage = versions.slice(page * 10, page * 10 + 10)
    const shown = { language, versions: onPage, latest: 100, inUse, approvals, page, note: wild }
    expect(issuesOf(modalSchema, versionsView(shown))).toEqual([])
  }
})

it('the words that have no room are counted', () => {
  const word = (surface: string) => ({ section: 'departments', target: '甲', surface }) as const
  const many = [word('长'.repeat(2_000)), ...Array.from({ length: 90 }, (_, index) => word(`说法${index}`))]
  const view = wordsView('zh', many, null)
  expect(issuesOf(modalSchema, view)).toEqual([])
  expect(JSON.stringify(view)).toContain('另有11个说法')
  expect(JSON.stringify(wordsView('zh', [word('甲工会')], null))).not.toContain('另有')
})

it.each(languages)('the messages to admins fit: %s', (language) => {
  const counts = { document: 1_000, report: 1, print: 1, figure: 1, statement: 1, finding: 1 }
  const value = { amountFen: 1, quantity: null, quantityUnit: null, state: 'number' }
  const preview: Extract<ReseedPreview, { kind: 'preview' }> = {
    kind: 'preview',
    contentHash: 'a',
    currentContentHash: 'b',
    isChange: true,
    documents: Array.from({ length: 1_000 }, () => ({
      file: wild,
      sha256: 'a',
      standing: 'new',
      department: wild,
      fiscalYear: 2023,
      kind: 'budget',
      edition: 'department',
      doubts: [],
      numbers: 1,
      loaded: 1,
      unread: 0,
      findings: { real: 0, soft: 0, rounding: 0, label: 0 },
    })),
    gone: Array.from({ length: 100 }, () => wild),
    before: null,
    after: counts,
    figures: {
      added: 1,
      removed: 1,
      changed: 1,
      largest: Array.from({ length: 20 }, () => ({
        department: wild,
        fiscalYear: 2023,
        label: { zh: wild, en: wild },
        before: value,
        after: null,
      })),
    },
    changesCsv: new Uint8Array(),
  }
  const status = statusMessage({
    language,
    overview: sampleOverview,
    processes: Array.from({ length: 90 }, () => ({
      pid: 1,
      mode: 'socket',
      startedAt: 0,
      beatAt: 0,
      isConnected: true,
    })),
    open: 3,
    failures: Array.from({ length: 5 }, () => ({ at: 0, reference: 'abcdef01', subject: wild })),
    problems: [{ kind: 'store', code: 'unusable', detail: wild }],
    languageModel,
    tokensToday: 1,
    admins: Array.from({ length: 900 }, () => 'U0123456789'),
    now: 90_000_000,
  })
  const help = helpMessage(language, true, languageModel)
  const job = {
    jobId: answerId,
    change: { kind: 'added', files: Array.from({ length: 10 }, () => wild) },
  } as const
  const answer = { question: wild, before: wild, after: wild }
  const messages = [
    previewMessage(
      preview,
      job,
      Array.from({ length: 10 }, () => wild),
      language,
    ),
    jobOutcomeMessage(escapeText(cleanText(wild)), job, language, true),
    jobOutcomeMessage(
      escapeText(
        watchedAnswersText({ asked: 20, changed: Array.from({ length: 20 }, () => answer) }, language),
      ),
      job,
      language,
    ),
    status,
    help,
  ]
  for (const message of messages) {
    expect(issuesOf(slackBlocksSchema, message.blocks)).toEqual([])
    expect(visibleTextOf(slackBlocksSchema.parse(message.blocks))).toBeLessThanOrEqual(slackVisibleTextLimit)
    expect(message.text.length).toBeLessThanOrEqual(slackMessageTextLimit)
  }
})

it.each([
  { language: 'zh', said: '请核对年度：按“2023”读入，但表格上写的都是“2022”' },
  { language: 'en', said: 'Please check the kind: it is read as “departmental final accounts”' },
] as const)('a preview says what an admin is to check: $language', ({ language, said }) => {
  const [document = expect.fail()] = samplePreview.documents
  const doubts = [
    { part: 'fiscalYear', taken: '2023', other: '2022' },
    { part: 'kind', taken: 'finalAccounts', other: 'budget' },
  ] as const
  const preview = { ...samplePreview, documents: [{ ...document, doubts: [...doubts] }] }
  const job = { jobId: 'a', change: { kind: 'anew' } } as const
  expect(JSON.stringify(previewMessage(preview, job, [], language))).toContain(said)
})
