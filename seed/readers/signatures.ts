/** What a file is, told by its first bytes. */
import { headOf } from './decode-html.ts'

const startsWith = (bytes: Uint8Array, signature: readonly number[]): boolean =>
  signature.every((byte, index) => bytes[index] === byte)

/** An archive: PK, its first part or, where it has none, its end. */
export const isZip = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])

/** The file of streams that Office wrote before 2007, and in which it still wraps what has a password. */
export const isCompoundFile = (bytes: Uint8Array): boolean =>
  startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])

/** Rich text, which Word and others write beside their own formats. */
export const isRichText = (bytes: Uint8Array): boolean => startsWith(bytes, [0x7b, 0x5c, 0x72, 0x74, 0x66])

/** A page: begins as one, or has a body or a table near its beginning. */
export const isHtml = (bytes: Uint8Array): boolean => {
  const head = headOf(bytes).replace(/^\ufeff/u, '')
  const prologue = /^(?:\s|<!--[\s\S]*?-->|<\?xml\s[^>]*\?>)*/u.exec(head)?.[0] ?? ''
  return (
    /^<(?:!doctype\s+html|html)\b/iu.test(head.slice(prologue.length)) || /<(?:table|body)[\s>]/iu.test(head)
  )
}
