/** Which rows of a form say what stands below them, and what their words make of its columns. */
import { withoutSpace } from '../../intermediate.ts'
import type { FormColumn } from './align-row.ts'
import { type ColumnMeaning, columnMeaningOf, foldHeader, isHeaderText, plainNumber } from './column-words.ts'
import type { FormCell, FormRow } from './form-rows.ts'

/** A header row and the rows below it. */
export type Band = Readonly<{ header: FormRow; columns: readonly FormColumn[] }>

/** At least two header words and at most one other, a heading for the whole band. */
export const isHeaderRow = ({ cells }: FormRow): boolean => {
  if (cells.length < 2 || cells.some(({ isValue }) => isValue)) return false
  const known = cells.filter(({ text }) => isHeaderText(text)).length
  return known >= 2 && cells.length - known <= 1
}

/** The first row of a table, whatever most of its words, over a row with values in its columns. */
export const isFirstHeader = ({ cells }: FormRow, values: FormRow | null): boolean =>
  values !== null &&
  cells.length >= 2 &&
  values.cells.length <= 2 * cells.length &&
  cells.some(({ text }) => isHeaderText(text)) &&
  cells.every(({ column, isValue }) => column !== null && !isValue)

/** A second header row divides columns of the first that are wide. */
export const isSecondHeader = ({ cells }: FormRow, heads: readonly FormColumn[]): boolean =>
  cells.every(
    ({ column, isValue }) => !isValue && heads.some((head) => isWide(head) && isUnder(column, head)),
  )

const isWide = ({ span }: FormColumn): boolean => span > 1

const isUnder = (at: number | null, { column, span }: FormColumn): boolean =>
  at !== null && column !== null && at >= column && at < column + span

/** 财政供养人员情况（人） | 编制数 | …: what the first header cell names, of values that have no label of their own. */
export const bandTitleOf = ({ cells: [first] }: FormRow): readonly string[] =>
  first === undefined || isHeaderText(first.text) ? [] : [foldHeader(first.text)]

/** A second header row divides some columns of the first; the others go on. */
export const underHeads = (
  heads: readonly FormColumn[],
  columns: readonly FormColumn[],
): readonly FormColumn[] => {
  const isDivided = (head: FormColumn) => columns.some(({ column }) => isUnder(column, head))
  const placed = [...heads.filter((head) => !isDivided(head)), ...columns]
  return placed.toSorted((a, b) => (a.column ?? 0) - (b.column ?? 0))
}

/** 其中：行政, 退休人员: whatever a column is called, the cells under it hold numbers. */
const meaningByContent = ({ column }: FormCell, below: readonly FormRow[]): ColumnMeaning | null => {
  const own = below.flatMap(({ cells }) => cells.filter((cell) => column !== null && cell.column === column))
  const isOfNumbers = own.length > 1 && own.every(({ isValue }) => isValue)
  return isOfNumbers ? plainNumber : null
}

/** The columns that a header row names, over the rows below it. */
export const columnsOf = (header: FormRow, below: readonly FormRow[]): readonly FormColumn[] =>
  header.cells.map((cell, index): FormColumn => {
    const end = header.cells[index + 1]?.column ?? header.width
    return {
      text: cell.text,
      folded: foldHeader(cell.text),
      isOfCodes: /(?:编码|代码|序号|行次)$/u.test(withoutSpace(cell.text)),
      column: cell.column,
      span: cell.column === null ? 1 : Math.max(1, end - cell.column),
      meaning: columnMeaningOf(cell.text) ?? meaningByContent(cell, below),
    }
  })

export const isProjectColumn = ({ folded }: FormColumn): boolean => /^(?:项目|任务)名称$/u.test(folded)

export const isSerialColumn = ({ folded }: FormColumn): boolean => /^(?:序号|行次)$/u.test(folded)
