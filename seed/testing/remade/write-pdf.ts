import { fileURLToPath } from 'node:url'
import PDFDocument from 'pdfkit'
import type { ModelDocument, ModelHeading, ModelTable } from './document-model.ts'
import { type CellBox, type RowBox, type TableStyle, tableBox } from './pdf-table.ts'
import { type Measure, wrapText } from './wrap-text.ts'

/**
 * Pages of A4 as offices print them: a cover, tables with ruled cells that go on over pages, paragraphs cut at the width,
 * page numbers at the foot. Positions are in points from the upper left corner.
 */
const fontFile = fileURLToPath(
  new URL('../fonts/NotoSansHans-Regular.otf', import.meta.resolve('@embedpdf/fonts-sc')),
)

const margin = 64
const footHeight = 36
const indentCharacters = 2
const textSize = 12
const textLine = 22
const sizeOfHeading: Readonly<Record<ModelHeading['level'], number>> = { 1: 18, 2: 14, 3: 12 }
/** More columns than this are printed on landscape pages. */
const mostUpright = 6

type Printer = {
  readonly document: PDFKit.PDFDocument
  readonly widths: Map<string, number>
  y: number
  page: number
}

type Layout = 'portrait' | 'landscape'

const measureAt = ({ document, widths }: Printer, size: number): Measure => {
  const emWidth = (character: string): number => {
    const known = widths.get(character)
    if (known !== undefined) return known
    const width = document.fontSize(100).widthOfString(character) / 100
    widths.set(character, width)
    return width
  }
  return (text) => [...text].reduce((sum, character) => sum + emWidth(character) * size, 0)
}

const textAt = ({ document }: Printer, text: string, x: number, y: number, size: number): void => {
  document.fontSize(size).text(text, x, y, { lineBreak: false })
}

const bottomOf = ({ document }: Printer): number => document.page.height - margin - footHeight
const widthOf = ({ document }: Printer): number => document.page.width - 2 * margin

const centred = (printer: Printer, text: string, y: number, size: number): void => {
  const width = measureAt(printer, size)(text)
  textAt(printer, text, (printer.document.page.width - width) / 2, y, size)
}

const startPage = (printer: Printer, layout: Layout): void => {
  const { document } = printer
  document.addPage({ size: 'A4', layout, margin: 0 })
  printer.page += 1
  centred(printer, `- ${printer.page} -`, document.page.height - margin, 10)
  printer.y = margin
}

const layoutOf = ({ document }: Printer): Layout =>
  document.page.width > document.page.height ? 'landscape' : 'portrait'

/** Room for something of this height, on the page or on the next. */
const makeRoom = (printer: Printer, height: number): boolean => {
  if (printer.y + height <= bottomOf(printer)) return false
  startPage(printer, layoutOf(printer))
  return true
}

const writeParagraph = (printer: Printer, text: string, size = textSize, line = textLine): void => {
  const indent = indentCharacters * size
  const lines = wrapText(text, widthOf(printer), measureAt(printer, size), indent)
  lines.forEach((part, index) => {
    makeRoom(printer, line)
    textAt(printer, part, margin + (index === 0 ? indent : 0), printer.y, size)
    printer.y += line
  })
}

const writeCentred = (printer: Printer, text: string, size: number): void => {
  for (const part of wrapText(text, widthOf(printer), measureAt(printer, size))) {
    makeRoom(printer, size * 2)
    centred(printer, part, printer.y, size)
    printer.y += size * 2
  }
}

const writeHeading = (printer: Printer, { level, text }: ModelHeading): void => {
  if (level === 1) {
    startPage(printer, 'portrait')
    writeCentred(printer, text, sizeOfHeading[1])
  } else writeParagraph(printer, text, sizeOfHeading[level], sizeOfHeading[level] * 2)
}

/** Borders are lines in some tables, as word processors draw them, and thin filled boxes in others, as spreadsheets do. */
type Rule = (left: number, top: number, right: number, bottom: number) => void

const ruleWidth = 0.6

