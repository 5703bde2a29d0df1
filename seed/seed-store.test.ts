import { spawn } from 'node:child_process'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../db/domain/hash.ts'
import { openForBuilding, openForReading, tryLock } from '../db/open.ts'
import { numberedTables, storeTables } from '../db/schema/table-shapes.ts'
import { type CurrentStore, findCurrentStore, folders } from '../db/store-location.ts'
import { listVersions, readVersion, versionInUse, versionPath } from '../db/versions.ts'
import { type SeedOptions, type SeedOutcome, seedStore } from './seed-store.ts'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeSpacedAccounts,
  writeTabAccounts,
  yunxiUnion,
} from './testing/invented-report.ts'

const published = join(import.meta.dirname, 'documents')
const accounts = writeTabAccounts(yunxiUnion)
const amended = writeTabAccounts({ ...yunxiUnion, carryoverHundredths: 9_99 })
const budget = writeCellBudget(shiqiaoUnion)

const workshop = mkdtempSync(join(tmpdir(), 'seed-store-'))
afterAll(() => rmSync(workshop, { recursive: true, force: true }))

let folder = ''
let dataFolder = ''
let shippedFolder = ''
beforeEach(() => {
  folder = mkdtempSync(join(workshop, 'case-'))
  dataFolder = join(folder, 'data')
  shippedFolder = join(folder, 'shipped')
  mkdirSync(shippedFolder)
  writeFileSync(join(shippedFolder, 'accounts.txt'), accounts)
})

const write = (path: string, content: string | Uint8Array): string => {
  const file = join(folder, path)
  mkdirSync(join(file, '..'), { recursive: true })
  writeFileSync(file, content)
  return file
}

const seed = (sources: readonly string[] = [], changes: Partial<SeedOptions> = {}): Promise<SeedOutcome> =>
  seedStore({
    dataFolder,
    shippedFolder,
    sources,
    isDryRun: false,
    clock: () => new Date('2026-01-02T03:04:05Z'),
    onProgress: () => {},
    ...changes,
  })

const seeded = async (...parameters: Parameters<typeof seed>) => {
  const outcome = await seed(...parameters)
  if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
  return outcome
}

const current = (): CurrentStore => {
  const store = findCurrentStore(dataFolder)
  if (typeof store === 'string') throw new Error(`no store in use: ${store}`)
  return store
}

