import type { AnswerCell } from './answer.ts'
import type { AnswerParts } from './parts.ts'

/**
 * Whether two answers state the same: wherever both have a column, its values are the same, row by row in any order, and
 * the column that decides one of them is in the other.
 */
export const statesTheSame = (left: AnswerParts, right: AnswerParts): boolean => {
  if (left.status !== right.status) return false
  if (left.rows.length === 0 || right.rows.length === 0)
    return left.rows.length === right.rows.length && left.text === right.text
  const shared = left.columns.filter((column) => right.columns.includes(column))
  const [deciding] = [decidingColumn(left), decidingColumn(right)].filter((column) => shared.includes(column))
  if (deciding === undefined) return false
  return sortedRows(left, shared) === sortedRows(right, shared)
}

/** The first column that is evidenced, else the last: what stands before it names the row. */
const decidingColumn = ({ columns, evidence }: AnswerParts): string => {
  const [first = []] = evidence
  const at = first.findIndex((indexes) => indexes.length > 0)
  return columns.at(at) ?? ''
}

const sortedRows = ({ columns, rows }: AnswerParts, names: readonly string[]): string => {
  const positions = names.map((name) => columns.indexOf(name))
  const cells = (row: readonly AnswerCell[]) => JSON.stringify(positions.map((at) => row[at] ?? null))
  return rows.map(cells).toSorted().join('\n')
}
