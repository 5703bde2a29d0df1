import type { Box } from '../../intermediate.ts'
import { isCaption } from '../../layouts/printed-line.ts'
import type { RawBlock, SpannedCell, SpannedRow } from '../../layouts/raw-table.ts'
import { countHeaderRows } from '../../layouts/row-roles.ts'
import type { RawOutcome, Reader } from '../raw-document.ts'
import { recognisePage } from '../scan/recognise-page.ts'
import { findTesseract, type ReadLines } from '../scan/tesseract.ts'
import type { Page, PageItem } from './page.ts'
import { contentOf, type PageContent } from './page-content.ts'
import { pictureOf } from './page-picture.ts'
import { goesOnAfter, marginsOf } from './paragraphs.ts'
import { partRows } from './part-rows.ts'
import { type Address, openDocument, type Pdfium, withPdfium } from './pdfium.ts'
import { type GridCell, printedBox, type RuledGrid, ruledGridsOf, textOfCell } from './ruled-grid.ts'
import { runningHeads } from './running-heads.ts'
import { linesOfGlyphs, partedBy, runOf, type TextRun } from './text-lines.ts'

/** Pages of a document that is read; none of a department comes near it. */
const mostPages = 1_500

/**
 * PDF with a text layer; pages that are pictures are recognised where the machine has tesseract.
 *
 * Outcomes: 'encrypted-file', 'damaged-file' where not all of its pages can be opened, 'too-large', 'scanned-document' where
 * nothing but pictures was found.
 */
export const pdfReader =
  (findLineReader: () => ReadLines | null): Reader =>
  async (bytes, onPage = () => {}) =>
    (await withPdfium((pdfium) => readWith(pdfium, bytes, findLineReader, onPage))) ?? {
      kind: 'unreadable',
      code: 'too-large',
    }

export const readPdf: Reader = pdfReader(findTesseract)

const readWith = async (
  pdfium: Pdfium,
  bytes: Uint8Array,
  findLineReader: () => ReadLines | null,
  onPage: () => void,
): Promise<RawOutcome> => {
  const room = pdfium.wasmExports.malloc(bytes.length)
  try {
    pdfium.HEAPU8.set(bytes, room)
    const opened = openDocument(pdfium, room, bytes.length)
    if (opened.kind === 'closed')
      return { kind: 'unreadable', code: opened.reason === 'password' ? 'encrypted-file' : 'damaged-file' }
    try {
      return await readPages(pdfium, opened.document, findLineReader, onPage)
    } finally {
      pdfium._FPDF_CloseDocument(opened.document)
    }
  } finally {
    pdfium.wasmExports.free(room)
  }
}

const readPages = async (
  pdfium: Pdfium,
  document: Address,
  findLineReader: () => ReadLines | null,
  onPage: () => void,
): Promise<RawOutcome> => {
  const count = pdfium._FPDF_GetPageCount(document)
  if (count > mostPages) return { kind: 'unreadable', code: 'too-large' }
  const contents: PageContent[] = []
  for (let index = 0; index < count; index += 1) {
    const content = onPageAt(pdfium, document, index, (page) => contentOf(pdfium, page))
    if (content === null) return { kind: 'unreadable', code: 'damaged-file' }
    contents.push(content)
  }
  const readLines = contents.some(({ isPicture }) => isPicture) ? findLineReader() : null
  const recognised: number[] = []
  for (const [index, { isPicture }] of contents.entries()) {
    const picture =
      isPicture && readLines !== null
        ? onPageAt(pdfium, document, index, (page) => pictureOf(pdfium, page))
        : null
    if (readLines === null || picture === null) continue
    onPage()
    const content = await recognisePage(picture.image, picture.pixelsPerPoint, readLines)
    if (content === null || content.glyphs.length === 0) continue
    contents[index] = content
    recognised.push(index + 1)
  }
  const pictures = contents.flatMap(({ isPicture }, index) =>
    isPicture && !recognised.includes(index + 1) ? [index + 1] : [],
  )
  const seen = contents.map((content, index) =>
    pictures.includes(index + 1) ? { ...content, glyphs: [] } : content,
  )
  if (seen.every(({ glyphs }) => glyphs.length === 0)) {
    const hasPictures = contents.some((content) => content.hasPictures)
    return { kind: 'unreadable', code: hasPictures ? 'scanned-document' : 'empty-file' }
  }
  const written = { ...writeDown(seen.map(pageOf)), pictures }
  return { kind: 'raw', document: readLines === null ? written : { ...written, recognised } }
}

