import { describe, expect, it } from 'vitest'
import { createSeenKeys } from './seen-keys.ts'
import { createThreadTurns } from './thread-turns.ts'

const hourMs = 60 * 60 * 1_000

describe('seen keys', () => {
  it('takes up what shares no key with anything seen', () => {
    const seen = createSeenKeys(() => 0)
    expect(seen.takeUp(['event:1', 'message:C:1'])).toBe(true)
    expect(seen.takeUp(['event:1'])).toBe(false)
    expect(seen.takeUp(['event:2', 'message:C:1'])).toBe(false)
    expect(seen.takeUp(['event:2'])).toBe(false)
    expect(seen.takeUp(['event:3', 'message:C:3'])).toBe(true)
  })

  it('remembers for 24 hours', () => {
    let now = 0
    const seen = createSeenKeys(() => now)
    seen.takeUp(['event:1'])
    now = 24 * hourMs - 1
    expect(seen.takeUp(['event:1'])).toBe(false)
    now = 24 * hourMs
    expect(seen.takeUp(['event:1'])).toBe(true)
  })

  it('remembers no more than its capacity, the newest', () => {
    const seen = createSeenKeys(() => 0, { capacity: 2 })
    for (const key of ['a', 'b', 'c']) seen.takeUp([key])
    expect(seen.takeUp(['c'])).toBe(false)
    expect(seen.takeUp(['b'])).toBe(false)
    expect(seen.takeUp(['a'])).toBe(true)
  })

  it('forgets on request', () => {
    const seen = createSeenKeys(() => 0)
    seen.takeUp(['choice:1'])
    seen.forget(['choice:1'])
    expect(seen.takeUp(['choice:1'])).toBe(true)
  })
})

describe('thread turns', () => {
  it('keeps the newest questions of each thread, oldest first', () => {
    const turns = createThreadTurns({ turns: 2 })
    for (const question of ['1', '2', '3']) turns.append('a', question)
    turns.append('b', '4')
    expect(turns.read('a')).toEqual(['2', '3'])
    expect(turns.read('b')).toEqual(['4'])
    expect(turns.read('c')).toEqual([])
  })

  it('keeps the threads asked in last', () => {
    const turns = createThreadTurns({ threads: 2 })
    for (const thread of ['a', 'b', 'a', 'c']) turns.append(thread, '问')
    expect(['a', 'b', 'c'].map((thread) => turns.read(thread).length)).toEqual([2, 0, 1])
  })
})
