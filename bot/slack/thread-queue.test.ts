import { expect, it } from 'vitest'
import { createThreadQueue } from './thread-queue.ts'

/** Jobs that note when they start and end only when told to. */
const startBook = () => {
  const started: string[] = []
  const gates = new Map<string, () => void>()
  return {
    started,
    job: (name: string) => () =>
      new Promise<void>((resolve) => {
        started.push(name)
        gates.set(name, resolve)
      }),
    finish: async (name: string) => {
      gates.get(name)?.()
      await new Promise(setImmediate)
    },
  }
}

it('runs the jobs of a thread one after the other, in order', async () => {
  const { started, job, finish } = startBook()
  const queue = createThreadQueue(4)
  for (const name of ['a1', 'a2', 'a3']) queue.add('a', job(name))
  expect(started).toEqual(['a1'])
  await finish('a1')
  await finish('a2')
  expect(started).toEqual(['a1', 'a2', 'a3'])
})

it('runs as many threads at once as allowed, and takes turns', async () => {
  const { started, job, finish } = startBook()
  const queue = createThreadQueue(2)
  for (const thread of ['a', 'b', 'c']) {
    queue.add(thread, job(`${thread}1`))
    queue.add(thread, job(`${thread}2`))
  }
  expect(started).toEqual(['a1', 'b1'])
  await finish('b1')
  expect(started).toEqual(['a1', 'b1', 'c1'])
  await finish('a1')
  expect(started).toEqual(['a1', 'b1', 'c1', 'b2'])
})

it('tells when nothing waits or runs', async () => {
  const { job, finish } = startBook()
  const queue = createThreadQueue(1)
  await queue.idle()
  queue.add('a', job('a1'))
  queue.add('b', job('b1'))
  let isIdle = false
  const idle = queue.idle().then(() => {
    isIdle = true
  })
  await finish('a1')
  expect([isIdle, queue.size()]).toEqual([false, 1])
  await finish('b1')
  await idle
  expect(queue.size()).toBe(0)
})
