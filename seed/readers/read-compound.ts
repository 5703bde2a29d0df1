import { CFB, set_cptable } from '@e965/xlsx'
import type { RawOutcome } from './raw-document.ts'

/** What is used of the library's reader of compound files, which its types leave open. */
type Streams = Readonly<{ FullPaths: readonly string[] }>
type CompoundFiles = Readonly<{ read: (bytes: Buffer, options: Readonly<{ type: 'buffer' }>) => Streams }>

const compoundFiles: CompoundFiles = CFB

/** The names of the streams at the root. Null: it cannot be opened. */
const streamNames = (bytes: Uint8Array): readonly string[] | null => {
  try {
    const { FullPaths: paths } = compoundFiles.read(Buffer.from(bytes), { type: 'buffer' })
    return paths
      .map((path) => path.split('/'))
      .flatMap(([, name, ...below]) => (name && below.length === 0 ? [name] : []))
  } catch {
    return null
  }
}

/** Workbooks before Excel 97, whose stream is the Book, are not in Unicode. */
const loadCodePages = async (): Promise<void> => set_cptable(await import('@e965/xlsx/dist/cpexcel.full.mjs'))

/** A file of streams: a workbook, or what a password wraps. */
export const readCompound = async (bytes: Uint8Array): Promise<RawOutcome> => {
  const names = streamNames(bytes)?.map((name) => name.toLowerCase())
  if (names === undefined) return { kind: 'unreadable', code: 'damaged-file' }
  if (names.includes('encryptedpackage')) return { kind: 'unreadable', code: 'encrypted-file' }
  if (!names.includes('workbook') && !names.includes('book'))
    return { kind: 'unreadable', code: 'unsupported-type' }
  if (!names.includes('workbook')) await loadCodePages()
  const { readXls } = await import('./read-workbook.ts')
  return readXls(bytes)
}
