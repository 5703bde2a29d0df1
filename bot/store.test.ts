import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { openForReading } from '../db/open.ts'
import { schemaVersion } from '../db/schema/tables.ts'
import { type CurrentStore, findCurrentStore, folders } from '../db/store-location.ts'
import { seedStore } from '../seed/index.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../seed/testing/invented-report.ts'
import { readConfig } from './config.ts'
import { ensureStore } from './store.ts'

const workshop = mkdtempSync(join(tmpdir(), 'store-'))
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

let dataFolder = ''
let shippedFolder = ''
beforeEach(() => {
  const folder = mkdtempSync(join(workshop, 'case-'))
  dataFolder = join(folder, 'data')
  shippedFolder = join(folder, 'shipped')
  mkdirSync(shippedFolder)
  writeFileSync(join(shippedFolder, 'accounts.txt'), writeTabAccounts(yunxiUnion))
})

/** A store of the shipped accounts and of a budget that came later. */
const seedTwo = async (): Promise<CurrentStore> => {
  const budget = join(dataFolder, '..', 'budget.txt')
  writeFileSync(budget, writeCellBudget(shiqiaoUnion))
  const outcome = await seedStore({
    dataFolder,
    shippedFolder,
    sources: [budget],
    isDryRun: false,
    clock: () => new Date('2026-01-02T03:04:05Z'),
    onProgress: () => {},
  })
  if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
  return outcome.store
}

const countReports = async ({ path }: CurrentStore): Promise<number> => {
  const store = openForReading(path)
  try {
    return (await store.selectFrom('report').select('report_id').execute()).length
  } finally {
    await store.destroy()
  }
}

describe('a store that was built before', () => {
  const config = () => ({ ...readConfig({}), dataFolder, shippedFolder })
  const changePointer = (change: Readonly<Record<string, unknown>>) => {
    const { pointer } = folders(dataFolder)
    const content = JSON.parse(readFileSync(pointer, 'utf8'))
    writeFileSync(pointer, JSON.stringify({ ...content, ...change }))
  }

  it('is used as it is', async () => {
    const store = await seedTwo()
    expect(await ensureStore(config(), () => {})).toEqual(store)
  })

  it.each([
    ['has an older schema', { schemaVersion: schemaVersion - 1 }],
    ['has a newer schema', { schemaVersion: schemaVersion + 1 }],
    ['names a file that is gone', { file: 'gone.sqlite' }],
    ['leads out of the folder', { file: '../../elsewhere.sqlite' }],
    ['lacks a part', { contentHash: undefined }],
  ])('is outdated when its pointer %s, and is rebuilt from the kept documents', async (_, change) => {
    const store = await seedTwo()
    changePointer(change)
    expect(findCurrentStore(dataFolder)).toBe('outdated')
    rmSync(shippedFolder, { recursive: true })
    const rebuilt = await ensureStore(config(), () => {})
    expect(rebuilt.contentHash).toBe(store.contentHash)
    expect(findCurrentStore(dataFolder)).toEqual(rebuilt)
    expect(await countReports(rebuilt)).toBe(2)
  })

  it('is outdated when its pointer was cut short', async () => {
    await seedTwo()
    writeFileSync(folders(dataFolder).pointer, '{"schemaVersion"')
    expect(findCurrentStore(dataFolder)).toBe('outdated')
  })

  it('is built on first use', async () => {
    expect(findCurrentStore(dataFolder)).toBe('none')
    expect(await ensureStore(config(), () => {})).toEqual(findCurrentStore(dataFolder))
  })

  it('cannot be had without documents, and the reason names the folder', async () => {
    rmSync(join(shippedFolder, 'accounts.txt'))
    await expect(ensureStore(config(), () => {})).rejects.toMatchObject({
      problems: [{ file: shippedFolder, code: 'nothing-to-read' }],
    })
  })
})
