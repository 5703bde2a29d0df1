import { isCaption, isTableTitle } from '../../layouts/printed-line.ts'
import type { Page, PageItem } from './page.ts'
import type { TextRun } from './text-lines.ts'

/** Of the height of a page: how near to its edge a running head or a page number stands. */
const edge = 0.12
/** A line that stands at the edge of so many pages is no part of their text. */
const fewestPages = 3

const withoutNumbers = (text: string): string => text.replace(/[\d\s]+/gu, '#')

const isAtEdge = ({ box: [, top, , bottom] }: TextRun, { height }: Page): boolean =>
  bottom < height * edge || top > height * (1 - edge)

/** 12, - 12 -, 第 3 页 共 10 页: the line numbers a page. */
const pageNumber = /^[-—–·\s]*第?\s*\d{1,4}\s*页?(?:[，,/\s]*共?\s*\d{1,4}\s*页?)?[-—–·\s]*$/u

/** Of the width of a page: the number of a page is narrower, and stands in its middle or near. */
const numberWidth = 0.08

/** On the picture of a page a number may be read as anything: it is told by its place. */
const isInPlaceOfNumber = ({ box: [left, top, right] }: TextRun, { isRecognised, width, height }: Page) =>
  isRecognised &&
  top > height / 2 &&
  right - left < width * numberWidth &&
  Math.abs((left + right) / 2 - width / 2) < width * numberWidth

/** The small lines over a table stand at the same place on many pages, too. */
const isOfTable = (text: string): boolean => isCaption(text) || isTableTitle(text)

const outermost = (items: readonly PageItem[]): readonly TextRun[] =>
  [items[0], items[1], items.at(-2), items.at(-1)].flatMap((item) =>
    item?.kind === 'line' ? [item.run] : [],
  )

/** Tells page numbers and the lines that are printed on many pages at the same place from the text. */
export const runningHeads = (pages: readonly Page[]): ((run: TextRun, page: Page) => boolean) => {
  const counts = new Map<string, number>()
  const keyOf = ({ text, box: [, top] }: TextRun) => `${withoutNumbers(text)} ${Math.round(top / 6)}`
  for (const page of pages)
    for (const key of new Set(
      outermost(page.items)
        .filter((run) => isAtEdge(run, page))
        .map(keyOf),
    ))
      counts.set(key, (counts.get(key) ?? 0) + 1)
  return (run, page) => {
    if (!isAtEdge(run, page) || !outermost(page.items).includes(run)) return false
    if (isInPlaceOfNumber(run, page)) return true
    return pageNumber.test(run.text) || (!isOfTable(run.text) && (counts.get(keyOf(run)) ?? 0) >= fewestPages)
  }
}
