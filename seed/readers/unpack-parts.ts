/**
 * The parts of an archive (ZIP), by its own list of them.
 *
 * Written here because a part may say any size and be of any other: what a part unpacks to is bounded while it is
 * unpacked, and its sum must be the one that was packed, so that no figure is read from a file that lost some of itself.
 */
import { crc32, inflateRawSync } from 'node:zlib'
import type { UnreadableCode } from '../reading.ts'
import { maximumPartBytes, maximumUnpackedBytes } from './limits.ts'

type Part = Readonly<{
  name: string
  isEncrypted: boolean
  isPacked: boolean
  sum: number
  packedSize: number
  size: number
  /** Where its own header stands in the archive. */
  at: number
}>

export type Parts = ReadonlyMap<string, Uint8Array>

export type Unpacked =
  | { readonly kind: 'parts'; readonly parts: Parts }
  | { readonly kind: 'unreadable'; readonly code: UnreadableCode }

const damaged = { kind: 'unreadable', code: 'damaged-file' } as const
const tooLarge = { kind: 'unreadable', code: 'too-large' } as const
const encrypted = { kind: 'unreadable', code: 'encrypted-file' } as const

const partSignature = 0x04034b50
const entrySignature = 0x02014b50
const listEndSignature = 0x06054b50
const [partHeaderLength, entryLength, listEndLength] = [30, 46, 22]
/** A remark may stand after the end of the list. */
const longestRemark = 0xffff

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const listEndOf = (view: DataView): number | null => {
  const last = view.byteLength - listEndLength
  for (let at = last; at >= Math.max(0, last - longestRemark); at -= 1)
    if (view.getUint32(at, true) === listEndSignature) return at
  return null
}

/** Null: there is no list, or it is not where the archive says it is. */
const listParts = (bytes: Uint8Array): readonly Part[] | null => {
  const view = viewOf(bytes)
  const end = listEndOf(view)
  if (end === null) return null
  const parts: Part[] = []
  let at = view.getUint32(end + 16, true)
  for (let left = view.getUint16(end + 10, true); left > 0; left -= 1) {
    if (at + entryLength > end || view.getUint32(at, true) !== entrySignature) return null
    const nameLength = view.getUint16(at + 28, true)
    const nameStart = at + entryLength
    const method = view.getUint16(at + 10, true)
    parts.push({
      name: new TextDecoder().decode(bytes.subarray(nameStart, nameStart + nameLength)).replaceAll('\\', '/'),
      isEncrypted: (view.getUint16(at + 8, true) & 1) === 1,
      isPacked: method !== 0,
      sum: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      at: view.getUint32(at + 42, true),
    })
    at = nameStart + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** The bytes of one part, as large as it says; null where they are not. */
const unpack = (bytes: Uint8Array, { at, packedSize, size, sum, isPacked }: Part): Uint8Array | null => {
  const view = viewOf(bytes)
  if (at + partHeaderLength > bytes.length || view.getUint32(at, true) !== partSignature) return null
  const start = at + partHeaderLength + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  if (start + packedSize > bytes.length) return null
  const packed = bytes.subarray(start, start + packedSize)
  try {
    const content = isPacked ? inflateRawSync(packed, { maxOutputLength: Math.max(size, 1) }) : packed
    return content.length === size && crc32(content) === sum ? content : null
  } catch {
    return null
  }
}

/** The names of all parts of an archive. Null: it cannot be opened. */
export const partNames = (bytes: Uint8Array): readonly string[] | null =>
  listParts(bytes)?.map(({ name }) => name) ?? null

/** Unpacks the parts that are wanted; of two of one name, the first. */
export const unpackParts = (bytes: Uint8Array, isWanted: (name: string) => boolean): Unpacked => {
  const listed = listParts(bytes)?.filter(({ name }) => isWanted(name))
  if (listed === undefined) return damaged
  if (listed.some(({ isEncrypted }) => isEncrypted)) return encrypted
  const unpackedBytes = listed.reduce((total, { size }) => total + size, 0)
  if (unpackedBytes > maximumUnpackedBytes || listed.some(({ size }) => size > maximumPartBytes))
    return tooLarge
  const parts = new Map<string, Uint8Array>()
  for (const part of listed) {
    if (parts.has(part.name)) continue
    const content = unpack(bytes, part)
    if (content === null) return damaged
    parts.set(part.name, content)
  }
  return { kind: 'parts', parts }
}
