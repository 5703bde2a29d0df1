import { type Block, type Cell, type LineSpan, spanOver, type Table } from '../../intermediate.ts'
import { isHeaderText, isValueText, levelsOf } from './column-words.ts'

/** A cell of a form: `column` is null where the layout lost it. */
export type FormCell = Readonly<{ text: string; column: number | null; lines: LineSpan; isValue: boolean }>

/** `segment` counts the pieces a page break left: the columns of each may have slipped in its own way. */
export type FormRow = Readonly<{
  cells: readonly FormCell[]
  lines: LineSpan
  segment: number
  width: number
}>

/** A form as it was printed, whatever page breaks made of it. */
export type Form = Readonly<{
  title: string
  rows: readonly FormRow[]
  tables: readonly Table[]
}>

/** A table without a title of its own goes on with the one before it. */
const goesOn = (table: Table, before: Table): boolean =>
  table.title === before.title && table.rows[0]?.lines[0] === table.lines[0] && table.source === before.source

/** Joins the pieces of each table that stand one after the other. */
export const joinPieces = (blocks: readonly Block[]): readonly (readonly Table[])[] => {
  const groups: Table[][] = []
  let before: Table | null = null
  for (const block of blocks) {
    if (block.kind === 'table' && before && goesOn(block, before)) groups.at(-1)?.push(block)
    else if (block.kind === 'table') groups.push([block])
    before = block.kind === 'table' ? block : null
  }
  return groups
}

export const formOf = (tables: readonly Table[]): Form => ({
  title: tables[0]?.title ?? '',
  rows: tables.flatMap((table, segment) =>
    table.source === 'spaces' && !table.isSolved ? wrappedRows(table, segment) : plainRows(table, segment),
  ),
  tables,
})

const formCell = (text: string, column: number | null, lines: LineSpan): FormCell => ({
  text,
  column,
  lines,
  isValue: isValueText(text),
})

const printedCells = (cells: readonly Cell[]): readonly Cell[] =>
  cells.filter(({ text }) => text.trim() !== '')

const plainRows = (table: Table, segment: number): readonly FormRow[] =>
  table.rows.map(({ cells, lines }) => ({
    cells: printedCells(cells).map((cell) => formCell(cell.text, cell.column, cell.lines)),
    lines,
    segment,
    width: table.columns,
  }))

const isPercentSign = ({ text }: FormCell): boolean => /^[%％]$/u.test(text)

/** 89.6 and % stand apart. */
const joinPercent = (cells: readonly FormCell[]): readonly FormCell[] =>
  cells.flatMap((cell, index) => {
    if (isPercentSign(cell) && index > 0) return []
    const next = cells[index + 1]
    return [
      next && isPercentSign(next) ? formCell(`${cell.text}${next.text}`, cell.column, cell.lines) : cell,
    ]
  })

/** How many cells at the end of a line are values. */
const valuesAtEnd = (cells: readonly FormCell[]): number =>
  cells.length - 1 - cells.findLastIndex(({ isValue }) => !isValue)

/** Titles of the parts of a form, on lines of their own. */
const bandTitle = /^(?:绩效指标|年度主要任务|年度(?:履职|总体)目标)$/u

/**
 * Page text wraps the words of a cell over several lines, and only the last of them ends with the row's values. Words
 * are gathered until a line of values, or a line of header words, ends them.
 */
const wrappedRows = (table: Table, segment: number): readonly FormRow[] => {
  const rows: FormRow[] = []
  let words: FormCell[] = []
  const push = (cells: readonly FormCell[]) => {
    if (cells.length > 0)
      rows.push({ cells, lines: spanOver(cells.map(({ lines }) => lines)), segment, width: table.columns })
  }
  const pushWords = (cells: readonly FormCell[]) => {
    if (cells.length > 0) push([joinWords(cells)])
  }
  /** What was gathered: words, a header that was wrapped, too, and the words after it. */
  const flush = (): readonly FormCell[] => {
    const header = wrappedHeaderIn(words)
    const rest = header ? words.slice(header.end) : words
    if (header) {
      pushWords(words.slice(0, header.start))
      push(header.cells)
    }
    words = []
    return rest
  }
  const lines = table.rows.map(({ cells }) => {
    return joinPercent(printedCells(cells).map(({ text, lines }) => formCell(text, null, lines)))
  })
  for (const [index, cells] of lines.entries()) {
    const [first] = cells
    if (cells.length === 1 && first && bandTitle.test(first.text) && beginsHeader(lines[index + 1]))
      pushWords(flush())
    else if (
      cells.length > 1 &&
      cells.every(({ text }) => isHeaderText(text)) &&
      wrappedHeaderIn(words) === null &&
      !isOpenHeader(words)
    ) {
      pushWords(flush())
      push(cells)
    } else if (valuesAtEnd(cells) >= 2) {
      push([...splitLevels(flush()), ...cells])
    } else words.push(...cells)
  }
  pushWords(flush())
  return rows
}

/** 一级指标 …, or its first line: 一级. */
const beginsHeader = (cells: readonly FormCell[] = []): boolean =>
  cells.some(({ text }) => isHeaderText(text) || /^[一二三]级$/u.test(text.trim()))

const textOf = (words: readonly FormCell[]): string => words.map(({ text }) => text).join('')

const joinWords = (words: readonly FormCell[]): FormCell =>
  formCell(textOf(words), null, spanOver(words.map(({ lines }) => lines)))

/** 投入|管理|指标|工作任务|科学性: the names of levels in front of a label. */
const splitLevels = (words: readonly FormCell[]): readonly FormCell[] => {
  const length = wrapLengths.findLast(
    (count) => count <= words.length && levelsOf(textOf(words.slice(0, count))).length > 0,
  )
  if (length !== undefined) return [joinWords(words.slice(0, length)), ...splitLevels(words.slice(length))]
  return words.length > 0 ? [joinWords(words)] : []
}

type WrappedHeader = Readonly<{ start: number; end: number; cells: readonly FormCell[] }>

/** Fewer header words in a run may stand in any text. */
const fewestWrapped = 4

/** 一级|指标|二级|指标|三级指标 …: the longest run of gathered words that spells header words and nothing else. */
const wrappedHeaderIn = (words: readonly FormCell[]): WrappedHeader | null => {
  const runs = words.map((_, start) => headerRunFrom(words, start))
  const longest = runs.toSorted((a, b) => b.cells.length - a.cells.length)[0]
  return longest && longest.cells.length >= fewestWrapped ? longest : null
}

/** Over how many lines a word may be wrapped. */
const wrapLengths = [1, 2, 3, 4, 5]

const headerRunFrom = (words: readonly FormCell[], start: number): WrappedHeader => {
  const cells: FormCell[] = []
  let end = start
  for (;;) {
    const length = wrapLengths.find(
      (count) => end + count <= words.length && isHeaderText(textOf(words.slice(end, end + count))),
    )
    if (length === undefined) return { start, end, cells }
    cells.push(joinWords(words.slice(end, end + length)))
    end += length
  }
}

/** Header words have begun and go on in the next line. */
const isOpenHeader = (words: readonly FormCell[]): boolean =>
  words.some((_, start) => {
    const { end, cells } = headerRunFrom(words, start)
    return cells.length > 0 && end === words.length
  })
