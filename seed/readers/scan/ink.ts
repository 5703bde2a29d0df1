import { type GrayImage, type PixelBox, white } from './gray-image.ts'

/** Darker than this is ink. */
const inkThreshold = 150

export const isDark = ({ pixels }: GrayImage, at: number): boolean => (pixels[at] ?? white) < inkThreshold

/** Dark pixels that touch: a digit, a point, a stroke of an ideograph, a speck. */
export type Blot = PixelBox & Readonly<{ area: number }>

/** Dark pixels of one row, from `from` to just before `to`. */
type Run = Readonly<{ row: number; from: number; to: number }>

const runsOf = (image: GrayImage, row: number): readonly Run[] => {
  const runs: Run[] = []
  const start = row * image.width
  for (let x = 0; x < image.width; x += 1) {
    if (!isDark(image, start + x)) continue
    const from = x
    while (x < image.width && isDark(image, start + x)) x += 1
    runs.push({ row, from, to: x })
  }
  return runs
}

/** Sets of numbers, each told by its least. */
class Sets {
  readonly #parents: number[] = []

  add(): number {
    return this.#parents.push(this.#parents.length) - 1
  }

  leastOf(member: number): number {
    let least = member
    while (this.#parents[least] !== least) {
      const parent = this.#parents[least] ?? least
      this.#parents[least] = this.#parents[parent] ?? parent
      least = parent
    }
    return least
  }

  join(one: number, other: number): void {
    const [a, b] = [this.leastOf(one), this.leastOf(other)]
    this.#parents[Math.max(a, b)] = Math.min(a, b)
  }
}

/** The dark pixels of a picture as what is connected, also by its corners, from the top. */
export const blotsOf = (image: GrayImage): readonly (Blot & { readonly runs: readonly Run[] })[] => {
  const all: Run[] = []
  const sets = new Sets()
  let above: readonly Run[] = []
  for (let row = 0; row < image.height; row += 1) {
    const own = runsOf(image, row)
    const firstAbove = all.length - above.length
    let next = 0
    for (const run of own) {
      const index = sets.add()
      while (next < above.length && (above[next]?.to ?? 0) < run.from) next += 1
      for (let at = next; at < above.length && (above[at]?.from ?? 0) <= run.to; at += 1)
        sets.join(firstAbove + at, index)
    }
    all.push(...own)
    above = own
  }
  const groups = Map.groupBy(all.keys(), (index) => sets.leastOf(index))
  return [...groups.values()].map((indexes) => blotOf(indexes.flatMap((index) => all[index] ?? [])))
}

const blotOf = (runs: readonly Run[]): Blot & { readonly runs: readonly Run[] } => ({
  left: runs.reduce((least, { from }) => Math.min(least, from), Number.POSITIVE_INFINITY),
  right: runs.reduce((most, { to }) => Math.max(most, to), 0),
  top: runs[0]?.row ?? 0,
  bottom: (runs.at(-1)?.row ?? 0) + 1,
  area: runs.reduce((sum, { from, to }) => sum + to - from, 0),
  runs,
})
