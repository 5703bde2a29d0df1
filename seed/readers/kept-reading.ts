/**
 * What a reader made of a file, kept beside the documents by the file's hash, so that no file is taken apart twice and
 * its lines can be shown without its reader. A cache: whatever is missing, damaged or of another version is read anew.
 */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { parseJson } from '../../db/domain/json.ts'
import { makeFolder, writeWhole } from '../../db/write-files.ts'
import type { RawDocument } from './raw-document.ts'
import { findTesseract } from './scan/tesseract.ts'

/** Goes up whenever a reader makes something else of a file. */
const readersVersion = 2

type Kept = Readonly<{ readersVersion: number; document: RawDocument }>

const pathIn = (folder: string, sha256: string): string => join(folder, `${sha256}.json.gz`)

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

/** `folder`: the one of a data folder, or one that takes its place. Outcome: null where it is not kept. */
export const findKeptReading = (folder: string, sha256: string): RawDocument | null => {
  const path = pathIn(folder, sha256)
  const text = existsSync(path) ? inflated(path) : null
  const kept = text === null ? null : (parseJson(text) as Kept | null) // written below
  return kept?.readersVersion === readersVersion ? kept.document : null
}

/** As it is kept. */
export const packReading = (document: RawDocument): Uint8Array => {
  const kept: Kept = { readersVersion, document }
  return gzipSync(JSON.stringify(kept))
}

export const keepReading = (folder: string, sha256: string, packed: Uint8Array): void => {
  makeFolder(folder)
  writeWhole(pathIn(folder, sha256), packed)
}
