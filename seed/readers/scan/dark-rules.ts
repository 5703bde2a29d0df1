/** Ruled lines of a picture: long dark runs, thin across their direction. */
import type { GrayImage, PixelBox } from './gray-image.ts'
import { isDark } from './ink.ts'

export type DarkRule = PixelBox & Readonly<{ isHorizontal: boolean }>

type Run = Readonly<{ across: number; from: number; to: number }>

/** What a picture is looked through by: along its rows, or along its columns. */
type Direction = Readonly<{ count: number; length: number; at: (across: number, along: number) => number }>

/** Dark runs of one row or column; a few light pixels within do not end one. */
const runsIn = (
  image: GrayImage,
  { length, at }: Direction,
  across: number,
  gap: number,
  shortest: number,
): readonly Run[] => {
  const runs: Run[] = []
  let from = -1
  let last = -1
  let dark = 0
  const close = () => {
    if (from !== -1 && last + 1 - from >= shortest && dark >= mostlyDark * (last + 1 - from))
      runs.push({ across, from, to: last + 1 })
    from = -1
    dark = 0
  }
  for (let along = 0; along < length; along += 1) {
    if (!isDark(image, at(across, along))) continue
    if (from !== -1 && along - last > gap + 1) close()
    if (from === -1) from = along
    last = along
    dark += 1
  }
  close()
  return runs
}

/** Of the length of a run. */
const mostlyDark = 0.85

/** In points. */
const lengths = { gap: 0.8, shortestAcross: 20, shortestDown: 11.5, thickest: 3.5 } as const

const rulesAlong = (
  image: GrayImage,
  direction: Direction,
  isHorizontal: boolean,
  pixelsPerPoint: number,
): readonly DarkRule[] => {
  const shortest = (isHorizontal ? lengths.shortestAcross : lengths.shortestDown) * pixelsPerPoint
  const gap = Math.round(lengths.gap * pixelsPerPoint)
  type Open = { first: number; last: number; from: number; to: number }
  const open: Open[] = []
  const closed: Open[] = []
  for (let across = 0; across < direction.count; across += 1) {
    for (const run of runsIn(image, direction, across, gap, shortest)) {
      const touching = open.filter(({ from, to }) => from <= run.to && run.from <= to)
      const joined: Open = {
        first: Math.min(across, ...touching.map(({ first }) => first)),
        last: across,
        from: Math.min(run.from, ...touching.map(({ from }) => from)),
        to: Math.max(run.to, ...touching.map(({ to }) => to)),
      }
      for (const each of touching) open.splice(open.indexOf(each), 1)
      open.push(joined)
    }
    for (const each of open.filter(({ last }) => across - last > 1)) {
      open.splice(open.indexOf(each), 1)
      closed.push(each)
    }
  }
  return [...closed, ...open]
    .filter(({ first, last }) => last + 1 - first <= lengths.thickest * pixelsPerPoint)
    .map(({ first, last, from, to }) =>
      isHorizontal
        ? { isHorizontal, left: from, right: to, top: first, bottom: last + 1 }
        : { isHorizontal, left: first, right: last + 1, top: from, bottom: to },
    )
}

export const darkRulesOf = (image: GrayImage, pixelsPerPoint: number): readonly DarkRule[] => {
  const { width, height } = image
  const rows: Direction = { count: height, length: width, at: (y, x) => y * width + x }
  const columns: Direction = { count: width, length: height, at: (x, y) => y * width + x }
  return [
    ...rulesAlong(image, rows, true, pixelsPerPoint),
    ...rulesAlong(image, columns, false, pixelsPerPoint),
  ]
}
