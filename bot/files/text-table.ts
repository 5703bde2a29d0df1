import { eastAsianWidth } from 'get-east-asian-width'
import type { AnswerCell } from '../answer/answer.ts'

const graphemes = new Intl.Segmenter()
const gap = '  '
const ellipsis = '…'
/** A text column is not cut below this. */
const leastTextWidth = 8

const widthOfGrapheme = (grapheme: string): number => eastAsianWidth(grapheme.codePointAt(0) ?? 0)

/** Places that a text takes in a fixed-width font: a Chinese character takes two. */
export const displayWidth = (text: string): number =>
  [...graphemes.segment(text)].reduce((width, { segment }) => width + widthOfGrapheme(segment), 0)

/** The beginning of a text that takes at most `width` places, with an ellipsis where something was cut. */
export const cutToWidth = (text: string, width: number): string => {
  if (displayWidth(text) <= width) return text
  let kept = ''
  let left = width - displayWidth(ellipsis)
  for (const { segment } of graphemes.segment(text)) {
    left -= widthOfGrapheme(segment)
    if (left < 0) break
    kept += segment
  }
  return width < 1 ? '' : `${kept}${ellipsis}`
}

type Column = Readonly<{ width: number; isNumber: boolean }>
type Shape = Readonly<{ maxWidth?: number }>

/**
 * Rows as fixed-width text under their labels; numbers stand to the right, and a blank stays blank.
 *
 * Shape: no line is wider than `maxWidth`: text columns are cut, the widest first; then columns on the right are left
 * out, which a column of … says. A number is shown whole or as …, because half a number reads as another number.
 */
export const textTable = (
  labels: readonly string[],
  rows: readonly (readonly AnswerCell[])[],
  { maxWidth = Number.POSITIVE_INFINITY }: Shape = {},
): string => {
  const heading = labels.map(onOneLine)
  const cells = rows.map((row) => heading.map((_, column) => cellText(row[column] ?? null)))
  const natural = heading.map((label, column): Column => {
    const isNumber = rows.every((row) => typeof row[column] !== 'string')
    const widest = cells.reduce((most, row) => Math.max(most, displayWidth(row[column] ?? '')), 0)
    return { width: Math.max(displayWidth(label), widest), isNumber }
  })
  const { columns, isCut } = fitColumns(natural, maxWidth)
  const line = (texts: readonly string[], isHeading: boolean): string =>
    [
      ...columns.map((column, index) => fitCell(texts[index] ?? '', column, isHeading)),
      ...(isCut ? [ellipsis] : []),
    ]
      .join(gap)
      .trimEnd()
  const rule = columns.map(({ width }) => '-'.repeat(width)).join(gap)
  return [line(heading, true), rule, ...cells.map((row) => line(row, false))].join('\n')
}

const onOneLine = (text: string): string => text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')

const cellText = (cell: AnswerCell): string => (cell === null ? '' : onOneLine(String(cell)))

const fitCell = (text: string, { width, isNumber }: Column, isHeading: boolean): string => {
  const isWhole = displayWidth(text) <= width
  const shown = isWhole || !isNumber || isHeading ? cutToWidth(text, width) : cutToWidth(ellipsis, width)
  const space = ' '.repeat(Math.max(0, width - displayWidth(shown)))
  return isNumber ? space + shown : shown + space
}

const totalWidth = (columns: readonly Column[]): number =>
  columns.reduce((total, { width }) => total + width, 0) + gap.length * Math.max(0, columns.length - 1)

const fitColumns = (
  natural: readonly Column[],
  maxWidth: number,
): Readonly<{ columns: readonly Column[]; isCut: boolean }> => {
  const narrow = cutWidest(natural, maxWidth)
  if (totalWidth(narrow) <= maxWidth) return { columns: narrow, isCut: false }
  const room = maxWidth - gap.length - displayWidth(ellipsis)
  let shown = natural.slice(0, -1)
  while (shown.length > 1 && totalWidth(cutWidest(shown, room)) > room) shown = shown.slice(0, -1)
  const [first, ...rest] = cutWidest(shown, room)
  if (first !== undefined && totalWidth([first, ...rest]) <= room)
    return { columns: [first, ...rest], isCut: true }
  return { columns: natural.slice(0, 1).map((column) => ({ ...column, width: maxWidth })), isCut: false }
}

const cutWidest = (columns: readonly Column[], maxWidth: number): readonly Column[] => {
  let cut = columns
  while (totalWidth(cut) > maxWidth) {
    const widest = Math.max(...cut.filter(({ isNumber }) => !isNumber).map(({ width }) => width))
    if (!(widest > leastTextWidth)) return cut
    const at = cut.findIndex(({ isNumber, width }) => !isNumber && width === widest)
    const width = Math.max(leastTextWidth, widest - Math.max(1, Math.ceil((totalWidth(cut) - maxWidth) / 2)))
    cut = cut.with(at, { width, isNumber: false })
  }
  return cut
}
