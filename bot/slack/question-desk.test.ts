import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openState, type State } from '../../db/state/open-state.ts'
import type { Answerer } from '../answer/answerer.ts'
import { createQuestionDesk, type QuestionDesk, type QuestionDeskOptions } from './question-desk.ts'
import { ResponseRefused } from './slack-api.ts'
import { type Books, openBooks } from './state/books.ts'
import type { Question } from './state/question-book.ts'
import { fakeSlack, type Sent } from './testing/fake-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'

let folder: string
let state: State
let books: Books
let desks: QuestionDesk[]
let lines: string[]

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-desk-'))
  state = await openState(join(folder, 'state.sqlite'))
  books = openBooks(state, {
    owner: 'one',
    mode: 'socket',
    admins: [],
    auditDays: 10,
    clock: Date.now,
    leaseMs: 10_000,
  })
  desks = []
  lines = []
})
afterEach(async () => {
  for (const desk of desks) await desk.stop(0)
  await state.destroy()
  rmSync(folder, { recursive: true })
})

const answerTo: Answerer['answer'] = async (turns) => sampleAnswer({ text: `答：${turns.at(-1)}` })

const openDesk = (
  changes: Partial<QuestionDeskOptions> = {},
  slack: ReturnType<typeof fakeSlack> = fakeSlack(),
) => {
  const desk = createQuestionDesk({
    books,
    answer: answerTo,
    api: slack.api,
    log: (line) => lines.push(line),
    roundMs: 5,
    retryDelaysMs: [1, 1],
    ...changes,
  })
  desks.push(desk)
  desk.start()
  const texts = () => slack.sent.map(({ message }) => message.text)
  return { desk, slack, texts }
}

const question = (text: string, changes: Partial<Question> = {}): Question => ({
  questionId: `message:C1:${text}`,
  surface: 'mention',
  place: { kind: 'thread', channel: 'C1', threadTs: '1.0' },
  userId: 'U1',
  text,
  ...changes,
})

const platformError = (error: string): Error => new webApi.WebAPIPlatformError({ ok: false, error })
/** Refuses the messages with these numbers, counted from 1. */
const refusing = (error: Error, ...numbers: readonly number[]): ((sent: Sent) => Error | null) => {
  let count = 0
  return () => {
    count += 1
    return numbers.includes(count) ? error : null
  }
}

it('answers with what the buttons need, and writes down who asked what', async () => {
  const { desk, slack, texts } = openDesk()
  await desk.ask(question('甲'), ['event:1'])
  await expect.poll(texts).toEqual(['答：甲'])
  await expect.poll(() => books.questions.open()).toBe(0)
  const [row] = await state.selectFrom('answer').selectAll().execute()
  expect(JSON.stringify(slack.sent[0]?.message.blocks)).toContain(`"value":"${row?.answer_id}"`)
  await expect
    .poll(() => state.selectFrom('audit').select(['user_id', 'subject', 'verdict', 'planner']).execute())
    .toEqual([{ user_id: 'U1', subject: '甲', verdict: 'answer', planner: 'embedded' }])
})

it('takes up what a process before it left', async () => {
  await books.questions.accept(question('甲'), [])
  const { texts } = openDesk()
  await expect.poll(texts).toEqual(['答：甲'])
})

it('gives up on an answer that never comes, tells it with a reference, and goes on with the thread', async () => {
  const turnsAsked: (readonly string[])[] = []
  const { desk, texts } = openDesk({
    answerTimeoutMs: 20,
    answer: (turns) => {
      turnsAsked.push(turns)
      return turns.at(-1) === '慢' ? new Promise(() => {}) : answerTo(turns)
    },
  })
  await desk.ask(question('慢'), [])
  await desk.ask(question('快'), [])
  await expect.poll(() => texts().length).toBe(2)
  const reference = /编号 ([0-9a-f]{8}) /u.exec(texts()[0] ?? '')?.[1]
  expect(texts()[1]).toBe('答：快')
  expect(lines.find((line) => line.includes(`reference=${reference}`))).toContain('time-limit-passed')
  // What failed is no turn of the thread.
  expect(turnsAsked).toEqual([['慢'], ['快']])
  expect(await books.audit.lastFailures(1)).toMatchObject([{ reference, subject: '慢' }])
})

it('fails an answerer that throws instead of rejecting, and goes on', async () => {
  const { desk, texts } = openDesk({
    answer: () => {
      throw new Error('at once')
    },
  })
  await desk.ask(question('one'), [])
  await desk.ask(question('two'), [])
  await expect.poll(() => texts().length).toBe(2)
})

