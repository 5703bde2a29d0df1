import { cutText, lengthOf } from '../answer/plain-text.ts'

/**
 * What we allow ourselves in one message, below Slack's own limits (those stand in limits.model.ts).
 *
 * Slack cuts or refuses a message on many counts, one of them undocumented (all block text together, seen near 13,200
 * characters). A message is therefore laid out within one budget of visible text, so that overflow cannot happen.
 */
export const limits = {
  fallbackText: 300,
  plainText: 3_900,
  visibleText: 9_500,
  /** Used when Slack refused the full message as too long: small enough even if it counts bytes. */
  compactVisibleText: 3_000,
  sentence: 2_900,
  header: 140,
  section: 2_900,
  contextText: 1_900,
  restatement: 300,
  modelNote: 300,
  tableRows: 30,
  tableColumns: 8,
  tablePageSize: 10,
  /** Of a table as fixed-width text: columns of a Latin letter, and rows. */
  fixedWidth: 100,
  fixedWidthRows: 20,
  tableCell: 60,
  cellMarks: 3,
  citations: 12,
  citation: 160,
  quote: 48,
  place: 40,
  warnings: 5,
  warning: 300,
  /** All that says what was left out, together. */
  notes: 300,
  /** The buttons below an answer, and the small print above it. */
  controls: 400,
  lead: 200,
  sharedQuestion: 500,
  contextElements: 10,
  choices: 5,
  choice: 150,
  /** Of a setting or an input. */
  label: 1_900,
  buttonText: 75,
  buttonValue: 2_000,
  optionText: 75,
  selectOptions: 100,
  confirmText: 300,
  viewTitle: 24,
  viewBlocks: 100,
  /** One piece of fixed-width text; a view holds some of them. */
  preformatted: 2_900,
  preformattedBlocks: 10,
  sourcesPerPage: 5,
  fileTitle: 150,
} as const

export type Cell = Readonly<{ text: string; value: number | null; citations: readonly number[] }>
/** The first rows and columns of an answer, cut to the caps above. */
export type Table = Readonly<{
  caption: string
  head: readonly string[]
  rows: readonly (readonly Cell[])[]
}>
export type CitationLine = Readonly<{ index: number; text: string }>

/** A message before it becomes blocks. */
export type MessageParts = Readonly<{
  sentence: string
  restatement: string
  /** The language model's part in the answer; empty: none that is told. */
  modelNote: string
  warnings: readonly string[]
  table: Table | null
  citations: readonly CitationLine[]
}>

/** The text of one mark, as it stands after a figure. */
export const markOf = (citation: number): string => `[${citation + 1}]`

/** A cell's text with the marks of its first citations, those that are shown. */
export const markedText = (cell: Cell, isShown: (citation: number) => boolean): string =>
  [cell.text, ...cell.citations.slice(0, limits.cellMarks).filter(isShown).map(markOf)].join(' ')

const cellSize = (cell: Cell): number => lengthOf(markedText(cell, () => true))

const sum = (sizes: readonly number[]): number => sizes.reduce((total, size) => total + size, 0)

/** The longest beginning of `entries` that stays within `budget` and `count`. */
const takeWithin = <Entry>(
  entries: readonly Entry[],
  count: number,
  budget: number,
  size: (entry: Entry) => number,
): readonly Entry[] => {
  const taken: Entry[] = []
  let left = budget
  for (const entry of entries.slice(0, count)) {
    left -= size(entry)
    if (left < 0) break
    taken.push(entry)
  }
  return taken
}

const fitTable = (table: Table, budget: number): Table | null => {
  const headSize = lengthOf(table.caption) + sum(table.head.map(lengthOf))
  const rows = takeWithin(table.rows, limits.tableRows, budget - headSize, (row) => sum(row.map(cellSize)))
  return rows.length === 0 ? null : { ...table, rows }
}

/** Citations of the rows that are shown come first, in the order of the rows. */
const orderCitations = (citations: readonly CitationLine[], table: Table | null): readonly CitationLine[] => {
  const used = new Set(table?.rows.flat().flatMap((cell) => cell.citations) ?? [])
  const byIndex = new Map(citations.map((line) => [line.index, line]))
  const first = [...used].flatMap((index) => byIndex.get(index) ?? [])
  return [...first, ...citations.filter((line) => !used.has(line.index))]
}

/**
 * Lays a message out within `budget` characters of visible text.
 *
 * Shape: the sentence, the reading with its note and the warnings have fixed shares; the table gets at most three fifths of what they
 * leave; citations get the rest, those of the rows shown first, in the order of their numbers.
 */
export const fitParts = (parts: MessageParts, budget: number = limits.visibleText): MessageParts => {
  const sentence = cutText(parts.sentence, Math.min(limits.sentence, Math.floor(budget * 0.35)))
  const restatement = cutText(parts.restatement, Math.min(limits.restatement, Math.floor(budget * 0.06)))
  const modelNote = cutText(parts.modelNote, Math.min(limits.modelNote, Math.floor(budget * 0.06)))
  const warningBudget = Math.floor(budget * 0.16)
  const warnings = takeWithin(
    parts.warnings.map((warning) => cutText(warning, Math.min(limits.warning, warningBudget))),
    limits.warnings,
    warningBudget,
    lengthOf,
  )
  const left = budget - sum([sentence, restatement, modelNote, ...warnings].map(lengthOf))
  const table = parts.table === null ? null : fitTable(parts.table, Math.floor(left * 0.6))
  const tableSize = table === null ? 0 : tableTextSize(table)
  const citations = takeWithin(
    orderCitations(parts.citations, table),
    limits.citations,
    left - tableSize,
    (line) => lengthOf(line.text),
  ).toSorted((a, b) => a.index - b.index)
  return { sentence, restatement, modelNote, warnings, table, citations }
}

const tableTextSize = (table: Table): number =>
  lengthOf(table.caption) + sum(table.head.map(lengthOf)) + sum(table.rows.flat().map(cellSize))
