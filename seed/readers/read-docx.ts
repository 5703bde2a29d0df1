import type { UnreadableCode } from '../reading.ts'
import { createNumbering } from './docx-numbering.ts'
import { fitGrid, type PlacedCell, type PlacedRow } from './fit-grid.ts'
import { oneLine } from './one-line.ts'
import { childOf, elementsIn, parseXml, statedValue, type XmlElement } from './parse-xml.ts'
import type { RawOutcome } from './raw-document.ts'
import { unpackParts } from './unpack-parts.ts'
import { type Passage, writeDown } from './write-down.ts'

const docxMediaType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

const partNames = ['word/document.xml', 'word/numbering.xml', 'word/styles.xml'] as const

/** Properties, what was deleted or moved away, the readings above characters. */
const unprinted = new Set(
  'w:pPr w:rPr w:sdtPr w:sdtEndPr w:tblPr w:tblGrid w:trPr w:tcPr w:del w:moveFrom w:rt'.split(' '),
)

const textOf = ({ children }: XmlElement): string =>
  children.map((child) => (typeof child === 'string' ? child : '')).join('')

const isOn = (element: XmlElement | undefined, property: string): boolean =>
  !['0', 'false', 'off', undefined].includes(statedValue(element, property))

/** What a reader of Word sees of an element: of two ways to draw a thing, the first. */
const printedIn = (element: XmlElement): readonly XmlElement[] => {
  if (element.name === 'mc:AlternateContent') {
    const drawn = childOf(element, 'mc:Choice') ?? childOf(element, 'mc:Fallback')
    return drawn === undefined ? [] : [drawn]
  }
  if (element.name === 'w:r' && isOn(childOf(element, 'w:rPr'), 'w:vanish')) return []
  return elementsIn(element).filter(({ name }) => !unprinted.has(name))
}

/** The elements of a name in an element, whatever wraps them, and none within one another. */
const findAll = (element: XmlElement, name: string): readonly XmlElement[] =>
  printedIn(element).flatMap((child) => (child.name === name ? [child] : findAll(child, name)))

const characters: Readonly<Record<string, string>> = {
  'w:tab': '\t',
  'w:ptab': '\t',
  'w:br': '\n',
  'w:cr': '\n',
  'w:noBreakHyphen': '-',
}

/** The text of a paragraph, without field codes and the text boxes that hang on it. */
const paragraphText = (element: XmlElement): string =>
  printedIn(element)
    .map((child) => {
      if (child.name === 'w:t' || child.name === 'm:t') return textOf(child)
      if (child.name === 'w:txbxContent') return ''
      return characters[child.name] ?? paragraphText(child)
    })
    .join('')

const rowsOf = (table: XmlElement): readonly XmlElement[] =>
  findAll(table, 'w:tr').filter((row) => childOf(childOf(row, 'w:trPr'), 'w:del') === undefined)

const cellsOf = (row: XmlElement): readonly XmlElement[] =>
  findAll(row, 'w:tc').filter((cell) => childOf(childOf(cell, 'w:tcPr'), 'w:cellDel') === undefined)

/** A frame around text: a table that never sets two cells side by side. */
const isFrame = (table: XmlElement): boolean => rowsOf(table).every((row) => cellsOf(row).length <= 1)

/** The widest that Word lets a table be, in columns. */
const mostColumns = 63

const countOf = (properties: XmlElement | undefined, name: string, least: number): number => {
  const count = Number.parseInt(statedValue(properties, name) ?? '', 10)
  return Number.isNaN(count) ? least : Math.min(Math.max(count, least), mostColumns)
}

type Numbering = ReturnType<typeof createNumbering>

const cellText = (cell: XmlElement, numbering: Numbering): string =>
  printedIn(cell)
    .map((child): string => {
      if (child.name !== 'w:p') return cellText(child, numbering)
      const boxes = findAll(child, 'w:txbxContent').map((box) => cellText(box, numbering))
      return [`${numbering(childOf(child, 'w:pPr'))}${paragraphText(child)}`, ...boxes].join('\n')
    })
    .join('\n')

