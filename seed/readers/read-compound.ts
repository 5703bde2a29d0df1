import { CFB, set_cptable } from '@e965/xlsx'
import type { RawOutcome } from './raw-document.ts'

/** What is used of the library's reader of compound files, which its types leave open. */
type Streams = Readonly<{
  FullPaths: readonly string[]
  FileIndex: readonly Readonly<{ content?: Uint8Array | readonly number[] }>[]
}>
type CompoundFiles = Readonly<{ read: (bytes: Buffer, options: Readonly<{ type: 'buffer' }>) => Streams }>

const compoundFiles: CompoundFiles = CFB

/** The streams at the root, by their names in lower case. Null: it cannot be opened. */
const streamsOf = (bytes: Uint8Array): ReadonlyMap<string, Uint8Array> | null => {
  try {
    const { FullPaths: paths, FileIndex: files } = compoundFiles.read(Buffer.from(bytes), { type: 'buffer' })
    return new Map(
      paths.flatMap((path, index): readonly (readonly [string, Uint8Array])[] => {
        const [, name, ...below] = path.split('/')
        const content = Uint8Array.from(files[index]?.content ?? [])
        return name && below.length === 0 ? [[name.toLowerCase(), content]] : []
      }),
    )
  } catch {
    return null
  }
}

/** What the main stream of a Word file begins with, where it stands that it has a password, and as which bit. */
const [wordMark, wordFlagsAt, isLocked] = [0xa5ec, 10, 0x0100]

const readWord = (stream: Uint8Array): RawOutcome => {
  const { buffer, byteOffset, byteLength } = stream
  const view = new DataView(buffer, byteOffset, byteLength)
  if (byteLength < wordFlagsAt + 2 || view.getUint16(0, true) !== wordMark)
    return { kind: 'unreadable', code: 'damaged-file' }
  const isEncrypted = (view.getUint16(wordFlagsAt, true) & isLocked) !== 0
  return { kind: 'unreadable', code: isEncrypted ? 'encrypted-file' : 'old-word-file' }
}

/** Workbooks before Excel 97, whose stream is the Book, are not in Unicode. */
const loadCodePages = async (): Promise<void> => set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))

/**
 * A file of streams: a workbook, what a password wraps, or a Word file, which is read only as what LibreOffice makes of it
 * (seed/apart/convert-word.ts).
 */
export const readCompound = async (bytes: Uint8Array): Promise<RawOutcome> => {
  const streams = streamsOf(bytes)
  if (streams === null) return { kind: 'unreadable', code: 'damaged-file' }
  if (streams.has('encryptedpackage')) return { kind: 'unreadable', code: 'encrypted-file' }
  const word = streams.get('worddocument')
  if (word) return readWord(word)
  if (!streams.has('workbook') && !streams.has('book'))
    return { kind: 'unreadable', code: 'unsupported-type' }
  if (!streams.has('workbook')) await loadCodePages()
  const { readXls } = await import('./read-workbook.ts')
  return readXls(bytes)
}
