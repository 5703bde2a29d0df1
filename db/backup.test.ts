import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type BackupOptions, backUp, readBackupList } from './backup.ts'
import { sha256 } from './domain/hash.ts'
import { tryLock } from './open.ts'
import { type RestoreOptions, restore } from './restore.ts'
import { schemaVersion } from './schema/tables.ts'
import { openState } from './state/open-state.ts'
import { folders, storeFileOf } from './store-location.ts'

let scratch: string
let dataFolder: string
let target: string
beforeEach(async () => {
  scratch = mkdtempSync(join(tmpdir(), 'juesuan-backup-'))
  dataFolder = join(scratch, 'data')
  target = join(scratch, 'backup')
  await makeDataFolder()
})
afterEach(() => rmSync(scratch, { recursive: true }))

const document = '一般公共预算财政拨款支出决算表'
const documentPath = `documents/${sha256(document)}`
const storeFile = storeFileOf('c'.repeat(64))
const pointer = {
  version: 2,
  schemaVersion,
  file: storeFile,
  contentHash: 'c'.repeat(64),
  seededAt: '2026-01-02T00:00:00.000Z',
}

/** All that a data folder may hold, with what a killed seeding leaves. */
const makeDataFolder = async () => {
  const files = {
    [documentPath]: document,
    'documents/unfinished.part': 'half',
    'versions/000001.json': '{"version":1}',
    'versions/000002.json': '{"version":2}',
    [`stores/${storeFile}`]: 'the store in use'.repeat(100_000),
    'stores/older-v1.sqlite': 'an older store',
    'stores/building-1.sqlite': 'half a store',
    'readings/one.json': 'a cache',
    'words.json': '{"measures":{}}',
    'current.json': JSON.stringify(pointer),
  }
  for (const [path, content] of Object.entries(files)) write(dataFolder, path, content)
  const state = await openState(join(dataFolder, 'state.sqlite'))
  await state.insertInto('admin').values({ user_id: 'U1', added_by: 'U0', added_at: 1 }).execute()
  await state.destroy()
}

const write = (folder: string, path: string, content: string) => {
  mkdirSync(join(folder, path, '..'), { recursive: true })
  writeFileSync(join(folder, path), content)
}

const filesOf = (folder: string): Readonly<Record<string, string>> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((path) => statSync(join(folder, path)).isFile())
      .sort()
      .map((path) => [path, sha256(readFileSync(join(folder, path)))]),
  )

const backUpWith = (options: Partial<BackupOptions> = {}) =>
  backUp({
    dataFolder,
    statePath: join(dataFolder, 'state.sqlite'),
    words: { path: join(dataFolder, 'words.json'), isRequired: false },
    target,
    clock: () => new Date('2026-01-03T00:00:00Z'),
    waitMs: 0,
    onWait: () => {},
    ...options,
  })

const restoreWith = (options: Partial<RestoreOptions> = {}) =>
  restore({
    folder: target,
    dataFolder: join(scratch, 'restored'),
    mayReplace: false,
    clock: () => new Date('2026-01-04T05:06:07.008Z'),
    waitMs: 0,
    onWait: () => {},
    ...options,
  })

const adminsIn = async (folder: string) => {
  const state = await openState(join(folder, 'state.sqlite'))
  try {
    return (await state.selectFrom('admin').select('user_id').execute()).map((row) => row.user_id)
  } finally {
    await state.destroy()
  }
}

const backedUp = [
  'backup.json',
  'current.json',
  documentPath,
  'state.sqlite',
  `stores/${storeFile}`,
  'versions/000001.json',
  'versions/000002.json',
  'words.json',
].sort()

