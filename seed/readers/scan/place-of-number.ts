import type { GrayImage, PixelBox } from './gray-image.ts'
import { isDark } from './ink.ts'

/** What stands between two columns without ink. */
type Segment = Readonly<{ left: number; right: number; top: number; bottom: number }>

/** From the highest to the lowest ink of one column; null where it has none. */
const inkOfColumn = (image: GrayImage, { top, bottom }: PixelBox, x: number) => {
  const hasInk = (y: number) => isDark(image, y * image.width + x)
  let [first, last] = [top, bottom - 1]
  while (first <= last && !hasInk(first)) first += 1
  while (last > first && !hasInk(last)) last -= 1
  return first > last ? null : { top: first, bottom: last + 1 }
}

const segmentsOf = (image: GrayImage, strip: PixelBox): readonly Segment[] => {
  const segments: Segment[] = []
  for (let x = strip.left; x < strip.right; x += 1) {
    const ink = inkOfColumn(image, strip, x)
    const before = segments.at(-1)
    if (ink === null) continue
    if (before?.right === x)
      segments[segments.length - 1] = {
        left: before.left,
        right: x + 1,
        top: Math.min(before.top, ink.top),
        bottom: Math.max(before.bottom, ink.bottom),
      }
    else segments.push({ ...ink, left: x, right: x + 1 })
  }
  return segments
}

/** Of the height of a line of ideographs. */
const shares = { lowestDigit: 0.55, highestDigit: 0.95, highestPoint: 0.35 } as const
/** Of its own height. */
const widestDigit = 0.8

const isDigit = ({ left, right, top, bottom }: Segment, height: number): boolean =>
  bottom - top >= shares.lowestDigit * height &&
  bottom - top <= shares.highestDigit * height &&
  right - left <= widestDigit * (bottom - top)

const isPoint = ({ left, right, top, bottom }: Segment, strip: PixelBox): boolean => {
  const height = strip.bottom - strip.top
  return (
    bottom - top <= shares.highestPoint * height &&
    right - left <= shares.highestPoint * height &&
    top > strip.top + height / 2
  )
}

/** In heights of the line: how far a number may stand from where its word was said to be. */
const farthest = 1.5

/**
 * Where a number stands in a line: the segments nearest to where it was read that are digits and points as its text has
 * them. null where there are none, because its digits touch or the line is no clean one.
 */
export const placeOfNumber = (
  image: GrayImage,
  strip: PixelBox,
  text: string,
  around: Readonly<{ left: number; right: number }>,
): PixelBox | null => {
  const height = strip.bottom - strip.top
  const segments = segmentsOf(image, strip)
  const characters = [...text]
  const isLike = (segment: Segment | undefined, character: string): boolean =>
    segment !== undefined && (/\d/u.test(character) ? isDigit(segment, height) : isPoint(segment, strip))
  const middle = (around.left + around.right) / 2
  const places = segments.flatMap((first, at) => {
    const last = segments[at + characters.length - 1]
    const isNumber = characters.every((character, index) => isLike(segments[at + index], character))
    return last && isNumber ? [{ ...strip, left: first.left, right: last.right }] : []
  })
  const distance = ({ left, right }: PixelBox) => Math.abs((left + right) / 2 - middle)
  const [nearest] = places.toSorted((one, other) => distance(one) - distance(other))
  return nearest && distance(nearest) <= farthest * height ? nearest : null
}
