import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openForSharing } from '../../../db/open.ts'
import { migrations } from '../../../db/state/migrations.ts'
import { openState, type State, StateUnusable } from '../../../db/state/open-state.ts'
import { sampleAnswer } from '../testing/sample-answers.ts'
import { type Books, openBooks } from './books.ts'
import { jobLifeMs } from './job-book.ts'
import type { Question } from './question-book.ts'

let folder: string
let path: string
let state: State
let now: number
let books: Books

const leaseMs = 1_000
const booksOf = (owner: string, over: State = state): Books =>
  openBooks(over, {
    owner,
    mode: 'socket',
    admins: ['UFIRST'],
    auditDays: 10,
    clock: () => now,
    leaseMs,
  })

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-state-'))
  path = join(folder, 'state.sqlite')
  state = await openState(path)
  now = 1_700_000_000_000
  books = booksOf('one')
})
afterEach(async () => {
  await state.destroy()
  rmSync(folder, { recursive: true })
})

const question = (text: string, thread = 'T1', changes: Partial<Question> = {}): Question => ({
  questionId: `message:C1:${text}`,
  surface: 'mention',
  place: { kind: 'thread', channel: 'C1', threadTs: thread },
  userId: 'U1',
  text,
  ...changes,
})
const finished = { isTurn: true, replyTs: '9.0' }
const taken = async (from: Books = books) => {
  const next = await from.questions.take()
  if (next === null) throw new Error('there was nothing to take')
  return next
}

