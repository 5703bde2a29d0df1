import { type DecodedText, decodeBytes } from '../decode/decode-bytes.ts'

/** As far as a browser looks for the encoding of a page. */
const headLength = 4096

/** The first characters of a file by which markup is known, whatever it is encoded in. */
export const headOf = (bytes: Uint8Array): string => {
  const encoding = markedEncodingOf(bytes) ?? 'latin1'
  return new TextDecoder(encoding).decode(bytes.subarray(0, headLength))
}

const byteOrderMarks: readonly (readonly [encoding: string, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
]

const markedEncodingOf = (bytes: Uint8Array): string | null =>
  byteOrderMarks.find(([, mark]) => mark.every((byte, index) => bytes[index] === byte))?.[0] ?? null

const statedCharset =
  /<meta\s[^>]*?charset\s*=\s*["']?\s*(?<meta>[\w-]+)|^\s*<\?xml\s[^>]*?encoding\s*=\s*["'](?<xml>[\w-]+)/iu

const statedEncodingOf = (bytes: Uint8Array): string | null => {
  const { meta, xml } = statedCharset.exec(headOf(bytes))?.groups ?? {}
  const charset = (meta ?? xml)?.toLowerCase() ?? null
  // What can be read as bytes is not in 16 bits, whatever it says.
  if (charset?.startsWith('utf-16') === true) return null
  if (charset === 'gb2312' || charset === 'gbk') return 'gb18030'
  return charset !== null && isEncoding(charset) ? charset : null
}

const isEncoding = (label: string): boolean => {
  try {
    return new TextDecoder(label).encoding !== ''
  } catch {
    return false
  }
}

const decodeAs = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Of so many characters of a page, one may be broken: pages are put together by programs that cut texts by bytes. */
const charactersPerBroken = 1000

/** Null: more is broken than that. A broken character takes no letter or digit after it along. */
const mend = (bytes: Uint8Array, encoding: string): string | null => {
  const text = new TextDecoder(encoding).decode(bytes)
  return text.split('\ufffd').length - 1 <= text.length / charactersPerBroken ? text : null
}

/**
 * A page to text: in the encoding of its byte order mark, else in the one it states, else as any text file. An encoding
 * that the bytes are not in was stated in error, or a few characters are broken.
 */
export const decodeHtml = (bytes: Uint8Array): DecodedText => {
  const encoding = markedEncodingOf(bytes) ?? statedEncodingOf(bytes)
  const stated = encoding === null ? null : decodeAs(bytes, encoding)
  if (stated !== null) return { kind: 'text', text: stated }
  const decoded = decodeBytes(bytes)
  if (encoding === null || decoded.kind === 'text') return decoded
  const mended = mend(bytes, encoding)
  return mended === null ? decoded : { kind: 'text', text: mended }
}
