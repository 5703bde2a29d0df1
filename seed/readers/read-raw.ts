import type { RawOutcome, Reader } from './raw-document.ts'
import { readText } from './read-text.ts'
import { isCompoundFile, isHtml, isRichText, isZip } from './signatures.ts'

/** Read only as what LibreOffice makes of it (seed/apart/convert-word.ts). */
const readRichText: Reader = () => ({ kind: 'unreadable', code: 'old-word-file' })

type Format = Readonly<{ isFormat: (bytes: Uint8Array) => boolean; reader: () => Promise<Reader> }>

/** The mark may stand behind what a server or a mail program put in front of the file. */
const isPdf = (bytes: Uint8Array): boolean =>
  Buffer.from(bytes.subarray(0, 1024)).toString('latin1').includes('%PDF-')

/**
 * Told by the bytes themselves, whatever the file is called; what none of them is, is text or nothing. What begins with
 * its mark comes first, then what has it somewhere near the beginning.
 */
const formats: readonly Format[] = [
  { isFormat: isZip, reader: async () => (await import('./read-package.ts')).readPackage },
  { isFormat: isCompoundFile, reader: async () => (await import('./read-compound.ts')).readCompound },
  { isFormat: isRichText, reader: async () => readRichText },
  { isFormat: isPdf, reader: async () => (await import('./pdf/read-pdf.ts')).readPdf },
  { isFormat: isHtml, reader: async () => (await import('./read-html.ts')).readHtml },
]

/** The lines and grids of a file of any format that is read. */
export const readRaw: Reader = async (bytes, onPage): Promise<RawOutcome> => {
  const format = formats.find(({ isFormat }) => isFormat(bytes))
  const read = format ? await format.reader() : readText
  return read(bytes, onPage)
}
