import type { UnreadableCode } from '../../reading.ts'

/** A file made to break, mislead or exhaust whoever reads it, and what comes of reading it. */
export type HostileFile = Readonly<{
  name: string
  bytes: Uint8Array
  /** 'read' where there is a disclosure in it all the same. */
  code: UnreadableCode | 'read'
  /** The most memory that its reading may take, the reading process with it. */
  megabytes: number
}>

/** A process that has read nothing holds a hundred megabytes; see the test for what it may hold before. */
const usualMegabytes = 450

export const asBytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export const joinBytes = (...parts: readonly Uint8Array[]): Uint8Array => new Uint8Array(Buffer.concat(parts))

/** The file, in name and content, from its name, its code, its content as text or bytes, and its bound of memory. */
export const fileOf = (
  name: string,
  code: HostileFile['code'],
  content: string | Uint8Array,
  megabytes = usualMegabytes,
): HostileFile => ({
  name,
  code,
  megabytes,
  bytes: typeof content === 'string' ? asBytes(content) : content,
})
