/**
 * A backup is a folder with all of a data folder that cannot be made again (documents, versions, words, what the bot
 * remembers) and the store in use, beside a list of its files with their SHA-256. It has its name only once it is whole.
 */
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { z } from 'zod'
import { parseJson } from './domain/json.ts'
import { waitForSeedingLock } from './seeding-lock.ts'
import { copyState } from './state/open-state.ts'
import { folders, readPointer } from './store-location.ts'
import {
  copyFile,
  isMountFault,
  isTaken,
  isVolume,
  isWithin,
  makePart,
  measureFile,
  namesIn,
  partOf,
  realPath,
} from './whole-folder.ts'
import { writeWhole } from './write-files.ts'

const folderNames = ['documents', 'versions', 'stores'] as const
const fileNames = { pointer: 'current.json', words: 'words.json', state: 'state.sqlite' } as const
const listName = 'backup.json'

/** Whether a name may stand at the top of a backup, whole or in the making. */
export const isBackupName = (name: string): boolean =>
  [...folderNames, ...Object.values(fileNames), listName].some((known) => name.startsWith(known))

/** Of a backup only: what a list names is written under the data folder, and nowhere else. */
const pathSchema = z.string().refine((path) => {
  const [first = '', second, ...more] = path.split('/')
  if (second === undefined) return (Object.values(fileNames) as readonly string[]).includes(first)
  const isName = second !== '' && second !== '.' && second !== '..' && !second.includes('\\')
  return isName && more.length === 0 && (folderNames as readonly string[]).includes(first)
})

const copiedFileSchema = z.object({
  path: pathSchema,
  sha256: z.string().regex(/^[0-9a-f]{64}$/u),
  sizeBytes: z.number().int().nonnegative(),
})

const listSchema = z.object({
  takenAt: z.string(),
  /** null, as the hash: there was no store in use. */
  version: z.number().nullable(),
  contentHash: z.string().nullable(),
  files: z.array(copiedFileSchema).readonly(),
})

/** `path` is the one within the data folder and the backup, with slashes. */
export type CopiedFile = Readonly<z.infer<typeof copiedFileSchema>>
export type BackupList = Readonly<z.infer<typeof listSchema>>

export type BackupOptions = Readonly<{
  dataFolder: string
  statePath: string
  words: Readonly<{ path: string; isRequired: boolean }>
  /** The folder to make: not there yet, or empty. */
  target: string
  clock: () => Date
  waitMs?: number
  onWait: () => void
}>

export type BackupOutcome =
  | Readonly<{
      kind: 'backed-up'
      folder: string
      list: BackupList
      /** Documents whose bytes are not those that were received; copied as they are. */
      alteredDocuments: readonly string[]
    }>
  | Readonly<{
      kind: 'refused'
      code:
        | 'nothing-to-back-up'
        | 'words-missing'
        | 'folder-not-empty'
        | 'folder-inside-data'
        | 'folder-is-a-volume'
        | 'part-in-the-way'
        | 'being-seeded'
      path: string
    }>

type Refusal = Extract<BackupOutcome, { kind: 'refused' }>

/**
 * Copies a data folder, also while a bot runs on it. It holds the seeding lock meanwhile, so that pointer, versions,
 * documents and store belong together; what the bot remembers is copied as it is at one moment.
 *
 * Not copied: locks, readings (a cache), stores of earlier versions, what killed seedings left.
 * Faults: StateUnusable, and those of the file system; then there is no folder of the backup's name.
 */
export const backUp = async (options: BackupOptions): Promise<BackupOutcome> => {
  const target = realPath(options.target)
  const dataFolder = realPath(options.dataFolder)
  const part = partOf(target)
  if (filesToCopy(options).length === 0) return refused('nothing-to-back-up', options.dataFolder)
  if (options.words.isRequired && !existsSync(options.words.path))
    return refused('words-missing', options.words.path)
  if (isWithin(dataFolder, target)) return refused('folder-inside-data', options.target)
  if (isVolume(target)) return refused('folder-is-a-volume', options.target)
  if (isTaken(target)) return refused('folder-not-empty', options.target)
  const lock = await waitForSeedingLock(dataFolder, options)
  if (lock === null) return refused('being-seeded', options.dataFolder)
  try {
    if (!makePart(part, isBackupName)) return refused('part-in-the-way', part)
    return await fillAndName(options, { part, target })
  } finally {
    lock.release()
  }
}

const refused = (code: Refusal['code'], path: string): Refusal => ({ kind: 'refused', code, path })

const fillAndName = async (
  options: BackupOptions,
  { part, target }: Readonly<{ part: string; target: string }>,
): Promise<BackupOutcome> => {
  try {
    const list = await copyAll(options, part)
    renameSync(part, target)
    const alteredDocuments = list.files.filter(isAlteredDocument).map(({ path }) => path)
    return { kind: 'backed-up', folder: target, list, alteredDocuments }
  } catch (error) {
    rmSync(part, { recursive: true, force: true })
    if (isMountFault(error)) return refused('folder-is-a-volume', options.target)
    throw error
  }
}

const copyAll = async (options: BackupOptions, part: string): Promise<BackupList> => {
  const files: CopiedFile[] = []
  for (const { path, from } of filesToCopy(options)) {
    const to = join(part, path)
    if (path === fileNames.state) {
      await copyState(from, to)
      files.push({ path, ...(await measureFile(to)) })
    } else files.push({ path, ...(await copyFile(from, to)) })
  }
  const pointer = readPointer(options.dataFolder)
  const list = {
    takenAt: options.clock().toISOString(),
    version: pointer?.version ?? null,
    contentHash: pointer?.contentHash ?? null,
    files,
  }
  writeWhole(join(part, listName), `${JSON.stringify(list, null, 2)}\n`)
  return list
}

/** In the order in which they are copied; those that are not there are left out. */
const filesToCopy = ({
  dataFolder,
  statePath,
  words,
}: BackupOptions): readonly Readonly<{ path: string; from: string }>[] => {
  const { documents, versions, stores, pointer } = folders(dataFolder)
  const storeFile = readPointer(dataFolder)?.file
  const filesIn = (name: (typeof folderNames)[number], folder: string) =>
    namesIn(folder)
      .filter((entry) => !entry.endsWith('.part'))
      .map((entry) => ({ path: `${name}/${entry}`, from: join(folder, entry) }))
  return [
    ...filesIn('documents', documents),
    ...filesIn('versions', versions),
    ...(storeFile === undefined ? [] : [{ path: `stores/${storeFile}`, from: join(stores, storeFile) }]),
    { path: fileNames.pointer, from: pointer },
    { path: fileNames.words, from: words.path },
    { path: fileNames.state, from: statePath },
  ].filter(({ from }) => statSync(from, { throwIfNoEntry: false })?.isFile() === true)
}

/** A document is named by its SHA-256. */
const isAlteredDocument = ({ path, sha256 }: CopiedFile): boolean =>
  /^documents\/[0-9a-f]{64}$/u.test(path) && path !== `documents/${sha256}`

/** Outcome: null where the folder has no list, or one that is none of ours. */
export const readBackupList = (folder: string): BackupList | null => {
  const path = join(folder, listName)
  const parsed = existsSync(path) ? listSchema.safeParse(parseJson(readFileSync(path, 'utf8'))) : null
  return parsed?.success === true ? parsed.data : null
}

/** Files of a backup that its list does not name. */
export const unlistedFiles = (folder: string, { files }: BackupList): readonly string[] => {
  const listed = new Set([listName, ...files.map(({ path }) => path)])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((path) => !listed.has(path))
    .sort()
}