/** Everything in the data folder but the lock: names and bytes. */
const everything = (): Readonly<Record<string, string>> =>
  existsSync(dataFolder)
    ? Object.fromEntries(
        readdirSync(dataFolder, { recursive: true, withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.startsWith('seeding.lock'))
          .map((entry) => join(entry.parentPath, entry.name))
          .sort()
          .map((file) => [file, sha256(readFileSync(file))]),
      )
    : {}

const keptFiles = () => readdirSync(folders(dataFolder).documents).sort()
const keptNames = (): readonly string[] => {
  const version = readVersion(dataFolder, versionInUse(dataFolder))
  return version === 'altered' ? [] : version.documents.map(({ fileName }) => fileName)
}

const reportsIn = async ({ path }: CurrentStore) => {
  const store = openForReading(path)
  try {
    return await store
      .selectFrom('reports')
      .select(['department', 'report_kind', 'file'])
      .orderBy('file')
      .execute()
  } finally {
    await store.destroy()
  }
}

describe('seeding', () => {
  it('keeps the documents by their SHA-256 and names the store in use', async () => {
    const { store } = await seeded()
    expect(readFileSync(join(folders(dataFolder).documents, sha256(accounts)), 'utf8')).toBe(accounts)
    expect(keptFiles()).toEqual([sha256(accounts)].sort())
    expect(keptNames()).toEqual(['accounts.txt'])
    expect(current()).toEqual(store)
    expect(store.seededAt).toBe('2026-01-02T03:04:05.000Z')
    expect(await reportsIn(store)).toMatchObject([{ department: yunxiUnion.department }])
  })

  it('reads the five published disclosures', async () => {
    const { counts } = await seeded([], { shippedFolder: published })
    expect(counts).toMatchObject({ document: 5, report: 5 })
  })

  it('gives the same content the same hash: again, on another day, in another order, in another folder', async () => {
    const files = [write('a/1.txt', accounts), write('b/2.txt', budget)]
    const { store } = await seeded(files, { shippedFolder: write('a/1.txt', accounts) })
    const again = await seeded(files, { clock: () => new Date('2031-05-06T07:08:09Z') })
    const reversed = await seeded([files[0] ?? ''], {
      shippedFolder: files[1] ?? '',
      dataFolder: join(folder, 'elsewhere'),
    })
    expect(again.store.contentHash).toBe(store.contentHash)
    expect(reversed.store.contentHash).toBe(store.contentHash)
  })

  it('gives another amount another hash', async () => {
    const { store } = await seeded()
    const other = await seeded([], {
      dataFolder: join(folder, 'elsewhere'),
      shippedFolder: write('accounts.txt', amended),
    })
    expect(other.store.contentHash).not.toBe(store.contentHash)
  })

  it('adds a document to those that are kept', async () => {
    await seeded()
    const { store } = await seeded([write('budget.txt', budget)])
    expect((await reportsIn(store)).map(({ file }) => file)).toEqual(['accounts.txt', 'budget.txt'])
    expect(keptNames()).toEqual(['accounts.txt', 'budget.txt'])
  })

  it('adds what is in a folder and in those below it, but nothing hidden', async () => {
    write('received/2023/budget.txt', budget)
    write('received/.DS_Store', 'not a document')
    write('received/.git/config', 'not a document')
    const { store } = await seeded([join(folder, 'received')])
    expect((await reportsIn(store)).map(({ file }) => file)).toEqual(['accounts.txt', 'budget.txt'])
  })

  it('does not load a document twice', async () => {
    const { counts } = await seeded([write('same.txt', accounts), write('again/same.txt', accounts)])
    expect(counts.document).toBe(1)
  })

  it('lets a later disclosure of the same report answer, and keeps both documents', async () => {
    const { store: first } = await seeded()
    const { store } = await seeded([write('amended.txt', amended)])
    expect(await reportsIn(store)).toMatchObject([{ file: 'amended.txt' }])
    expect(keptFiles()).toEqual([sha256(accounts), sha256(amended)].sort())
    expect(store.contentHash).not.toBe(first.contentHash)
    expect(existsSync(first.path)).toBe(true)
  })

  it('does not take back an amendment when the older document comes again', async () => {
    await seeded([write('amended.txt', amended)])
    const { store } = await seeded([write('accounts.txt', accounts)])
    expect(await reportsIn(store)).toMatchObject([{ file: 'amended.txt' }])
  })

  it('rebuilds from the kept documents alone', async () => {
    const { store } = await seeded()
    const again = await seeded([], { shippedFolder: join(folder, 'not-there') })
    expect(again.store.contentHash).toBe(store.contentHash)
  })

  it('stores nothing in a dry run, before the first seeding and after it', async () => {
    expect(await seed([], { isDryRun: true })).toMatchObject({ kind: 'read' })
    expect(existsSync(dataFolder)).toBe(false)
    await seeded()
    const before = everything()
    const outcome = await seed([write('budget.txt', budget)], { isDryRun: true })
    expect(outcome.kind === 'read' && outcome.comparison.after.report).toBe(2)
    expect(everything()).toEqual(before)
  })

  it('reports its progress', async () => {
    const steps: string[] = []
    await seeded([], { onProgress: (progress) => steps.push(progress.step) })
    expect(steps).toEqual(['identify', 'read', 'load', 'swap'])
  })
})

/** Every row of a store, table by table, in an order of their own, with what a number points to in its place. */
const rowsOf = async ({ path }: CurrentStore) => {
  const store = openForReading(path)
  try {
    const tables = new Map<string, readonly Record<string, unknown>[]>()
    for (const table of storeTables) tables.set(table, await store.selectFrom(table).selectAll().execute())
    const meant = new Map<string, Map<unknown, string>>()
    const pointed = (row: Record<string, unknown>) =>
      Object.fromEntries(
        Object.entries(row).map(([column, value]) => [column, meant.get(column)?.get(value) ?? value]),
      )
    // Tables stand behind those that they point to.
    for (const [column, table] of numberedTables) {
      const withoutNumber = (row: Record<string, unknown>) => ({ ...pointed(row), [column]: null })
      const rows = tables.get(table) ?? []
      meant.set(column, new Map(rows.map((row) => [row[column], JSON.stringify(withoutNumber(row))])))
    }
    return Object.fromEntries(
      [...tables].map(([table, rows]) => [table, rows.map((row) => JSON.stringify(pointed(row))).toSorted()]),
    )
  } finally {
    await store.destroy()
  }
}

const indexesOf = async ({ path }: CurrentStore): Promise<readonly string[]> => {
  const store = openForReading(path)
  try {
    const { rows } = await store.executeQuery<{ name: string }>(
      CompiledQuery.raw("select name from sqlite_schema where type = 'index' and sql is not null"),
    )
    return rows.map(({ name }) => name).toSorted()
  } finally {
    await store.destroy()
  }
}

describe('a seeding that reads only what changes', () => {
  const later = writeTabAccounts({ ...yunxiUnion, carryoverHundredths: 9_99 })
  const filesRead = async (sources: readonly string[], changes: Partial<SeedOptions> = {}) => {
    const files: string[] = []
    const outcome = await seeded(sources, { ...changes, onDocument: ({ file }) => files.push(file) })
    return { ...outcome, files: files.toSorted() }
  }

  it('gives the very rows that reading everything gives', async () => {
    await seeded()
    await seeded([write('budget.txt', budget)])
    await seeded([write('amended.txt', later)])
    await seeded([], { unload: ['budget.txt'] })
    const { store } = await seeded([], { rollBackTo: 3 })
    const anew = await seeded([join(folder, 'budget.txt'), join(folder, 'amended.txt')], {
      dataFolder: join(folder, 'elsewhere'),
    })
    expect(anew.store.contentHash).toBe(store.contentHash)
    expect(await rowsOf(store)).toEqual(await rowsOf(anew.store))
  })

  it('adds more than is held as it adds little: the same rows, found in the same ways', async () => {
    await seeded()
    const others = ['青山市白水县总工会', '青山市红河县总工会'].map((department, place) =>
      write(`${place}.txt`, writeTabAccounts({ ...yunxiUnion, department })),
    )
    const { store } = await seeded(others)
    const oneByOne = { dataFolder: join(folder, 'elsewhere') }
    await seeded([], oneByOne)
    await seeded(others.slice(0, 1), oneByOne)
    const { store: other } = await seeded(others.slice(1), oneByOne)
    expect(store.contentHash).toBe(other.contentHash)
    expect(await rowsOf(store)).toEqual(await rowsOf(other))
    expect(await indexesOf(store)).toEqual(await indexesOf(other))
  })

  it('reads the documents of a department together, and leaves the others alone', async () => {
    await seeded([write('budget.txt', budget)])
    const { files, counts } = await filesRead([write('amended.txt', later)])
    expect(files).toEqual(['accounts.txt', 'amended.txt'])
    expect(counts.report).toBe(2)
  })

  it('reads nothing where a document is taken out that was alone', async () => {
    await seeded([write('budget.txt', budget)])
    const { files, counts } = await filesRead([], { unload: ['budget.txt'] })
    expect({ files, reports: counts.report }).toEqual({ files: [], reports: 1 })
  })

  it('reads everything where it is asked to, and where another program read it', async () => {
    await seeded([write('budget.txt', budget)])
    expect((await filesRead([])).files).toEqual(['accounts.txt', 'budget.txt'])
    const { store, finish } = openForBuilding(current().path)
    await store.updateTable('store_info').set({ value: 'other' }).where('name', '=', 'program').execute()
    await finish()
    const { files } = await filesRead([write('amended.txt', later)])
    expect(files).toEqual(['accounts.txt', 'amended.txt', 'budget.txt'])
  })

  it('repairs a damaged store when everything is read anew, though the content is the same', async () => {
    const { store } = await seeded()
    const whole = await rowsOf(store)
    writeFileSync(store.path, 'no database')
    expect(await seed([], { isDryRun: true })).toMatchObject({ contentHash: store.contentHash })
    expect(await rowsOf((await seeded()).store)).toEqual(whole)
  })

  it('builds the store anew where the one in use is damaged', async () => {
    const { store } = await seeded()
    writeFileSync(store.path, 'no database')
    const again = await seeded([write('budget.txt', budget)])
    expect((await reportsIn(again.store)).map(({ file }) => file)).toEqual(['accounts.txt', 'budget.txt'])
  })
})

describe('what cannot be read', () => {
  const notes = 'Notes of a meeting about the summer party.'
  const bad: readonly (readonly [name: string, content: string | Uint8Array, code: string])[] = [
    ['empty.txt', '', 'empty-file'],
    ['notes.txt', notes, 'not-a-disclosure'],
    ['picture.png', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 0xff]), 'unsupported-type'],
    ['words.txt', '2023年度青山市云溪县总工会部门决算\n\n没有表格。\n', 'no-figures'],
  ]

  it.each(bad)('%s is named, and the store in use stays as it was', async (name, content, code) => {
    await seeded()
    const before = everything()
    const outcome = await seed([write(name, content), write('budget.txt', budget)])
    expect(outcome).toEqual({ kind: 'failed', problems: [{ file: name, code }] })
    expect(everything()).toEqual(before)
  })

  it('is named, all of it, when several are wrong', async () => {
    for (const [name, content] of bad) write(`received/${name}`, content)
    const outcome = await seed([join(folder, 'received')])
    expect(outcome.kind === 'failed' && outcome.problems.map(({ file }) => file)).toEqual(
      bad.map(([name]) => name).toSorted(),
    )
  })

  it('names every missing source, one below a file too', async () => {
    const missing = [join(folder, 'not-there.txt'), join(write('budget.txt', budget), 'below.txt')]
    const outcome = await seed(missing)
    expect(outcome).toEqual({
      kind: 'failed',
      problems: missing.map((file) => ({ file, code: 'missing' })),
    })
    expect(existsSync(folders(dataFolder).pointer)).toBe(false)
  })

  it('names a link in a folder that leads nowhere', async () => {
    mkdirSync(join(folder, 'received'))
    symlinkSync(join(folder, 'gone.txt'), join(folder, 'received', 'link.txt'))
    expect(await seed([join(folder, 'received')])).toEqual({
      kind: 'failed',
      problems: [{ file: join(folder, 'received', 'link.txt'), code: 'missing' }],
    })
  })

  it('names a file that is changed while it is read', async () => {
    await seeded()
    const before = everything()
    const file = write('budget.txt', budget)
    const outcome = await seed([file], {
      onProgress: ({ step }) => {
        if (step === 'load') writeFileSync(file, `${budget} `)
      },
    })
    expect(outcome).toEqual({ kind: 'failed', problems: [{ file, code: 'changed-meanwhile' }] })
    expect(everything()).toEqual(before)
  })

  it('names a folder with nothing in it', async () => {
    mkdirSync(join(folder, 'received'))
    expect(await seed([join(folder, 'received')])).toEqual({
      kind: 'failed',
      problems: [{ file: join(folder, 'received'), code: 'nothing-to-read' }],
    })
  })

  it.each([
    ['is a file', () => write('taken', 'x')],
    ['lies below a file', () => join(write('taken', 'x'), 'data')],
  ])('names a data folder that %s', async (_, place) => {
    const taken = place()
    expect(await seed([], { dataFolder: taken })).toEqual({
      kind: 'failed',
      problems: [{ file: taken, code: 'data-folder-unwritable' }],
    })
  })

  it('names a kept document that is gone or is not what was received', async () => {
    await seeded([write('budget.txt', budget)])
    const { documents } = folders(dataFolder)
    rmSync(join(documents, sha256(accounts)))
    writeFileSync(join(documents, sha256(budget)), `${budget} `)
    const before = everything()
    expect(await seed()).toEqual({
      kind: 'failed',
      problems: [
        { file: join(documents, sha256(accounts)), code: 'missing' },
        { file: join(documents, sha256(budget)), code: 'altered-document' },
      ],
    })
    expect(everything()).toEqual(before)
  })

  it.each(['', '{', '{"sha256":1}'])('names a list of kept documents that reads %j', async (text) => {
    await seeded()
    const list = versionPath(dataFolder, 1)
    writeFileSync(list, text)
    expect(await seed()).toEqual({ kind: 'failed', problems: [{ file: list, code: 'altered-document' }] })
  })
})

