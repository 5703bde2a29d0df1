import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openForReading } from '../../db/open.ts'
import { folders } from '../../db/store-location.ts'
import { listVersions } from '../../db/versions.ts'
import { type SeedOptions, seedStore } from '../../seed/index.ts'
import { writeTabAccounts, yunxiUnion } from '../../seed/testing/invented-report.ts'
import { openPastStore } from './past-store.ts'

const folder = mkdtempSync(join(tmpdir(), 'past-store-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const [dataFolder, shippedFolder] = [join(folder, 'data'), join(folder, 'shipped')]

const seed = async (change: Partial<SeedOptions>) => {
  const outcome = await seedStore({
    dataFolder,
    shippedFolder,
    sources: [],
    isDryRun: false,
    clock: () => new Date(0),
    onProgress: () => {},
    ...change,
  })
  if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
}

const write = (path: string, carryoverHundredths: number) => {
  writeFileSync(join(folder, path), writeTabAccounts({ ...yunxiUnion, carryoverHundredths }))
  return join(folder, path)
}

/** Version 1 is the shipped document, 2 its amendment. */
beforeAll(async () => {
  mkdirSync(shippedFolder)
  write('shipped/accounts.txt', 5_00)
  await seed({})
  await seed({ sources: [write('amended.txt', 9_99)] })
})

const filesOf = async (version: number) => {
  const past = await openPastStore({ dataFolder, shippedFolder }, version, () => {})
  const store = openForReading(past.store.path)
  try {
    const reports = await store.selectFrom('reports').select('file').execute()
    return { version: past.store.version, files: reports.map(({ file }) => file) }
  } finally {
    await store.destroy()
    past.close()
  }
}

it('is the store that was kept', async () => {
  expect(await filesOf(1)).toEqual({ version: 1, files: ['accounts.txt'] })
  expect(await filesOf(2)).toEqual({ version: 2, files: ['amended.txt'] })
})

it('is built again where it is kept no longer, and changes nothing', async () => {
  const { stores, pointer } = folders(dataFolder)
  const [, first] = listVersions(dataFolder)
  for (const name of readdirSync(stores))
    if (name.startsWith(first?.contentHash.slice(0, 20) ?? 'none')) rmSync(join(stores, name))
  const before = [...readdirSync(stores), ...readdirSync(join(pointer, '..'))]
  expect(await filesOf(1)).toEqual({ version: 1, files: ['accounts.txt'] })
  expect([...readdirSync(stores), ...readdirSync(join(pointer, '..'))]).toEqual(before)
})

it.each([0, 3])('is refused where there is no version %i', async (version) => {
  await expect(filesOf(version)).rejects.toMatchObject({
    problems: [{ file: String(version), code: 'no-such-version' }],
  })
})
