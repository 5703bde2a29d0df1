/**
 * The intermediate form: what every document becomes before anyone asks what its tables mean.
 *
 * Each reader fills it, one set of table and narrative readers serves it. Positions are 1-based line spans of the text as
 * received or as written down from another format, so that whatever is read later can be followed back.
 */
export type LineSpan = readonly [number, number]

/** Left, top, right and bottom in points (1/72 inch), from the upper left corner of the page. */
export type Box = readonly [left: number, top: number, right: number, bottom: number]

export type Cell = Readonly<{
  row: number
  column: number
  columnSpan: number
  text: string
  lines: LineSpan
  /** null where the format has no pages. */
  box: Box | null
  /** False: the layout lost the columns here, and more than one cell could have printed the text. */
  isCertain: boolean
}>

export type RowRole = 'header' | 'structural' | 'body'

export type Row = Readonly<{
  role: RowRole
  lines: LineSpan
  cells: readonly Cell[]
  /** The row has fewer or more cells than its table has columns. */
  isRagged: boolean
}>

/**
 * How cells were told apart: by tabs in a line, one cell to a line, by blanks within page text, by the document's own
 * markup, or by the ruled lines of a page.
 */
export type TableSource = 'tabs' | 'cells' | 'spaces' | 'markup' | 'ruled'

export type Caption = Readonly<{ text: string; line: number }>

export type Table = Readonly<{
  kind: 'table'
  title: string
  lines: LineSpan
  captions: readonly Caption[]
  source: TableSource
  columns: number
  rows: readonly Row[]
  /** False: header or columns could not be made out, cells stand by order of printing only. */
  isSolved: boolean
}>

export type Heading = Readonly<{ kind: 'heading'; level: number; text: string; lines: LineSpan }>

/** A paragraph; lines cut at the width or end of a page are its pieces. */
export type Paragraph = Readonly<{ kind: 'paragraph'; pieces: readonly TextLine[] }>

export type TextLine = Readonly<{ line: number; text: string }>

export type Block = Heading | Paragraph | Table

export type IntermediateDocument = Readonly<{
  lines: readonly string[]
  /** The 1-based page of every line; empty where the format has no pages. */
  pages: readonly number[]
  blocks: readonly Block[]
}>

export const tablesOf = ({ blocks }: IntermediateDocument): readonly Table[] =>
  blocks.filter((block) => block.kind === 'table')

export const spanOver = (spans: readonly LineSpan[]): LineSpan => [
  Math.min(...spans.map(([first]) => first)),
  Math.max(...spans.map(([, last]) => last)),
]

export const withoutSpace = (text: string): string => text.replace(/\s+/gu, '')
