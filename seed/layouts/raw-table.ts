import type { LineSpan, Row, TableSource, TextLine } from '../intermediate.ts'

/** A cell before its place in the table is known. */
export type RawCell = Readonly<{ text: string; lines: LineSpan }>

export type RawRow = Readonly<{ cells: readonly RawCell[]; lines: LineSpan }>

/** What a layout finds before titles, captions and headings are told apart: lines of text and grids between them. */
export type RawBlock =
  | (TextLine & { readonly kind: 'line'; readonly startsPage: boolean })
  | {
      readonly kind: 'grid'
      readonly source: TableSource
      readonly rows: readonly RawRow[]
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
