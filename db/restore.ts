/** Puts a backup in the place of a data folder: written beside it, each file checked on the way, then renamed. */
import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type BackupList, type CopiedFile, isBackupName, readBackupList, unlistedFiles } from './backup.ts'
import { waitForSeedingLock } from './seeding-lock.ts'
import {
  copyFile,
  isMountFault,
  isVolume,
  isWithin,
  makePart,
  namesIn,
  partOf,
  realPath,
} from './whole-folder.ts'

export type RestoreOptions = Readonly<{
  /** The backup. */
  folder: string
  dataFolder: string
  /** Whether a data folder that holds anything may be moved aside. */
  mayReplace: boolean
  clock: () => Date
  waitMs?: number
  onWait: () => void
}>

export type RestoreOutcome =
  | Readonly<{
      kind: 'restored'
      list: BackupList
      /** Where the data folder that was is now; null: there was none, or it held nothing. */
      movedTo: string | null
      /** Files of the backup's folder that are no part of it. */
      leftOut: readonly string[]
    }>
  | Readonly<{
      kind: 'refused'
      code:
        | 'not-a-backup'
        | 'missing-file'
        | 'altered-file'
        | 'data-folder-not-empty'
        | 'folder-inside-data'
        | 'data-folder-is-a-volume'
        | 'part-in-the-way'
        | 'being-seeded'
      path: string
    }>

type Refusal = Extract<RestoreOutcome, { kind: 'refused' }>

/**
 * Makes a data folder of a backup, or leaves everything as it was. It holds the seeding lock of the data folder that is
 * there. The caller sees to it that no bot runs on that one: it would go on writing to what was moved aside.
 *
 * Outcomes: 'missing-file' and 'altered-file' name the first file that is not as the list has it.
 * Faults: those of the file system.
 */
export const restore = async (options: RestoreOptions): Promise<RestoreOutcome> => {
  const folder = realPath(options.folder)
  const dataFolder = realPath(options.dataFolder)
  const list = readBackupList(folder)
  if (list === null) return refused('not-a-backup', options.folder)
  if (isWithin(dataFolder, folder)) return refused('folder-inside-data', options.folder)
  if (isVolume(dataFolder)) return refused('data-folder-is-a-volume', options.dataFolder)
  if (holdsAnything(dataFolder) && !options.mayReplace)
    return refused('data-folder-not-empty', options.dataFolder)
  if (!existsSync(dataFolder)) return copyAndPlace(options, list, { folder, dataFolder })
  const lock = await waitForSeedingLock(dataFolder, options)
  if (lock === null) return refused('being-seeded', options.dataFolder)
  try {
    return await copyAndPlace(options, list, { folder, dataFolder })
  } finally {
    lock.release()
  }
}

const copyAndPlace = async (
  { mayReplace, clock }: RestoreOptions,
  list: BackupList,
  { folder, dataFolder }: Readonly<{ folder: string; dataFolder: string }>,
): Promise<RestoreOutcome> => {
  const part = partOf(dataFolder)
  if (!makePart(part, isBackupName)) return refused('part-in-the-way', part)
  try {
    const refusal = await copyChecked(list, folder, part)
    if (refusal !== null) return refusal
    // A bot that was started meanwhile may have made something.
    if (holdsAnything(dataFolder) && !mayReplace) return refused('data-folder-not-empty', dataFolder)
    const movedTo = putInPlace(part, dataFolder, clock())
    return { kind: 'restored', list, movedTo, leftOut: unlistedFiles(folder, list) }
  } catch (error) {
    if (isMountFault(error)) return refused('data-folder-is-a-volume', dataFolder)
    throw error
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

const refused = (code: Refusal['code'], path: string): Refusal => ({ kind: 'refused', code, path })

/** Locks alone are nothing: they stay behind wherever someone has looked. */
const holdsAnything = (dataFolder: string): boolean => namesIn(dataFolder).some((name) => !isLock(name))

const isLock = (name: string): boolean => /\.lock(?:-journal)?$/u.test(name)

/** Outcome: null where every file is as the list has it. */
const copyChecked = async ({ files }: BackupList, folder: string, part: string): Promise<Refusal | null> => {
  for (const file of files) {
    const from = join(folder, file.path)
    if (statSync(from, { throwIfNoEntry: false })?.isFile() !== true)
      return refused('missing-file', file.path)
    if (!isSame(file, await copyFile(from, join(part, file.path)))) return refused('altered-file', file.path)
  }
  return null
}

const isSame = (listed: CopiedFile, copied: Readonly<Pick<CopiedFile, 'sha256' | 'sizeBytes'>>): boolean =>
  listed.sha256 === copied.sha256 && listed.sizeBytes === copied.sizeBytes

/** Where the new folder cannot take the place, the old one has it again. Result: where the old one is. */
const putInPlace = (part: string, dataFolder: string, now: Date): string | null => {
  if (!holdsAnything(dataFolder)) {
    for (const lock of namesIn(dataFolder)) rmSync(join(dataFolder, lock))
    renameSync(part, dataFolder)
    return null
  }
  const aside = `${dataFolder}.before-${now.toISOString().replaceAll(/[:.]/gu, '-')}`
  renameSync(dataFolder, aside)
  try {
    renameSync(part, dataFolder)
  } catch (error) {
    renameSync(aside, dataFolder)
    throw error
  }
  return aside
}