describe('a backup', () => {
  it('holds all that cannot be made again, and the store in use, each listed as it is', async () => {
    expect(await backUpWith()).toMatchObject({ kind: 'backed-up', folder: target, alteredDocuments: [] })
    const { 'backup.json': _, ...files } = filesOf(target)
    expect(Object.keys(filesOf(target))).toEqual(backedUp)
    const list = readBackupList(target)
    expect(list).toMatchObject({
      takenAt: '2026-01-03T00:00:00.000Z',
      version: 2,
      contentHash: pointer.contentHash,
    })
    expect(Object.fromEntries(list?.files.map(({ path, sha256 }) => [path, sha256]) ?? [])).toEqual(files)
    for (const { path, sizeBytes } of list?.files ?? [])
      expect(statSync(join(target, path)).size).toBe(sizeBytes)
    expect(readdirSync(scratch).sort()).toEqual(['backup', 'data'])
  })

  it('leaves every file of the data folder as it is', async () => {
    const before = filesOf(dataFolder)
    await backUpWith()
    expect(filesOf(dataFolder)).toMatchObject(before)
  })

  it('takes the words from where they are', async () => {
    const path = join(scratch, 'ours.json')
    writeFileSync(path, '{"items":{}}')
    await backUpWith({ words: { path, isRequired: true } })
    expect(readFileSync(join(target, 'words.json'), 'utf8')).toBe('{"items":{}}')
  })

  it('goes into an empty folder, and into that of an earlier try', async () => {
    mkdirSync(target)
    write(`${target}.part`, 'documents/half', 'half')
    expect(await backUpWith()).toMatchObject({ kind: 'backed-up' })
    expect(Object.keys(filesOf(target))).toEqual(backedUp)
  })

  it('holds what a bot has just written, and lets it go on', async () => {
    const state = await openState(join(dataFolder, 'state.sqlite'))
    const add = (user_id: string) =>
      state.insertInto('admin').values({ user_id, added_by: 'U0', added_at: 2 }).execute()
    await add('U2')
    const running = backUpWith()
    for (let count = 0; count < 20; count++) await add(`V${count}`)
    expect(await running).toMatchObject({ kind: 'backed-up' })
    await add('U3')
    await state.destroy()
    await restoreWith()
    const admins = await adminsIn(join(scratch, 'restored'))
    expect(admins).toEqual(expect.arrayContaining(['U1', 'U2']))
    expect(admins).not.toContain('U3')
  })

  it('keeps a seeding waiting while it copies, and waits for one', async () => {
    const { lock } = folders(dataFolder)
    const running = backUpWith()
    expect(tryLock(lock)).toBeNull()
    await running
    const seeding = tryLock(lock)
    expect(seeding).not.toBeNull()
    let waits = 0
    const waiting = backUpWith({
      target: join(scratch, 'later'),
      waitMs: 5_000,
      onWait: () => {
        waits += 1
        if (waits === 2) seeding?.release()
      },
    })
    expect(await waiting).toMatchObject({ kind: 'backed-up' })
    expect(waits).toBe(2)
  })

  it('is refused when the seeding does not end', async () => {
    const seeding = tryLock(folders(dataFolder).lock)
    expect(await backUpWith()).toMatchObject({ kind: 'refused', code: 'being-seeded' })
    expect(readdirSync(scratch)).toEqual(['data'])
    seeding?.release()
  })

  it('names documents that are not what was received', async () => {
    write(dataFolder, documentPath, 'other bytes')
    expect(await backUpWith()).toMatchObject({ kind: 'backed-up', alteredDocuments: [documentPath] })
  })

  it('is not there when it could not be finished', async () => {
    write(dataFolder, 'state.sqlite', 'no database at all, and long enough to be taken for one'.repeat(50))
    for (const file of ['state.sqlite-wal', 'state.sqlite-shm'])
      rmSync(join(dataFolder, file), { force: true })
    await expect(backUpWith()).rejects.toMatchObject({ code: 'state-unusable' })
    expect(readdirSync(scratch)).toEqual(['data'])
    expect(tryLock(folders(dataFolder).lock)).not.toBeNull()
  })

  it.each([
    {
      code: 'folder-not-empty',
      prepare: () => write(target, 'mine.txt', 'mine'),
      options: () => ({}),
    },
    { code: 'folder-not-empty', prepare: () => write(scratch, 'backup', 'a file'), options: () => ({}) },
    {
      code: 'folder-inside-data',
      prepare: () => {},
      options: () => ({ target: join(dataFolder, 'documents', 'backup') }),
    },
    {
      code: 'part-in-the-way',
      prepare: () => write(`${target}.part`, 'mine.txt', 'mine'),
      options: () => ({}),
    },
    {
      code: 'words-missing',
      prepare: () => {},
      options: () => ({ words: { path: join(scratch, 'none.json'), isRequired: true } }),
    },
    {
      code: 'nothing-to-back-up',
      prepare: () => {},
      options: () => {
        const empty = join(scratch, 'empty')
        return {
          dataFolder: empty,
          statePath: join(empty, 'state.sqlite'),
          words: { path: join(empty, 'words.json'), isRequired: false },
        }
      },
    },
  ])('is refused with $code, and changes nothing', async ({ code, prepare, options }) => {
    prepare()
    const before = filesOf(scratch)
    expect(await backUpWith(options())).toMatchObject({ kind: 'refused', code })
    const { 'data/seeding.lock': _, ...after } = filesOf(scratch)
    expect(after).toEqual(before)
  })
})

