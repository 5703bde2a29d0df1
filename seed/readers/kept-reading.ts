/**
 * What a reader made of a file, kept beside the documents by the file's hash, so that no file is taken apart twice and
 * its lines can be shown without its reader. A cache: whatever is missing, damaged or of another version is read anew.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parseJson } from '../../db/domain/json.ts'
import { folders, makeFolder, writeWhole } from '../../db/store-location.ts'
import type { RawDocument } from './raw-document.ts'
import { findTesseract } from './scan/tesseract.ts'

/** Goes up whenever a reader makes something else of a file. */
const readersVersion = 2

type Kept = Readonly<{ readersVersion: number; document: RawDocument }>

const pathOf = (dataFolder: string, sha256: string): string =>
  join(folders(dataFolder).readings, `${sha256}.json.gz`)

const inflated = (path: string): string | null => {
  try {
    return gunzipSync(readFileSync(path)).toString('utf8')
  } catch {
    return null
  }
}

/** Whether it has pages that could be recognised now, and could not when it was read. */
export const isOutdated = ({ pictures = [], recognised }: RawDocument): boolean =>
  pictures.length > 0 && recognised === undefined && findTesseract() !== null

/** null: not kept. */
export const findKeptReading = (dataFolder: string, sha256: string): RawDocument | null => {
  const path = pathOf(dataFolder, sha256)
  const text = existsSync(path) ? inflated(path) : null
  const kept = text === null ? null : (parseJson(text) as Kept | null) // written below
  return kept?.readersVersion === readersVersion ? kept.document : null
}

/** As it is kept. */
export const packReading = (document: RawDocument): Uint8Array => {
  const kept: Kept = { readersVersion, document }
  return gzipSync(JSON.stringify(kept))
}

export const keepReading = (dataFolder: string, sha256: string, packed: Uint8Array): void => {
  makeFolder(folders(dataFolder).readings)
  writeWhole(pathOf(dataFolder, sha256), packed)
}
