import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { openState } from '../../db/state/open-state.ts'
import { openBooks } from '../slack/state/books.ts'
import { modelPart, sampleAnswer } from '../slack/testing/sample-answers.ts'
import { runCommandProcess } from '../testing/run-command.ts'

// Processes start slowly on a busy machine; each ends by itself long before this.
vi.setConfig({ testTimeout: 150_000 })

const began = Date.parse('2026-01-01T00:00:00Z')
const secret = 'https://hooks.example.org/a-private-address'
let folder: string

/** What is left behind by two questions, an admin's act and two opinions, one of them of a forgotten answer. */
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-export-'))
  const state = await openState(join(folder, 'state.sqlite'))
  let now = began
  const { audit, answers, feedback, questions } = openBooks(state, {
    owner: 'one',
    mode: 'socket',
    admins: [],
    auditDays: 1,
    clock: () => now,
    leaseMs: 1_000,
  })
  await questions.accept(
    {
      questionId: `shortcut:${secret}:0`,
      surface: 'shortcut',
      place: { kind: 'private', channel: 'C1', responseUrl: secret },
      userId: 'U1',
      text: '=甲',
    },
    [],
  )
  const asked = { userId: 'U1', action: 'ask', surface: 'mention', place: 'C1' } as const
  await audit.write({ ...asked, subject: '=甲', verdict: 'answer', elapsedMs: 12.5, dataVersion: 'test' })
  now += 1_000
  await audit.write({
    ...asked,
    subject: '乙',
    verdict: 'failed',
    reference: 'abcd1234',
    model: modelPart({ code: 'timeout' }),
  })
  now += 1_000
  await audit.write({
    userId: 'U2',
    action: 'admin',
    surface: 'status',
    place: null,
    subject: '',
    verdict: 'not-permitted',
  })
  await answers.keep({
    answerId: 'A1',
    questionId: `shortcut:${secret}:0`,
    userId: 'U1',
    turns: ['甲', '那乙呢？'],
    answer: sampleAnswer({ text: '答' }),
  })
  const said = { userId: 'U1', reason: null, comment: null } as const
  await feedback.write({ ...said, answerId: 'A1', verdict: 'good' })
  now -= 2_000
  await feedback.write({ ...said, answerId: 'A0', verdict: 'bad', reason: 'unclear', comment: '看,不懂' })
  await state.destroy()
})
afterAll(() => rmSync(folder, { recursive: true }))

const exported = async (...words: readonly string[]) => {
  const { code, stdout, stderr } = await runCommandProcess('export', words, folder)
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  expect(stdout).not.toContain(secret)
  return stdout.trimEnd().split('\n')
}

it('writes who asked or did what, newest last', async () => {
  const rows = (await exported('audit')).map((line) => JSON.parse(line))
  expect(rows).toMatchObject([
    {
      at: '2026-01-01T00:00:00.000Z',
      user_id: 'U1',
      action: 'ask',
      subject: '=甲',
      elapsed_ms: 12.5,
      model_code: null,
    },
    {
      at: '2026-01-01T00:00:01.000Z',
      verdict: 'failed',
      reference: 'abcd1234',
      model_code: 'timeout',
      model_name: 'a-model',
      prompt_tokens: 900,
      completion_tokens: 100,
      model_cost: 0.002,
    },
    { at: '2026-01-01T00:00:02.000Z', user_id: 'U2', action: 'admin', verdict: 'not-permitted' },
  ])
})

it('writes a table with a line of names, in which no question is taken for a formula', async () => {
  const [names, first, ...more] = await exported('audit', '--format', 'csv')
  expect(names).toBe(
    'at,user_id,action,surface,place,subject,verdict,code,planner,data_version,elapsed_ms,reference,model_code,model_name,prompt_tokens,completion_tokens,model_cost',
  )
  expect(first).toBe("2026-01-01T00:00:00.000Z,U1,ask,mention,C1,'=甲,answer,,,test,12.5,,,,,,")
  expect(more).toHaveLength(2)
})

it('writes what people thought of answers, with the question and the answer while they are kept', async () => {
  const rows = (await exported('feedback')).map((line) => JSON.parse(line))
  expect(rows).toEqual([
    {
      at: '2026-01-01T00:00:00.000Z',
      user_id: 'U1',
      verdict: 'bad',
      reason: 'unclear',
      comment: '看,不懂',
      answer_id: 'A0',
      question: null,
      answer: null,
      data_version: null,
    },
    {
      at: '2026-01-01T00:00:02.000Z',
      user_id: 'U1',
      verdict: 'good',
      reason: null,
      comment: null,
      answer_id: 'A1',
      question: '那乙呢？',
      answer: '答',
      data_version: 'test',
    },
  ])
})

it('writes nothing where no bot has run, and makes no file and no store', async () => {
  const empty = join(folder, 'empty')
  const { code, stdout, stderr } = await runCommandProcess('export', ['feedback', '--format', 'csv'], empty)
  expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '', stderr: '' })
  expect(existsSync(empty)).toBe(false)
})