describe('the questions', () => {
  it('are accepted once, whichever of their keys comes again', async () => {
    expect(await books.questions.accept(question('甲'), ['event:1'])).toBe(true)
    expect(await books.questions.accept(question('甲'), ['event:2'])).toBe(false)
    expect(await books.questions.accept(question('乙'), ['event:1'])).toBe(false)
    expect(await books.questions.open()).toBe(1)
  })

  it('are known, and can be edited, also when their keys are forgotten', async () => {
    await books.questions.accept(question('甲'), ['event:1'])
    await books.questions.finish(await taken(), finished)
    now += 2 * 24 * 60 * 60_000
    await books.purge()
    expect(await books.questions.accept(question('甲'), ['event:2'])).toBe(false)
    expect(await books.questions.edit(question('甲').questionId, '乙')).toBe(true)
    expect(await taken()).toMatchObject({ text: '乙', replyTs: finished.replyTs })
  })

  it('wait again when they were edited while they failed', async () => {
    await books.questions.accept(question('甲'), [])
    const first = await taken()
    await books.questions.edit(first.questionId, '乙')
    await books.questions.fail(first)
    expect((await taken()).text).toBe('乙')
  })

  it('of a thread are taken one at a time, in the order of arrival, also by two processes', async () => {
    const other = booksOf('two')
    for (const text of ['甲', '乙']) await books.questions.accept(question(text), [])
    await books.questions.accept(question('别处', 'T2'), [])
    const first = await taken()
    expect(first.text).toBe('甲')
    expect((await taken(other)).text).toBe('别处')
    expect(await other.questions.take()).toBeNull()
    await books.questions.finish(first, finished)
    expect((await taken(other)).text).toBe('乙')
  })

  it('build on the turns before them, not on refusals and not on other threads', async () => {
    for (const [text, isTurn] of [
      ['甲', true],
      ['天气', false],
      ['乙', true],
    ] as const) {
      await books.questions.accept(question(text), [])
      await books.questions.finish(await taken(), { isTurn, replyTs: '9.0' })
    }
    await books.questions.accept(question('别处', 'T2'), [])
    expect(await books.questions.turnsBefore(await taken())).toEqual([])
    await books.questions.accept(question('丙'), [])
    expect(await books.questions.turnsBefore(await taken())).toEqual(['甲', '乙'])
  })

  it('asked by command build on each other for an hour', async () => {
    const command = (text: string) =>
      question(text, '', {
        questionId: `command:${text}`,
        place: { kind: 'private', channel: 'C1', responseUrl: `http://127.0.0.1/${text}` },
      })
    await books.questions.accept(command('甲'), [])
    await books.questions.finish(await taken(), finished)
    now += 59 * 60_000
    await books.questions.accept(command('乙'), [])
    const second = await taken()
    expect(await books.questions.turnsBefore(second)).toEqual(['甲'])
    await books.questions.finish(second, finished)
    now += 2 * 60_000
    await books.questions.accept(command('丙'), [])
    expect(await books.questions.turnsBefore(await taken())).toEqual(['乙'])
  })

  it('of a process that is gone are taken up by another when their lease runs out', async () => {
    const other = booksOf('two')
    await books.questions.accept(question('甲'), [])
    await taken()
    now += leaseMs - 1
    await other.questions.renewLeases([])
    expect(await other.questions.take()).toBeNull()
    now += 2
    await other.questions.renewLeases([])
    expect(await taken(other)).toMatchObject({ text: '甲', attempts: 2 })
  })

  it('of a process that works on them stay with it', async () => {
    const other = booksOf('two')
    await books.questions.accept(question('甲'), [])
    const { ordinal } = await taken()
    now += leaseMs - 1
    await books.questions.renewLeases([ordinal])
    now += leaseMs - 1
    await other.questions.renewLeases([])
    expect(await other.questions.take()).toBeNull()
  })

  it('that their process works on no more are taken up again', async () => {
    await books.questions.accept(question('甲'), [])
    await taken()
    now += leaseMs + 1
    await books.questions.renewLeases([])
    expect(await taken()).toMatchObject({ text: '甲', attempts: 2 })
  })

  it('that were lost to another process cannot be finished by the first', async () => {
    const other = booksOf('two')
    await books.questions.accept(question('甲'), [])
    const first = await taken()
    now += leaseMs + 1
    await other.questions.renewLeases([])
    await taken(other)
    await books.questions.finish(first, finished)
    expect(await books.questions.open()).toBe(1)
  })

  it('that were put off come back after their time, and their thread waits with them', async () => {
    for (const text of ['甲', '乙']) await books.questions.accept(question(text), [])
    await books.questions.postpone(await taken(), 5_000)
    expect(await books.questions.take()).toBeNull()
    now += 5_001
    await books.questions.renewLeases([])
    expect(await taken()).toMatchObject({ text: '甲', attempts: 2 })
  })

  it('that were edited are answered anew, over the answer they had, on the turns before them', async () => {
    for (const text of ['甲', '乙', '丙']) {
      await books.questions.accept(question(text), [])
      await books.questions.finish(await taken(), { isTurn: true, replyTs: `${text}.0` })
    }
    expect(await books.questions.edit('message:C1:乙', '乙2')).toBe(true)
    const again = await taken()
    expect(again).toMatchObject({ text: '乙2', replyTs: '乙.0', attempts: 1 })
    expect(await books.questions.turnsBefore(again)).toEqual(['甲'])
    expect(await books.questions.edit('message:C1:乙', '乙2')).toBe(false)
    expect(await books.questions.edit('message:C1:丁', '丁2')).toBe(false)
  })

  it('that were edited while they were answered are answered once more', async () => {
    await books.questions.accept(question('甲'), [])
    const first = await taken()
    await books.questions.edit('message:C1:甲', '甲2')
    expect(await books.questions.take()).toBeNull()
    await books.questions.finish(first, finished)
    expect(await taken()).toMatchObject({ text: '甲2', replyTs: '9.0' })
  })

  it.each([
    { surface: 'choice', isTakenAgain: true },
    { surface: 'mention', isTakenAgain: false },
  ] as const)('that failed: $surface may be repeated: $isTakenAgain', async ({ surface, isTakenAgain }) => {
    await books.questions.accept(question('甲', 'T1', { surface }), [])
    await books.questions.fail(await taken())
    expect(await books.questions.accept(question('甲', 'T1', { surface }), [])).toBe(isTakenAgain)
  })

  it('survive the end of the process', async () => {
    await books.questions.accept(question('甲'), ['event:1'])
    await state.destroy()
    state = await openState(path)
    const after = booksOf('two', state)
    expect(await after.questions.accept(question('甲'), ['event:1'])).toBe(false)
    expect((await taken(after)).text).toBe('甲')
  })

  it('are forgotten in time, keys after a day, but never while they wait', async () => {
    await books.questions.accept(question('甲'), ['event:1'])
    await books.questions.finish(await taken(), finished)
    await books.questions.accept(question('乙', 'T2'), [])
    now += 25 * 60 * 60_000
    await books.purge()
    expect(await books.questions.accept(question('丙', 'T3'), ['event:1'])).toBe(true)
    now += 30 * 24 * 60 * 60_000
    await books.purge()
    expect(await state.selectFrom('question').select('text').orderBy('ordinal').execute()).toEqual([
      { text: '乙' },
      { text: '丙' },
    ])
  })
})

