import { type CheerioAPI, load } from 'cheerio'
import type { UnreadableCode } from '../reading.ts'
import { decodeHtml } from './decode-html.ts'
import { fitGrid } from './fit-grid.ts'
import { judgePage } from './judge-page.ts'
import { layCells, type MarkedCell } from './lay-cells.ts'
import { maximumNesting, maximumPartBytes } from './limits.ts'
import { oneLine } from './one-line.ts'
import type { RawOutcome } from './raw-document.ts'
import { type Passage, writeDown } from './write-down.ts'

type Root = ReturnType<CheerioAPI['root']>[number]
type Node = Root['children'][number]
type Element = Extract<Node, { attribs: unknown }>

const named = (names: string): ReadonlySet<string> => new Set(names.split(' '))

/** What a page does not show, or shows to lead elsewhere. */
const unprinted = named(
  'head script style noscript template nav iframe object embed svg math canvas audio video select button textarea',
)
const paragraphs = named(
  'html body p div li ul ol dl dt dd h1 h2 h3 h4 h5 h6 address article aside blockquote center details summary fieldset legend figure figcaption footer form header hr main menu pre section caption table thead tbody tfoot tr td th',
)
const rowGroups = named('thead tbody tfoot')
const cellNames = named('td th')

const isElement = (node: Node): node is Element => 'attribs' in node

const isPrinted = ({ name, attribs }: Element): boolean =>
  !unprinted.has(name) &&
  attribs.hidden === undefined &&
  !/display\s*:\s*none|visibility\s*:\s*hidden/iu.test(attribs.style ?? '')

const elementsIn = ({ children }: Pick<Root, 'children'>): readonly Element[] =>
  children.filter(isElement).filter(isPrinted)

/** Blanks and breaks of the page's own writing; a blank that is not to be broken stays one of several. */
const collapsed = (text: string): string =>
  text.replace(/[ \t\r\n\f]+/gu, (blanks) => (/[\r\n]/u.test(blanks) ? '\n' : ' '))

/** The text of a cell, its paragraphs parted by breaks. */
const cellText = (node: Node): string => {
  if (node.type === 'text') return collapsed(node.data)
  if (!isElement(node) || !isPrinted(node)) return ''
  if (node.name === 'br') return '\n'
  const text = node.children.map(cellText).join('')
  return paragraphs.has(node.name) ? `\n${text}\n` : text
}

const rowsIn = (group: Element): readonly Element[] => elementsIn(group).filter(({ name }) => name === 'tr')
const cellsIn = (row: Element): readonly Element[] =>
  elementsIn(row).filter(({ name }) => cellNames.has(name))

/** The rows of a table by the groups that they stand in, which no cell reaches out of. */
const groupsOf = (table: Element): readonly (readonly Element[])[] => {
  const groups = elementsIn(table).filter(({ name }) => rowGroups.has(name))
  return [rowsIn(table), ...groups.map(rowsIn)].filter((rows) => rows.length > 0)
}

const holdsTable = (element: Element): boolean =>
  elementsIn(element).some((child) => child.name === 'table' || holdsTable(child))

/** A table that lays out the page: it holds tables, or never sets two cells side by side. */
const isLayout = (table: Element): boolean =>
  table.attribs.role === 'presentation' ||
  holdsTable(table) ||
  groupsOf(table).every((rows) => rows.every((row) => cellsIn(row).length <= 1))

const spanOf = (stated: string | undefined, least: number, most: number): number => {
  const span = Number.parseInt(stated ?? '', 10)
  return Number.isNaN(span) || span < least ? 1 : Math.min(span, most)
}

/** The most columns and rows that a browser lets a cell span. */
const [mostColumns, mostRows] = [1000, 65_534]

const markedCell = (cell: Element): MarkedCell => ({
  text: oneLine(cellText(cell)),
  columnSpan: spanOf(cell.attribs.colspan, 1, mostColumns),
  rowSpan: spanOf(cell.attribs.rowspan, 0, mostRows),
})

const passagesOf = (root: Root): readonly Passage[] | 'too-large' => {
  const passages: Passage[] = []
  let isTooLarge = false
  let text = ''
  let isBroken = false

  /** Ends a line; one that a break ends is followed by more of its paragraph, or by another: only words can tell. */
  const endLine = (isBreak: boolean) => {
    const line = oneLine(text)
    text = ''
    if (line !== '')
      passages.push({ kind: 'line', text: line, page: null, ...(isBroken ? {} : { goesOn: false }) })
    isBroken = isBreak && (isBroken || line !== '')
  }

  const readGrid = (table: Element) => {
    const laid = layCells(groupsOf(table).map((rows) => rows.map((row) => cellsIn(row).map(markedCell))))
    const grid = laid === 'too-large' ? laid : fitGrid(laid)
    if (grid === 'too-large') isTooLarge = true
    else passages.push({ kind: 'grid', grid, page: null })
  }

  const readTable = (table: Element) => {
    const captions = elementsIn(table).filter(({ name }) => name === 'caption')
    for (const caption of captions) readBlock(caption)
    readGrid(table)
  }

  const readBlock = (block: Element) => {
    endLine(false)
    if (block.name === 'table' && !isLayout(block)) readTable(block)
    else for (const child of block.children) read(child, block.name === 'pre')
    endLine(false)
  }

  const readWritten = (written: string) => {
    for (const [index, line] of written.split(/\r\n|\n|\r/u).entries()) {
      if (index > 0) endLine(true)
      text += line
    }
  }

  const read = (node: Node, isWritten: boolean) => {
    if (node.type === 'text') {
      if (isWritten) readWritten(node.data)
      else text += collapsed(node.data)
    } else if (isElement(node) && isPrinted(node)) {
      if (node.name === 'br') endLine(true)
      else if (paragraphs.has(node.name)) readBlock(node)
      else for (const child of node.children) read(child, isWritten)
    }
  }

  for (const child of root.children) read(child, false)
  endLine(false)
  return isTooLarge ? 'too-large' : passages
}

/** Whether a tree is deeper than is walked; told without walking into it. */
const isTooDeep = (root: Root): boolean => {
  let level: readonly Element[] = root.children.filter(isElement)
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > 2 * maximumNesting) return true
    level = level.flatMap(({ children }) => children.filter(isElement))
  }
  return false
}

const unreadable = (code: UnreadableCode): RawOutcome => ({ kind: 'unreadable', code })

/**
 * A page: its paragraphs as lines, its innermost tables as grids. Nothing that it refers to is fetched, no script runs,
 * and what it hides is not read.
 */
export const readHtml = (bytes: Uint8Array): RawOutcome => {
  if (bytes.length > maximumPartBytes) return unreadable('too-large')
  const decoded = decodeHtml(bytes)
  if (decoded.kind === 'unreadable')
    return unreadable(decoded.code === 'unsupported-type' ? 'damaged-file' : decoded.code)
  const state = judgePage(decoded.text)
  if (state !== 'whole') return unreadable(state)
  const root = load(decoded.text, { scriptingEnabled: false }).root().get(0)
  if (root === undefined || isTooDeep(root)) return unreadable('too-large')
  const passages = passagesOf(root)
  return passages === 'too-large' ? unreadable(passages) : writeDown('text/html', passages)
}
