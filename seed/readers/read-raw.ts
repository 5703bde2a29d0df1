import type { RawOutcome, Reader } from './raw-document.ts'
import { readText } from './read-text.ts'

type Format = Readonly<{ isFormat: (bytes: Uint8Array) => boolean; reader: () => Promise<Reader> }>

/** Told by the bytes themselves, whatever the file is called; what none of them is, is text or nothing. */
const formats: readonly Format[] = []

/** The lines and grids of a file of any format that is read. */
export const readRaw = async (bytes: Uint8Array): Promise<RawOutcome> => {
  const format = formats.find(({ isFormat }) => isFormat(bytes))
  const read = format ? await format.reader() : readText
  return read(bytes)
}
