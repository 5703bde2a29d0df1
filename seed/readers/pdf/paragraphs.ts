import { endsSentence, isNumbered } from '../../layouts/printed-line.ts'
import type { Page } from './page.ts'
import type { TextRun } from './text-lines.ts'

/** The edges between which the text of a page runs. */
type Margins = Readonly<{ left: number; right: number }>
export type MarginsOf = (page: Page) => Margins

/** A line of fewer characters is a heading, or the end of a paragraph. */
const fewestCharacters = 12
/** So many lines that end, or begin, at one place make it a margin. */
const fewestLines = 3
/** In sizes of the glyphs: what a line may be off its margin, since no line begins with a full stop. */
const offMargin = 2.5

const longLines = ({ items }: Page): readonly TextRun[] =>
  items.flatMap((item) =>
    item.kind === 'line' && item.run.text.length >= fewestCharacters ? [item.run] : [],
  )

/** The outermost place where several lines begin, and where they end; null where a page has no such place. */
const marginsIn = (lines: readonly TextRun[]): Margins | null => {
  const isShared = (edges: readonly number[], edge: number, off: number) =>
    edges.filter((other) => Math.abs(other - edge) <= off).length >= fewestLines
  const size = Math.max(0, ...lines.map((line) => line.size))
  const lefts = lines.map(({ box: [left] }) => left).toSorted((a, b) => a - b)
  const rights = lines.map(({ box: [, , right] }) => right).toSorted((a, b) => b - a)
  const left = lefts.find((edge) => isShared(lefts, edge, size / 4)) ?? lefts[0]
  const right = rights.find((edge) => isShared(rights, edge, size * offMargin))
  return left !== undefined && right !== undefined ? { left, right } : null
}

/** Margins of a page, from its own lines, or from those of all pages of its width where it has too few. */
export const marginsOf = (pages: readonly Page[]): MarginsOf => {
  const own = new Map(pages.map((page) => [page, marginsIn(longLines(page))]))
  const byWidth = new Map(
    [...Map.groupBy(pages, ({ width }) => Math.round(width))].map(([width, same]) => [
      width,
      marginsIn(same.flatMap(longLines)),
    ]),
  )
  return (page) => own.get(page) ?? byWidth.get(Math.round(page.width)) ?? { left: 0, right: page.width }
}

type PlacedRun = Readonly<{ run: TextRun; page: Page }>

/** In sizes of the glyphs: blanks and what cannot be parted from a word besides. */
const slack = 1.5
/** In sizes of the glyphs: a line that begins further in is indented. */
const indented = 0.8
/** In sizes of the glyphs: further apart, two lines are not of one paragraph. */
const farthest = 3

/** Whether a line goes on with the paragraph of the one before: that one is full, and this one is not indented. */
export const goesOnAfter = (before: PlacedRun, { run, page }: PlacedRun, margins: MarginsOf): boolean => {
  const left = Math.max(offMargin * before.run.size, run.leadWidth + slack * run.size)
  const isFull = before.run.box[2] >= margins(before.page).right - left
  const isIndented = run.box[0] > margins(page).left + indented * run.size
  const isFar = before.page === page && run.box[1] - before.run.box[3] > farthest * run.size
  const isSameSize = Math.abs(before.run.size - run.size) <= 0.2 * run.size
  const isNext = endsSentence(before.run.text) && isNumbered(run.text)
  return isFull && !isIndented && !isFar && isSameSize && !isNext
}
