/** What is printed on the picture of a page: its ruled lines, and its printed lines one by one, cut at the edges of cells. */
import type { Rule } from '../pdf/page-content.ts'
import { ruledGridsOf } from '../pdf/ruled-grid.ts'
import { type DarkRule, darkRulesOf } from './dark-rules.ts'
import { type GrayImage, type PixelBox, white } from './gray-image.ts'
import { type Blot, blotsOf } from './ink.ts'

/** A printed line, or the part of it that stands in one cell. */
export type Strip = PixelBox & Readonly<{ isInCell: boolean }>

export type PageStrips = Readonly<{
  /** The page without its rules and specks. */
  image: GrayImage
  /** In points. */
  rules: readonly Rule[]
  strips: readonly Strip[]
}>

/** In points. */
const sizes = {
  /** What is ruled, and no stroke of an ideograph, is wider than this. */
  ruled: 60,
  /** How far a rule may end before the one that it meets. */
  reach: 3,
  /** Rules are darker in their middle than at their edges. */
  ruleEdge: 0.35,
  /** A square of this side is a speck; a decimal point is larger. */
  speck: 0.62,
} as const

/** In sizes of the ideographs of a page. */
const shares = {
  /** Strokes of one ideograph stand nearer to each other than two lines do. */
  lineGap: 0.28,
  /** Of the square of the size: a blot that makes a line; points and commas stand on one that others make. */
  lineArea: 0.025,
  /** Two parts of one line that stand further apart are read one by one. */
  partGap: 1.6,
} as const

const touches = (one: PixelBox, other: PixelBox, reach: number): boolean =>
  one.left - reach <= other.right &&
  other.left - reach <= one.right &&
  one.top - reach <= other.bottom &&
  other.top - reach <= one.bottom

/** Rules by which of them meet. */
const networksOf = (rules: readonly DarkRule[], reach: number): readonly (readonly DarkRule[])[] => {
  const free = new Set(rules)
  const networks: DarkRule[][] = []
  for (const start of rules) {
    if (!free.delete(start)) continue
    const network = [start]
    for (const rule of network)
      for (const other of free)
        if (touches(rule, other, reach)) {
          free.delete(other)
          network.push(other)
        }
    networks.push(network)
  }
  return networks
}

const boxOver = (boxes: readonly PixelBox[]): PixelBox => ({
  left: boxes.reduce((least, { left }) => Math.min(least, left), Number.POSITIVE_INFINITY),
  top: boxes.reduce((least, { top }) => Math.min(least, top), Number.POSITIVE_INFINITY),
  right: boxes.reduce((most, { right }) => Math.max(most, right), 0),
  bottom: boxes.reduce((most, { bottom }) => Math.max(most, bottom), 0),
})

/** Whitens in place what is left of a picture that nobody else holds. */
const erase = ({ width, height, pixels }: GrayImage, { left, top, right, bottom }: PixelBox): void => {
  for (let y = Math.max(0, top); y < Math.min(height, bottom); y += 1)
    pixels.fill(white, y * width + Math.max(0, left), y * width + Math.min(width, right))
}

const grown = ({ left, top, right, bottom }: PixelBox, by: number): PixelBox => ({
  left: left - by,
  top: top - by,
  right: right + by,
  bottom: bottom + by,
})

const ruleInPoints = ({ isHorizontal, left, top, right, bottom }: DarkRule, scale: number): Rule =>
  isHorizontal
    ? { isHorizontal, at: (top + bottom) / 2 / scale, from: left / scale, to: right / scale }
    : { isHorizontal, at: (left + right) / 2 / scale, from: top / scale, to: bottom / scale }

/** The height that most ideographs have, in pixels. */
const sizeOfInk = (blots: readonly Blot[], scale: number): number => {
  const heights = blots
    .map(({ top, bottom }) => bottom - top)
    .filter((height) => height > 4 * scale && height < 40 * scale)
    .toSorted((a, b) => a - b)
  return heights[Math.floor(heights.length * 0.85)] ?? 10 * scale
}

