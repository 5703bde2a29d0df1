import { sha256 } from '../../db/domain/hash.ts'
import { readContent } from '../read-document.ts'
import { readText } from '../readers/read-text.ts'
import type { ReadOutcome } from '../reading.ts'

/** A text file as `readDocument` reads it, without waiting. */
export const readTextFile = (bytes: Uint8Array, fileName: string): ReadOutcome => {
  const raw = readText(bytes)
  return raw.kind === 'raw'
    ? readContent(raw.document, { sha256: sha256(bytes), fileName })
    : { kind: 'unreadable', fileName, code: raw.code }
}
