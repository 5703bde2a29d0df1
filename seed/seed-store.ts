import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { createViews } from '../db/catalog/relations.ts'
import { reportIdOf } from '../db/domain/figure.ts'
import { sha256 } from '../db/domain/hash.ts'
import { parseJson } from '../db/domain/json.ts'
import { openForBuilding, type Store } from '../db/open.ts'
import { createTables } from '../db/schema/create-tables.ts'
import type { StoreTables } from '../db/schema/tables.ts'
import { waitForSeedingLock } from '../db/seeding-lock.ts'
import { findStoreFault } from '../db/store-fault.ts'
import {
  adoptStore,
  type CurrentStore,
  findCurrentStore,
  folders,
  makeFolder,
  storeFileOf,
  writeWhole,
} from '../db/store-location.ts'
import {
  type KeptDocument,
  listVersions,
  readVersion,
  type VersionCause,
  versionInUse,
  versionPath,
  writeVersion,
} from '../db/versions.ts'
import { readApart } from './apart/read-apart.ts'
import { buildRows } from './build-rows.ts'
import { buildTerms } from './build-terms.ts'
import { readContent } from './read-document.ts'
import { findKeptReading, isOutdated, keepReading, packReading } from './readers/kept-reading.ts'
import { readRaw } from './readers/read-raw.ts'
import type { DocumentReading, ReadOutcome, UnreadableCode } from './reading.ts'
import type { StoreRows } from './store-rows.ts'

export type SeedProgress =
  | { readonly step: 'read'; readonly file: string; readonly done: number; readonly of: number }
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
  isDryRun: boolean
  /** The content that was agreed to: any other is not swapped in. */
  expectedContentHash?: string | null
  clock: () => Date
  /** How long to wait while another process seeds the same data folder. */
  waitMs?: number
  onProgress: (progress: SeedProgress) => void
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
      readonly readings: readonly DocumentReading[]
      readonly rows: StoreRows
    }
  | {
      readonly kind: 'read'
      readonly contentHash: string
      readonly readings: readonly DocumentReading[]
      readonly rows: StoreRows
    }
  /** Not what was expected, and not swapped in. */
  | { readonly kind: 'unexpected'; readonly contentHash: string }
  | { readonly kind: 'failed'; readonly problems: readonly SeedProblem[] }

/** `isKnown`: it was read before, within bounds, or came with the program; any other is read apart. */
type ReceivedDocument = Readonly<{ fileName: string; path: string; sha256: string; isKnown: boolean }>

/**
 * Builds a store from the kept documents and the new ones, beside the store in use, and swaps it in whole.
 *
 * Only one process at a time seeds a data folder; another one waits. Documents are kept after the store that holds
 * them stands, so that none which cannot be loaded spoils the next seeding.
 * Outcomes: 'failed' names every file that could not be read; then nothing was kept and nothing changed.
 */
