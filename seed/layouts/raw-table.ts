import type { Box, LineSpan, Row, TableSource, TextLine } from '../intermediate.ts'

/** A cell before its place in the table is known. */
export type RawCell = Readonly<{ text: string; lines: LineSpan }>

export type RawRow = Readonly<{ cells: readonly RawCell[]; lines: LineSpan }>

/** A cell whose place and spans the document itself states; it belongs to the row that it begins in. */
export type SpannedCell = Readonly<{
  text: string
  /** From 0. */
  column: number
  columnSpan: number
  rowSpan: number
  /** Where it stands on its page; null where the format has no pages. */
  box: Box | null
}>

/** `cells` from left to right; columns that a cell above or a wide cell covers have none. */
export type SpannedRow = Readonly<{ cells: readonly SpannedCell[]; lines: LineSpan }>

/** What a reader finds before titles, captions and headings are told apart: lines of text and grids between them. */
export type RawBlock =
  | (TextLine & {
      readonly kind: 'line'
      readonly startsPage: boolean
      /** Whether the line goes on with the paragraph of the line before it; left out where only its words can tell. */
      readonly goesOn?: boolean
    })
  | {
      readonly kind: 'grid'
      readonly source: TableSource
      readonly rows: readonly RawRow[]
      readonly lines: LineSpan
    }
  | {
      readonly kind: 'spanned-grid'
      readonly source: TableSource
      readonly rows: readonly SpannedRow[]
      readonly columns: number
      readonly lines: LineSpan
    }
  | {
      readonly kind: 'solved-grid'
      readonly source: TableSource
      readonly rows: readonly Row[]
      readonly columns: number
      readonly isSolved: boolean
      readonly lines: LineSpan
    }