it('tries again when Slack was away, in order, and says nothing of it', async () => {
  const away = new webApi.WebAPIRequestError(new Error('ECONNRESET'))
  const { desk, texts } = openDesk({}, fakeSlack(refusing(away, 1, 2)))
  await desk.ask(question('甲'), [])
  await desk.ask(question('乙'), [])
  await expect.poll(texts).toEqual(['答：甲', '答：乙'])
})

it('gives up on a question that ended its process each time it was taken up', async () => {
  await books.questions.accept(question('甲'), [])
  await state.updateTable('question').set({ attempts: 5 }).execute()
  const { texts } = openDesk()
  await expect.poll(() => texts().length).toBe(1)
  expect(texts()[0]).toContain('出错了')
  expect(await books.questions.open()).toBe(0)
})

it('tells a failure when Slack stays away too long', async () => {
  const away = new webApi.WebAPIHTTPError(503, 'away', {})
  const { desk, texts } = openDesk({}, fakeSlack(refusing(away, 1, 2, 3)))
  await desk.ask(question('甲'), [])
  await expect.poll(() => texts().length).toBe(1)
  expect(texts()[0]).toContain('出错了')
})

it('logs with one reference when even the failure cannot be told', async () => {
  const { desk } = openDesk(
    {},
    fakeSlack(() => platformError('channel_not_found')),
  )
  await desk.ask(question('甲'), [])
  await expect.poll(() => lines.length).toBe(2)
  const [first, second] = lines.map((line) => /reference=([0-9a-f]{8})/u.exec(line)?.[1])
  expect(first).toBeDefined()
  expect(second).toBe(first)
  expect(lines[1]).toContain('could not be told')
})

it('steps down to simpler forms when Slack refuses one, and sends the figures as a file in the end', async () => {
  const { desk, slack } = openDesk({}, fakeSlack(refusing(platformError('invalid_blocks'), 1, 2, 3)))
  await desk.ask(question('甲'), [])
  await expect.poll(() => slack.files.length).toBe(1)
  expect(slack.sent[0]?.message.blocks).toBeUndefined()
  expect(slack.sent[0]?.message.text).toContain('[1] 003_52168a6d5cc201e6.txt')
  expect(slack.files[0]?.name).toMatch(/\.csv$/u)
  expect(lines.filter((line) => /form [123] of an answer/u.test(line))).toHaveLength(3)
})

it('lets an answer stand whose figures cannot be sent as a file', async () => {
  const slack = fakeSlack(refusing(platformError('invalid_blocks'), 1, 2, 3))
  const upload = () => Promise.reject(platformError('storage_limit_reached'))
  const { desk, texts } = openDesk({ api: { ...slack.api, upload } }, slack)
  await desk.ask(question('甲'), [])
  await expect.poll(() => lines.some((line) => line.includes('storage_limit_reached'))).toBe(true)
  await desk.ask(question('乙'), [])
  await expect.poll(() => texts().length).toBe(2)
  expect(texts().at(-1)).toBe('答：乙')
})

it.each([
  { refusals: [1], shape: 'table' },
  { refusals: [1, 2], shape: 'rich_text' },
])('shows the table as $shape after $refusals.length refusals', async ({ refusals, shape }) => {
  const { desk, slack } = openDesk({}, fakeSlack(refusing(platformError('invalid_blocks'), ...refusals)))
  await desk.ask(question('甲'), [])
  await expect.poll(() => slack.sent.length).toBe(1)
  const types = slack.sent[0]?.message.blocks?.map(({ type }) => type)
  expect(types).toContain(shape)
  expect(types).not.toContain('data_table')
  expect(slack.files).toEqual([])
})

it('sends a private answer to the direct messages of its asker when its address is closed', async () => {
  const closed = ({ to }: Sent) => (to === 'https://a' ? new ResponseRefused(404, 'expired_url') : null)
  const { desk, slack } = openDesk({}, fakeSlack(closed))
  await desk.ask(question('甲', { place: { kind: 'private', channel: 'C1', responseUrl: 'https://a' } }), [])
  await expect
    .poll(() => slack.sent.map(({ to, message }) => [to, message.text]))
    .toEqual([['D-U1', '答：甲']])
})

it('says that it works on a question only when that takes long', async () => {
  const gate = Promise.withResolvers<void>()
  const { desk, slack, texts } = openDesk({
    workingAfterMs: 5,
    answer: async (turns) => {
      await gate.promise
      return answerTo(turns)
    },
  })
  await desk.ask(question('甲'), [])
  await expect.poll(() => slack.statuses).toEqual(['正在查找并核对数据…'])
  gate.resolve()
  await expect.poll(texts).toEqual(['答：甲'])
})

