/** The one door to PDFium (WebAssembly): opening a file, and its own memory. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { PDFiumLibrary } from '@hyzyla/pdfium'
import { maximumPdfiumBytes } from '../limits.ts'

/** An address in PDFium's memory: a document, a page, an object, a buffer; 0 is none. */
export type Address = number

/** What is used of PDFium's C interface, under its own names; the package exports all of it and types a part. */
export type Pdfium = Readonly<{
  HEAPU8: Uint8Array
  HEAP32: Int32Array
  HEAPF32: Float32Array
  HEAPF64: Float64Array
  wasmExports: Readonly<{ malloc: (size: number) => Address; free: (address: Address) => void }>
  _FPDF_LoadMemDocument: (bytes: Address, size: number, password: Address) => Address
  _FPDF_CloseDocument: (document: Address) => void
  _FPDF_GetLastError: () => number
  _FPDF_GetPageCount: (document: Address) => number
  _FPDF_LoadPage: (document: Address, index: number) => Address
  _FPDF_ClosePage: (page: Address) => void
  _FPDF_GetPageWidthF: (page: Address) => number
  _FPDF_GetPageHeightF: (page: Address) => number
  _FPDFBitmap_CreateEx: (
    width: number,
    height: number,
    format: number,
    pixels: Address,
    bytesPerRow: number,
  ) => Address
  _FPDFBitmap_FillRect: (
    bitmap: Address,
    left: number,
    top: number,
    width: number,
    height: number,
    colour: number,
  ) => number
  _FPDFBitmap_GetBuffer: (bitmap: Address) => Address
  _FPDFBitmap_GetStride: (bitmap: Address) => number
  _FPDFBitmap_Destroy: (bitmap: Address) => void
  _FPDF_RenderPageBitmap: (
    bitmap: Address,
    page: Address,
    left: number,
    top: number,
    width: number,
    height: number,
    quarters: number,
    flags: number,
  ) => void
  _FPDFTextObj_GetTextRenderMode: (object: Address) => number
  _FPDF_GetPageBoundingBox: (page: Address, box: Address) => number
  _FPDFPage_GetRotation: (page: Address) => number
  _FPDFPage_CountObjects: (page: Address) => number
  _FPDFPage_GetObject: (page: Address, index: number) => Address
  _FPDFPageObj_GetType: (object: Address) => number
  _FPDFPageObj_GetMatrix: (object: Address, matrix: Address) => number
  _FPDFPageObj_GetBounds: (
    object: Address,
    left: Address,
    bottom: Address,
    right: Address,
    top: Address,
  ) => number
  _FPDFPageObj_GetStrokeColor: (
    object: Address,
    red: Address,
    green: Address,
    blue: Address,
    alpha: Address,
  ) => number
  _FPDFPageObj_GetFillColor: Pdfium['_FPDFPageObj_GetStrokeColor']
  _FPDFFormObj_CountObjects: (form: Address) => number
  _FPDFFormObj_GetObject: (form: Address, index: number) => Address
  _FPDFPath_GetDrawMode: (path: Address, fill: Address, stroke: Address) => number
  _FPDFPath_CountSegments: (path: Address) => number
  _FPDFPath_GetPathSegment: (path: Address, index: number) => Address
  _FPDFPathSegment_GetType: (segment: Address) => number
  _FPDFPathSegment_GetPoint: (segment: Address, x: Address, y: Address) => number
  _FPDFPathSegment_GetClose: (segment: Address) => number
  _FPDFText_LoadPage: (page: Address) => Address
  _FPDFText_ClosePage: (text: Address) => void
  _FPDFText_CountChars: (text: Address) => number
  _FPDFText_GetUnicode: (text: Address, index: number) => number
  _FPDFText_IsGenerated: (text: Address, index: number) => number
  _FPDFText_GetFontSize: (text: Address, index: number) => number
  _FPDFText_GetMatrix: (text: Address, index: number, matrix: Address) => number
  _FPDFText_GetCharAngle: (text: Address, index: number) => number
  _FPDFText_GetLooseCharBox: (text: Address, index: number, box: Address) => number
  _FPDFText_GetCharOrigin: (text: Address, index: number, x: Address, y: Address) => number
}>

const isPdfium = (module: unknown): module is Pdfium =>
  typeof module === 'object' && module !== null && '_FPDFText_GetLooseCharBox' in module

/** What is used of it; the types of Node do not name it. */
declare const WebAssembly: Readonly<{
  Module: new (code: Uint8Array) => object
  Instance: new (module: object, imports: object) => Readonly<{ exports: object }>
}>

const codeFile = fileURLToPath(import.meta.resolve('@hyzyla/pdfium/pdfium.wasm'))

/** How PDFium asks for more memory, in bytes of all that it wants to have; false where there is none. */
type GrowMemory = (bytes: number) => boolean

/** It wanted more memory than it may have. */
class MemoryUsedUp extends Error {}

/**
 * Runs `use` with a PDFium of its own. Null: the file needs more memory than one may.
 *
 * PDFium itself either breaks for want of memory or goes on without what it could not unpack, and says nothing of it; so
 * it is asked no further once it wanted more.
 * Faults: a package whose library is not PDFium's.
 */
export const withPdfium = async <Result>(
  use: (pdfium: Pdfium) => Promise<Result>,
): Promise<Result | null> => {
  const code = new WebAssembly.Module(readFileSync(codeFile))
  let isUsedUp = false
  const library: object = await PDFiumLibrary.init({
    instantiateWasm: ({ env = {}, ...others }, onInstance) => {
      const grow = env.emscripten_resize_heap as GrowMemory // its name and form in every Emscripten
      const bounded: GrowMemory = (bytes) => {
        const wanted = bytes >>> 0
        if (wanted <= maximumPdfiumBytes && grow(wanted)) return true
        isUsedUp = true
        throw new MemoryUsedUp()
      }
      const instance = new WebAssembly.Instance(code, {
        ...others,
        env: { ...env, emscripten_resize_heap: bounded },
      })
      onInstance(instance as never) // the package names its type wrongly
      return instance.exports
    },
  })
  const module: unknown = 'module' in library ? library.module : null
  if (!isPdfium(module)) throw new Error('the package @hyzyla/pdfium holds no PDFium')
  try {
    return await use(module)
  } catch (error) {
    // Whatever fails after it, closing the file too, fails for this reason.
    if (isUsedUp) return null
    throw error
  }
}

/** Runs `use` with room for so many bytes in PDFium's memory. */
export const withRoom = <Result>(
  { wasmExports }: Pdfium,
  size: number,
  use: (room: Address) => Result,
): Result => {
  const room = wasmExports.malloc(size)
  try {
    return use(room)
  } finally {
    wasmExports.free(room)
  }
}

export type OpenOutcome =
  | { readonly kind: 'open'; readonly document: Address }
  | { readonly kind: 'closed'; readonly reason: 'password' | 'damaged' }

const passwordError = 4

/** Opens the document that stands at `bytes`; it must be closed again. */
export const openDocument = (pdfium: Pdfium, bytes: Address, size: number): OpenOutcome => {
  const document = pdfium._FPDF_LoadMemDocument(bytes, size, 0)
  if (document !== 0) return { kind: 'open', document }
  return {
    kind: 'closed',
    reason: pdfium._FPDF_GetLastError() === passwordError ? 'password' : 'damaged',
  }
}