it('keeps answers for thirty days', async () => {
  const given = { answerId: 'A1', questionId: 'Q1', userId: 'U1', turns: ['甲'], answer: sampleAnswer() }
  await books.answers.keep(given)
  now += 29 * 24 * 60 * 60_000
  await books.purge()
  expect(await books.answers.find('A1')).toEqual(given)
  now += 2 * 24 * 60 * 60_000
  await books.purge()
  expect(await books.answers.find('A1')).toBeNull()
})

it('takes an answer of an older form for forgotten', async () => {
  const given = { answerId: 'A1', questionId: 'Q1', userId: 'U1', turns: ['甲'], answer: sampleAnswer() }
  await books.answers.keep(given)
  await state.updateTable('answer').set({ answer: '{"version":0}' }).execute()
  expect(await books.answers.find('A1')).toBeNull()
})

it('keeps the last word of each person about an answer', async () => {
  const first = { answerId: 'A1', userId: 'U1', verdict: 'bad', reason: null, comment: null } as const
  await books.feedback.write(first)
  await books.feedback.write({ ...first, reason: 'incomplete', comment: '少了一个部门' })
  await books.feedback.write({ ...first, userId: 'U2', verdict: 'good' })
  expect(await state.selectFrom('feedback').select(['user_id', 'verdict', 'reason']).execute()).toEqual([
    { user_id: 'U1', verdict: 'bad', reason: 'incomplete' },
    { user_id: 'U2', verdict: 'good', reason: null },
  ])
})

it('changes one preference and leaves the other', async () => {
  await books.preferences.write('U1', { language: 'zh' })
  await books.preferences.write('U1', { unit: 'yuan' })
  expect(await books.preferences.read('U1')).toEqual({ language: 'zh', unit: 'yuan' })
  await books.preferences.write('U1', { language: null })
  expect(await books.preferences.read('U1')).toEqual({ language: null, unit: 'yuan' })
  expect(await books.preferences.read('U2')).toEqual({ language: null, unit: null })
})

it('has the admins of the configuration and those they added, and keeps the former', async () => {
  await books.admins.add('USECOND', 'UFIRST')
  expect(await books.admins.list()).toEqual(['UFIRST', 'USECOND'])
  expect(await books.admins.isAdmin('USECOND')).toBe(true)
  expect(await books.admins.remove('USECOND')).toBe(true)
  expect(await books.admins.isAdmin('USECOND')).toBe(false)
  expect(await books.admins.remove('UFIRST')).toBe(false)
  expect(await books.admins.isAdmin('UFIRST')).toBe(true)
})

it('tells what threads of channels began with, the most often asked first', async () => {
  const ask = async (text: string, threadTs: string, more: object = {}) => {
    const place = { kind: 'thread' as const, channel: 'C1', threadTs }
    const asked = {
      questionId: `${threadTs}:${text}`,
      surface: 'mention' as const,
      place,
      userId: 'U1',
      text,
    }
    await books.questions.accept({ ...asked, ...more }, [])
    const taken = await books.questions.take()
    if (taken !== null) await books.questions.finish(taken, { isTurn: true, replyTs: null })
  }
  await ask('甲', '1')
  await ask('乙', '2')
  await ask('为什么', '2')
  await ask('甲', '3')
  await ask('丙', '4', { surface: 'direct' })
  await ask('', '5')
  await ask('丁', '6')
  expect(await books.questions.oftenAsked(10)).toEqual(['甲', '丁', '乙'])
  expect(await books.questions.oftenAsked(1)).toEqual(['甲'])
})

