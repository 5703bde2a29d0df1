/**
 * A disclosure as its reader sees it, in no format: what every writer of a format is given. Amounts stand as they are
 * printed; spans of cells are stated.
 */
export type ModelCell = Readonly<{
  text: string
  kind: 'header' | 'label' | 'code' | 'amount'
  /** From 0. */
  column: number
  columnSpan: number
  rowSpan: number
}>

/** From left to right; columns that a cell above or a wide cell covers have none. */
export type ModelRow = readonly ModelCell[]

export type ModelTable = Readonly<{
  kind: 'table'
  title: string
  /** Who disclosed; and the unit of the amounts. */
  captions: readonly [department: string, unit: string]
  columns: number
  header: readonly ModelRow[]
  body: readonly ModelRow[]
  notes: readonly string[]
}>

export type ModelHeading = Readonly<{ kind: 'heading'; level: 1 | 2 | 3; text: string }>
export type ModelParagraph = Readonly<{ kind: 'paragraph'; text: string }>
export type ModelBlock = ModelHeading | ModelParagraph | ModelTable

export type ModelDocument = Readonly<{ cover: readonly string[]; blocks: readonly ModelBlock[] }>

/** All cells at the columns where they begin; what a merged cell covers is left out. */
export const rowsOf = ({ header, body }: ModelTable): readonly ModelRow[] => [...header, ...body]

export const isPlainNumber = ({ kind, text }: ModelCell): boolean =>
  (kind === 'amount' && text !== '' && Number(text).toFixed(2) === text) ||
  (kind === 'code' && /^\d+$/u.test(text))

/** The cells of each row that began in a row above and go on. */
export const continuedCells = (rows: readonly ModelRow[]): readonly (readonly ModelCell[])[] =>
  rows.map((_, at) =>
    rows.slice(0, at).flatMap((row, above) => row.filter(({ rowSpan }) => above + rowSpan > at)),
  )
