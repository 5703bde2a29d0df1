import { functionLevelOf } from '../../db/domain/classification.ts'
import { type Cell, type Row, type Table, withoutSpace } from '../intermediate.ts'
import { headerPathsOf } from './header-path.ts'

/**
 * Rows that begin with a function code and a name. Documents spread the code over one to four columns (类 款 项), tear
 * it in two, or let the name slip by a column, so code and name are taken from all columns before the figures: the
 * digits joined, the words joined. `figures` are the row's cells under the table's figure columns, in their order.
 */
export type CodedRow = Readonly<{
  row: Row
  code: string | null
  name: string
  figures: readonly (Cell | undefined)[]
}>

const headWord = /^(?:项目|功能分类.*|.*科目.*|编码|代码|名称|类|款|项)$/u
/** Numbers of rows and of units stand beside codes and are none. */
const numberWord = /^(?:序号|行次|(?:预算)?(?:单位|部门)(?:代码|编码))$/u
const itemWord = /^(?:科目(?:编码|代码|名称)|(?:单位|部门)名称（科目）|功能科目(?:名称|编码)?)$/u

export type HeadColumns = Readonly<{
  paths: ReturnType<typeof headerPathsOf>
  heads: readonly number[]
  figures: readonly number[]
}>

/** Which columns name the item and which hold its figures, one for each header; row numbers are neither. */
export const headColumnsOf = (table: Table): HeadColumns => {
  const paths = headerPathsOf(table)
  const isHead = (path: readonly string[]) =>
    itemWord.test((path.at(-1) ?? '').replace('(', '（').replace(')', '）')) ||
    (path.length > 0 && path.every((text) => headWord.test(text)))
  const isNumber = (path: readonly string[]) => path.some((text) => numberWord.test(text))
  const columns = paths.map((_, column) => column)
  const leaves = leavesOf(table)
  const isSpanned = (column: number) => leaves[column] !== undefined && leaves[column] === leaves[column - 1]
  return {
    paths,
    heads: columns.filter((column) => isHead(paths[column] ?? []) && !isNumber(paths[column] ?? [])),
    figures: columns.filter(
      (column) => !isHead(paths[column] ?? []) && !isNumber(paths[column] ?? []) && !isSpanned(column),
    ),
  }
}

/** The lowest header cell over each column. */
const leavesOf = (table: Table): readonly (Cell | undefined)[] => {
  const leaves = new Array<Cell | undefined>(table.columns).fill(undefined)
  for (const { cells } of table.rows.filter(({ role }) => role === 'header'))
    for (const cell of cells) leaves.fill(cell, cell.column, cell.column + cell.columnSpan)
  return leaves
}

type Numbering = Readonly<{ word: number; columns: readonly number[] }>

/** The row 栏次 1 2 3 …: where its word stands and which columns it numbers. */
const numberingOf = (table: Table): Numbering | null => {
  for (const { cells } of table.rows.filter(({ role }) => role === 'structural')) {
    const word = cells.find((cell) => withoutSpace(cell.text) === '栏次')
    const columns = cells.filter((cell) => /^\d{1,2}$/u.test(cell.text.trim())).map(({ column }) => column)
    if (word && columns.length > 0) return { word: word.column, columns }
  }
  return null
}

const isCode = (text: string): boolean => /^\d+$/u.test(text)
const isAmount = (text: string): boolean => /^-?[\d,]+\.\d+$/u.test(text)

/** [2080501]行政单位离退休, 2080501行政单位离退休: a code and a name in one cell. */
export const partCode = (text: string): readonly string[] => {
  const { code, name } =
    /^[[【（(]?(?<code>\d{3,7})[\]】）)]?[-—:：]?(?<name>\p{Script=Han}.*)$/u.exec(text)?.groups ?? {}
  return code === undefined || name === undefined ? [text] : [code, name]
}

/** The body rows of a table in their order; `code` is null where the row prints no function code. */
export const codedRowsOf = (table: Table): readonly CodedRow[] => {
  const { heads, figures } = headColumnsOf(table)
  const numbering = numberingOf(table)
  const isNumbered = numbering !== null && numbering.columns.length === figures.length
  return table.rows
    .filter((row) => row.role === 'body')
    .map((row): CodedRow => {
      const cellAt = (column: number) => row.cells.find((cell) => cell.column === column)
      const textAt = (column: number) => withoutSpace(cellAt(column)?.text ?? '')
      const labels = heads.filter((column) => textAt(column) !== '' && !isAmount(textAt(column)))
      // A row that lines up with the numbering and not with the header has its figures where the numbers stand.
      const isShifted =
        isNumbered &&
        !isCode(textAt(numbering.word)) &&
        textAt(numbering.word) !== '' &&
        [...labels, numbering.word].every((column) => column <= numbering.word)
      const words = (isShifted ? [...new Set([...labels, numbering.word])] : labels).flatMap((column) =>
        partCode(textAt(column)),
      )
      const digits = words.filter(isCode)
      const codes = [digits.join(''), digits.at(-1) ?? ''].filter((code) => functionLevelOf(code) !== null)
      return {
        row,
        code: codes[0] ?? null,
        name: words.filter((text) => !isCode(text) || codes.length === 0).join(''),
        figures: (isShifted ? numbering.columns : figures).map(cellAt),
      }
    })
}

export const isFunctionTable = (table: Table): boolean => {
  const words = table.isSolved ? headerPathsOf(table).flat() : []
  return words.some((text) => /科目|功能分类/u.test(text)) && !words.some((text) => /经济分类/u.test(text))
}
