import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDeepStrictEqual } from 'node:util'
import { sha256 } from '../db/domain/hash.ts'
import { openForReading } from '../db/open.ts'
import type { Remark } from '../db/remarks.ts'
import { waitForSeedingLock } from '../db/seeding-lock.ts'
import { findStoreFault } from '../db/store-fault.ts'
import {
  adoptStore,
  type CurrentStore,
  findCurrentStore,
  folders,
  storeFileOf,
} from '../db/store-location.ts'
import {
  type KeptDocument,
  listVersions,
  readVersion,
  type VersionCause,
  versionInUse,
  writeVersion,
} from '../db/versions.ts'
import { makeFolder, writeWholeAsync } from '../db/write-files.ts'
import type { DocumentAccount } from './account.ts'
import { openReaders } from './apart/read-apart.ts'
import { beginStore, type StoreBuild, type StoreOptions } from './build-store.ts'
import {
  countStore,
  type FigureChange,
  openComparing,
  type StoreComparison,
  type StoreCounts,
} from './compare-store.ts'
import { readMadeOf } from './made-of.ts'
import { planSeeding, type SeedingPlan } from './plan-seeding.ts'
import type { DepartmentReading } from './read-department.ts'
import { readDepartments } from './read-received.ts'
import type { UnreadableCode } from './reading.ts'
import type { ReceivedDocument } from './receive-documents.ts'

export type SeedProgress =
  | {
      readonly step: 'identify' | 'read'
      readonly file: string
      readonly done: number
      readonly of: number
    }
  | { readonly step: 'wait' | 'load' | 'swap' }

export type SeedOptions = Readonly<{
  dataFolder: string
  /** Documents that come with the program: kept at the first seeding. */
  shippedFolder: string
  /** Files or folders (with those below them) to add; none: rebuild from the kept documents. */
  sources: readonly string[]
  /** Kept documents to leave out from now on: by the name of the file, or the beginning of its SHA-256. */
  unload?: readonly string[]
  /** The version whose documents are to be in use again. */
  rollBackTo?: number | null
  /** What an administrator remarks on what is printed, or takes back. */
  remark?: Extract<VersionCause, { kind: 'remarked' | 'withdrawn' }> | null
  isDryRun: boolean
  /** The content that was agreed to: any other is not swapped in. */
  expectedContentHash?: string | null
  clock: () => Date
  /** How long to wait while another process seeds the same data folder. */
  waitMs?: number
  onProgress: (progress: SeedProgress) => void
  /** Each document that is read, in no order; `place`: its position among all documents. */
  onDocument?: (account: DocumentAccount, place: number) => void
  /** In a dry run: each figure that would change. */
  onChange?: (change: FigureChange) => void
}>

export type SeedProblem = Readonly<{
  file: string
  code:
    | UnreadableCode
    | 'missing'
    | 'unreadable-file'
    | 'altered-document'
    | 'nothing-to-read'
    | 'not-loaded'
    | 'no-such-version'
    | 'store-not-whole'
    | 'changed-meanwhile'
    | 'data-folder-unwritable'
    | 'being-seeded'
}>

export type SeedOutcome =
  | {
      readonly kind: 'seeded'
      readonly store: CurrentStore
      /** All that are in use, in the order in which they came; also those that were not read. */
      readonly documents: readonly KeptDocument[]
      readonly counts: StoreCounts
    }
  | {
      readonly kind: 'read'
      readonly contentHash: string
      /** All that would be in use. */
      readonly documents: readonly KeptDocument[]
      readonly comparison: StoreComparison
    }
  /** Not what was expected, and not swapped in. */
  | { readonly kind: 'unexpected'; readonly contentHash: string }
  | { readonly kind: 'failed'; readonly problems: readonly SeedProblem[] }

