/** What stands on a page: its glyphs and its ruled lines, in points from the upper left corner as a reader holds it. */
import type { Box } from '../../intermediate.ts'
import { type Address, type Pdfium, withRoom } from './pdfium.ts'

export type Glyph = Readonly<{
  text: string
  left: number
  right: number
  /** Of the line that the glyph stands on. */
  baseline: number
  /** Of its font, in points: as wide as an ideograph. */
  size: number
}>

/** A horizontal rule has its y at `at` and runs over x, a vertical one the other way round. */
export type Rule = Readonly<{ isHorizontal: boolean; at: number; from: number; to: number }>

export type PageContent = Readonly<{
  width: number
  height: number
  glyphs: readonly Glyph[]
  rules: readonly Rule[]
  hasPictures: boolean
  /** Nothing is to be seen on the page but pictures; what letters it has are not shown, as scanners put them in. */
  isPicture: boolean
}>

type Point = Readonly<{ x: number; y: number }>
type Transform = (point: Point) => Point

/** By quarter turns to the right: from PDF coordinates, whose y grows upwards, to those of the page as it is held. */
const turned = ([left, bottom, right, top]: Box, quarters: number): Transform => {
  switch (((quarters % 4) + 4) % 4) {
    case 1:
      return ({ x, y }) => ({ x: y - bottom, y: x - left })
    case 2:
      return ({ x, y }) => ({ x: right - x, y: y - bottom })
    case 3:
      return ({ x, y }) => ({ x: top - y, y: right - x })
    default:
      return ({ x, y }) => ({ x: x - left, y: top - y })
  }
}

type RawGlyph = Readonly<{
  text: string
  corners: readonly [Point, Point]
  origin: Point
  size: number
  quarters: number
}>

/** Radicals and compatibility forms that fonts map ideographs to: ⼈ for 人. */
const compatibility = /[\u2e80-\u2fdf\uf900-\ufaff]/u

const characterOf = (code: number): string => {
  const text = code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  return compatibility.test(text) ? text.normalize('NFKC') : text
}

/** The size of a glyph's font, as its text is scaled. The box of a font says nothing: some are three lines high. */
const sizeAt = (pdfium: Pdfium, text: Address, index: number, room: Address): number => {
  const size = pdfium._FPDFText_GetFontSize(text, index)
  if (!pdfium._FPDFText_GetMatrix(text, index, room)) return size
  const [, , c = 0, d = 1] = pdfium.HEAPF32.slice(room >> 2, (room >> 2) + 6)
  return size * Math.hypot(c, d)
}

/** Quarter turns to the right that set a glyph upright; PDFium tells by how much it was turned that way. */
const turnsOf = (angle: number): number => (4 - (Math.round(angle / (Math.PI / 2)) % 4)) % 4

const readGlyphs = (pdfium: Pdfium, page: Address): readonly RawGlyph[] => {
  const text = pdfium._FPDFText_LoadPage(page)
  if (text === 0) return []
  try {
    return withRoom(pdfium, 32, (room) => {
      const glyphs: RawGlyph[] = []
      const count = pdfium._FPDFText_CountChars(text)
      for (let index = 0; index < count; index += 1) {
        const character = characterOf(pdfium._FPDFText_GetUnicode(text, index))
        if (pdfium._FPDFText_IsGenerated(text, index) === 1 || character.trim() === '') continue
        if (!pdfium._FPDFText_GetLooseCharBox(text, index, room)) continue
        const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF32.slice(room >> 2, (room >> 2) + 4)
        pdfium._FPDFText_GetCharOrigin(text, index, room, room + 8)
        const [x = 0, y = 0] = pdfium.HEAPF64.slice(room >> 3, (room >> 3) + 2)
        glyphs.push({
          text: character,
          corners: [
            { x: left, y: bottom },
            { x: right, y: top },
          ],
          origin: { x, y },
          size: sizeAt(pdfium, text, index, room),
          quarters: turnsOf(pdfium._FPDFText_GetCharAngle(text, index)),
        })
      }
      return glyphs
    })
  } finally {
    pdfium._FPDFText_ClosePage(text)
  }
}

const objectTypes = { text: 1, path: 2, image: 3, form: 5 } as const
const invisibleText = 3
const segmentTypes = { line: 0, move: 2 } as const

type Matrix = readonly [number, number, number, number, number, number]
const identity: Matrix = [1, 0, 0, 1, 0, 0]

const apply = ([a, b, c, d, e, f]: Matrix, { x, y }: Point): Point => ({
  x: a * x + c * y + e,
  y: b * x + d * y + f,
})