/** null where the page cannot be opened. */
const onPageAt = <Result>(
  pdfium: Pdfium,
  document: Address,
  index: number,
  use: (page: Address) => Result,
): Result | null => {
  const page = pdfium._FPDF_LoadPage(document, index)
  if (page === 0) return null
  try {
    return use(page)
  } finally {
    pdfium._FPDF_ClosePage(page)
  }
}

/** Of the size of glyphs: the gap between two captions of one line. */
const captionGap = 2

const topOf = (item: PageItem): number => (item.kind === 'line' ? item.run.box[1] : item.grid.box[1])

const pageOf = ({ width, height, glyphs, rules, isPicture }: PageContent, index: number): Page => {
  const { grids, outside } = ruledGridsOf(rules, glyphs)
  const lines = linesOfGlyphs(outside).flatMap((line): readonly TextRun[] => {
    const parts = partedBy(line, captionGap).map(runOf)
    return parts.some(({ text }) => isCaption(text)) ? parts : [runOf(line)]
  })
  const items: readonly PageItem[] = [
    ...lines.map((run) => ({ kind: 'line' as const, run })),
    ...grids.map((grid) => ({ kind: 'grid' as const, grid: partRows(grid) })),
  ]
  return {
    no: index + 1,
    width,
    height,
    isRecognised: isPicture,
    items: items.toSorted((one, other) => topOf(one) - topOf(other)),
  }
}

type Written = { lines: string[]; pages: number[]; blocks: RawBlock[] }

/** The document line by line, its tables joined over the ends of pages. */
const writeDown = (pages: readonly Page[]) => {
  const written: Written = { lines: [], pages: [], blocks: [] }
  const isRunning = runningHeads(pages)
  const margins = marginsOf(pages)
  let before: Readonly<{ run: TextRun; page: Page }> | null = null
  let table: OpenTable | null = null
  const closeTable = () => {
    if (table) written.blocks.push(blockOf(table))
    table = null
  }
  for (const page of pages) {
    let startsPage = true
    for (const item of page.items) {
      if (item.kind === 'grid') {
        const next = startsPage && table ? goingOn(item.grid, table) : null
        if (next === null) closeTable()
        const cells: readonly GridCell[] = next ?? item.grid.cells
        table ??= { xs: item.grid.xs, rows: [] }
        table.rows = withNextPage(table.rows, writeRows(written, cells, item.grid.rows, page.no))
        before = null
      } else if (isRunning(item.run, page)) {
        // What runs along all pages stands in the way of whatever goes on over two of them.
        continue
      } else {
        closeTable()
        const line = write(written, item.run.text, page.no)
        const goesOn = before !== null && goesOnAfter(before, { run: item.run, page }, margins)
        written.blocks.push({ kind: 'line', line, text: item.run.text, startsPage, goesOn })
        before = { run: item.run, page }
      }
      startsPage = false
    }
  }
  closeTable()
  return { mediaType: 'application/pdf', ...written }
}

const write = ({ lines, pages }: Written, text: string, page: number): number => {
  lines.push(text)
  pages.push(page)
  return lines.length
}

type OpenTable = { xs: readonly number[]; rows: readonly SpannedRow[] }

