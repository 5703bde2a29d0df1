import PDFDocument from 'pdfkit'
import { pictureOf } from '../../readers/pdf/page-picture.ts'
import { openDocument, withPdfium, withRoom } from '../../readers/pdf/pdfium.ts'
import { type GrayImage, turned } from '../../readers/scan/gray-image.ts'
import { writePng } from './write-png.ts'

/** How a page lay on the glass, and what the glass was like. */
export type Scanner = Readonly<{
  dotsPerInch: number
  /** Of every other page to the right, of those between to the left. */
  skewDegrees: number
  /** Share of the pixels that are black or white, whatever was printed there. */
  specks: number
  /** How far any other pixel may be lighter or darker, of 255. */
  grain: number
}>

export const cleanScanner: Scanner = { dotsPerInch: 300, skewDegrees: 0, specks: 0, grain: 0 }
export const worseScanner: Scanner = { dotsPerInch: 300, skewDegrees: 1.5, specks: 0.01, grain: 30 }

/** Numbers from 0 to 1 that are the same at every run. */
const sequenceFrom = (seed: number): (() => number) => {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return state / 2 ** 32
  }
}

const asScanned = (image: GrayImage, page: number, { skewDegrees, specks, grain }: Scanner): GrayImage => {
  const angle = ((page % 2 === 0 ? 1 : -1) * skewDegrees * Math.PI) / 180
  const { width, height, pixels } = angle === 0 ? image : turned(image, angle)
  if (specks === 0 && grain === 0) return { width, height, pixels }
  const next = sequenceFrom(page + 1)
  return {
    width,
    height,
    pixels: pixels.map((gray) => {
      const [chance, shade] = [next(), (next() * 2 - 1) * grain]
      if (chance < specks) return chance < specks / 2 ? 0 : 255
      return Math.max(0, Math.min(255, gray + shade))
    }),
  }
}

type PrintedPage = Readonly<{ index: number; image: GrayImage }>

const pagesOf = async (
  bytes: Uint8Array,
  dotsPerInch: number,
  isChosen: (index: number) => boolean,
): Promise<readonly PrintedPage[]> => {
  const pages = await withPdfium(async (pdfium) =>
    withRoom(pdfium, bytes.length, (room) => {
      pdfium.HEAPU8.set(bytes, room)
      const opened = openDocument(pdfium, room, bytes.length)
      if (opened.kind === 'closed') throw new Error(`a document that cannot be scanned: ${opened.reason}`)
      const indexes = Array.from({ length: pdfium._FPDF_GetPageCount(opened.document) }, (_, index) => index)
      return indexes.filter(isChosen).map((index) => {
        const page = pdfium._FPDF_LoadPage(opened.document, index)
        const picture = pictureOf(pdfium, page, dotsPerInch)
        pdfium._FPDF_ClosePage(page)
        if (picture === null) throw new Error(`page ${index + 1} cannot be pictured`)
        return { index, image: picture.image }
      })
    }),
  )
  if (pages === null) throw new Error('a document that is too large to be scanned')
  return pages
}

/** The document printed and scanned: its pages as pictures and nothing else. `chosen` are its pages from 1; all where left out. */
export const scanPdf = async (
  bytes: Uint8Array,
  scanner: Scanner,
  chosen?: readonly number[],
): Promise<Uint8Array> => {
  const document = new PDFDocument({ autoFirstPage: false, info: { CreationDate: new Date(0) } })
  const parts: Buffer[] = []
  document.on('data', (part: Buffer) => parts.push(part))
  const ended = new Promise((resolve) => document.on('end', resolve))
  const isChosen = (index: number) => chosen === undefined || chosen.includes(index + 1)
  for (const { index, image } of await pagesOf(bytes, scanner.dotsPerInch, isChosen)) {
    const [width, height] = [image.width, image.height].map((side) => (side * 72) / scanner.dotsPerInch)
    const png = Buffer.from(writePng(asScanned(image, index, scanner)))
    document
      .addPage({ size: [width ?? 0, height ?? 0], margin: 0 })
      .image(png, 0, 0, { width: width ?? 0, height: height ?? 0 })
  }
  document.end()
  await ended
  return new Uint8Array(Buffer.concat(parts))
}