/** First the inner, then the outer. */
const compose = (outer: Matrix, [a, b, c, d, e, f]: Matrix): Matrix => {
  const origin = apply(outer, { x: e, y: f })
  const across = apply(outer, { x: a + e, y: b + f })
  const along = apply(outer, { x: c + e, y: d + f })
  return [
    across.x - origin.x,
    across.y - origin.y,
    along.x - origin.x,
    along.y - origin.y,
    origin.x,
    origin.y,
  ]
}

const matrixOf = (pdfium: Pdfium, object: Address, outer: Matrix): Matrix =>
  withRoom(pdfium, 24, (room) => {
    if (!pdfium._FPDFPageObj_GetMatrix(object, room)) return outer
    const [a = 1, b = 0, c = 0, d = 1, e = 0, f = 0] = pdfium.HEAPF32.slice(room >> 2, (room >> 2) + 6)
    return compose(outer, [a, b, c, d, e, f])
  })

type Colour = Pdfium['_FPDFPageObj_GetStrokeColor']

/** White lines, and those that are seen through, rule nothing. */
const isSeen = (pdfium: Pdfium, object: Address, colour: Colour): boolean =>
  withRoom(pdfium, 16, (room) => {
    if (!colour(object, room, room + 4, room + 8, room + 12)) return true
    const [red = 0, green = 0, blue = 0, alpha = 255] = pdfium.HEAP32.slice(room >> 2, (room >> 2) + 4)
    return alpha > 0 && Math.min(red, green, blue) < 245
  })

type Segment = readonly [Point, Point]
type Stroke = Readonly<{ segments: readonly Segment[]; isFilled: boolean; isStroked: boolean }>

/** Forms may hold forms; no sound document nests them deeper. */
const deepestForm = 8

type Drawn = { strokes: Stroke[]; hasPictures: boolean; hasLetters: boolean }

const drawObject = (pdfium: Pdfium, object: Address, outer: Matrix, depth: number, drawn: Drawn): void => {
  const type = pdfium._FPDFPageObj_GetType(object)
  if (type === objectTypes.image) drawn.hasPictures = true
  if (type === objectTypes.text && pdfium._FPDFTextObj_GetTextRenderMode(object) !== invisibleText)
    drawn.hasLetters = true
  if (type === objectTypes.form && depth < deepestForm) {
    const matrix = matrixOf(pdfium, object, outer)
    const count = pdfium._FPDFFormObj_CountObjects(object)
    for (let index = 0; index < count; index += 1)
      drawObject(pdfium, pdfium._FPDFFormObj_GetObject(object, index), matrix, depth + 1, drawn)
  }
  if (type === objectTypes.path) {
    const stroke = strokeOf(pdfium, object, outer)
    if (stroke !== null) drawn.strokes.push(stroke)
  }
}

const strokeOf = (pdfium: Pdfium, path: Address, outer: Matrix): Stroke | null => {
  const [fill, stroke] = withRoom(pdfium, 8, (room) => {
    pdfium._FPDFPath_GetDrawMode(path, room, room + 4)
    return [pdfium.HEAP32[room >> 2] ?? 0, pdfium.HEAP32[(room + 4) >> 2] ?? 0]
  })
  const isFilled = fill !== 0 && isSeen(pdfium, path, pdfium._FPDFPageObj_GetFillColor)
  const isStroked = stroke !== 0 && isSeen(pdfium, path, pdfium._FPDFPageObj_GetStrokeColor)
  if (!isFilled && !isStroked) return null
  return { segments: segmentsOf(pdfium, path, matrixOf(pdfium, path, outer)), isFilled, isStroked }
}

const segmentsOf = (pdfium: Pdfium, path: Address, matrix: Matrix): readonly Segment[] =>
  withRoom(pdfium, 8, (room) => {
    const segments: Segment[] = []
    let start: Point | null = null
    let last: Point | null = null
    const count = pdfium._FPDFPath_CountSegments(path)
    for (let index = 0; index < count; index += 1) {
      const segment = pdfium._FPDFPath_GetPathSegment(path, index)
      pdfium._FPDFPathSegment_GetPoint(segment, room, room + 4)
      const [x = 0, y = 0] = pdfium.HEAPF32.slice(room >> 2, (room >> 2) + 2)
      const point = apply(matrix, { x, y })
      const type = pdfium._FPDFPathSegment_GetType(segment)
      if (type === segmentTypes.move) start = point
      else if (type === segmentTypes.line && last) segments.push([last, point])
      last = point
      if (pdfium._FPDFPathSegment_GetClose(segment) && start) segments.push([last, start])
    }
    return segments
  })

/** A filled shape no thicker than this is a rule; anything thicker is a background. */
const thickestRule = 3
/** A shorter line is a part of a letter or an ornament. */
const shortestRule = 4
const straightness = 1

