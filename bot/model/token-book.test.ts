import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openState, type State } from '../../db/state/open-state.ts'
import { createTokenBook, createTokenBookInMemory, type TokenBook } from './token-book.ts'

let folder: string
let states: State[]
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-tokens-'))
  states = []
})
afterEach(async () => {
  await Promise.all(states.map((state) => state.destroy()))
  rmSync(folder, { recursive: true })
})

const openBook = async (): Promise<TokenBook> => {
  const state = await openState(join(folder, 'state.sqlite'))
  states.push(state)
  return createTokenBook(state)
}

const day = '2026-11-28'

describe.each([
  { kind: 'in the state file', open: openBook },
  { kind: 'in memory', open: async () => createTokenBookInMemory() },
])('a book $kind', ({ open }) => {
  it('sets aside what there is, to the last token and no more', async () => {
    const book = await open()
    expect(await book.reserve(day, 60, 100)).toBe(true)
    expect(await book.reserve(day, 41, 100)).toBe(false)
    expect(await book.reserve(day, 40, 100)).toBe(true)
    expect(await book.spentOn(day)).toBe(100)
  })

  it('sets nothing aside of a day that never had so much', async () => {
    const book = await open()
    expect(await book.reserve(day, 101, 100)).toBe(false)
    expect(await book.spentOn(day)).toBe(0)
  })

  it('is put right by what was spent', async () => {
    const book = await open()
    await book.reserve(day, 60, 100)
    await book.correct(day, -50)
    expect(await book.spentOn(day)).toBe(10)
    expect(await book.reserve(day, 90, 100)).toBe(true)
  })

  it('counts each day for itself', async () => {
    const book = await open()
    await book.reserve(day, 100, 100)
    expect(await book.reserve('2026-11-29', 100, 100)).toBe(true)
  })
})

it('is one for all processes on the file, and for their next starts', async () => {
  const [one, other] = await Promise.all([openBook(), openBook()])
  const reserved = await Promise.all(
    Array.from({ length: 20 }, (_, index) => (index % 2 === 0 ? one : other).reserve(day, 10, 100)),
  )
  expect(reserved.filter(Boolean)).toHaveLength(10)
  expect(await other.spentOn(day)).toBe(100)
  await Promise.all(states.splice(0).map((state) => state.destroy()))
  expect(await (await openBook()).reserve(day, 1, 100)).toBe(false)
})
