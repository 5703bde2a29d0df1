import { closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { parseJson } from './domain/json.ts'
import { schemaVersion } from './schema/tables.ts'
import { makeFolder, writeWhole } from './write-files.ts'

/**
 * A data folder holds `documents/` (as received, named by their SHA-256), `versions/` (which documents, since when),
 * `stores/`, `current.json`, the pointer that names the version and store in use, and `seeding.lock`, held while a store is built. Swapping a
 * store is renaming the pointer into place. `readings/` is a cache of what readers made of documents that are no text;
 * `incoming/` has what was handed in and nobody has approved yet (`bot/incoming.ts`).
 */
export const folders = (dataFolder: string) => ({
  documents: join(dataFolder, 'documents'),
  versions: join(dataFolder, 'versions'),
  readings: join(dataFolder, 'readings'),
  stores: join(dataFolder, 'stores'),
  pointer: join(dataFolder, 'current.json'),
  lock: join(dataFolder, 'seeding.lock'),
})

const pointerSchema = z.object({
  version: z.number(),
  schemaVersion: z.number(),
  file: z.string().regex(/^[\w.-]+$/u),
  contentHash: z.string(),
  seededAt: z.string(),
})

export type CurrentStore = Readonly<{ version: number; path: string; contentHash: string; seededAt: string }>

/** null: there is none, or none that can be read. */
export const readPointer = (dataFolder: string): z.infer<typeof pointerSchema> | null => {
  const { pointer } = folders(dataFolder)
  if (!existsSync(pointer)) return null
  const parsed = pointerSchema.safeParse(parseJson(readFileSync(pointer, 'utf8')))
  return parsed.success ? parsed.data : null
}

/** Outcomes: the store in use; 'none' before the first seeding; 'outdated' when another version of the program made it. */
export const findCurrentStore = (dataFolder: string): CurrentStore | 'none' | 'outdated' => {
  const { pointer, stores } = folders(dataFolder)
  if (!existsSync(pointer)) return 'none'
  const current = readPointer(dataFolder)
  if (current === null || current.schemaVersion !== schemaVersion) return 'outdated'
  const { version, contentHash, seededAt } = current
  const path = join(stores, current.file)
  return existsSync(path) ? { version, path, contentHash, seededAt } : 'outdated'
}

export const storeFileOf = (contentHash: string): string =>
  `${contentHash.slice(0, 20)}-v${schemaVersion}.sqlite`

/** Makes a finished store file the one in use, with the version it holds: whole, or not at all. */
export const adoptStore = (
  dataFolder: string,
  builtPath: string,
  { version, contentHash, seededAt }: Omit<CurrentStore, 'path'>,
): CurrentStore => {
  const { stores, pointer } = folders(dataFolder)
  makeFolder(stores)
  const file = storeFileOf(contentHash)
  const path = join(stores, file)
  flush(builtPath)
  renameSync(builtPath, path)
  const current = { version, schemaVersion, file, contentHash, seededAt }
  writeWhole(pointer, `${JSON.stringify(current, null, 2)}\n`)
  return { version, path, contentHash, seededAt }
}

/** The store was built without waiting for the disk; before it is named, it must be there. */
const flush = (path: string): void => {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