/**
 * Builds a store from the kept documents and the new ones, beside the store in use, and swaps it in whole.
 *
 * Without sources every document is read anew. Otherwise only the departments whose documents change are read, and all
 * others are taken over from the store in use, as long as the same program made it.
 * Only one process at a time seeds a data folder; another one waits. Documents are kept after the store that holds
 * them stands, so that none which cannot be loaded spoils the next seeding.
 * Outcomes: 'failed' names every file that could not be read; then nothing was kept and nothing changed.
 */
export const seedStore = async (options: SeedOptions): Promise<SeedOutcome> => {
  try {
    if (options.isDryRun) return await compareOnly(options)
    const lock = await waitForLock(options)
    if (lock === null) return failed({ file: options.dataFolder, code: 'being-seeded' })
    try {
      return await buildAndSwap(options)
    } finally {
      lock.release()
    }
  } catch (error) {
    if (!isFileSystemError(error)) throw error
    return failed({ file: options.dataFolder, code: 'data-folder-unwritable' })
  }
}

const failed = (...problems: readonly SeedProblem[]) => ({ kind: 'failed' as const, problems })

const waitForLock = ({ dataFolder, waitMs, onProgress }: SeedOptions) => {
  makeFolder(dataFolder)
  return waitForSeedingLock(dataFolder, { waitMs, onWait: () => onProgress({ step: 'wait' }) })
}

/** Files that are read at a time. */
const readingProcesses = Math.min(4, availableParallelism())

type ReadContent = Readonly<{ contentHash: string; plan: SeedingPlan }>
/** What becomes of the departments that are read. Faults stop the seeding. */
type Taking = Readonly<{
  /** As soon as it is known that a store is needed. */
  begin: (options: StoreOptions) => void
  /** As soon as it is known what changes. */
  follow: (plan: SeedingPlan) => void
  take: (department: DepartmentReading, plan: SeedingPlan) => Promise<void>
}>

/** Reads what changes, department by department. `readingsFolder`: where readings of files that are no text are kept. */
const readChanges = async (
  options: SeedOptions,
  readingsFolder: string,
  { begin, follow, take }: Taking,
): Promise<ReadContent | readonly SeedProblem[]> => {
  const readers = openReaders(readingProcesses)
  const reading = { ...options, readers, readingsFolder }
  try {
    const plan = await planSeeding(reading, begin)
    if (!('changed' in plan)) return plan
    const hashes = new Map(plan.kept)
    // Where nothing can be stored the rest is read for what else is wrong.
    const isStorable = plan.unidentified.length === 0
    if (isStorable) follow(plan)
    const unread = await readDepartments(plan.changed, reading, async (department) => {
      hashes.set(department.departmentId, department.contentHash)
      tell(department, plan, options)
      if (isStorable) await take(department, plan)
    })
    const problems = [...plan.unidentified, ...unread]
    return problems.length > 0
      ? inOrderOf(plan.documents, problems)
      : { contentHash: hashContent(hashes), plan }
  } finally {
    readers.close()
  }
}

const tell = ({ accounts }: DepartmentReading, { documents }: SeedingPlan, options: SeedOptions): void => {
  for (const account of accounts)
    options.onDocument?.(
      account,
      documents.findIndex(({ sha256: hash }) => hash === account.sha256),
    )
}

const inOrderOf = (
  documents: readonly ReceivedDocument[],
  problems: readonly SeedProblem[],
): readonly SeedProblem[] => {
  const places = new Map(documents.map(({ fileName }, place) => [fileName, place]))
  return problems.toSorted((one, other) => (places.get(one.file) ?? 0) - (places.get(other.file) ?? 0))
}

const listOf = ({ documents }: SeedingPlan): readonly KeptDocument[] =>
  documents.map(({ sha256: hash, fileName }) => ({ sha256: hash, fileName }))

/** The content's own fingerprint: that of every department, in an order of their own. */
const hashContent = (hashes: ReadonlyMap<string, string>): string =>
  sha256(
    [...hashes]
      .map(([departmentId, hash]) => `${departmentId} ${hash}`)
      .toSorted()
      .join('\n'),
  )

