import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createQuestionDesk, type QuestionDeskOptions } from './question-desk.ts'
import { createSeenKeys } from './state/seen-keys.ts'
import { createThreadTurns } from './state/thread-turns.ts'
import { sampleAnswer } from './testing/sample-answers.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const openDesk = (changes: Partial<QuestionDeskOptions>) => {
  const texts: string[] = []
  const lines: string[] = []
  const desk = createQuestionDesk({
    answerer: { answer: async () => sampleAnswer() },
    post: async (_, { text }) => {
      texts.push(text)
    },
    turns: createThreadTurns(),
    seen: createSeenKeys(() => 0),
    log: (line) => lines.push(line),
    ...changes,
  })
  const ask = (question: string): void =>
    desk.ask({
      place: { channel: 'C1', threadTs: '1.0' },
      question,
      keys: [`message:${question}`],
      mayRepeatAfterFailure: false,
    })
  return { desk, ask, texts, lines }
}

it('gives up on an answer that never comes, and goes on with the thread', async () => {
  const turnsAsked: (readonly string[])[] = []
  const { ask, texts, lines } = openDesk({
    answerTimeoutMs: 1_000,
    answerer: {
      answer: (turns) => {
        turnsAsked.push(turns)
        return turns.at(-1) === '慢' ? new Promise(() => {}) : Promise.resolve(sampleAnswer({ text: '好' }))
      },
    },
  })
  ask('慢')
  ask('快')
  await vi.advanceTimersByTimeAsync(999)
  expect(texts).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(texts[0]).toContain('出错了')
  expect(texts[1]).toBe('好')
  expect(lines[0]).toContain('time-limit-passed')
  // What failed is no turn of the thread.
  expect(turnsAsked).toEqual([['慢'], ['快']])
})

it('waits for what it began, but not for ever', async () => {
  const { desk, ask } = openDesk({ answerer: { answer: () => new Promise(() => {}) } })
  expect(await desk.settle(5_000)).toBe(0)
  ask('慢')
  const left = desk.settle(5_000)
  await vi.advanceTimersByTimeAsync(5_000)
  expect(await left).toBe(1)
})

it('logs with the reference when even the failure cannot be told', async () => {
  const { desk, ask, lines } = openDesk({
    post: async () => {
      throw new Error('Slack is away')
    },
  })
  ask('甲')
  await desk.settle(1)
  const [first, second] = lines.map((line) => /reference=([0-9a-f]{8})/u.exec(line)?.[1])
  expect(first).toBeDefined()
  expect(second).toBe(first)
  expect(lines[1]).toContain('could not be told')
})

it('goes on after an answerer that throws instead of rejecting', async () => {
  const { desk, ask, texts } = openDesk({
    answerer: {
      answer: () => {
        throw new Error('at once')
      },
    },
  })
  ask('one')
  ask('two')
  await desk.settle(1)
  expect(texts).toHaveLength(2)
})