describe('restoring', () => {
  const restored = () => join(scratch, 'restored')
  beforeEach(async () => {
    await backUpWith()
  })

  it('gives a data folder that is equal to the one that was, file by file', async () => {
    expect(await restoreWith()).toMatchObject({ kind: 'restored', movedTo: null, leftOut: [] })
    const { 'backup.json': _, ...files } = filesOf(target)
    expect(filesOf(restored())).toEqual(files)
    const { 'state.sqlite': __, ...same } = files
    expect(filesOf(dataFolder)).toMatchObject(same)
    expect(await adminsIn(restored())).toEqual(['U1'])
  })

  it('goes into an empty folder, and into one where only locks stand', async () => {
    mkdirSync(restored())
    expect(await restoreWith()).toMatchObject({ kind: 'restored', movedTo: null })
    write(join(scratch, 'locks'), 'seeding.lock', '')
    expect(await restoreWith({ dataFolder: `${join(scratch, 'locks')}/` })).toMatchObject({ movedTo: null })
    expect(filesOf(join(scratch, 'locks'))).toEqual(filesOf(restored()))
  })

  it('goes into an unfinished earlier try', async () => {
    write(`${restored()}.part`, 'current.json', 'half')
    expect(await restoreWith()).toMatchObject({ kind: 'restored' })
    expect(readdirSync(scratch).sort()).toEqual(['backup', 'data', 'restored'])
  })

  it('moves the data folder that is there aside, with all that is in it', async () => {
    write(dataFolder, 'documents/later', 'a later document')
    const before = filesOf(dataFolder)
    const aside = `${dataFolder}.before-2026-01-04T05-06-07-008Z`
    expect(await restoreWith({ dataFolder, mayReplace: true })).toMatchObject({ movedTo: aside })
    expect(filesOf(aside)).toMatchObject(before)
    expect(existsSync(join(dataFolder, 'documents', 'later'))).toBe(false)
    expect(tryLock(folders(dataFolder).lock)).not.toBeNull()
  })

  it('names files that are no part of the backup, and leaves them out', async () => {
    write(target, 'documents/more', 'more')
    write(target, 'notes.txt', 'more')
    expect(await restoreWith()).toMatchObject({ leftOut: ['documents/more', 'notes.txt'] })
    expect(existsSync(join(restored(), 'documents', 'more'))).toBe(false)
  })

  const relist = (change: (list: { files: { path: string }[] }) => void) => {
    const list = JSON.parse(readFileSync(join(target, 'backup.json'), 'utf8'))
    change(list)
    write(target, 'backup.json', JSON.stringify(list))
  }

  it.each([
    { code: 'missing-file', path: documentPath, harm: () => rmSync(join(target, documentPath)) },
    { code: 'altered-file', path: 'words.json', harm: () => write(target, 'words.json', '{"measures":[]}') },
    {
      code: 'altered-file',
      path: `stores/${storeFile}`,
      harm: () => write(target, `stores/${storeFile}`, ''),
    },
    { code: 'not-a-backup', path: '', harm: () => rmSync(join(target, 'backup.json')) },
    { code: 'not-a-backup', path: '', harm: () => write(target, 'backup.json', '{"files":') },
    {
      code: 'not-a-backup',
      path: '',
      harm: () => relist(({ files }) => files.splice(0, 1, { ...files[0], path: 'documents/../../out' })),
    },
    {
      code: 'not-a-backup',
      path: '',
      harm: () => relist(({ files }) => files.splice(0, 1, { ...files[0], path: 'documents/..' })),
    },
    {
      code: 'part-in-the-way',
      path: '',
      harm: () => write(`${restored()}.part`, 'mine.txt', 'mine'),
    },
    { code: 'data-folder-not-empty', path: '', harm: () => write(restored(), 'words.json', '{}') },
  ])('is refused with $code, and changes nothing', async ({ code, path, harm }) => {
    harm()
    const before = filesOf(scratch)
    const outcome = await restoreWith()
    expect(outcome).toMatchObject({ kind: 'refused', code, ...(path === '' ? {} : { path }) })
    expect(filesOf(scratch)).toEqual(before)
    expect(existsSync(join(scratch, 'out'))).toBe(false)
  })

  it('is refused while the data folder that is there is seeded', async () => {
    const seeding = tryLock(folders(dataFolder).lock)
    expect(await restoreWith({ dataFolder, mayReplace: true })).toMatchObject({ code: 'being-seeded' })
    seeding?.release()
  })

  it('is refused from within the data folder that it would move aside', async () => {
    const inside = join(dataFolder, 'backups')
    cpSync(target, inside, { recursive: true })
    expect(await restoreWith({ folder: inside, dataFolder, mayReplace: true })).toMatchObject({
      code: 'folder-inside-data',
    })
  })

  it('leaves the data folder where it is when a file is altered, also when it may be replaced', async () => {
    write(target, 'words.json', 'altered')
    const before = filesOf(dataFolder)
    expect(await restoreWith({ dataFolder, mayReplace: true })).toMatchObject({ code: 'altered-file' })
    expect(filesOf(dataFolder)).toEqual(before)
    expect(readdirSync(scratch).sort()).toEqual(['backup', 'data'])
  })
})
