import { expect, it } from 'vitest'
import { deskPace } from './desk-pace.ts'

it('leaves the desk as it is where no model is asked', () => {
  expect(deskPace(undefined)).toEqual({})
})

it.each([
  { parallel: 4, threads: 8, turns: 2 },
  { parallel: 1, threads: 5, turns: 5 },
])('waits long enough for a model that is asked $parallel times at once', ({ parallel, threads, turns }) => {
  expect(deskPace({ parallel, timeoutMs: 20_000, dailyTokens: 1 })).toEqual({
    parallel: threads,
    answerTimeoutMs: 120_000 + turns * 2 * 20_000,
  })
})