const ruleOf = ({ document }: Printer, isFilled: boolean): Rule =>
  isFilled
    ? (left, top, right, bottom) => {
        const [width, height] = [Math.max(right - left, ruleWidth), Math.max(bottom - top, ruleWidth)]
        document.rect(left, top, width, height).fill('black')
      }
    : (left, top, right, bottom) => {
        document.lineWidth(ruleWidth).moveTo(left, top).lineTo(right, bottom).stroke()
      }

const offsetOf = ({ cell: { kind } }: CellBox, room: number): number => {
  if (kind === 'header') return room / 2
  return kind === 'amount' ? room : 0
}

const writeCell = (printer: Printer, box: CellBox, style: TableStyle, rule: Rule): void => {
  const { width, height, lines } = box
  const [left, top] = [margin + box.left, printer.y]
  rule(left, top, left + width, top)
  rule(left, top + height, left + width, top + height)
  rule(left, top, left, top + height)
  rule(left + width, top, left + width, top + height)
  const { padding, lineHeight, fontSize, measure } = style
  const first = top + (height - lines.length * lineHeight) / 2 + (lineHeight - fontSize) / 2
  lines.forEach((line, index) => {
    const x = left + padding + offsetOf(box, width - 2 * padding - measure(line))
    if (line !== '') textAt(printer, line, x, first + index * lineHeight, fontSize)
  })
}

const writeRow = (printer: Printer, { height, cells }: RowBox, style: TableStyle, rule: Rule): void => {
  for (const box of cells) writeCell(printer, box, style, rule)
  printer.y += height
}

const writeCaptions = (printer: Printer, [department, unit]: ModelTable['captions'], size: number): void => {
  const width = measureAt(printer, size)(unit)
  textAt(printer, department, margin, printer.y, size)
  textAt(printer, unit, printer.document.page.width - margin - width, printer.y, size)
  printer.y += size * 1.8
}

/** Every other table repeats its header on the pages that it goes on over. */
const writeTable = (printer: Printer, table: ModelTable, index: number): void => {
  startPage(printer, table.columns > mostUpright ? 'landscape' : 'portrait')
  const fontSize = table.columns > 9 ? 8 : 9
  const style: TableStyle = {
    fontSize,
    lineHeight: fontSize * 1.4,
    padding: 4,
    measure: measureAt(printer, fontSize),
  }
  const rule = ruleOf(printer, index % 3 === 2)
  const { header, body } = tableBox(table, widthOf(printer), style)
  const writeHeader = () => {
    for (const row of header) writeRow(printer, row, style, rule)
  }
  writeCentred(printer, table.title, 16)
  writeCaptions(printer, table.captions, 10)
  writeHeader()
  for (const row of body) {
    const isOnNewPage = makeRoom(printer, row.height)
    if (isOnNewPage && index % 2 === 0) writeHeader()
    writeRow(printer, row, style, rule)
  }
  printer.y += fontSize
  for (const note of table.notes) writeParagraph(printer, note, 10, 16)
}

const writeCover = (printer: Printer, cover: readonly string[]): void => {
  if (cover.length === 0) return
  startPage(printer, 'portrait')
  printer.y = printer.document.page.height / 4
  for (const line of cover) writeCentred(printer, line, 22)
}

const bytesOf = (document: PDFKit.PDFDocument): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    document.on('data', (part: Buffer) => parts.push(part))
    document.on('end', () => resolve(new Uint8Array(Buffer.concat(parts))))
    document.on('error', reject)
    document.end()
  })

/** A PDF whose letters are text, in the font that comes with the program. */
export const writePdf = async ({ cover, blocks }: ModelDocument): Promise<Uint8Array> => {
  const document = new PDFDocument({
    autoFirstPage: false,
    font: fontFile,
    info: { CreationDate: new Date(0) },
  })
  const printer: Printer = { document, widths: new Map(), y: 0, page: 0 }
  writeCover(printer, cover)
  let [tables, isAfterTable] = [0, true]
  for (const block of blocks) {
    if (block.kind === 'table') {
      writeTable(printer, block, tables)
      tables += 1
    } else {
      if (isAfterTable && !(block.kind === 'heading' && block.level === 1)) startPage(printer, 'portrait')
      if (block.kind === 'heading') writeHeading(printer, block)
      else writeParagraph(printer, block.text)
    }
    isAfterTable = block.kind === 'table'
  }
  return bytesOf(document)
}
