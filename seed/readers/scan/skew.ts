import { type GrayImage, turned } from './gray-image.ts'
import { isDark } from './ink.ts'

/** No scanner draws a page in further askew, in radians. */
const mostSkew = (4 * Math.PI) / 180

/** How sharply the dark pixels part into lines across when their rows are slanted so: printed lines and rules. */
const sharpness = (points: readonly (readonly [x: number, y: number])[], height: number, slope: number) => {
  const counts = new Float64Array(height * 3)
  for (const [x, y] of points) {
    const row = Math.round(y - x * slope) + height
    counts[row] = (counts[row] ?? 0) + 1
  }
  return counts.reduce((sum, count) => sum + count * count, 0)
}

/** By how much the lines of a page fall to the right, in radians. */
export const skewOf = (image: GrayImage): number => {
  const points: (readonly [number, number])[] = []
  const step = Math.max(1, Math.round(image.width / 800))
  for (let y = 0; y < image.height; y += 1)
    for (let x = 0; x < image.width; x += step)
      if (isDark(image, y * image.width + x)) points.push([x - image.width / 2, y])
  // One pixel over the width of a page is what can be told at all.
  const finest = 0.5 / image.width
  /** Of slopes that part the lines equally well, the one nearest to `around`. */
  const best = (around: number, steps: number, step: number): number => {
    let found = { slope: around, sharpness: sharpness(points, image.height, around) }
    for (let count = 1; count <= steps; count += 1)
      for (const slope of [around - count * step, around + count * step]) {
        const own = sharpness(points, image.height, slope)
        if (own > found.sharpness) found = { slope, sharpness: own }
      }
    return found.slope
  }
  const coarse = best(0, Math.round(mostSkew / (8 * finest)), 8 * finest)
  return Math.atan(best(coarse, 8, finest))
}

/** What a straight page may be off, in pixels over its width. */
const straightness = 1.6

export const straightened = (image: GrayImage): GrayImage => {
  const skew = skewOf(image)
  return Math.abs(skew) * image.width < straightness ? image : turned(image, -skew)
}