/** What would change, without changing anything. */
const compareOnly = async (options: SeedOptions): Promise<SeedOutcome> => {
  const inUse = await readMadeOf(options.dataFolder)
  const comparing = await openComparing(inUse?.path ?? null, options.onChange)
  const readings = mkdtempSync(join(tmpdir(), 'juesuan-readings-'))
  try {
    const read = await readChanges(options, readings, {
      begin: () => {},
      follow: () => {},
      take: ({ departmentId, rows }, { gone, now }) =>
        comparing.compare([departmentId, ...gone.filter((id) => now(id) === departmentId)], rows),
    })
    if (!('plan' in read)) return failed(...read)
    const { contentHash, plan } = read
    const left = plan.gone.filter((id) => plan.now(id) === id)
    if (left.length > 0) await comparing.compare(left, null)
    return { kind: 'read', contentHash, documents: listOf(plan), comparison: comparing.result() }
  } finally {
    rmSync(readings, { recursive: true, force: true })
    await comparing.close()
  }
}

const buildAndSwap = async (options: SeedOptions): Promise<SeedOutcome> => {
  const { dataFolder, expectedContentHash: expected = null } = options
  const building: Building = { begun: null, ready: null }
  try {
    const read = await readChanges(options, folders(dataFolder).readings, {
      // A basis is copied while documents are identified and read.
      begin: (storeOptions) => {
        building.begun = quietly(beginStore(storeOptions))
      },
      follow: (plan) => {
        building.ready = building.begun && quietly(withoutReplaced(building.begun, plan))
      },
      take: async (department) => (await building.ready)?.add(department),
    })
    if (!('plan' in read)) return failed(...read)
    const { contentHash, plan } = read
    if (expected !== null && contentHash !== expected) return { kind: 'unexpected', contentHash }
    const kept = listOf(plan)
    const same = await findSame(dataFolder, contentHash, building.begun !== null)
    if (same && isInUse(dataFolder, kept, plan.remarks))
      return { kind: 'seeded', store: same, documents: kept, counts: await countsOf(same) }
    options.onProgress({ step: 'load' })
    const path = same?.path ?? (await finish(building.ready, contentHash))
    if (typeof path !== 'string') return failed(path)
    const changed = await keepDocuments(dataFolder, plan.documents)
    if (changed.length > 0) return failed(...changed)
    options.onProgress({ step: 'swap' })
    const version = versionInUse(dataFolder) + 1
    const now = { version, contentHash, seededAt: options.clock().toISOString() }
    writeVersion(dataFolder, {
      ...now,
      cause: causeOf(options, kept),
      documents: [...kept],
      remarks: [...plan.remarks],
    })
    const store = adoptStore(dataFolder, path, now)
    tidyStores(dataFolder)
    return { kind: 'seeded', store, documents: kept, counts: await countsOf(store) }
  } finally {
    await building.begun?.then(
      ({ discard }) => discard(),
      () => {},
    )
  }
}

/** `ready`: when what is replaced was taken out. */
type Building = { begun: Promise<StoreBuild> | null; ready: Promise<StoreBuild> | null }

/** Whoever waits for it hears of its faults. */
const quietly = <Value>(promise: Promise<Value>): Promise<Value> => {
  promise.catch(() => {})
  return promise
}

const withoutReplaced = async (
  begun: Promise<StoreBuild>,
  { changed, gone, kept }: SeedingPlan,
): Promise<StoreBuild> => {
  const build = await begun
  for (const { departmentId } of changed) await build.remove(departmentId)
  for (const departmentId of gone) await build.remove(departmentId)
  await build.beReady(changed.length > kept.size)
  return build
}

/** The store in use, where it holds this content already. `isReadAnew`: another was built, and may be used if it is damaged. */
const findSame = async (
  dataFolder: string,
  contentHash: string,
  isReadAnew: boolean,
): Promise<CurrentStore | null> => {
  const current = findCurrentStore(dataFolder)
  if (typeof current === 'string' || current.contentHash !== contentHash) return null
  if (!isReadAnew) return current
  const fault = await findStoreFault(current.path, { contentHash, isNew: true, counts: {} })
  return fault === null ? current : null
}