describe('versions', () => {
  const later = () => new Date('2026-02-03T04:05:06Z')
  const files = async () => (await reportsIn(current())).map(({ file }) => file)

  it('tell what was loaded, when and why, the latest first', async () => {
    await seeded()
    await seeded([write('budget.txt', budget)], { clock: later })
    await seeded([], { unload: ['budget.txt'] })
    await seeded([], { rollBackTo: 2 })
    expect(
      listVersions(dataFolder).map(({ version, cause, documents }) => [version, cause, documents.length]),
    ).toEqual([
      [4, { kind: 'rolledBack', to: 2 }, 2],
      [3, { kind: 'unloaded', files: ['budget.txt'] }, 1],
      [2, { kind: 'seeded', files: ['budget.txt'] }, 2],
      [1, { kind: 'seeded', files: ['accounts.txt'] }, 1],
    ])
    expect(current().version).toBe(4)
    expect(await files()).toEqual(['accounts.txt', 'budget.txt'])
  })

  it('are not made where nothing changes', async () => {
    const { store } = await seeded()
    const again = await seeded([write('again.txt', accounts)], { clock: later })
    expect(keptNames()).toEqual(['again.txt'])
    expect(again.store.version).toBe(2)
    const third = await seeded([], { clock: later })
    expect(third.store).toEqual(again.store)
    expect(store.contentHash).not.toBe(again.store.contentHash)
  })

  it('give the same content when they come back', async () => {
    const { store: first } = await seeded()
    await seeded([write('amended.txt', amended)])
    const { store } = await seeded([], { rollBackTo: 1 })
    expect(store.contentHash).toBe(first.contentHash)
    expect(await files()).toEqual(['accounts.txt'])
  })

  it('are previewed without being made', async () => {
    const { store: first } = await seeded()
    await seeded([write('budget.txt', budget)])
    const before = everything()
    const outcome = await seed([], { rollBackTo: 1, isDryRun: true })
    expect(outcome.kind === 'read' && outcome.contentHash).toBe(first.contentHash)
    expect(everything()).toEqual(before)
  })

  it.each([0, 2, -1])('are refused where there is none: %i', async (rollBackTo) => {
    await seeded()
    expect(await seed([], { rollBackTo })).toEqual({
      kind: 'failed',
      problems: [{ file: String(rollBackTo), code: 'no-such-version' }],
    })
  })

  it('outlive the loss of the pointer', async () => {
    await seeded([write('budget.txt', budget)])
    rmSync(folders(dataFolder).pointer)
    await seeded()
    expect(await files()).toEqual(['accounts.txt', 'budget.txt'])
  })

  it('begin with the documents of a data folder that has none', async () => {
    const { documents } = folders(dataFolder)
    mkdirSync(documents, { recursive: true })
    writeFileSync(join(documents, sha256(budget)), budget)
    const list = [{ sha256: sha256(budget), fileName: 'kept.txt' }]
    writeFileSync(join(documents, 'index.json'), JSON.stringify(list))
    await seeded()
    expect(await files()).toEqual(['kept.txt'])
  })
})

