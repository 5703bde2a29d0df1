import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { schemaVersion } from './schema/tables.ts'

/**
 * A data folder holds `documents/` (as received, named by their SHA-256, with `index.json` for their names), `stores/`
 * and `current.json`, the pointer that names the store in use. Swapping a store is renaming the pointer into place.
 */
export const folders = (dataFolder: string) => ({
  documents: join(dataFolder, 'documents'),
  documentIndex: join(dataFolder, 'documents', 'index.json'),
  stores: join(dataFolder, 'stores'),
  pointer: join(dataFolder, 'current.json'),
})

const pointerSchema = z.object({
  schemaVersion: z.number(),
  file: z.string().regex(/^[\w.-]+$/u),
  contentHash: z.string(),
  seededAt: z.string(),
})

export type CurrentStore = Readonly<{ path: string; contentHash: string; seededAt: string }>

/** Outcomes: the store in use; 'none' before the first seeding; 'outdated' when another version of the program made it. */
export const findCurrentStore = (dataFolder: string): CurrentStore | 'none' | 'outdated' => {
  const { pointer, stores } = folders(dataFolder)
  if (!existsSync(pointer)) return 'none'
  const parsed = pointerSchema.safeParse(parseJson(readFileSync(pointer, 'utf8')))
  if (!parsed.success || parsed.data.schemaVersion !== schemaVersion) return 'outdated'
  const path = join(stores, parsed.data.file)
  if (!existsSync(path)) return 'outdated'
  return { path, contentHash: parsed.data.contentHash, seededAt: parsed.data.seededAt }
}

/** Makes a finished store file the one in use: whole, or not at all. */
export const adoptStore = (
  dataFolder: string,
  builtPath: string,
  contentHash: string,
  seededAt: string,
): CurrentStore => {
  const { stores, pointer } = folders(dataFolder)
  mkdirSync(stores, { recursive: true })
  const file = `${contentHash.slice(0, 20)}-v${schemaVersion}.sqlite`
  const path = join(stores, file)
  renameSync(builtPath, path)
  const next = `${pointer}.${process.pid}`
  writeFileSync(next, `${JSON.stringify({ schemaVersion, file, contentHash, seededAt }, null, 2)}\n`)
  renameSync(next, pointer)
  return { path, contentHash, seededAt }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
