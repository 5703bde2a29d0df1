import { decodeBytes } from '../decode/decode-bytes.ts'
import { linesOf } from '../decode/decode-lines.ts'
import { readLayout } from '../layouts/read-layout.ts'
import type { RawOutcome } from './raw-document.ts'

/** Plain text in UTF-8, GB18030 or UTF-16, its tables laid out by tabs, one cell to a line, or by blanks. */
export const readText = (bytes: Uint8Array): RawOutcome => {
  const decoded = decodeBytes(bytes)
  if (decoded.kind === 'unreadable') return decoded
  const lines = linesOf(decoded.text)
  return { kind: 'raw', document: { mediaType: 'text/plain', lines, pages: [], blocks: readLayout(lines) } }
}
