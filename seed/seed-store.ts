import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { createViews } from '../db/catalog/relations.ts'
import { reportIdOf } from '../db/domain/figure.ts'
import { sha256 } from '../db/domain/hash.ts'
import { openForBuilding, type Store } from '../db/open.ts'
import { createTables } from '../db/schema/create-tables.ts'
import type { StoreTables } from '../db/schema/tables.ts'
import { adoptStore, type CurrentStore, folders } from '../db/store-location.ts'
import { buildRows, type StoreRows } from './build-rows.ts'
import { buildTerms } from './build-terms.ts'
import { readDocument } from './read-document.ts'
import type { DocumentReading, UnreadableCode } from './reading.ts'

export type SeedProgress =
  | { readonly step: 'read'; readonly file: string; readonly done: number; readonly of: number }
  | { readonly step: 'load' | 'swap' }

export type SeedOptions = Readonly<{
  dataFolder: string
  /** Documents that come with the program: kept at the first seeding. */
  shippedFolder: string
  /** Files or folders to add; none: rebuild from the kept documents. */
  sources: readonly string[]
  isDryRun: boolean
  clock: () => Date
  onProgress: (progress: SeedProgress) => void
}>

export type SeedProblem = Readonly<{
  file: string
  code: UnreadableCode | 'missing' | 'unreadable-file' | 'data-folder-unwritable' | 'nothing-to-read'
}>

export type SeedOutcome =
  | {
      readonly kind: 'seeded'
      readonly store: CurrentStore
      readonly readings: readonly DocumentReading[]
      readonly rows: StoreRows
    }
  | { readonly kind: 'read'; readonly readings: readonly DocumentReading[]; readonly rows: StoreRows }
  | { readonly kind: 'failed'; readonly problems: readonly SeedProblem[] }

type ReceivedDocument = Readonly<{ fileName: string; bytes: Uint8Array; sha256: string }>

/**
 * Builds a store from the kept documents and the new ones, beside the store in use, and swaps it in whole.
 * Outcomes: 'failed' names every file that could not be read; then nothing was kept and nothing changed.
 */
export const seedStore = async (options: SeedOptions): Promise<SeedOutcome> => {
  const received = receiveDocuments(options)
  if (received.problems.length > 0) return { kind: 'failed', problems: received.problems }
  const { readings, problems } = readDocuments(received.documents, options.onProgress)
  if (problems.length > 0) return { kind: 'failed', problems }
  const rows = buildRows(latestPerReport(readings))
  if (options.isDryRun) return { kind: 'read', readings, rows }
  try {
    options.onProgress({ step: 'load' })
    keepDocuments(options.dataFolder, received.documents)
    const { stores } = folders(options.dataFolder)
    mkdirSync(stores, { recursive: true })
    const building = join(stores, `building-${process.pid}.sqlite`)
    rmSync(building, { force: true })
    const contentHash = hashRows(rows)
    await loadStore(building, rows, { contentHash })
    options.onProgress({ step: 'swap' })
    const store = adoptStore(options.dataFolder, building, contentHash, options.clock().toISOString())
    return { kind: 'seeded', store, readings, rows }
  } catch (error) {
    if (!isFileSystemError(error)) throw error
    return { kind: 'failed', problems: [{ file: options.dataFolder, code: 'data-folder-unwritable' }] }
  }
}

const isFileSystemError = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  ['EACCES', 'EROFS', 'ENOSPC', 'ENOTDIR', 'EEXIST', 'EPERM', 'SQLITE_CANTOPEN', 'SQLITE_FULL'].includes(
    String(error.code),
  )

const documentIndexSchema = z.array(z.object({ sha256: z.string(), fileName: z.string() }))

const keptDocuments = (dataFolder: string): readonly ReceivedDocument[] => {
  const { documents, documentIndex } = folders(dataFolder)
  if (!existsSync(documentIndex)) return []
  return documentIndexSchema.parse(JSON.parse(readFileSync(documentIndex, 'utf8'))).map((entry) => ({
    ...entry,
    bytes: readFileSync(join(documents, entry.sha256)),
  }))
}

const receiveDocuments = (
  options: SeedOptions,
): { documents: readonly ReceivedDocument[]; problems: readonly SeedProblem[] } => {
  const kept = keptDocuments(options.dataFolder)
  const problems: SeedProblem[] = []
  const added = [...(kept.length === 0 ? [options.shippedFolder] : []), ...options.sources].flatMap(
    (source) => receiveSource(source, problems),
  )
  const documents = [...new Map([...kept, ...added].map((document) => [document.sha256, document])).values()]
  if (documents.length === 0 && problems.length === 0)
    problems.push({ file: options.shippedFolder, code: 'nothing-to-read' })
  return { documents, problems }
}

const receiveSource = (source: string, problems: SeedProblem[]): readonly ReceivedDocument[] => {
  if (!existsSync(source)) {
    problems.push({ file: source, code: 'missing' })
    return []
  }
  try {
    const files = statSync(source).isDirectory()
      ? readdirSync(source, { withFileTypes: true })
          .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
          .map((entry) => join(source, entry.name))
          .sort()
      : [source]
    return files.map((file) => {
      const bytes = readFileSync(file)
      return { fileName: basename(file), bytes, sha256: sha256(bytes) }
    })
  } catch {
    problems.push({ file: source, code: 'unreadable-file' })
    return []
  }
}

const readDocuments = (
  documents: readonly ReceivedDocument[],
  onProgress: SeedOptions['onProgress'],
): { readings: readonly DocumentReading[]; problems: readonly SeedProblem[] } => {
  const readings: DocumentReading[] = []
  const problems: SeedProblem[] = []
  documents.forEach((document, index) => {
    onProgress({ step: 'read', file: document.fileName, done: index, of: documents.length })
    const outcome = readDocument(document.bytes, document.fileName)
    if (outcome.kind === 'read') readings.push(outcome.reading)
    else problems.push({ file: outcome.fileName, code: outcome.code })
  })
  return { readings, problems }
}

/** A later disclosure of the same report answers instead of the earlier one, whose document stays kept. */
const latestPerReport = (readings: readonly DocumentReading[]): readonly DocumentReading[] => [
  ...new Map(readings.map((reading) => [reportIdOf(reading.identity), reading])).values(),
]

const keepDocuments = (dataFolder: string, received: readonly ReceivedDocument[]): void => {
  const { documents, documentIndex } = folders(dataFolder)
  mkdirSync(documents, { recursive: true })
  for (const document of received) {
    const path = join(documents, document.sha256)
    if (existsSync(path)) continue
    writeFileSync(`${path}.part`, document.bytes)
    renameSync(`${path}.part`, path)
  }
  const next = `${documentIndex}.part`
  writeFileSync(
    next,
    `${JSON.stringify(
      received.map(({ sha256, fileName }) => ({ sha256, fileName })),
      null,
      2,
    )}\n`,
  )
  renameSync(next, documentIndex)
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
