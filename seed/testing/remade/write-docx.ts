import { strToU8, zipSync } from 'fflate'
import {
  continuedCells,
  type ModelBlock,
  type ModelCell,
  type ModelDocument,
  type ModelTable,
  rowsOf,
} from './document-model.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/** Word cuts a line into runs wherever it was edited. */
const runsOf = (text: string): string => {
  const half = Math.ceil(text.length / 2)
  return [text.slice(0, half), text.slice(half)]
    .filter((part) => part !== '')
    .map((part) => `<w:r><w:t xml:space="preserve">${escaped(part)}</w:t></w:r>`)
    .join('')
}

const paragraph = (text: string, style: string | null = null): string => {
  const properties = style === null ? '' : `<w:pPr><w:pStyle w:val="${style}"/></w:pPr>`
  return `<w:p>${properties}${runsOf(text)}</w:p>`
}

type Merge = 'none' | 'begins' | 'goes on'

const mergeMarks: Readonly<Record<Merge, string>> = {
  none: '',
  begins: '<w:vMerge w:val="restart"/>',
  'goes on': '<w:vMerge/>',
}

const cellOf = ({ text, columnSpan }: ModelCell, merge: Merge): string => {
  const span = columnSpan > 1 ? `<w:gridSpan w:val="${columnSpan}"/>` : ''
  const content = merge === 'goes on' ? '<w:p/>' : paragraph(text)
  return `<w:tc><w:tcPr>${span}${mergeMarks[merge]}</w:tcPr>${content}</w:tc>`
}

const gridOf = (table: ModelTable): string => {
  const rows = rowsOf(table)
  const continued = continuedCells(rows)
  const lines = rows.map((row, at) => {
    const cells = [
      ...row.map((cell) => ({ cell, merge: cell.rowSpan > 1 ? ('begins' as const) : ('none' as const) })),
      ...(continued[at] ?? []).map((cell) => ({ cell, merge: 'goes on' as const })),
    ].toSorted((a, b) => a.cell.column - b.cell.column)
    return `<w:tr>${cells.map(({ cell, merge }) => cellOf(cell, merge)).join('')}</w:tr>`
  })
  const grid = '<w:gridCol w:w="1200"/>'.repeat(table.columns)
  return `<w:tbl><w:tblPr/><w:tblGrid>${grid}</w:tblGrid>${lines.join('')}</w:tbl>`
}

const elementOf = (block: ModelBlock): string => {
  if (block.kind === 'heading') return paragraph(block.text, String(block.level))
  if (block.kind === 'paragraph') return paragraph(block.text)
  return [
    paragraph(block.title),
    paragraph(block.captions.join('    ')),
    gridOf(block),
    ...block.notes.map((note) => paragraph(note)),
    paragraph(''),
  ].join('')
}

const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const openFormats = 'http://schemas.openxmlformats.org'
const main = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml'

const contentTypes = `${head}<Types xmlns="${openFormats}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" ContentType="${main}"/></Types>`

const relations = `${head}<Relationships xmlns="${openFormats}/package/2006/relationships"><Relationship Id="rId1" Type="${openFormats}/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`

/** The least that Word opens: one part with the text and the tables. */
export const writeDocx = ({ cover, blocks }: ModelDocument): Uint8Array => {
  const body = [...cover.map((line) => paragraph(line)), ...blocks.map(elementOf)].join('')
  const document = `${head}<w:document xmlns:w="${openFormats}/wordprocessingml/2006/main"><w:body>${body}<w:sectPr/></w:body></w:document>`
  return zipSync({
    '[Content_Types].xml': strToU8(contentTypes),
    '_rels/.rels': strToU8(relations),
    'word/document.xml': strToU8(document),
  })
}
