/** Documents are loaded again from inside a running program. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { tryLock } from '../db/open.ts'
import { findCurrentStore, folders } from '../db/store-location.ts'
import { seedStore } from '../seed/index.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../seed/testing/invented-report.ts'
import { applyReseed, previewReseed, ReseedFault } from './reseed.ts'

const workshop = mkdtempSync(join(tmpdir(), 'reseed-'))
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

const accounts = writeTabAccounts(yunxiUnion)
let folder = ''
let dataFolder = ''
beforeEach(async () => {
  folder = mkdtempSync(join(workshop, 'case-'))
  dataFolder = join(folder, 'data')
  const shippedFolder = join(folder, 'shipped')
  mkdirSync(shippedFolder)
  writeFileSync(join(shippedFolder, 'accounts.txt'), accounts)
  await seedStore({
    dataFolder,
    shippedFolder,
    sources: [],
    isDryRun: false,
    clock: () => new Date(0),
    onProgress: () => {},
  })
})

const write = (name: string, text: string): string => {
  writeFileSync(join(folder, name), text)
  return join(folder, name)
}

const previewed = async (sources: readonly string[] = []) => {
  const preview = await previewReseed({ dataFolder, sources })
  if (preview.kind !== 'preview') throw new Error(JSON.stringify(preview))
  return preview
}

const hash = (): string => {
  const store = findCurrentStore(dataFolder)
  return typeof store === 'string' ? store : store.contentHash
}

describe('a preview', () => {
  it('changes nothing where the same documents give the same', async () => {
    const preview = await previewed()
    expect(preview).toMatchObject({
      isChange: false,
      contentHash: hash(),
      currentContentHash: hash(),
      figures: { added: 0, removed: 0, changed: 0, largest: [] },
    })
    expect(preview.before).toEqual(preview.after)
    expect(preview.documents).toMatchObject([
      {
        file: 'accounts.txt',
        department: yunxiUnion.department,
        fiscalYear: 2023,
        kind: 'finalAccounts',
        unread: 0,
      },
    ])
    expect(preview.documents[0]?.numbers).toBeGreaterThan(preview.documents[0]?.loaded ?? 0)
    expect(preview.after).toMatchObject({ document: 1, report: 1 })
  })

  it('tells what a further document adds, the largest amounts first', async () => {
    const { before, after, figures, isChange } = await previewed([
      write('budget.txt', writeCellBudget(shiqiaoUnion)),
    ])
    expect(isChange).toBe(true)
    expect([before?.report, after.report]).toEqual([1, 2])
    expect(figures).toMatchObject({ removed: 0, changed: 0, added: after.figure - (before?.figure ?? 0) })
    expect(figures.largest).toHaveLength(20)
    expect(figures.largest[0]).toMatchObject({
      department: shiqiaoUnion.department,
      before: null,
      after: { amountFen: 96_300_000, state: 'amount' },
    })
    const amounts = figures.largest.map(({ after: value }) => value?.amountFen ?? 0)
    expect(amounts).toEqual(amounts.toSorted((left, right) => right - left))
  })

  it('tells which figures an amended document changes', async () => {
    const amended = accounts.replaceAll('21.60', '24.60')
    const { figures } = await previewed([write('amended.txt', amended)])
    expect(figures.changed).toBeGreaterThan(0)
    expect(figures.largest).toContainEqual(
      expect.objectContaining({
        department: yunxiUnion.department,
        fiscalYear: 2023,
        label: expect.objectContaining({ zh: expect.stringContaining('办公费') }),
        before: expect.objectContaining({ amountFen: 21_600_000 }),
        after: expect.objectContaining({ amountFen: 24_600_000 }),
      }),
    )
  })

  it('counts what documents contradict', async () => {
    const { documents } = await previewed([write('amended.txt', accounts.replace('431.72', '481.72'))])
    expect(documents[1]?.findings.real).toBeGreaterThan(0)
  })

  it('has nothing to compare with before the first loading', async () => {
    rmSync(folders(dataFolder).pointer)
    expect(await previewed()).toMatchObject({ isChange: true, currentContentHash: null, before: null })
  })

  it('names what cannot be read', async () => {
    const file = write('letter.txt', '今天天气不错。')
    expect(await previewReseed({ dataFolder, sources: [file] })).toEqual({
      kind: 'failed',
      problems: [{ file: 'letter.txt', code: 'not-a-disclosure' }],
    })
  })

  it('ends at its time limit, and a fault says so', async () => {
    await expect(previewReseed({ dataFolder, timeLimitMs: 1 })).rejects.toThrow(ReseedFault)
  })
})

describe('loading again', () => {
  it('swaps in what was previewed', async () => {
    const sources = [write('budget.txt', writeCellBudget(shiqiaoUnion))]
    const { contentHash } = await previewed(sources)
    expect(await applyReseed(contentHash, { dataFolder, sources })).toEqual({ kind: 'applied', contentHash })
    expect(hash()).toBe(contentHash)
    expect(await previewed()).toMatchObject({ isChange: false, after: { report: 2 } })
  })

  it('leaves the store where the content comes out otherwise', async () => {
    const before = hash()
    const sources = [write('budget.txt', writeCellBudget(shiqiaoUnion))]
    const { contentHash } = await previewed(sources)
    expect(await applyReseed(before, { dataFolder, sources })).toEqual({ kind: 'unexpected', contentHash })
    expect(hash()).toBe(before)
    expect(readdirSync(folders(dataFolder).documents)).toHaveLength(1)
    expect(readdirSync(folders(dataFolder).stores)).toHaveLength(1)
  })

  it('leaves the store to another seeding', async () => {
    const lock = tryLock(folders(dataFolder).lock)
    expect(await applyReseed(hash(), { dataFolder })).toEqual({ kind: 'busy' })
    lock?.release()
    expect(await applyReseed(hash(), { dataFolder })).toMatchObject({ kind: 'applied' })
  })

  it('names a kept document that was altered', async () => {
    const [kept = ''] = readdirSync(folders(dataFolder).documents).filter((name) => name !== 'index.json')
    const file = join(folders(dataFolder).documents, kept)
    writeFileSync(file, 'altered')
    expect(await applyReseed(hash(), { dataFolder })).toEqual({
      kind: 'failed',
      problems: [{ file, code: 'altered-document' }],
    })
  })
})