describe('a job', () => {
  const change = { kind: 'rolledBack', version: 3 } as const
  const open = async () => {
    await books.jobs.open({ jobId: 'J1', change, requestedBy: 'UFIRST' })
    await books.jobs.offer('J1', { baseHash: 'a', contentHash: 'b' })
  }

  it('cannot be decided before its preview, and says what it changes', async () => {
    await books.jobs.open({ jobId: 'J1', change, requestedBy: 'UFIRST' })
    expect(await books.jobs.decide('J1', 'running', 'UFIRST')).toBeNull()
    await books.jobs.offer('J1', { baseHash: 'a', contentHash: 'b' })
    expect(await books.jobs.decide('J1', 'running', 'UFIRST')).toMatchObject({ change, contentHash: 'b' })
  })

  it('that could not be begun is decided again', async () => {
    await open()
    await books.jobs.decide('J1', 'running', 'UFIRST')
    await books.jobs.putBack('J1')
    expect(await books.jobs.find('J1')).toMatchObject({ status: 'pending', decidedBy: null })
    expect(await books.jobs.decide('J1', 'rejected', 'USECOND')).toMatchObject({ decidedBy: 'USECOND' })
  })

  it('of a file of before read the documents anew', async () => {
    const older = openForSharing<{ job: Record<string, unknown> }>(join(folder, 'older.sqlite'))
    const getMigrations = async () => ({ ...migrations })
    await new Migrator({ db: older, provider: { getMigrations } }).migrateTo('003-audit-of-model')
    const moments = { created_at: now, expires_at: now + 1 }
    const hashes = { base_hash: 'a', content_hash: 'b' }
    const said = { job_id: 'J1', kind: 'reload', status: 'pending', requested_by: 'UFIRST' }
    await older
      .insertInto('job')
      .values({ ...said, ...hashes, ...moments })
      .execute()
    await older.destroy()
    const migrated = await openState(join(folder, 'older.sqlite'))
    expect(await booksOf('two', migrated).jobs.decide('J1', 'running', 'UFIRST')).toMatchObject({
      change: { kind: 'anew' },
      contentHash: 'b',
    })
    await migrated.destroy()
  })

  it('says who approved the version that came of it', async () => {
    await open()
    await books.jobs.decide('J1', 'running', 'USECOND')
    await books.jobs.close('J1', { status: 'done', version: 7 })
    expect(await books.jobs.approvals()).toEqual(new Map([[7, 'USECOND']]))
  })

  it('whose process ended while it was read has failed', async () => {
    await books.jobs.open({ jobId: 'J1', change, requestedBy: 'UFIRST' })
    now += 60 * 60_000 + 1
    await books.jobs.expire()
    expect(await books.jobs.find('J1')).toMatchObject({ status: 'failed' })
  })

  it('is decided once', async () => {
    await open()
    const [first, second] = await Promise.all([
      books.jobs.decide('J1', 'running', 'UFIRST'),
      booksOf('two').jobs.decide('J1', 'rejected', 'USECOND'),
    ])
    expect([first?.status, second]).toEqual(['running', null])
    expect(await books.jobs.find('J1')).toMatchObject({ status: 'running', decidedBy: 'UFIRST' })
  })

  it('expires when nobody decides', async () => {
    await open()
    now += jobLifeMs
    expect(await books.jobs.decide('J1', 'running', 'UFIRST')).toBeNull()
    await books.jobs.expire()
    expect(await books.jobs.find('J1')).toMatchObject({ status: 'expired' })
  })
})

it('tells which processes were heard of', async () => {
  await books.processes.beat(true)
  now += 10_000
  await booksOf('two').processes.beat(false)
  expect((await books.processes.list(5_000)).map(({ isConnected }) => isConnected)).toEqual([false])
  expect(await books.processes.list(60_000)).toHaveLength(2)
  await books.processes.leave()
  expect(await books.processes.list(60_000)).toHaveLength(1)
})

it('tells the newest failures, and forgets the audit after its days', async () => {
  const entry = { userId: 'U1', action: 'ask', surface: 'mention', place: 'C1', verdict: 'failed' } as const
  await books.audit.write({ ...entry, subject: '甲', reference: 'aaaa' })
  await books.audit.write({ ...entry, subject: '乙', verdict: 'answer' })
  await books.audit.write({ ...entry, subject: '丙', reference: 'cccc' })
  expect((await books.audit.lastFailures(5)).map(({ reference }) => reference)).toEqual(['cccc', 'aaaa'])
  now += 11 * 24 * 60 * 60_000
  await books.purge()
  expect(await books.audit.lastFailures(5)).toEqual([])
})

it('is opened by several processes at once, and migrated once', async () => {
  const fresh = join(folder, 'fresh.sqlite')
  const opened = await Promise.all(Array.from({ length: 4 }, () => openState(fresh)))
  const [first] = opened
  const steps = await first?.introspection.getTables()
  expect(steps?.map(({ name }) => name)).toContain('question')
  for (const each of opened) await each.destroy()
})

it('says when the file is none of ours', async () => {
  await expect(openState(folder)).rejects.toThrow(StateUnusable)
})