describe('unloading', () => {
  it('takes a document by its name or the beginning of its hash, and keeps its bytes', async () => {
    await seeded([write('budget.txt', budget), write('amended.txt', amended)])
    await seeded([], { unload: [sha256(amended).slice(0, 8), 'budget.txt'] })
    expect(await reportsIn(current())).toMatchObject([{ file: 'accounts.txt' }])
    expect(keptFiles()).toEqual([sha256(accounts), sha256(amended), sha256(budget)].sort())
  })

  it('names what is not loaded, and does not take everything', async () => {
    await seeded()
    expect(await seed([], { unload: ['other.txt'] })).toEqual({
      kind: 'failed',
      problems: [{ file: 'other.txt', code: 'not-loaded' }],
    })
    expect(await seed([], { unload: ['accounts.txt'] })).toEqual({
      kind: 'failed',
      problems: [{ file: 'accounts.txt', code: 'nothing-to-read' }],
    })
  })
})

describe('a store in use', () => {
  it('stays in use when a later build was killed, whose leavings are ignored', async () => {
    const { store } = await seeded()
    const { stores, documents } = folders(dataFolder)
    writeFileSync(join(stores, 'building-4711.sqlite'), 'half a store')
    writeFileSync(join(documents, `${sha256(budget)}.part`), budget.slice(0, 100))
    writeFileSync(`${versionPath(dataFolder, 2)}.part`, '[')
    writeFileSync(versionPath(dataFolder, 2), '[')
    writeFileSync(`${folders(dataFolder).pointer}.part`, '{')
    expect(current()).toEqual(store)
    const after = await seeded([write('budget.txt', budget)])
    expect(await reportsIn(after.store)).toHaveLength(2)
    expect(readFileSync(join(documents, sha256(budget)), 'utf8')).toBe(budget)
  })

  it('leaves no building file behind', async () => {
    const { store } = await seeded()
    expect(
      readdirSync(folders(dataFolder).stores).map((name) => join(folders(dataFolder).stores, name)),
    ).toEqual([store.path])
  })

  it('can be read while another takes its place', async () => {
    const { store } = await seeded()
    const reader = openForReading(store.path)
    try {
      await seeded()
      await seeded([write('budget.txt', budget)])
      expect(await reader.selectFrom('report').select('report_id').execute()).toHaveLength(1)
    } finally {
      await reader.destroy()
    }
  })
})

