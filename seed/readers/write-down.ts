import type { LineSpan } from '../intermediate.ts'
import type { RawBlock, SpannedRow } from '../layouts/raw-table.ts'
import type { FittedGrid, PlacedRow } from './fit-grid.ts'
import { maximumCells, maximumRows, maximumTextLength } from './limits.ts'
import type { RawOutcome } from './raw-document.ts'

/** What a document of markup is made of, before its lines are numbered. `page` is null where the format has none. */
export type Passage =
  | Readonly<{
      kind: 'line'
      text: string
      page: number | null
      /** As in a raw block: whether the line goes on with the paragraph before it, where the document says so. */
      goesOn?: boolean
    }>
  | Readonly<{ kind: 'grid'; grid: FittedGrid; page: number | null }>

const rowsOf = (passage: Passage): readonly PlacedRow[] => (passage.kind === 'grid' ? passage.grid.rows : [])

const hasText = (passage: Passage): boolean =>
  passage.kind === 'line'
    ? passage.text !== ''
    : passage.grid.rows.some((row) => row.some(({ text }) => text !== ''))

const lengthOf = (passage: Passage): number =>
  passage.kind === 'line'
    ? passage.text.length
    : passage.grid.rows.flat().reduce((length, { text }) => length + text.length + 1, 0)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const isTooLarge = (passages: readonly Passage[]): boolean =>
  sum(passages.map((passage) => rowsOf(passage).length)) > maximumRows ||
  sum(
    passages.map((passage) => (passage.kind === 'grid' ? rowsOf(passage).length * passage.grid.columns : 0)),
  ) > maximumCells ||
  sum(passages.map(lengthOf)) > maximumTextLength

/**
 * Writes a document down: a line for every line of text, and for every row of a table its cells parted by tabs.
 *
 * Outcomes: 'empty-file' without any text, 'too-large' beyond the limits of a document.
 */
export const writeDown = (mediaType: string, passages: readonly Passage[]): RawOutcome => {
  const printed = passages.filter(hasText)
  if (printed.length === 0) return { kind: 'unreadable', code: 'empty-file' }
  if (isTooLarge(printed)) return { kind: 'unreadable', code: 'too-large' }
  const lines: string[] = []
  const pages: number[] = []
  const write = (text: string, page: number | null): number => {
    if (page !== null) pages.push(page)
    return lines.push(text)
  }
  const blocks = printed.map((passage, index): RawBlock => {
    const { page } = passage
    if (passage.kind === 'line') {
      const startsPage = page !== null && page !== printed[index - 1]?.page
      const goesOn = passage.goesOn === undefined ? {} : { goesOn: passage.goesOn }
      return { kind: 'line', line: write(passage.text, page), text: passage.text, startsPage, ...goesOn }
    }
    const first = lines.length + 1
    const rows = passage.grid.rows.map((row): SpannedRow => {
      const line = write(row.map(({ text }) => text).join('\t'), page)
      return { cells: row.map((cell) => ({ ...cell, box: null })), lines: [line, line] }
    })
    const span: LineSpan = [first, lines.length]
    return { kind: 'spanned-grid', source: 'markup', rows, columns: passage.grid.columns, lines: span }
  })
  return { kind: 'raw', document: { mediaType, lines, pages, blocks } }
}
