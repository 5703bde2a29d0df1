import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'
import { strToU8, zipSync } from 'fflate'

const namespaces =
  'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'

/** A document of Word around a body written as XML, with other parts beside it. */
export const docxOf = (body: string, parts: Readonly<Record<string, string>> = {}): Uint8Array =>
  zipSync({
    'word/document.xml': strToU8(
      `<?xml version="1.0" encoding="UTF-8"?>\n<w:document ${namespaces}><w:body>${body}</w:body></w:document>`,
    ),
    ...Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])),
  })

export const wordParagraph = (text: string, properties = ''): string =>
  `<w:p><w:pPr>${properties}</w:pPr><w:r><w:t xml:space="preserve">${text}</w:t></w:r></w:p>`

/** A cell of Word: its text, and its properties as XML. */
export const wordCell = (text: string, properties = ''): string =>
  `<w:tc><w:tcPr>${properties}</w:tcPr>${wordParagraph(text)}</w:tc>`

export const wordTable = (rows: readonly (readonly string[])[]): string =>
  `<w:tbl>${rows.map((cells) => `<w:tr>${cells.join('')}</w:tr>`).join('')}</w:tbl>`

type Written = string | number | null | CellObject

/** A sheet written row by row; `merged` are ranges such as A1:C1. */
export const sheetOf = (
  rows: readonly (readonly Written[])[],
  merged: readonly string[] = [],
): WorkSheet => ({
  ...utils.aoa_to_sheet(rows.map((row) => [...row])),
  '!merges': merged.map((range) => utils.decode_range(range)),
})

/** A workbook of sheets by their names; those of `hidden` are not shown. */
export const workbookOf = (
  sheets: Readonly<Record<string, WorkSheet>>,
  bookType: 'xlsx' | 'xls' = 'xlsx',
  hidden: readonly string[] = [],
): Uint8Array => {
  const book = utils.book_new()
  for (const [name, sheet] of Object.entries(sheets)) utils.book_append_sheet(book, sheet, name)
  book.Workbook = { Sheets: Object.keys(sheets).map((name) => ({ Hidden: hidden.includes(name) ? 1 : 0 })) }
  return new Uint8Array(write(book, { type: 'buffer', bookType, bookSST: true }) as Buffer) // as `type` says
}
