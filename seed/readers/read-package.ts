import type { RawOutcome } from './raw-document.ts'
import { partNames } from './unpack-parts.ts'

/** An archive: a document or a workbook of Office, told by the part that is its main one. */
export const readPackage = async (bytes: Uint8Array): Promise<RawOutcome> => {
  const names = partNames(bytes)
  if (names === null) return { kind: 'unreadable', code: 'damaged-file' }
  if (names.includes('word/document.xml')) return (await import('./read-docx.ts')).readDocx(bytes)
  if (names.includes('xl/workbook.xml')) return (await import('./read-workbook.ts')).readXlsx(bytes)
  return { kind: 'unreadable', code: 'unsupported-type' }
}
