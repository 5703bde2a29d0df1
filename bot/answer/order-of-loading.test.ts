/** One after another or all at once, in whatever order: the same documents give the same answers. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, it } from 'vitest'
import type { CurrentStore } from '../../db/store-location.ts'
import { seedStore } from '../../seed/index.ts'
import { readConfig } from '../config.ts'
import { readCaseSet } from '../evaluation/case-sets.ts'
import { openAnswerer } from './create-answerer.ts'

const folder = mkdtempSync(join(tmpdir(), 'order-of-loading-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const { shippedFolder } = readConfig()

const seed = async (name: string, shipped: string, sources: readonly string[]): Promise<CurrentStore> => {
  const outcome = await seedStore({
    dataFolder: join(folder, name),
    shippedFolder: shipped,
    sources,
    isDryRun: false,
    clock: () => new Date(0),
    onProgress: () => {},
  })
  if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
  return outcome.store
}

const answersFrom = async (store: CurrentStore) => {
  const answerer = await openAnswerer({ store, clock: () => 0 })
  try {
    const answers = []
    for (const { turns } of readCaseSet('dev').cases)
      answers.push({ turns, answer: await answerer.answer(turns) })
    return answers
  } finally {
    await answerer.close()
  }
}

it('gives the same answers from documents that came one by one, the last first', async () => {
  const [last = '', ...others] = readdirSync(shippedFolder)
    .filter((name) => name.endsWith('.txt'))
    .toSorted()
    .toReversed()
  const first = join(folder, 'first')
  mkdirSync(first)
  cpSync(join(shippedFolder, last), join(first, last))
  let store = await seed('by-one', first, [])
  for (const name of others) store = await seed('by-one', first, [join(shippedFolder, name)])
  const together = await seed('together', shippedFolder, [])
  expect(store.contentHash).toBe(together.contentHash)
  expect(await answersFrom(store)).toEqual(await answersFrom(together))
}, 120_000)
