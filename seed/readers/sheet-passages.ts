/**
 * What stands on a sheet: tables with their titles and captions over them, and text. Sheets do not say which is which;
 * a row of one cell is text where its words or its place say so.
 */
import { isCaption, isTableTitle } from '../layouts/printed-line.ts'
import { fitGrid } from './fit-grid.ts'
import { oneLine } from './one-line.ts'
import type { SheetRow } from './sheet-rows.ts'
import type { Passage } from './write-down.ts'

type Rows = readonly SheetRow[]

/** The longest text that can be the label of a row. */
const longestLabel = 30
/** Rows that may stand over a table's header: title, form number, department, unit. */
const mostLabelRows = 6

const onlyText = ({ cells: [only, ...others] }: SheetRow): string | null =>
  only && others.length === 0 ? oneLine(only.text) : null

const isOfCaptions = ({ cells }: SheetRow): boolean => cells.every(({ text }) => isCaption(oneLine(text)))

const isTitle = (row: SheetRow): boolean => isTableTitle(onlyText(row) ?? '') && !isOfCaptions(row)

/** A row that can stand over a table: of captions, or of a single cell. */
const canLabel = (row: SheetRow): boolean => onlyText(row) !== null || isOfCaptions(row)

const isNote = (row: SheetRow): boolean =>
  /^(?:注|附注|备注|说明|填表说明)\s*\d*\s*[:：.．、]/u.test(onlyText(row) ?? '')

/** A sentence, who signed, a text over all columns: nothing that can be the label of a row without figures. */
const isRemark = (row: SheetRow, columns: number): boolean => {
  const text = onlyText(row)
  if (text === null) return false
  const isSigned = /[:：]/u.test(text) && !/^其中/u.test(text)
  const isOverAll = (row.cells[0]?.columnSpan ?? 1) >= columns
  return isNote(row) || isOverAll || isSigned || text.length > longestLabel || /[。；]$/u.test(text)
}

/** The first of the rows of captions that end above a row. */
const firstCaptionAbove = (rows: Rows, at: number): number => {
  let first = at
  for (let above = rows[first - 1]; above && isOfCaptions(above); above = rows[first - 1]) first -= 1
  return first
}

const beginsBelowGap = (rows: Rows, at: number): boolean => {
  if (rows[at]?.followsGap !== true) return false
  const labels = rows.slice(at, at + mostLabelRows)
  const end = labels.findIndex((row) => !canLabel(row))
  return labels.slice(0, end === -1 ? labels.length : end).some(isTitle)
}

/** Tables one under another: each begins with its title, below an empty row or above a row of captions. */
const parts = (rows: Rows): readonly Rows[] => {
  const starts = rows.flatMap((row, at) => {
    if (at === 0 || beginsBelowGap(rows, at)) return [at]
    const next = rows[at + 1]
    return isTitle(row) && next && isOfCaptions(next) ? [firstCaptionAbove(rows, at)] : []
  })
  const ordered = [...new Set(starts)].sort((a, b) => a - b)
  return ordered.map((start, index) => rows.slice(start, ordered[index + 1]))
}

const linesOf = (rows: Rows, page: number): readonly Passage[] =>
  rows.flatMap(({ cells }) =>
    cells
      .flatMap(({ text }) => text.split(/\r\n|\n|\r/u))
      .map((text): Passage => ({ kind: 'line', text: oneLine(text), page, goesOn: false })),
  )

const widthOf = (rows: Rows): number => {
  const cells = rows.flatMap((row) => row.cells)
  const first = cells.reduce((least, { column }) => Math.min(least, column), Number.POSITIVE_INFINITY)
  return cells.reduce((most, { column, columnSpan }) => Math.max(most, column + columnSpan), 0) - first
}

/** Where the text begins that follows a table: at a note, or at a remark below which there is only text. */
const endOfTable = (rows: Rows, start: number): number => {
  const columns = widthOf(rows)
  const lastOfMany = rows.findLastIndex((row) => onlyText(row) === null)
  const end = rows.findIndex(
    (row, at) => at > start && (isNote(row) || (at > lastOfMany && isRemark(row, columns))),
  )
  return end === -1 ? rows.length : end
}

/**
 * How many of the rows over a table are text: those above its title and the captions over that; where none is a title by
 * its words, those above its captions.
 */
const textAbove = (labels: Rows): number => {
  const title = labels.findLastIndex(isTitle)
  if (title !== -1) return firstCaptionAbove(labels, title)
  const caption = labels.findIndex(isOfCaptions)
  return caption === -1 ? labels.length : caption
}

const partPassages = (rows: Rows, page: number): readonly Passage[] | 'too-large' => {
  const passages: Passage[] = []
  let rest = rows
  while (rest.length > 0) {
    const firstOfMany = rest.findIndex((row) => !canLabel(row))
    if (firstOfMany === -1) return [...passages, ...linesOf(rest, page)]
    const start = textAbove(rest.slice(0, firstOfMany))
    passages.push(...linesOf(rest.slice(0, start), page))
    const end = endOfTable(rest, firstOfMany)
    const table = rest.slice(start, end)
    const grid = fitGrid(
      table.map(({ cells }) => cells.map((cell) => ({ ...cell, text: oneLine(cell.text) }))),
    )
    if (grid === 'too-large') return grid
    passages.push({ kind: 'grid', grid, page })
    const below = rest.slice(end)
    const next = below.findIndex((row) => onlyText(row) === null || isTitle(row))
    passages.push(...linesOf(below.slice(0, next === -1 ? below.length : next), page))
    rest = next === -1 ? [] : below.slice(next)
  }
  return passages
}

/** The tables and lines of a sheet, in their order. */
export const sheetPassages = (rows: Rows, page: number): readonly Passage[] | 'too-large' => {
  const passages: Passage[] = []
  for (const part of parts(rows)) {
    const own = partPassages(part, page)
    if (own === 'too-large') return own
    passages.push(...own)
  }
  return passages
}
