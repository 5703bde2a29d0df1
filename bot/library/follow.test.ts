import { describe, expect, it } from 'vitest'
import { follow } from './follow.ts'

/** Things that are named by their source; an opening waits where the source is to be waited for. */
const followNames = async () => {
  let source = 'first'
  const opened: string[] = []
  const closed: string[] = []
  const told: string[] = []
  const waits = new Map<string, Promise<void>>()
  const broken = new Set<string>()
  const followed = await follow({
    look: () => {
      if (source === 'unseen') throw new Error('unseen')
      return { source, key: source }
    },
    open: async (name) => {
      opened.push(name)
      await waits.get(name)
      if (broken.has(name)) throw new Error(`broken ${name}`)
      return { name, close: async () => void closed.push(name) }
    },
    onChange: ({ name }) => told.push(name),
    onRefusal: (fault) => told.push(String(fault)),
  })
  return { followed, opened, closed, told, waits, broken, name: (next: string) => (source = next) }
}

const nameOf = async ({ name }: { name: string }) => name

describe('what is followed', () => {
  it('is what was there first until something else is', async () => {
    const { followed, opened, name } = await followNames()
    expect(await followed.use(nameOf)).toBe('first')
    name('second')
    await followed.refresh()
    expect(await followed.use(nameOf)).toBe('second')
    expect(opened).toEqual(['first', 'second'])
  })

  it('is closed when the last who works with it is done', async () => {
    const { followed, closed, name } = await followNames()
    const [one, other] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const works = [one, other].map(({ promise }) =>
      followed.use(async (thing) => {
        await promise
        return thing.name
      }),
    )
    name('second')
    await followed.refresh()
    one.resolve()
    expect(await works[0]).toBe('first')
    expect(closed).toEqual([])
    other.resolve()
    expect(await works[1]).toBe('first')
    expect(closed).toEqual(['first'])
  })

  it('goes on while the next one opens, which is opened once', async () => {
    const { followed, opened, waits, name } = await followNames()
    const opening = Promise.withResolvers<void>()
    waits.set('second', opening.promise)
    name('second')
    expect(await followed.use(nameOf)).toBe('first')
    expect(await followed.use(nameOf)).toBe('first')
    const refreshed = followed.refresh()
    opening.resolve()
    await refreshed
    expect(followed.current().name).toBe('second')
    expect(opened).toEqual(['first', 'second'])
  })

  it('is followed on when it changes again meanwhile', async () => {
    const { followed, closed, waits, name } = await followNames()
    const opening = Promise.withResolvers<void>()
    waits.set('second', opening.promise)
    name('second')
    await followed.use(nameOf)
    name('third')
    const refreshed = followed.refresh()
    opening.resolve()
    await refreshed
    expect(followed.current().name).toBe('third')
    expect(closed).toEqual(['first', 'second'])
  })

  it('stays in use where the next one cannot be opened, which is told once and tried again when asked', async () => {
    const { followed, opened, told, broken, name } = await followNames()
    broken.add('second')
    name('second')
    await followed.refresh()
    expect(await followed.use(nameOf)).toBe('first')
    expect(opened).toEqual(['first', 'second'])
    await followed.refresh()
    expect(String(followed.fault())).toContain('broken second')
    expect(told).toEqual(['Error: broken second'])
    broken.clear()
    await followed.refresh()
    expect(followed.fault()).toBeNull()
    expect(followed.current().name).toBe('second')
  })

  it('is at fault no longer when it is as it was before', async () => {
    const { followed, told, name } = await followNames()
    name('unseen')
    expect(await followed.use(nameOf)).toBe('first')
    expect(await followed.use(nameOf)).toBe('first')
    expect(told).toEqual(['Error: unseen'])
    name('first')
    await followed.refresh()
    expect(followed.fault()).toBeNull()
  })

  it('closes what was opening, and what still has users, when it is closed', async () => {
    const { followed, closed, waits, name } = await followNames()
    const [work, opening] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
    const working = followed.use(() => work.promise)
    name('second')
    await followed.refresh()
    waits.set('third', opening.promise)
    name('third')
    await followed.use(nameOf)
    const closing = followed.close()
    opening.resolve()
    await closing
    expect(closed.toSorted()).toEqual(['first', 'second', 'third'])
    work.resolve()
    await working
  })
})
