import { decodeBytes } from './decode-bytes.ts'

/** Lines as every position counts them: a line ends at LF, CRLF or CR. */
export const linesOf = (text: string): readonly string[] => text.replace(/^\ufeff/u, '').split(/\r\n|\n|\r/u)

/** The lines of a document from its bytes, as citations number them. Null: the bytes are no text. */
export const decodeLines = (bytes: Uint8Array): readonly string[] | null => {
  const decoded = decodeBytes(bytes)
  return decoded.kind === 'text' ? linesOf(decoded.text) : null
}
