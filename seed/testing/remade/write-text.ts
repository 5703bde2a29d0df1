import {
  type ModelBlock,
  type ModelDocument,
  type ModelRow,
  type ModelTable,
  rowsOf,
} from './document-model.ts'
import { encodeGb18030 } from './write-gb18030.ts'

/** A row is a line, its columns parted by tabs; what a merged cell covers is empty. */
const lineOf = (row: ModelRow, columns: number): string => {
  const textAt = new Map(row.map(({ column, text }) => [column, text]))
  return Array.from({ length: columns }, (_, column) => textAt.get(column) ?? '').join('\t')
}

const tableLines = (table: ModelTable): readonly string[] => [
  table.title,
  '',
  ...table.captions,
  '',
  ...rowsOf(table).map((row) => lineOf(row, table.columns)),
  '',
  ...table.notes.flatMap((note) => [note, '']),
]

const linesOf = (block: ModelBlock): readonly string[] =>
  block.kind === 'table' ? tableLines(block) : [block.text, '']

/** Plain text in GB18030 with tab-separated tables. */
export const writeText = ({ cover, blocks }: ModelDocument): Uint8Array =>
  encodeGb18030([...cover.flatMap((line) => [line, '']), ...blocks.flatMap(linesOf)].join('\n'))
