import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withConverted } from '../../apart/convert-word.ts'
import type { ModelDocument } from './document-model.ts'
import { writeDocx } from './write-docx.ts'

/** Any file that LibreOffice opens, as Word wrote it before 2007. Faults: it does not open it, or is not there. */
export const asDoc = async (bytes: Uint8Array): Promise<Uint8Array> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-doc-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, bytes)
    return await withConverted(path, 'doc', 60_000, async (conversion) => {
      if (conversion.kind === 'unreadable') throw new Error(conversion.code)
      return new Uint8Array(readFileSync(conversion.path))
    })
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

export const writeDoc = (model: ModelDocument): Promise<Uint8Array> => asDoc(writeDocx(model))
