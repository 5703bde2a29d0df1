import type { CellObject, SheetData } from 'write-excel-file/node'
import type { Answer, AnswerCell } from '../answer/answer.ts'
import { unitOf } from '../answer/column-unit.ts'
import { cutText } from '../answer/plain-text.ts'
import { type FileTable, figuresTable, readingRows, sourcesTable, versionRow } from './answer-tables.ts'
import { filePhrases } from './phrases.ts'
import { displayWidth } from './text-table.ts'

/** What one cell of a workbook holds at most. */
const mostCellText = 32_767
const narrowest = 8
const widest = 60
const asText = '@'

/** An Answer as a workbook of three sheets: figures, sources, notes. Text is never a formula. */
export const answerXlsx = async (answer: Answer): Promise<Uint8Array> => {
  // Loaded when a workbook is first asked for: it costs nothing at the start.
  const { default: writeXlsxFile } = await import('write-excel-file/node')
  const { sheets } = filePhrases[answer.language]
  const figures = figuresTable(answer)
  const sources = sourcesTable(answer)
  const notes = [...readingRows(answer), versionRow(answer)]
  return writeXlsxFile([
    {
      sheet: sheets.figures,
      data: sheetOf(
        figures,
        answer.columns.map((column, at) => numberFormat(column, answer.rows, at)),
      ),
      columns: widthsOf([figures.head, ...figures.rows]),
      stickyRowsCount: 1,
    },
    {
      sheet: sheets.sources,
      data: sheetOf(sources, ['0']),
      columns: widthsOf([sources.head, ...sources.rows]),
      stickyRowsCount: 1,
    },
    {
      sheet: sheets.notes,
      data: notes.map((row) => row.map((text) => textCell(text))),
      columns: widthsOf(notes),
    },
  ]).toBuffer()
}

const sheetOf = ({ head, rows }: FileTable, formats: readonly string[]): SheetData => [
  head.map((label): CellObject => ({ ...textCell(label), fontWeight: 'bold', align: 'center' })),
  ...rows.map((row) => row.map((cell, column) => cellOf(cell, formats[column] ?? 'General'))),
]

const cellOf = (cell: AnswerCell, format: string): CellObject | null => {
  if (cell === null || cell === '') return null
  return typeof cell === 'string' ? textCell(cell) : { value: cell, type: Number, format }
}

const textCell = (text: string): CellObject => ({
  value: cutText(text, mostCellText),
  type: String,
  format: asText,
  wrap: true,
  alignVertical: 'top',
})

/** As many decimals as the column's numbers have, thousands in groups; a percentage keeps its printed number. */
const numberFormat = (column: string, rows: Answer['rows'], at: number): string => {
  const unit = unitOf(column)
  if (unit === null) return 'General'
  const decimals = rows.reduce((most, row) => Math.max(most, decimalsOf(row[at] ?? null)), 0)
  const fraction = decimals === 0 ? '' : `.${'0'.repeat(decimals)}`
  return unit === 'percent' ? `0${fraction}"%"` : `#,##0${fraction}`
}

const decimalsOf = (cell: AnswerCell): number =>
  typeof cell === 'number' ? (/^-?\d+\.(\d+)$/u.exec(String(cell))?.[1]?.length ?? 0) : 0

/** Wide enough for the longest text of each column, within bounds; a Chinese character takes two places. */
const widthsOf = (rows: readonly (readonly AnswerCell[])[]): { width: number }[] =>
  (rows[0] ?? []).map((_, column) => {
    const longest = rows.reduce((most, row) => Math.max(most, widthOf(row[column] ?? null)), 0)
    return { width: Math.min(widest, Math.max(narrowest, longest + 2)) }
  })

/** A number is wider in the sheet than here, by the commas of its thousands. */
const widthOf = (cell: AnswerCell): number => {
  if (cell === null) return 0
  const text = String(cell)
  return typeof cell === 'number'
    ? text.length + Math.floor(text.length / 3)
    : displayWidth(text.slice(0, widest))
}
