import { functionLevelOf } from '../../db/domain/classification.ts'
import { type Row, type Table, withoutSpace } from '../intermediate.ts'
import { headerPathsOf } from './header-path.ts'

/**
 * Rows that begin with a function code and a name. Documents spread the code over one to four columns (类 款 项), tear
 * it in two, or let the name slip by a column, so code and name are taken from all columns before the figures: the
 * digits joined, the words joined.
 */
export type CodedRow = Readonly<{ row: Row; code: string | null; name: string }>

const headWord = /^(?:项目|功能分类.*|.*科目.*|编码|代码|名称|类|款|项)$/u
const numberWord = /^(?:序号|行次)$/u

export type HeadColumns = Readonly<{ heads: readonly number[]; figures: readonly number[] }>

/** Which columns name the item and which hold its figures; row numbers are neither. */
export const headColumnsOf = (table: Table): HeadColumns => {
  const paths = headerPathsOf(table)
  const isHead = (path: readonly string[]) => path.length > 0 && path.every((text) => headWord.test(text))
  const isNumber = (path: readonly string[]) => path.some((text) => numberWord.test(text))
  const columns = paths.map((_, column) => column)
  return {
    heads: columns.filter((column) => isHead(paths[column] ?? [])),
    figures: columns.filter((column) => !isHead(paths[column] ?? []) && !isNumber(paths[column] ?? [])),
  }
}

/** The body rows of a table in their order; `code` is null where the row prints no function code. */
export const codedRowsOf = (table: Table): readonly CodedRow[] => {
  const { heads } = headColumnsOf(table)
  return table.rows
    .filter((row) => row.role === 'body')
    .map((row): CodedRow => {
      const texts = heads
        .map((column) => withoutSpace(row.cells.find((cell) => cell.column === column)?.text ?? ''))
        .filter((text) => text !== '')
      const digits = texts.filter((text) => /^\d+$/u.test(text))
      const codes = [digits.join(''), digits.at(-1) ?? ''].filter((code) => functionLevelOf(code) !== null)
      return {
        row,
        code: codes[0] ?? null,
        name: texts.filter((text) => !/^\d+$/u.test(text)).join(''),
      }
    })
}

export const isFunctionTable = (table: Table): boolean =>
  table.isSolved &&
  headerPathsOf(table).some((path) => path.some((text) => /科目|功能分类/u.test(text))) &&
  !headerPathsOf(table).some((path) => path.some((text) => /经济分类/u.test(text)))
