import { type Block, type Caption, type Table, type TextLine, withoutSpace } from '../intermediate.ts'
import {
  cleanLine,
  endsSentence,
  headingLevelOf,
  isCaption,
  isDisclosureTitle,
  isNumbered,
  isTableNote,
  isTableTitle,
} from './printed-line.ts'
import type { RawBlock } from './raw-table.ts'
import { type RawGrid, type SolvedGrid, solveGrid } from './solve-grid.ts'
import { type SpannedGrid, solveSpannedGrid } from './solve-spanned-grid.ts'

/** A raw line, and what it says without the marks of converters. */
type PrintedLine = Extract<RawBlock, { kind: 'line' }> & { readonly clean: string }

/** How far above a grid its title may stand, in lines of text. */
const farthestTitle = 8

type UnsolvedGrid = RawGrid | SpannedGrid
type UnsolvedRow = UnsolvedGrid['rows'][number]

const textsOf = (row: UnsolvedRow): readonly Caption[] =>
  row.cells.flatMap((cell) => {
    const [line] = 'lines' in cell ? cell.lines : row.lines
    const text = cell.text.trim()
    return text === '' ? [] : [{ text, line }]
  })

/** A title over all columns: the only cell of its row. */
const titleIn = (row: UnsolvedRow): Caption | null => {
  const [only, ...others] = textsOf(row)
  return only && others.length === 0 && isTableTitle(only.text) && !isCaption(only.text)
    ? { ...only, text: partTitle(only.text).title }
    : null
}

/**
 * How many rows of a grid stand above its header: captions, and where cells state their spans the title, with whatever
 * else takes a row for itself between them (the name of the department).
 */
const countLabelRows = (grid: UnsolvedGrid): number => {
  const isLabel = (row: UnsolvedRow) =>
    textsOf(row).every(({ text }) => isCaption(text)) ||
    (grid.kind === 'spanned-grid' && titleIn(row) !== null)
  const canFollow = (row: UnsolvedRow, at: number) =>
    grid.kind === 'spanned-grid' && at > 0 && textsOf(row).length === 1
  const end = grid.rows.findIndex((row, at) => !isLabel(row) && !canFollow(row, at))
  return grid.rows.slice(0, end === -1 ? grid.rows.length : end).findLastIndex(isLabel) + 1
}

/** What stands in the grid above its header: captions, and in a spreadsheet the title. */
const splitLabelRows = <Grid extends UnsolvedGrid>(
  grid: Grid,
): { title: Caption | null; captions: readonly Caption[]; grid: Grid | null } => {
  const labelRows = grid.rows.slice(0, countLabelRows(grid))
  const rows = grid.rows.slice(labelRows.length)
  const [first] = rows
  const title =
    grid.kind === 'spanned-grid' ? (labelRows.map(titleIn).findLast((found) => found !== null) ?? null) : null
  return {
    title,
    captions: labelRows.flatMap((row) => textsOf(row).filter(({ text }) => text !== title?.text)),
    grid: first ? { ...grid, rows, lines: [first.lines[0], grid.lines[1]] } : null,
  }
}

/** 预算01表 部门收支总体情况表, 表1-1 部门收入总表: the number of a form before its title. */
const partTitle = (text: string): { number: string | null; title: string } => {
  const number = /^\S*表\s*\d*(?:[-－]\d+)?\s+(?=\S+)/u.exec(text)?.[0] ?? null
  return number !== null && isCaption(number) && isTableTitle(text.slice(number.length))
    ? { number: number.trim(), title: text.slice(number.length) }
    : { number: null, title: text }
}

type Label = Readonly<{ title: string; titleLine: number | null; captions: readonly Caption[]; used: number }>

const isTitleLine = (text: string): boolean => isTableTitle(text) && !isCaption(text)

/** The title and captions that stand last in the lines above a grid; `used` is how many lines they take. */
const labelAbove = (above: readonly PrintedLine[]): Label => {
  const captions: Caption[] = []
  for (let used = 1; used <= Math.min(above.length, farthestTitle); used += 1) {
    const line = above.at(-used)
    if (!line) break
    const text = line.clean
    if (isCaption(text)) captions.unshift({ text, line: line.line })
    else if (isTableNote(text)) break
    else if (text.length <= 60 && !/[。；：:]$/u.test(text)) {
      const before = above.at(-used - 1)
      // （部门预算支出经济分类科目） on a line of its own is the end of the title above it.
      if (/^[（(][^（）()]+[）)]$/u.test(text) && before && isTitleLine(before.clean))
        return { title: `${before.clean}${text}`, titleLine: before.line, captions, used: used + 1 }
      const { number, title } = partTitle(text)
      if (number !== null) captions.unshift({ text: number, line: line.line })
      return { title, titleLine: line.line, captions, used }
    } else break
  }
  return { title: '', titleLine: null, captions, used: captions.length }
}

const continues = (line: TextLine, next: PrintedLine, pageWidth: number): boolean =>
  next.goesOn ??
  (!next.startsPage || !headingLevelOf(next.clean)
    ? line.text.length >= pageWidth &&
      !endsSentence(line.text) &&
      !isDisclosureTitle(line.text) &&
      !isNumbered(next.text) &&
      !isTableTitle(next.text)
    : false)