const ruleBetween = (one: Point, other: Point): readonly Rule[] => {
  const [width, height] = [Math.abs(one.x - other.x), Math.abs(one.y - other.y)]
  if (height <= straightness && width >= shortestRule)
    return [
      {
        isHorizontal: true,
        at: (one.y + other.y) / 2,
        from: Math.min(one.x, other.x),
        to: Math.max(one.x, other.x),
      },
    ]
  if (width <= straightness && height >= shortestRule)
    return [
      {
        isHorizontal: false,
        at: (one.x + other.x) / 2,
        from: Math.min(one.y, other.y),
        to: Math.max(one.y, other.y),
      },
    ]
  return []
}

/** One path may fill many thin rectangles; each run of segments that meet is one of them. */
const shapesOf = (segments: readonly Segment[]): readonly (readonly Segment[])[] => {
  const shapes: Segment[][] = []
  for (const segment of segments) {
    const end = shapes.at(-1)?.at(-1)?.[1]
    const [start] = segment
    if (end && Math.abs(end.x - start.x) + Math.abs(end.y - start.y) < 0.01) shapes.at(-1)?.push(segment)
    else shapes.push([segment])
  }
  return shapes
}

const thinRules = (segments: readonly Segment[]): readonly Rule[] => {
  const points = segments.flat()
  const [left, right] = [Math.min(...points.map(({ x }) => x)), Math.max(...points.map(({ x }) => x))]
  const [top, bottom] = [Math.min(...points.map(({ y }) => y)), Math.max(...points.map(({ y }) => y))]
  const [x, y] = [(left + right) / 2, (top + bottom) / 2]
  if (bottom - top <= thickestRule && right - left >= shortestRule)
    return ruleBetween({ x: left, y }, { x: right, y })
  if (right - left <= thickestRule && bottom - top >= shortestRule)
    return ruleBetween({ x, y: top }, { x, y: bottom })
  return []
}

const rulesOf = ({ segments, isStroked }: Stroke): readonly Rule[] =>
  isStroked
    ? segments.flatMap(([one, other]) => ruleBetween(one, other))
    : shapesOf(segments).flatMap(thinRules)

const drawnOn = (pdfium: Pdfium, page: Address): Drawn => {
  const drawn: Drawn = { strokes: [], hasPictures: false, hasLetters: false }
  const count = pdfium._FPDFPage_CountObjects(page)
  for (let index = 0; index < count; index += 1)
    drawObject(pdfium, pdfium._FPDFPage_GetObject(page, index), identity, 0, drawn)
  return drawn
}

const boxOf = (pdfium: Pdfium, page: Address): Box =>
  withRoom(pdfium, 16, (room) => {
    pdfium._FPDF_GetPageBoundingBox(page, room)
    const [left = 0, top = 0, right = 0, bottom = 0] = pdfium.HEAPF32.slice(room >> 2, (room >> 2) + 4)
    return [left, bottom, right, top]
  })

/** The turn that most glyphs have. A table set sideways on an upright page is read as its reader would hold it. */
const commonTurn = (glyphs: readonly RawGlyph[]): number => {
  const groups = [...Map.groupBy(glyphs, ({ quarters }) => quarters)]
  return groups.toSorted((a, b) => b[1].length - a[1].length)[0]?.[0] ?? 0
}

export const contentOf = (pdfium: Pdfium, page: Address): PageContent => {
  const box = boxOf(pdfium, page)
  const raw = readGlyphs(pdfium, page)
  const turn = commonTurn(raw)
  const quarters = raw.length > 0 ? turn : pdfium._FPDFPage_GetRotation(page)
  const place = turned(box, quarters)
  const drawn = drawnOn(pdfium, page)
  const [left, bottom, right, top] = box
  const isSideways = quarters % 2 !== 0
  return {
    width: isSideways ? top - bottom : right - left,
    height: isSideways ? right - left : top - bottom,
    glyphs: raw
      .filter((glyph) => glyph.quarters === turn)
      .map(({ text, corners, origin, size }) => {
        const [one, other] = [place(corners[0]), place(corners[1])]
        return {
          text,
          left: Math.min(one.x, other.x),
          right: Math.max(one.x, other.x),
          baseline: place(origin).y,
          size,
        }
      }),
    rules: drawn.strokes.flatMap(({ segments, ...stroke }) =>
      rulesOf({ ...stroke, segments: segments.map(([one, other]) => [place(one), place(other)] as const) }),
    ),
    hasPictures: drawn.hasPictures,
    isPicture: drawn.hasPictures && (!drawn.hasLetters || raw.length === 0),
  }
}