describe('two seedings at once', () => {
  it('of one process lose nothing', async () => {
    const others = [budget, writeSpacedAccounts({ ...yunxiUnion, department: '青山市龙潭区总工会' })]
    const files = others.map((text, index) => write(`${index}.txt`, text))
    const outcomes = await Promise.all(files.map((file) => seed([file])))
    expect(outcomes.map(({ kind }) => kind)).toEqual(['seeded', 'seeded'])
    expect(keptNames().toSorted()).toEqual(['0.txt', '1.txt', 'accounts.txt'])
    expect(await reportsIn(current())).toHaveLength(3)
  })

  it('of several processes lose nothing, and one after the other gives the same content', async () => {
    const departments = ['东湖县', '西湖县', '南湖县', '北湖县']
    const files = departments.map((county) =>
      write(`${county}.txt`, writeCellBudget({ ...shiqiaoUnion, department: `青山市${county}总工会` })),
    )
    const codes = await Promise.all(files.map((file) => runSeed([file])))
    expect(codes).toEqual(files.map(() => 0))
    expect(keptNames()).toHaveLength(5 + files.length)
    expect(await reportsIn(current())).toHaveLength(5 + files.length)
    const together = current().contentHash
    await seeded()
    expect(current().contentHash).toBe(together)
    const apart = join(folder, 'apart')
    for (const file of files) await seeded([file], { dataFolder: apart, shippedFolder: published })
    expect(findCurrentStore(apart)).toMatchObject({ contentHash: together })
  })

  it('wait for each other, and not for ever', async () => {
    await seeded()
    const before = everything()
    const held = tryLock(folders(dataFolder).lock)
    expect(tryLock(folders(dataFolder).lock)).toBeNull()
    expect(await seed([], { waitMs: 60 })).toEqual({
      kind: 'failed',
      problems: [{ file: dataFolder, code: 'being-seeded' }],
    })
    expect(everything()).toEqual(before)
    held?.release()
    await seeded()
  })

  it('do not wait for one that was killed', async () => {
    await seeded()
    const child = spawn(process.execPath, [
      '--input-type=module',
      '-e',
      `import { tryLock } from ${JSON.stringify(join(import.meta.dirname, '..', 'db', 'open.ts'))}
       globalThis.held = tryLock(${JSON.stringify(folders(dataFolder).lock)}) // a lock that is let go of is freed
       if (globalThis.held) process.stdout.write('held')
       setInterval(() => {}, 1000)`,
    ])
    await new Promise((resolve) => child.stdout.once('data', resolve))
    expect(await seed([], { waitMs: 0 })).toMatchObject({ problems: [{ code: 'being-seeded' }] })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    child.kill('SIGKILL')
    await ended
    await seeded([], { waitMs: 0 })
  })
})

/** The seed command in a process of its own. */
const runSeed = (sources: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const command = join(import.meta.dirname, '..', 'bot', 'commands', 'seed.ts')
    const child = spawn(process.execPath, [command, ...sources], {
      env: { ...process.env, DATA_DIR: dataFolder },
      stdio: 'ignore',
    })
    child.once('error', reject)
    child.once('exit', resolve)
  })