/** Outcome: where the finished store stands, or what is wrong with it. */
const finish = async (
  ready: Promise<StoreBuild> | null,
  contentHash: string,
): Promise<string | SeedProblem> => {
  const built = await ready
  if (!built) throw new Error('another content, though nothing has changed')
  const fault = await built.finish(contentHash)
  return fault === null ? built.path : { file: `${built.path}: ${fault}`, code: 'store-not-whole' }
}

const isFileSystemError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(?:EACCES|ENOENT|EROFS|ENOSPC|EDQUOT|ENOTDIR|EISDIR|EEXIST|EPERM|SQLITE_(?:CANTOPEN|FULL|READONLY)\w*)$/u.test(
    String(error.code),
  )

/** Whether the version in use holds just these documents and remarks. */
const isInUse = (
  dataFolder: string,
  documents: readonly KeptDocument[],
  remarks: readonly Remark[],
): boolean => {
  const version = readVersion(dataFolder, versionInUse(dataFolder))
  return (
    version !== 'altered' && isDeepStrictEqual([version.documents, version.remarks], [documents, remarks])
  )
}

const causeOf = (
  { dataFolder, unload = [], rollBackTo = null, remark = null }: SeedOptions,
  documents: readonly KeptDocument[],
): VersionCause => {
  if (rollBackTo !== null) return { kind: 'rolledBack', to: rollBackTo }
  if (remark !== null) return remark
  const inUse = readVersion(dataFolder, versionInUse(dataFolder))
  const before = inUse === 'altered' ? [] : inUse.documents
  return unload.length > 0
    ? { kind: 'unloaded', files: namesWithout(before, documents) }
    : { kind: 'seeded', files: namesWithout(documents, before) }
}

/** The names of those that are not among the others. */
const namesWithout = (documents: readonly KeptDocument[], others: readonly KeptDocument[]): string[] => {
  const hashes = new Set(others.map(({ sha256 }) => sha256))
  return documents.filter(({ sha256 }) => !hashes.has(sha256)).map(({ fileName }) => fileName)
}

/** Files that are written at a time: what is written through together costs the disk less. */
const filesAtATime = 8

/** Outcome: the files that are no longer what was read of them. */
const keepDocuments = async (
  dataFolder: string,
  received: readonly ReceivedDocument[],
): Promise<readonly SeedProblem[]> => {
  const { documents } = folders(dataFolder)
  makeFolder(documents)
  const changed = new Set<string>()
  const waiting = received.values()
  const keepSome = async () => {
    for (const { sha256: hash, path } of waiting) {
      const kept = join(documents, hash)
      if (existsSync(kept)) continue
      const bytes = await readFile(path)
      if (sha256(bytes) === hash) await writeWholeAsync(kept, bytes)
      else changed.add(path)
    }
  }
  const done = await Promise.allSettled(Array.from({ length: filesAtATime }, keepSome))
  for (const each of done) if (each.status === 'rejected') throw each.reason
  return received.flatMap(({ path }) =>
    changed.has(path) ? [{ file: path, code: 'changed-meanwhile' as const }] : [],
  )
}

/** Stores of earlier versions that stay: whoever still reads one goes on, and may open it once more. */
const keptStores = 5

/** Takes away the stores of versions long past, and what killed seedings left. Only the holder of the lock may. */
const tidyStores = (dataFolder: string): void => {
  const { stores } = folders(dataFolder)
  const kept = listVersions(dataFolder)
    .slice(0, keptStores)
    .map(({ contentHash }) => storeFileOf(contentHash))
  for (const name of readdirSync(stores))
    if (!kept.includes(name)) rmSync(join(stores, name), { force: true })
}

const countsOf = async ({ path }: CurrentStore): Promise<StoreCounts> => {
  const store = openForReading(path)
  try {
    return await countStore(store)
  } finally {
    await store.destroy()
  }
}
