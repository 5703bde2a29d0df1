import type { AnswerCell } from './answer.ts'
import type { AnswerParts } from './parts.ts'
import { phrases } from './phrases.ts'

/**
 * Whether two answers state the same: wherever both have a column, its values are the same, row by row in any order, and
 * the column that decides one of them is in the other. Rows that state nothing make no difference; of two that quote
 * documents, the one may quote more.
 */
export const statesTheSame = (left: AnswerParts, right: AnswerParts): boolean => {
  if (left.status !== right.status || saysOtherwise(left, right)) return false
  if (left.rows.length === 0 || right.rows.length === 0)
    return left.rows.length === right.rows.length && left.text === right.text
  const shared = left.columns.filter((column) => right.columns.includes(column))
  if (![decidingColumn(left), decidingColumn(right)].some((column) => shared.includes(column))) return false
  const [own, other] = [rowsOf(left, shared), rowsOf(right, shared)]
  if (shared.some((column) => quotingColumns.has(column)))
    return own.every((row) => other.includes(row)) || other.every((row) => own.includes(row))
  return own.toSorted().join('\n') === other.toSorted().join('\n')
}

/** The one begins with yes, the other with no. */
const saysOtherwise = (left: AnswerParts, right: AnswerParts): boolean => {
  const [own, other] = [verdictOf(left), verdictOf(right)]
  return own !== null && other !== null && own !== other
}

const verdictOf = ({ text }: AnswerParts): 'yes' | 'no' | null =>
  (['yes', 'no'] as const).find((verdict) =>
    Object.values(phrases).some((say) => text.startsWith(say[verdict])),
  ) ?? null

/** What stands in them is the words of documents. */
const quotingColumns: ReadonlySet<string> = new Set(['text', 'finding'])

/** The first column that is evidenced, else the last: what stands before it names the row. */
const decidingColumn = ({ columns, evidence }: AnswerParts): string => {
  const [first = []] = evidence
  const at = first.findIndex((indexes) => indexes.length > 0)
  return columns.at(at) ?? ''
}

const rowsOf = ({ columns, rows, evidence }: AnswerParts, names: readonly string[]): readonly string[] => {
  const positions = names.map((name) => columns.indexOf(name))
  const stated = positions.filter((at) => evidence.some((cells) => (cells[at] ?? []).length > 0))
  const stating = rows.filter((row) => stated.some((at) => row[at] !== null))
  const cells = (row: readonly AnswerCell[]) => JSON.stringify(positions.map((at) => row[at] ?? null))
  return (stating.length > 0 ? stating : rows).map(cells)
}
