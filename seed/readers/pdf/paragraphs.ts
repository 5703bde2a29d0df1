import { endsSentence, isNumbered } from '../../layouts/printed-line.ts'
import type { Page } from './page.ts'
import type { TextRun } from './text-lines.ts'

/** The edges between which the text of a page runs. */
export type Margins = ReadonlyMap<number, Readonly<{ left: number; right: number }>>

const formatOf = ({ width }: Page): number => Math.round(width / 10)

/** Of all lines of a format: so many begin at the left margin at least. */
const fewestAtMargin = 0.12
const sameMargin = 3
const fewestCharacters = 12

const leftMargin = (lefts: readonly number[]): number => {
  const sorted = lefts.toSorted((a, b) => a - b)
  const isMargin = (left: number) =>
    lefts.filter((other) => Math.abs(other - left) <= sameMargin).length >= lefts.length * fewestAtMargin
  return sorted.find(isMargin) ?? sorted[0] ?? 0
}

const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.floor((sorted.length - 1) * share)] ?? 0
}

/** By the format of the page, from all pages of it. */
export const marginsOf = (pages: readonly Page[]): Margins =>
  new Map(
    [...Map.groupBy(pages, formatOf)].map(([format, own]) => {
      const runs = own.flatMap(({ items }) =>
        items.flatMap((item) => (item.kind === 'line' ? [item.run] : [])),
      )
      const long = runs.filter(({ text }) => text.length >= fewestCharacters)
      return [
        format,
        {
          left: leftMargin(long.map(({ box: [left] }) => left)),
          right: quantile(
            long.map(({ box: [, , right] }) => right),
            0.9,
          ),
        },
      ]
    }),
  )

type PlacedRun = Readonly<{ run: TextRun; page: Page }>

/** In sizes of the glyphs: how much of a full line may be left empty, and how far a line that is not indented may begin. */
const shortOfMargin = 2.5
const indented = 0.8
/** In sizes of the glyphs: further apart, two lines are not of one paragraph. */
const farthest = 3

/** Whether a line goes on with the paragraph of the one before: that one is full, and this one is not indented. */
export const goesOnAfter = (before: PlacedRun, { run, page }: PlacedRun, margins: Margins): boolean => {
  const own = margins.get(formatOf(page))
  const its = margins.get(formatOf(before.page))
  if (!own || !its) return false
  const isFull = before.run.box[2] >= its.right - shortOfMargin * before.run.size
  const isIndented = run.box[0] > own.left + indented * run.size
  const isFar = before.page === page && run.box[1] - before.run.box[3] > farthest * run.size
  const isSameSize = Math.abs(before.run.size - run.size) <= 0.2 * run.size
  const isNext = endsSentence(before.run.text) && isNumbered(run.text)
  return isFull && !isIndented && !isFar && isSameSize && !isNext
}