const blockOf = ({ xs, rows }: OpenTable): RawBlock => ({
  kind: 'spanned-grid',
  source: 'ruled',
  rows,
  columns: xs.length - 1,
  lines: [rows[0]?.lines[0] ?? 1, rows.at(-1)?.lines[1] ?? 1],
})

/** How far the edges of one column may be apart from page to page, in points. */
const sameEdge = 5

/** Which of the finer edges each of the coarser ones is; null where one of them is none of these. */
const matched = (coarse: readonly number[], fine: readonly number[]): readonly number[] | null => {
  const shift = (fine[0] ?? 0) - (coarse[0] ?? 0)
  const at = coarse.map((x) => fine.findIndex((edge) => Math.abs(edge - x - shift) <= sameEdge))
  return at.includes(-1) || at.at(-1) !== fine.length - 1 ? null : at
}

const under = <Cell extends Readonly<{ column: number; columnSpan: number }>>(
  cell: Cell,
  edges: readonly number[],
): Cell => {
  const column = edges[cell.column] ?? 0
  return { ...cell, column, columnSpan: (edges[cell.column + cell.columnSpan] ?? column + 1) - column }
}

/**
 * A grid that goes on with the table of the page before, its cells under the columns of that table. Where the page ended
 * within the header, the table may learn of its columns only now. null where it does not go on.
 */
const goingOn = (grid: RuledGrid, table: OpenTable): readonly GridCell[] | null => {
  const own = matched(grid.xs, table.xs)
  if (own) return grid.cells.map((cell) => under(cell, own))
  const finer = matched(table.xs, grid.xs)
  if (!finer) return null
  table.rows = table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => under(cell, finer)) }))
  table.xs = grid.xs
  return grid.cells
}

const isUnder = (above: SpannedCell, below: SpannedCell): boolean =>
  above.column === below.column && above.columnSpan === below.columnSpan

/**
 * Whether a row is the rest of the one above it: what stands in it goes on in its cells, and some of them have ended. Cells
 * that a heading divides are narrower than it.
 */
const isRestOf = (below: SpannedRow, above: SpannedRow): boolean => {
  const rests = below.cells.filter(({ text }) => text !== '')
  const hasBegun = (rest: SpannedCell) => above.cells.some((cell) => cell.text !== '' && isUnder(cell, rest))
  const hasEnded = (cell: SpannedCell) => cell.text !== '' && !rests.some((rest) => isUnder(cell, rest))
  return rests.length > 0 && rests.every(hasBegun) && above.cells.some(hasEnded)
}

/** The rows of a table with those of its next page; a row of its header that the page cut in two is one again. */
const withNextPage = (before: readonly SpannedRow[], next: readonly SpannedRow[]): readonly SpannedRow[] => {
  const [above, below] = [before.at(-1), next[0]]
  const rows = [...before, ...next]
  if (!above || !below || countHeaderRows(rows).header <= before.length || !isRestOf(below, above))
    return rows
  const cells = above.cells.map((cell) => {
    const rest = below.cells.find((other) => isUnder(cell, other))
    return { ...cell, text: `${cell.text}${rest?.text ?? ''}` }
  })
  return rows.toSpliced(before.length - 1, 2, { cells, lines: [above.lines[0], below.lines[1]] })
}

const writeRows = (
  written: Written,
  cells: readonly GridCell[],
  rows: number,
  page: number,
): readonly SpannedRow[] =>
  Array.from({ length: rows }, (_, row): SpannedRow => {
    const own = cells.filter((cell) => cell.row === row).toSorted((one, other) => one.column - other.column)
    const spanned = own.map((cell) => ({
      text: textOfCell(cell),
      column: cell.column,
      columnSpan: cell.columnSpan,
      rowSpan: cell.rowSpan,
      box: printedBox(cell) satisfies Box,
    }))
    const line = write(written, spanned.map(({ text }) => text).join('\t'), page)
    return { cells: spanned, lines: [line, line] }
  })
