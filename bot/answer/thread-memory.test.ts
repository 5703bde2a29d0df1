import { describe, expect, it } from 'vitest'
import { newThread, type Thread } from '../understand/outcome.ts'
import { createThreadMemory } from './thread-memory.ts'

/** A thread that tells its turns by what is pending. */
const openMemory = (capacity?: number) => {
  const taken: string[] = []
  const faults = new Set<string>()
  const memory = createThreadMemory(async (thread, turn): Promise<Thread> => {
    taken.push(turn)
    if (faults.delete(turn)) throw new Error(turn)
    return { context: null, pending: `${thread.pending ?? ''}/${turn}`, questions: [] }
  }, capacity)
  return { follow: memory.follow, taken, faults }
}

describe('the memory of threads', () => {
  it('is empty before the first turn', async () => {
    expect(await openMemory().follow([])).toBe(newThread)
  })

  it('takes each turn of a growing thread once', async () => {
    const { follow, taken } = openMemory()
    expect(await follow(['a'])).toMatchObject({ pending: '/a' })
    expect(await follow(['a', 'b'])).toMatchObject({ pending: '/a/b' })
    expect(await follow(['a', 'b', 'c'])).toMatchObject({ pending: '/a/b/c' })
    expect(taken).toEqual(['a', 'b', 'c'])
  })

  it('tells threads apart that differ in an earlier turn', async () => {
    const { follow } = openMemory()
    await follow(['a', 'b'])
    expect(await follow(['x', 'b'])).toMatchObject({ pending: '/x/b' })
    expect(await follow(['ab'])).toMatchObject({ pending: '/ab' })
  })

  it('takes a turn once for all who ask at the same time', async () => {
    const { follow, taken } = openMemory()
    await Promise.all([follow(['a', 'b']), follow(['a', 'b'])])
    expect(taken).toEqual(['a', 'b'])
  })

  it('tries again what failed', async () => {
    const { follow, faults } = openMemory()
    faults.add('b')
    await expect(follow(['a', 'b'])).rejects.toThrow('b')
    expect(await follow(['a', 'b'])).toMatchObject({ pending: '/a/b' })
  })

  it('keeps no more than its capacity and stays right', async () => {
    const { follow, taken } = openMemory(2)
    await follow(['a', 'b', 'c'])
    await follow(['x'])
    expect(await follow(['a', 'b', 'c'])).toMatchObject({ pending: '/a/b/c' })
    expect(taken).toEqual(['a', 'b', 'c', 'x', 'a', 'b', 'c'])
  })
})
