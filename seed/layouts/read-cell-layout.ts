import { isBlankLine, isPageNumber } from './printed-line.ts'
import type { RawBlock, RawCell, RawRow } from './raw-table.ts'

/**
 * One cell per line, as some converters write Word tables: a leading tab starts a cell, lines without one continue
 * it, a blank line ends the row, two of them the table.
 */
export const readCellLayout = (lines: readonly string[]): readonly RawBlock[] => {
  const blocks: RawBlock[] = []
  let rows: RawRow[] = []
  let cells: RawCell[] = []
  let blankLines = 0

  const closeRow = () => {
    const [first, last] = [cells[0], cells.at(-1)]
    if (first && last) rows.push({ cells, lines: [first.lines[0], last.lines[1]] })
    cells = []
  }
  const closeGrid = () => {
    closeRow()
    const [first, last] = [rows[0], rows.at(-1)]
    if (first && last)
      blocks.push({ kind: 'grid', source: 'cells', rows, lines: [first.lines[0], last.lines[1]] })
    rows = []
  }

  lines.forEach((text, index) => {
    const line = index + 1
    if (/^\s?\t/u.test(text)) {
      blankLines = 0
      cells.push({ text: text.trim(), lines: [line, line] })
      return
    }
    if (isBlankLine(text)) {
      closeRow()
      blankLines += 1
      if (blankLines > 1) closeGrid()
      return
    }
    blankLines = 0
    if (isPageNumber(text)) return
    const open = cells.at(-1)
    if (open) {
      cells[cells.length - 1] = { text: `${open.text} ${text.trim()}`, lines: [open.lines[0], line] }
      return
    }
    closeGrid()
    blocks.push({ kind: 'line', line, text, startsPage: false })
  })
  closeGrid()
  return blocks
}
