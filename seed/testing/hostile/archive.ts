import { constants, crc32, deflateRawSync } from 'node:zlib'
import { asBytes, joinBytes } from './hostile-file.ts'

/** A part as it stands in an archive, with what the archive says of it, true or not. */
export type ArchivePart = Readonly<{
  name: string
  packed: Uint8Array
  size: number
  sum: number
  isEncrypted?: boolean
}>

/** A part that is what it says. */
export const partOf = (name: string, content: string | Uint8Array): ArchivePart => {
  const bytes = typeof content === 'string' ? asBytes(content) : content
  return { name, packed: new Uint8Array(deflateRawSync(bytes)), size: bytes.length, sum: crc32(bytes) }
}

const megabyte = 2 ** 20

/** Zeros, packed: a block of a megabyte that is repeated, so that gigabytes take no time to make. */
export const packedZeros = (megabytes: number): Uint8Array => {
  const block = deflateRawSync(new Uint8Array(megabyte), { finishFlush: constants.Z_FULL_FLUSH })
  const end = deflateRawSync(new Uint8Array(0))
  return joinBytes(...Array.from({ length: megabytes }, () => block), end)
}

/** So many megabytes of zeros; `said`: the size that the archive states. */
export const zerosPart = (name: string, megabytes: number, said = megabytes * megabyte): ArchivePart => ({
  name,
  packed: packedZeros(megabytes),
  size: said,
  sum: 0,
})

const numbers = (...values: readonly (readonly [value: number, width: 2 | 4])[]): Uint8Array => {
  const buffer = Buffer.alloc(values.reduce((length, [, width]) => length + width, 0))
  let at = 0
  for (const [value, width] of values) at = buffer.writeUIntLE(value, at, width)
  return new Uint8Array(buffer)
}

/** An archive of parts; `count` is the number of parts that its list states. */
export const archiveOf = (parts: readonly ArchivePart[], count = parts.length): Uint8Array => {
  const [local, listed]: [Uint8Array[], Uint8Array[]] = [[], []]
  let at = 0
  for (const { name, packed, size, sum, isEncrypted = false } of parts) {
    const title = asBytes(name)
    const common = numbers(
      [20, 2],
      [isEncrypted ? 1 : 0, 2],
      [8, 2],
      [0, 4],
      [sum, 4],
      [packed.length, 4],
      [size, 4],
      [title.length, 2],
      [0, 2],
    )
    const part = joinBytes(numbers([0x04034b50, 4]), common, title, packed)
    local.push(part)
    listed.push(
      joinBytes(numbers([0x02014b50, 4], [20, 2]), common, numbers([0, 2], [0, 4], [0, 4], [at, 4]), title),
    )
    at += part.length
  }
  const list = joinBytes(...listed)
  const end = numbers([0x06054b50, 4], [0, 4], [count, 2], [count, 2], [list.length, 4], [at, 4], [0, 2])
  return joinBytes(...local, list, end)
}
