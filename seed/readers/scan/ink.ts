import { type GrayImage, type PixelBox, white } from './gray-image.ts'

/** Darker than this is ink. */
const inkThreshold = 150

export const isDark = ({ pixels }: GrayImage, at: number): boolean => (pixels[at] ?? white) < inkThreshold

/** Dark pixels that touch: a digit, a point, a stroke of an ideograph, a speck. */
export type Blot = PixelBox & Readonly<{ area: number }>

type Run = { row: number; from: number; to: number; parent: number }

/** The dark pixels of a picture as what is connected, from the top. */
export const blotsOf = (image: GrayImage): readonly (Blot & { readonly runs: readonly Run[] })[] => {
  const runs: Run[] = []
  const root = (at: number): number => {
    let own = at
    for (let run = runs[own]; run && run.parent !== own; run = runs[own]) {
      run.parent = runs[run.parent]?.parent ?? run.parent
      own = run.parent
    }
    return own
  }
  let above: readonly number[] = []
  for (let row = 0; row < image.height; row += 1) {
    const own: number[] = []
    let next = 0
    for (let x = 0; x < image.width; x += 1) {
      if (!isDark(image, row * image.width + x)) continue
      const from = x
      while (x < image.width && isDark(image, row * image.width + x)) x += 1
      const index = runs.push({ row, from, to: x, parent: runs.length }) - 1
      own.push(index)
      while (next < above.length && (runs[above[next] ?? 0]?.to ?? 0) < from) next += 1
      for (let at = next; at < above.length; at += 1) {
        const touching = above[at] ?? 0
        if ((runs[touching]?.from ?? 0) > x) break
        const [one, other] = [root(touching), root(index)]
        const joined = runs[Math.max(one, other)]
        if (joined) joined.parent = Math.min(one, other)
      }
    }
    above = own
  }
  const groups = Map.groupBy(runs, (_, index) => root(index))
  return [...groups.values()].map((own) => ({
    left: own.reduce((least, { from }) => Math.min(least, from), image.width),
    right: own.reduce((most, { to }) => Math.max(most, to), 0),
    top: own[0]?.row ?? 0,
    bottom: (own.at(-1)?.row ?? 0) + 1,
    area: own.reduce((sum, { from, to }) => sum + to - from, 0),
    runs: own,
  }))
}