/** The lines of one region, from the top, each with the blots that stand on it. */
const linesOfBlots = (blots: readonly Blot[], size: number): readonly (readonly Blot[])[] => {
  const isLarge = ({ area }: Blot) => area >= shares.lineArea * size * size
  const large = blots.filter(isLarge)
  const bands: { top: number; bottom: number; blots: Blot[] }[] = []
  for (const blot of (large.length > 0 ? large : blots).toSorted((a, b) => a.top - b.top)) {
    const band = bands.at(-1)
    if (band && blot.top - band.bottom <= shares.lineGap * size) {
      band.bottom = Math.max(band.bottom, blot.bottom)
      band.blots.push(blot)
    } else bands.push({ top: blot.top, bottom: blot.bottom, blots: [blot] })
  }
  const reach = shares.lineGap * size
  if (large.length > 0)
    for (const blot of blots)
      if (!isLarge(blot))
        bands
          .find(({ top, bottom }) => blot.bottom > top - reach / 2 && blot.top < bottom + reach / 2)
          ?.blots.push(blot)
  return bands.map((band) => band.blots)
}

/** Parts of a line that stand far apart, each as high as the whole line, so that they keep one baseline. */
const partsOfLine = (line: readonly Blot[], gap: number): readonly PixelBox[] => {
  const { top, bottom } = boxOver(line)
  const parts: { left: number; right: number }[] = []
  for (const { left, right } of line.toSorted((a, b) => a.left - b.left)) {
    const part = parts.at(-1)
    if (part && left - part.right <= gap) part.right = Math.max(part.right, right)
    else parts.push({ left, right })
  }
  return parts.map((part) => ({ ...part, top, bottom }))
}

/** `image`: a straight page, which is whitened in place. */
export const stripsOf = (image: GrayImage, pixelsPerPoint: number): PageStrips => {
  const ruled = networksOf(darkRulesOf(image, pixelsPerPoint), sizes.reach * pixelsPerPoint).filter(
    (network) => {
      const { left, right } = boxOver(network)
      return right - left > sizes.ruled * pixelsPerPoint
    },
  )
  for (const rule of ruled.flat()) erase(image, grown(rule, Math.ceil(sizes.ruleEdge * pixelsPerPoint)))
  const rules = ruled.flat().map((rule) => ruleInPoints(rule, pixelsPerPoint))

  const found = blotsOf(image)
  const isSpeck = ({ area }: Blot) => area < (sizes.speck * pixelsPerPoint) ** 2
  for (const { runs } of found.filter(isSpeck))
    for (const { row, from, to } of runs)
      image.pixels.fill(white, row * image.width + from, row * image.width + to)
  const blots = found.filter((blot) => !isSpeck(blot))

  const cells = ruledGridsOf(rules, []).grids.flatMap((grid) => grid.cells)
  const cellOf = ({ left, top, right, bottom }: Blot) => {
    const [x, y] = [(left + right) / 2 / pixelsPerPoint, (top + bottom) / 2 / pixelsPerPoint]
    return cells.find(({ box }) => x > box[0] && x < box[2] && y > box[1] && y < box[3]) ?? null
  }
  const regions = Map.groupBy(blots, cellOf)
  const outside = regions.get(null) ?? []
  const inside = [...regions].flatMap(([cell, own]) => (cell === null ? [] : [own]))
  const cellSize = sizeOfInk(inside.flat(), pixelsPerPoint)
  const textSize = sizeOfInk(outside, pixelsPerPoint)
  return {
    image,
    rules,
    strips: [
      ...inside.flatMap((own) =>
        linesOfBlots(own, cellSize).map((line) => ({ ...boxOver(line), isInCell: true })),
      ),
      ...linesOfBlots(outside, textSize).flatMap((line) =>
        partsOfLine(line, shares.partGap * textSize).map((part) => ({ ...part, isInCell: false })),
      ),
    ],
  }
}
