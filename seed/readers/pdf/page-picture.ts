import { type GrayImage, white } from '../scan/gray-image.ts'
import type { Address, Pdfium } from './pdfium.ts'

/** Letters of 8 points are read well from so many, and no better from more. */
const usualDotsPerInch = 300
/** A larger page is pictured with fewer dots. */
const mostPixels = 24_000_000

const grayFormat = 1
const grayscaleFlag = 0x08
const opaqueWhite = 0xffffffff

export type PagePicture = Readonly<{ image: GrayImage; pixelsPerPoint: number }>

/** A page as it is seen, in gray; null where it has no size, or not the memory that it takes. */
export const pictureOf = (
  pdfium: Pdfium,
  page: Address,
  dotsPerInch = usualDotsPerInch,
): PagePicture | null => {
  const [across, down] = [pdfium._FPDF_GetPageWidthF(page), pdfium._FPDF_GetPageHeightF(page)]
  const scale = Math.min(dotsPerInch / 72, Math.sqrt(mostPixels / (across * down)))
  const [width, height] = [Math.round(across * scale), Math.round(down * scale)]
  const bitmap = width > 0 && height > 0 ? pdfium._FPDFBitmap_CreateEx(width, height, grayFormat, 0, 0) : 0
  if (bitmap === 0) return null
  try {
    pdfium._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, opaqueWhite)
    pdfium._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, grayscaleFlag)
    const [start, bytesPerRow] = [pdfium._FPDFBitmap_GetBuffer(bitmap), pdfium._FPDFBitmap_GetStride(bitmap)]
    const pixels = new Uint8Array(width * height).fill(white)
    for (let row = 0; row < height; row += 1) {
      const from = start + row * bytesPerRow
      pixels.set(pdfium.HEAPU8.subarray(from, from + width), row * width)
    }
    return { image: { width, height, pixels }, pixelsPerPoint: scale }
  } finally {
    pdfium._FPDFBitmap_Destroy(bitmap)
  }
}
