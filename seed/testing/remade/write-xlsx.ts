import { type CellObject, utils, type WorkSheet, write } from '@e965/xlsx'
import {
  isPlainNumber,
  type ModelBlock,
  type ModelCell,
  type ModelDocument,
  type ModelTable,
  rowsOf,
} from './document-model.ts'

type PlacedCell = Readonly<{ cell: ModelCell; row: number }>

const textCell = (text: string): CellObject => ({ t: 's', v: text })

/** Amounts as numbers with two decimals, codes as plain ones. */
const numberCell = ({ kind, text }: ModelCell): CellObject => ({
  t: 'n',
  v: Number(text),
  ...(kind === 'amount' ? { z: '0.00' } : {}),
})

const wide = (text: string, columns: number): ModelCell => ({
  text,
  kind: 'label',
  column: 0,
  columnSpan: columns,
  rowSpan: 1,
})

/** The title over all columns, the captions at either end of a row, the table, and its notes over all columns. */
const placedCells = (table: ModelTable): readonly PlacedCell[] => {
  const rows = rowsOf(table)
  const [department, unit] = table.captions
  const { columns } = table
  return [
    { row: 0, cell: wide(table.title, columns) },
    { row: 1, cell: wide(department, 1) },
    { row: 1, cell: { ...wide(unit, 1), column: columns - 1 } },
    ...rows.flatMap((cells, at) => cells.map((cell) => ({ row: at + 2, cell }))),
    ...table.notes.map((note, at) => ({ row: at + 2 + rows.length, cell: wide(note, columns) })),
  ]
}

const mergeOf = ({ row, cell: { column, columnSpan, rowSpan } }: PlacedCell) =>
  columnSpan > 1 || rowSpan > 1
    ? [{ s: { r: row, c: column }, e: { r: row + rowSpan - 1, c: column + columnSpan - 1 } }]
    : []

const sheetOf = (table: ModelTable, hasNumbers: boolean): WorkSheet => {
  const cells = placedCells(table)
  const lastRow = Math.max(...cells.map(({ row }) => row))
  const written = cells.flatMap(({ row, cell }): readonly [string, CellObject][] => {
    if (cell.text === '') return []
    const isNumber = hasNumbers && isPlainNumber(cell)
    return [
      [utils.encode_cell({ r: row, c: cell.column }), isNumber ? numberCell(cell) : textCell(cell.text)],
    ]
  })
  return {
    ...Object.fromEntries(written),
    '!merges': cells.flatMap(mergeOf),
    '!ref': utils.encode_range({ s: { r: 0, c: 0 }, e: { r: lastRow, c: table.columns - 1 } }),
  }
}

const isTable = (block: ModelBlock): block is ModelTable => block.kind === 'table'

const longestSheetName = 31

/** A sheet with the text in column A, and one for each table: amounts are numbers in every other one, text in the rest. */
export const writeXlsx = ({ cover, blocks }: ModelDocument): Uint8Array => {
  const book = utils.book_new()
  const texts = blocks.flatMap((block) => (isTable(block) ? [] : [block.text]))
  utils.book_append_sheet(book, utils.aoa_to_sheet([...cover, ...texts].map((text) => [text])), '说明')
  blocks.filter(isTable).forEach((table, index) => {
    const name = `${index + 1}${table.title}`.slice(0, longestSheetName)
    utils.book_append_sheet(book, sheetOf(table, index % 2 === 0), name)
  })
  return new Uint8Array(
    write(book, { type: 'array', bookType: 'xlsx', bookSST: true, compression: true }) as ArrayBuffer,
  ) // as `type` says
}