/** The length from which a line counts as cut by the page and not ended by its writer. */
const pageWidthOf = (lines: readonly PrintedLine[]): number => {
  const lengths = lines.map((line) => line.clean.length).toSorted((a, b) => a - b)
  const long = lengths[Math.floor(lengths.length * 0.9)] ?? 0
  return Math.min(30, Math.floor(long * 0.55))
}

/** A part's heading (第三部分 …) that the next line ends. */
const isCutPartHeading = (text: string, next: PrintedLine): boolean => {
  const ending = next.clean
  return (
    /^第[一二三四五六七八九十]{1,3}部分/u.test(text) &&
    !next.startsPage &&
    ending.length <= 20 &&
    !isNumbered(ending) &&
    !isCaption(ending) &&
    headingLevelOf(ending) === null &&
    !/[。，：:；]/u.test(ending)
  )
}

const numberings = [
  /^[（(][一二三四五六七八九十]{1,3}[）)]/u,
  /^[一二三四五六七八九十]{1,3}、/u,
  /^[（(]\d{1,2}[）)]/u,
  /^\d{1,2}[、.．]/u,
]

/** （十三）完成交办的其他任务。 after （十二）, a paragraph: one more in the list, short as it is. */
const isListItem = (text: string, before: Block | undefined): boolean => {
  if (before?.kind !== 'paragraph' || !/。$/u.test(text)) return false
  const opening = before.pieces[0]?.text ?? ''
  return numberings.some((numbering) => numbering.test(text) && numbering.test(opening))
}

/** Runs of text lines become headings and paragraphs. */
const readText = (lines: readonly PrintedLine[], pageWidth: number): readonly Block[] => {
  const blocks: Block[] = []
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index]
    if (!line) break
    const text = line.clean
    const level = isListItem(text, blocks.at(-1)) ? null : headingLevelOf(text)
    if (level !== null) {
      const next = lines[index + 1]
      if (next && isCutPartHeading(text, next)) {
        const title = /部分$/u.test(text) ? `${text} ${next.clean}` : `${text}${next.clean}`
        blocks.push({ kind: 'heading', level, text: title, lines: [line.line, next.line] })
        index += 1
      } else blocks.push({ kind: 'heading', level, text, lines: [line.line, line.line] })
      continue
    }
    const pieces: TextLine[] = [{ line: line.line, text }]
    for (let next = lines[index + 1]; next; next = lines[index + 1]) {
      const open = pieces.at(-1)
      if (!open || !continues(open, next, pageWidth)) break
      pieces.push({ line: next.line, text: next.clean })
      index += 1
    }
    blocks.push({ kind: 'paragraph', pieces })
  }
  return blocks
}

const headerText = ({ rows }: SolvedGrid): string =>
  withoutSpace(
    rows
      .filter(({ role }) => role === 'header')
      .flatMap(({ cells }) => cells.map(({ text }) => text))
      .join('\t'),
  )

/** Raw lines and grids become headings, paragraphs and titled tables. */
export const assembleBlocks = (raw: readonly RawBlock[]): readonly Block[] => {
  const blocks: Block[] = []
  const printed = raw.map((block) =>
    block.kind === 'line' ? { ...block, clean: cleanLine(block.text) } : block,
  )
  const pageWidth = pageWidthOf(printed.filter((block) => block.kind === 'line'))
  let pending: PrintedLine[] = []
  let lastTitle = ''
  let lastHeader = ''

  const pushTable = (grid: SolvedGrid, label: Label, captions: readonly Caption[]) => {
    // What has a header of its own is no rest of the table before it; where the layout lost the columns, it may be.
    const header = grid.source === 'ruled' || grid.source === 'markup' ? headerText(grid) : ''
    const goesOn = label.title === '' && pending.length === 0 && (header === '' || header === lastHeader)
    const title = goesOn ? lastTitle : label.title
    lastTitle = title
    if (header !== '') lastHeader = header
    const table: Table = {
      kind: 'table',
      title,
      lines: [label.titleLine ?? grid.lines[0], grid.lines[1]],
      captions: [...label.captions, ...captions],
      source: grid.source,
      columns: grid.columns,
      rows: grid.rows,
      isSolved: grid.isSolved,
    }
    for (const block of readText(pending.slice(0, pending.length - label.used), pageWidth)) blocks.push(block)
    blocks.push(table)
    pending = []
  }

  for (const block of printed) {
    if (block.kind === 'line') pending.push(block)
    else if (block.kind === 'solved-grid') pushTable(block, labelAbove(pending), [])
    else {
      const { title, captions, grid } = splitLabelRows(block)
      if (grid === null) continue
      const solved = grid.kind === 'grid' ? solveGrid(grid) : solveSpannedGrid(grid)
      const label = title
        ? { title: title.text, titleLine: title.line, captions: [], used: 0 }
        : labelAbove(pending)
      pushTable(solved, label, captions)
    }
  }
  for (const block of readText(pending, pageWidth)) blocks.push(block)
  return blocks
}