it('keeps a question for as long as its answer takes, though another process waits for it', async () => {
  let now = 0
  const leaseMs = 15_000
  const booksOf = (owner: string): Books =>
    openBooks(state, { owner, mode: 'socket', admins: [], auditDays: 10, clock: () => now, leaseMs })
  const gate = Promise.withResolvers<void>()
  let begun = 0
  const answer: Answerer['answer'] = async (turns) => {
    begun += 1
    await gate.promise
    return answerTo(turns)
  }
  const leaseUntil = async () =>
    (await state.selectFrom('question').select('lease_until').executeTakeFirst())?.lease_until
  const first = openDesk({ books: booksOf('one'), answer })
  await first.desk.ask(question('甲'), [])
  await expect.poll(() => begun).toBe(1)
  const second = openDesk({ books: booksOf('two'), answer })
  for (let step = 0; step < 6; step += 1) {
    now += 5_000
    await expect.poll(leaseUntil).toBe(now + leaseMs)
  }
  gate.resolve()
  await expect.poll(first.texts).toEqual(['答：甲'])
  await expect.poll(() => books.questions.open()).toBe(0)
  expect(second.texts()).toEqual([])
  expect(begun).toBe(1)
})

it('takes a status away that came after the answer', async () => {
  const slack = fakeSlack()
  const shown = Promise.withResolvers<void>()
  const gate = Promise.withResolvers<void>()
  const { desk, texts } = openDesk(
    {
      workingAfterMs: 5,
      api: {
        ...slack.api,
        showWorking: async (_, text) => {
          gate.resolve()
          if (text !== '') await shown.promise
          slack.statuses.push(text)
        },
      },
      answer: async (turns) => {
        await gate.promise
        return answerTo(turns)
      },
    },
    slack,
  )
  await desk.ask(question('甲'), [])
  await expect.poll(texts).toEqual(['答：甲'])
  await expect.poll(() => books.questions.open()).toBe(0)
  shown.resolve()
  await expect.poll(() => slack.statuses).toEqual(['正在查找并核对数据…', ''])
})

it('answers an edited question anew in the place of its answer', async () => {
  const { desk, slack } = openDesk()
  await desk.ask(question('甲'), [])
  await expect.poll(() => books.questions.open()).toBe(0)
  await desk.edit('message:C1:甲', '乙')
  await expect.poll(() => slack.sent.length).toBe(2)
  expect(slack.sent[1]).toMatchObject({ to: 'C1', replacing: '1.0', message: { text: '答：乙' } })
  expect(JSON.stringify(slack.sent[1]?.message.blocks)).toContain('问题修改后重新作答')
})

it('answers an edited question in its thread when its answer is gone', async () => {
  const gone = ({ replacing }: Sent) => (replacing === null ? null : platformError('message_not_found'))
  const { desk, slack } = openDesk({}, fakeSlack(gone))
  await desk.ask(question('甲'), [])
  await expect.poll(() => books.questions.open()).toBe(0)
  await desk.edit('message:C1:甲', '乙')
  await expect.poll(() => slack.sent.length).toBe(2)
  expect(slack.sent[1]).toMatchObject({ to: 'C1:1.0', message: { text: '答：乙' } })
})

it('hands on what the asker has set', async () => {
  const asked: unknown[] = []
  const { desk } = openDesk({
    answer: (turns, preferences) => {
      asked.push(preferences)
      return answerTo(turns)
    },
  })
  await books.preferences.write('U1', { language: 'en', unit: 'yuan' })
  await desk.ask(question('甲'), [])
  await desk.ask(question('乙', { userId: 'U2' }), [])
  await expect.poll(() => asked).toEqual([{ language: 'en', unit: 'yuan' }, {}])
})

it('finishes what it began and leaves the rest to whoever comes after', async () => {
  const gate = Promise.withResolvers<void>()
  const begun: string[] = []
  const { desk, texts } = openDesk({
    answer: async (turns) => {
      begun.push(turns.at(-1) ?? '')
      await gate.promise
      return answerTo(turns)
    },
  })
  await desk.ask(question('甲'), [])
  await desk.ask(question('乙'), [])
  await expect.poll(() => begun).toEqual(['甲'])
  const left = desk.stop(10_000)
  gate.resolve()
  expect(await left).toBe(0)
  expect(texts()).toEqual(['答：甲'])
  const after = openDesk()
  await expect.poll(after.texts).toEqual(['答：乙'])
})

it('does not wait for ever for what it began', async () => {
  const begun: string[] = []
  const { desk } = openDesk({
    answer: (turns) => {
      begun.push(turns.at(-1) ?? '')
      return new Promise(() => {})
    },
  })
  await desk.ask(question('甲'), [])
  await expect.poll(() => begun).toEqual(['甲'])
  expect(await desk.stop(5)).toBe(1)
})
