import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type WordFormat, withConverted } from '../../apart/convert-word.ts'
import { readDocument } from '../../read-document.ts'
import type { ReadOutcome } from '../../reading.ts'
import type { ModelDocument } from './document-model.ts'
import { writeDocx } from './write-docx.ts'

/** What `use` makes of the file as LibreOffice writes it in a format of Word. Faults: it does not open it, or is not there. */
const asWord = async <Result>(
  bytes: Uint8Array,
  format: WordFormat,
  use: (bytes: Uint8Array) => Promise<Result>,
): Promise<Result> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-doc-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, bytes)
    return await withConverted(path, format, 60_000, (conversion) => {
      if (conversion.kind === 'unreadable') throw new Error(conversion.code)
      return use(new Uint8Array(readFileSync(conversion.path)))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Any file that LibreOffice opens, as Word wrote it before 2007. */
export const asDoc = (bytes: Uint8Array): Promise<Uint8Array> => asWord(bytes, 'doc', async (doc) => doc)

export const writeDoc = (model: ModelDocument): Promise<Uint8Array> => asDoc(writeDocx(model))

/** Read as one that is handed in: made DOCX first. */
export const readDoc = (bytes: Uint8Array, fileName: string): Promise<ReadOutcome> =>
  asWord(bytes, 'docx', (docx) => readDocument(docx, fileName))
