/** Documents are loaded again from inside a running program. */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../db/domain/hash.ts'
import { tryLock } from '../db/open.ts'
import { findCurrentStore, folders } from '../db/store-location.ts'
import { listVersions } from '../db/versions.ts'
import { seedStore } from '../seed/index.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../seed/testing/invented-report.ts'
import { applyReseed, previewReseed, ReseedFault } from './reseed.ts'
import type { StoreChange } from './store-change.ts'

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

const adding = (...files: readonly string[]): StoreChange => ({ kind: 'added', files })
const anew: StoreChange = { kind: 'anew' }

const previewed = async (change: StoreChange = anew) => {
  const preview = await previewReseed({ dataFolder, change })
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
    const { before, after, figures, isChange } = await previewed(
      adding(write('budget.txt', writeCellBudget(shiqiaoUnion))),
    )
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
    const { figures } = await previewed(adding(write('amended.txt', amended)))
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
    const { documents } = await previewed(adding(write('amended.txt', accounts.replace('431.72', '481.72'))))
    expect(documents[1]?.findings.real).toBeGreaterThan(0)
  })

  it('tells what is new, what amends and what is held, and which documents go', async () => {
    const shares = { file: 'accounts.txt', standing: 'held' }
    const change = adding(
      write('budget.txt', writeCellBudget(shiqiaoUnion)),
      write('amended.txt', accounts.replaceAll('21.60', '24.60')),
    )
    const { documents, gone, contentHash } = await previewed(change)
    expect([documents, gone]).toMatchObject([
      [shares, { file: 'budget.txt', standing: 'new' }, { file: 'amended.txt', standing: 'amends' }],
      [],
    ])
    await applyReseed(contentHash, { dataFolder, change })
    expect(await previewed({ kind: 'rolledBack', version: 1 })).toMatchObject({
      isChange: true,
      documents: [shares],
      gone: ['budget.txt', 'amended.txt'],
    })
  })

  it('is a change where a document goes that stated nothing any more', async () => {
    const change = adding(write('amended.txt', accounts.replaceAll('21.60', '24.60')))
    await applyReseed((await previewed(change)).contentHash, { dataFolder, change })
    const unload: StoreChange = {
      kind: 'unloaded',
      documents: [{ sha256: sha256(accounts), fileName: 'accounts.txt' }],
    }
    const preview = await previewed(unload)
    expect(preview).toMatchObject({ isChange: true, gone: ['accounts.txt'], currentContentHash: hash() })
    expect(await applyReseed(preview.contentHash, { dataFolder, change: unload })).toMatchObject({
      version: 3,
    })
    expect(listVersions(dataFolder)[0]?.cause).toEqual({ kind: 'unloaded', files: ['accounts.txt'] })
  })

  it('brings every figure that differs as CSV', async () => {
    const amended = accounts.replaceAll('21.60', '24.60')
    const { changesCsv, figures } = await previewed(
      adding(write('amended.txt', amended), write('budget.txt', writeCellBudget(shiqiaoUnion))),
    )
    const lines = new TextDecoder().decode(changesCsv).trimEnd().split('\r\n')
    expect(lines[0]).toBe('department,fiscal_year,figure_zh,figure_en,unit,before,after')
    expect(lines).toHaveLength(1 + figures.added + figures.removed + figures.changed)
    expect(lines).toContainEqual(
      expect.stringMatching(/^青山市云溪县总工会,2023,.*办公费.*,.*,元,216000,246000$/u),
    )
    expect(lines).toContainEqual(expect.stringMatching(/^.*石桥.*,2023,.*,元,,963000$/u))
  })

  it('has nothing to compare with before the first loading', async () => {
    rmSync(folders(dataFolder).pointer)
    expect(await previewed()).toMatchObject({ isChange: true, currentContentHash: null, before: null })
  })

  it('names what cannot be read', async () => {
    const file = write('letter.txt', '今天天气不错。')
    expect(await previewReseed({ dataFolder, change: adding(file) })).toEqual({
      kind: 'failed',
      problems: [{ file: 'letter.txt', code: 'not-a-disclosure' }],
    })
  })

  it('ends at its time limit, and a fault says so', async () => {
    await expect(previewReseed({ dataFolder, change: anew, timeLimitMs: 1 })).rejects.toThrow(ReseedFault)
  })
})

describe('loading again', () => {
  it('swaps in what was previewed', async () => {
    const change = adding(write('budget.txt', writeCellBudget(shiqiaoUnion)))
    const { contentHash } = await previewed(change)
    expect(await applyReseed(contentHash, { dataFolder, change })).toEqual({
      kind: 'applied',
      contentHash,
      version: 2,
    })
    expect(hash()).toBe(contentHash)
    expect(await previewed()).toMatchObject({ isChange: false, after: { report: 2 } })
  })

  it('leaves the store where the content comes out otherwise', async () => {
    const before = hash()
    const change = adding(write('budget.txt', writeCellBudget(shiqiaoUnion)))
    const { contentHash } = await previewed(change)
    expect(await applyReseed(before, { dataFolder, change })).toEqual({ kind: 'unexpected', contentHash })
    expect(hash()).toBe(before)
    expect(readdirSync(folders(dataFolder).documents)).toHaveLength(1)
    expect(readdirSync(folders(dataFolder).stores)).toHaveLength(1)
  })

  it('leaves the store to another seeding', async () => {
    const lock = tryLock(folders(dataFolder).lock)
    expect(await applyReseed(hash(), { dataFolder, change: anew })).toEqual({ kind: 'busy' })
    lock?.release()
    expect(await applyReseed(hash(), { dataFolder, change: anew })).toMatchObject({ kind: 'applied' })
  })

  it('names a kept document that was altered', async () => {
    const [kept = ''] = readdirSync(folders(dataFolder).documents).filter((name) => name !== 'index.json')
    const file = join(folders(dataFolder).documents, kept)
    writeFileSync(file, 'altered')
    expect(await applyReseed(hash(), { dataFolder, change: anew })).toEqual({
      kind: 'failed',
      problems: [{ file, code: 'altered-document' }],
    })
  })
})
