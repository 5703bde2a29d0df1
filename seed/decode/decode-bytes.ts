import type { UnreadableCode } from '../reading.ts'

export type DecodedText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode }

/** Control characters that no text file has; page feeds and tabs are none of them. */
const controlCharacters = /[\u0000-\u0008\u000e-\u001a\u001c-\u001f\ufffd]/u

const decodeStrictly = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

const byteOrderMarks: readonly (readonly [string, readonly number[]])[] = [
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const encodingsFor = (bytes: Uint8Array): readonly string[] => {
  const marked = byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))
  return marked ? [marked[0]] : ['utf-8', 'gb18030']
}

/**
 * Bytes to text: strict UTF-8, else strict GB18030, else UTF-16 where a byte order mark says so.
 *
 * Outcomes: 'empty-file' without any visible character, 'unsupported-type' for anything that is not text.
 */
export const decodeBytes = (bytes: Uint8Array): DecodedText => {
  if (bytes.length === 0) return { kind: 'unreadable', code: 'empty-file' }
  for (const encoding of encodingsFor(bytes)) {
    const text = decodeStrictly(bytes, encoding)
    if (text === null) continue
    if (text.trim() === '') return { kind: 'unreadable', code: 'empty-file' }
    if (controlCharacters.test(text)) break
    return { kind: 'text', text }
  }
  return { kind: 'unreadable', code: 'unsupported-type' }
}