/** Cells where the columns before them put them; a cell that goes on with the one above makes that one reach further. */
const placeCells = (table: XmlElement, numbering: Numbering): readonly PlacedRow[] => {
  type GrowingCell = PlacedCell & { rowSpan: number }
  /** Cells that may go on, by the column they begin in, with the row they reach to. */
  const above = new Map<number, { cell: GrowingCell; row: number }>()
  return rowsOf(table).map((row, index) => {
    let column = countOf(childOf(row, 'w:trPr'), 'w:gridBefore', 0)
    const placed: GrowingCell[] = []
    for (const cell of cellsOf(row)) {
      const properties = childOf(cell, 'w:tcPr')
      const columnSpan = countOf(properties, 'w:gridSpan', 1)
      const text = oneLine(cellText(cell, numbering))
      const merge = statedValue(properties, 'w:vMerge')
      const begun = above.get(column)
      if (begun?.row === index - 1 && (merge === '' || merge === 'continue')) {
        begun.cell.rowSpan += 1
        begun.row = index
      } else {
        const own = { text, column, columnSpan, rowSpan: 1 }
        placed.push(own)
        if (merge === undefined) above.delete(column)
        else above.set(column, { cell: own, row: index })
      }
      column += columnSpan
    }
    return placed
  })
}

const passagesOf = (body: XmlElement, numbering: Numbering): readonly Passage[] | 'too-large' => {
  const passages: Passage[] = []
  let isTooLarge = false

  const readParagraph = (paragraph: XmlElement) => {
    const label = numbering(childOf(paragraph, 'w:pPr'))
    const lines = paragraphText(paragraph)
      .split('\n')
      .map((line) => line.split('\t').map(oneLine).join('\t').trim())
      .filter((line) => line !== '')
    for (const [index, line] of lines.entries())
      passages.push({
        kind: 'line',
        text: index === 0 ? `${label}${line}` : line,
        page: null,
        ...(index === 0 ? { goesOn: false } : {}),
      })
    for (const box of findAll(paragraph, 'w:txbxContent')) read(box)
  }

  const readTable = (table: XmlElement) => {
    if (isFrame(table)) return rowsOf(table).flatMap(cellsOf).forEach(read)
    const grid = fitGrid(placeCells(table, numbering))
    if (grid === 'too-large') isTooLarge = true
    else passages.push({ kind: 'grid', grid, page: null })
  }

  const read = (element: XmlElement) => {
    for (const child of printedIn(element)) {
      if (child.name === 'w:p') readParagraph(child)
      else if (child.name === 'w:tbl') readTable(child)
      else read(child)
    }
  }

  read(body)
  return isTooLarge ? 'too-large' : passages
}

/** Word from 2007 on: paragraphs as lines, tables as grids with the spans they state; text boxes follow their paragraph. */
export const readDocx = (bytes: Uint8Array): RawOutcome => {
  const unreadable = (code: UnreadableCode): RawOutcome => ({ kind: 'unreadable', code })
  const unpacked = unpackParts(bytes, (name) => (partNames as readonly string[]).includes(name))
  if (unpacked.kind === 'unreadable') return unpacked
  const parsed: (XmlElement | undefined)[] = []
  for (const name of partNames) {
    const part = unpacked.parts.get(name)
    const root = part === undefined ? undefined : parseXml(part)
    if (typeof root === 'string') return unreadable(root)
    parsed.push(root)
  }
  const [document, numbering, styles] = parsed
  const body = childOf(document, 'w:body')
  if (body === undefined) return unreadable('damaged-file')
  const passages = passagesOf(body, createNumbering(numbering, styles))
  return passages === 'too-large' ? unreadable(passages) : writeDown(docxMediaType, passages)
}