export const seedStore = async (options: SeedOptions): Promise<SeedOutcome> => {
  try {
    if (options.isDryRun) return (await readAll(options)).outcome
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

/** Reads all documents, kept and new, without changing anything. */
const readAll = async (
  options: SeedOptions,
): Promise<{
  outcome: Extract<SeedOutcome, { kind: 'read' | 'failed' }>
  documents: readonly ReceivedDocument[]
}> => {
  const { documents, problems: unreceived } = receiveDocuments(options)
  if (unreceived.length > 0) return { outcome: failed(...unreceived), documents }
  const { readings, problems } = await readDocuments(documents, options)
  if (problems.length > 0) return { outcome: failed(...problems), documents }
  const rows = buildRows(latestPerReport(readings))
  return { outcome: { kind: 'read', contentHash: hashRows(rows), readings, rows }, documents }
}

const buildAndSwap = async (options: SeedOptions): Promise<SeedOutcome> => {
  const { outcome, documents } = await readAll(options)
  if (outcome.kind === 'failed') return outcome
  const { contentHash, readings, rows } = outcome
  const { dataFolder, expectedContentHash: expected = null } = options
  if (expected !== null && contentHash !== expected) return { kind: 'unexpected', contentHash }
  const kept = documents.map(({ sha256, fileName }) => ({ sha256, fileName }))
  const current = findCurrentStore(dataFolder)
  if (typeof current !== 'string' && current.contentHash === contentHash && isInUse(dataFolder, kept))
    return { kind: 'seeded', store: current, readings, rows }
  options.onProgress({ step: 'load' })
  const { stores } = folders(dataFolder)
  makeFolder(stores)
  const building = join(stores, `building-${randomUUID()}.sqlite`)
  try {
    await loadStore(building, rows, { contentHash })
    const fault = await findStoreFault(building, { contentHash, counts: countsOf(rows) })
    if (fault !== null) return failed({ file: `${building}: ${fault}`, code: 'store-not-whole' })
    const changed = keepDocuments(dataFolder, documents)
    if (changed.length > 0) return failed(...changed)
    options.onProgress({ step: 'swap' })
    const version = versionInUse(dataFolder) + 1
    const now = { version, contentHash, seededAt: options.clock().toISOString() }
    writeVersion(dataFolder, { ...now, cause: causeOf(options, kept), documents: kept })
    const store = adoptStore(dataFolder, building, now)
    tidyStores(dataFolder)
    return { kind: 'seeded', store, readings, rows }
  } finally {
    rmSync(building, { force: true })
  }
}

const isFileSystemError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  /^(?:EACCES|ENOENT|EROFS|ENOSPC|EDQUOT|ENOTDIR|EISDIR|EEXIST|EPERM|SQLITE_(?:CANTOPEN|FULL|READONLY)\w*)$/u.test(
    String(error.code),
  )

/** Whether the version in use holds just these documents. */
const isInUse = (dataFolder: string, documents: readonly KeptDocument[]): boolean => {
  const version = readVersion(dataFolder, versionInUse(dataFolder))
  return version !== 'altered' && JSON.stringify(version.documents) === JSON.stringify(documents)
}

const causeOf = (
  { dataFolder, unload = [], rollBackTo = null }: SeedOptions,
  documents: readonly KeptDocument[],
): VersionCause => {
  if (rollBackTo !== null) return { kind: 'rolledBack', to: rollBackTo }
  if (unload.length > 0) return { kind: 'unloaded', files: [...unload] }
  const inUse = readVersion(dataFolder, versionInUse(dataFolder))
  const before = new Set(inUse === 'altered' ? [] : inUse.documents.map(({ sha256 }) => sha256))
  return {
    kind: 'seeded',
    files: documents.flatMap(({ sha256, fileName }) => (before.has(sha256) ? [] : [fileName])),
  }
}

/** Lists of documents before there were versions. */
const olderListSchema = z.array(z.object({ sha256: z.string(), fileName: z.string() }))

const olderList = (dataFolder: string): readonly KeptDocument[] => {
  const path = join(folders(dataFolder).documents, 'index.json')
  const list = existsSync(path) ? olderListSchema.safeParse(parseJson(readFileSync(path, 'utf8'))) : null
  return list?.success === true ? list.data : []
}

/** The list of kept documents to begin with: of the version in use, or of the one to roll back to. */
const listedDocuments = (
  { dataFolder, rollBackTo = null }: SeedOptions,
  problems: SeedProblem[],
): readonly KeptDocument[] => {
  const inUse = versionInUse(dataFolder)
  if (rollBackTo !== null && (rollBackTo < 1 || rollBackTo > inUse)) {
    problems.push({ file: String(rollBackTo), code: 'no-such-version' })
    return []
  }
  if (inUse === 0) return olderList(dataFolder)
  const number = rollBackTo ?? inUse
  const version = readVersion(dataFolder, number)
  if (version !== 'altered') return version.documents
  problems.push({ file: versionPath(dataFolder, number), code: 'altered-document' })
  return []
}

const keptDocuments = (options: SeedOptions, problems: SeedProblem[]): readonly ReceivedDocument[] => {
  const { documents } = folders(options.dataFolder)
  const kept = listedDocuments(options, problems).flatMap((entry) => {
    const received = receiveFile(join(documents, entry.sha256), true, problems)
    if (received === null) return []
    if (received.sha256 === entry.sha256) return [{ ...received, fileName: entry.fileName }]
    problems.push({ file: join(documents, entry.sha256), code: 'altered-document' })
    return []
  })
  return withoutUnloaded(kept, options, problems)
}

/** The beginning of a hash names a document where it is at least so long. */
const shortestHash = 8

const withoutUnloaded = (
  kept: readonly ReceivedDocument[],
  { unload = [] }: SeedOptions,
  problems: SeedProblem[],
): readonly ReceivedDocument[] => {
  const isNamed = ({ fileName, sha256 }: ReceivedDocument, name: string) =>
    fileName === name || (name.length >= shortestHash && sha256.startsWith(name))
  for (const name of unload)
    if (!kept.some((document) => isNamed(document, name))) problems.push({ file: name, code: 'not-loaded' })
  const left = kept.filter((document) => !unload.some((name) => isNamed(document, name)))
  if (left.length === 0 && kept.length > 0)
    problems.push({ file: unload.join(', '), code: 'nothing-to-read' })
  return left
}

/** Kept documents first, in the order they came; adding one that is kept already does not make it a later one. */
const receiveDocuments = (
  options: SeedOptions,
): { documents: readonly ReceivedDocument[]; problems: readonly SeedProblem[] } => {
  const problems: SeedProblem[] = []
  const kept = keptDocuments(options, problems)
  const isFirstSeeding = kept.length === 0 && problems.length === 0
  const shipped = isFirstSeeding ? receiveSource(options.shippedFolder, true, problems) : []
  const added = options.sources.flatMap((source) => receiveSource(source, false, problems))
  const bySha256 = new Map<string, ReceivedDocument>()
  for (const document of [...kept, ...shipped, ...added]) {
    const isKnown = document.isKnown || bySha256.get(document.sha256)?.isKnown === true
    bySha256.set(document.sha256, { ...document, isKnown })
  }
  return { documents: [...bySha256.values()], problems }
}

const receiveSource = (
  source: string,
  isKnown: boolean,
  problems: SeedProblem[],
): readonly ReceivedDocument[] => {
  const problemsBefore = problems.length
  const files = filesOf(source, problems)
  if (files.length === 0 && problems.length === problemsBefore)
    problems.push({ file: source, code: 'nothing-to-read' })
  return files.flatMap((file) => receiveFile(file, isKnown, problems) ?? [])
}

/** A file itself, or every file below a folder, by name; hidden ones belong to the system and not to the folder. */
const filesOf = (source: string, problems: SeedProblem[]): readonly string[] => {
  if (!existsSync(source)) {
    problems.push({ file: source, code: 'missing' })
    return []
  }
  try {
    if (!statSync(source).isDirectory()) return [source]
    return readdirSync(source)
      .filter((name) => !name.startsWith('.'))
      .sort()
      .flatMap((name) => filesOf(join(source, name), problems))
  } catch {
    problems.push({ file: source, code: 'unreadable-file' })
    return []
  }
}

/** No disclosure comes near it. */
const mostFileBytes = 128 * 1024 * 1024

const receiveFile = (path: string, isKnown: boolean, problems: SeedProblem[]): ReceivedDocument | null => {
  const fileName = basename(path)
  try {
    if (statSync(path).size > mostFileBytes) {
      problems.push({ file: fileName, code: 'too-large' })
      return null
    }
    return { fileName, path, sha256: sha256(readFileSync(path)), isKnown }
  } catch {
    problems.push({ file: path, code: existsSync(path) ? 'unreadable-file' : 'missing' })
    return null
  }
}

const readDocuments = async (
  documents: readonly ReceivedDocument[],
  options: SeedOptions,
): Promise<{ readings: readonly DocumentReading[]; problems: readonly SeedProblem[] }> => {
  const outcomes: ReadOutcome[] = []
  let done = 0
  const note = (index: number, outcome: ReadOutcome) => {
    outcomes[index] = outcome
    done += 1
    options.onProgress({
      step: 'read',
      file: documents[index]?.fileName ?? '',
      done,
      of: documents.length,
    })
  }
  const unknown: number[] = []
  for (const [index, document] of documents.entries())
    if (document.isKnown) note(index, await readKnown(document, options))
    else unknown.push(index)
  const requests = unknown.flatMap((index) => documents[index] ?? [])
  await readApart(requests, readingProcesses, ({ outcome, packed }, place) => {
    const { sha256 = '' } = requests[place] ?? {}
    if (packed !== null && !options.isDryRun) keepReading(options.dataFolder, sha256, packed)
    note(unknown[place] ?? 0, outcome)
  })
  return {
    readings: outcomes.flatMap((outcome) => (outcome.kind === 'read' ? [outcome.reading] : [])),
    problems: outcomes.flatMap((outcome) =>
      outcome.kind === 'read' ? [] : [{ file: outcome.fileName, code: outcome.code }],
    ),
  }
}

/** Files that are read at a time. */
const readingProcesses = Math.min(4, availableParallelism())

/** A document that its reader took apart before is not taken apart again; plain text is read as it stands. */
const readKnown = async (
  { path, ...received }: ReceivedDocument,
  { dataFolder, isDryRun }: SeedOptions,
): Promise<ReadOutcome> => {
  const kept = findKeptReading(dataFolder, received.sha256)
  if (kept !== null && !isOutdated(kept)) return readContent(kept, received)
  const raw = await readRaw(readFileSync(path))
  if (raw.kind === 'unreadable') return { kind: 'unreadable', fileName: received.fileName, code: raw.code }
  if (!isDryRun && raw.document.mediaType !== 'text/plain')
    keepReading(dataFolder, received.sha256, packReading(raw.document))
  return readContent(raw.document, received)
}

/** A later disclosure of the same report answers instead of the earlier one, whose document stays kept. */
const latestPerReport = (readings: readonly DocumentReading[]): readonly DocumentReading[] => [
  ...new Map(readings.map((reading) => [reportIdOf(reading.identity), reading])).values(),
]

/** Outcome: the files that are no longer what was read of them. */
const keepDocuments = (dataFolder: string, received: readonly ReceivedDocument[]): readonly SeedProblem[] => {
  const { documents } = folders(dataFolder)
  makeFolder(documents)
  return received.flatMap(({ sha256: hash, path }): readonly SeedProblem[] => {
    const kept = join(documents, hash)
    if (existsSync(kept)) return []
    const bytes = readFileSync(path)
    if (sha256(bytes) !== hash) return [{ file: path, code: 'changed-meanwhile' }]
    writeWhole(kept, bytes)
    return []
  })
}

/** The content's own fingerprint: every row, in an order of its own, without row numbers or times. */
const hashRows = (rows: StoreRows): string =>
  sha256(
    Object.entries(rows)
      .map(
        ([table, entries]) =>
          `${table}\n${entries
            .map((entry) => JSON.stringify(entry))
            .sort()
            .join('\n')}`,
      )
      .join('\n'),
  )

const countsOf = (rows: StoreRows) =>
  Object.fromEntries(Object.entries(rows).map(([table, entries]) => [table, entries.length]))

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

const rowsPerInsert = 200

const loadStore = async (
  path: string,
  rows: StoreRows,
  info: Readonly<{ contentHash: string }>,
): Promise<void> => {
  const store = openForBuilding(path)
  try {
    await createTables(store)
    await store.transaction().execute(async (transaction) => {
      for (const table of Object.keys(rows) as (keyof StoreRows)[]) // keys of a closed type
        await insertRows(transaction, table, rows[table])
      await insertRows(transaction, 'term', buildTerms(rows))
      await insertRows(transaction, 'store_info', [{ name: 'content_hash', value: info.contentHash }])
    })
    await createViews(store)
  } finally {
    await store.destroy()
  }
}

const insertRows = async (store: Store, table: keyof StoreTables, rows: readonly object[]): Promise<void> => {
  for (let start = 0; start < rows.length; start += rowsPerInsert)
    await store
      .insertInto(table)
      .values(rows.slice(start, start + rowsPerInsert) as never) // rows of this very table, by its type in StoreRows
      .execute()
}
