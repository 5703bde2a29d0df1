import { isBlankLine, isPageNumber, isTableTitle } from './printed-line.ts'
import type { RawBlock, RawRow } from './raw-table.ts'

/** A short line between two rows is a merged cell over the rows below it: 年度主要任务. */
const longestBandTitle = 12
const isBandTitle = (text: string, next: string): boolean =>
  text.trim().length <= longestBandTitle && !/[。；：:]/u.test(text) && next.includes('\t')

/**
 * Tab-separated tables: a line with tabs is a row. A block of such lines goes on after blank lines, a page break, when
 * it has the same number of columns and nothing stands between.
 */
export const readTabLayout = (lines: readonly string[]): readonly RawBlock[] => {
  const blocks: RawBlock[] = []
  let rows: RawRow[] = []
  let isInterrupted = false

  const closeGrid = () => {
    const [first, last] = [rows[0], rows.at(-1)]
    if (first && last)
      blocks.push({ kind: 'grid', source: 'tabs', rows, lines: [first.lines[0], last.lines[1]] })
    rows = []
  }

  lines.forEach((text, index) => {
    const line = index + 1
    if (isBlankLine(text) && !text.includes('\t')) {
      isInterrupted = true
      return
    }
    if (isPageNumber(text)) return
    const cells = text.split('\t').map((cell) => cell.trim())
    const [only = '', ...others] = cells.filter((cell) => cell !== '')
    const isWithin = rows.length > 0 && !isInterrupted && isBandTitle(text, lines[index + 1] ?? '')
    // A title in the first cell of a row of its own belongs to the table below it.
    if ((!text.includes('\t') && !isWithin) || (others.length === 0 && isTableTitle(only))) {
      closeGrid()
      blocks.push({ kind: 'line', line, text: text.includes('\t') ? only : text, startsPage: false })
      return
    }
    const row: RawRow = {
      cells: cells.map((cell) => ({ text: cell, lines: [line, line] })),
      lines: [line, line],
    }
    const before = rows.at(-1)
    if (isInterrupted && before && before.cells.length !== row.cells.length) closeGrid()
    rows.push(row)
    isInterrupted = false
  })
  closeGrid()
  return blocks
}
