import type { Answer } from '../answer/answer.ts'
import { unitOf } from '../answer/column-unit.ts'
import { cleanLine } from '../answer/plain-text.ts'

const gap = ' · '

/** Columns that name what a row is about; codes stand for names, reasons explain them. */
const namingColumns = ({ columns }: Answer): readonly number[] =>
  columns.flatMap((name, at) =>
    unitOf(name) === null && !/(?:^|_)(?:code|id|reason|file|report_kind)$/u.test(name) ? [at] : [],
  )

const textAt = (answer: Answer, row: number, column: number): string =>
  cleanLine(String(answer.rows[row]?.[column] ?? ''))

export type Named = Readonly<{
  /** The columns in which the rows differ. */
  columns: readonly number[]
  names: readonly string[]
  /** What all rows have in common: the one department, the one year. */
  common: readonly string[]
}>

/** Names the rows by what tells them apart; where nothing does, by the narrowest name there is. Names may repeat. */
export const nameRows = (answer: Answer, rows: readonly number[], leftOut: readonly number[] = []): Named => {
  const naming = namingColumns(answer).filter((column) => !leftOut.includes(column))
  const valuesOf = (column: number): ReadonlySet<string> =>
    new Set(rows.map((row) => textAt(answer, row, column)))
  const differing = naming.filter((column) => valuesOf(column).size > 1)
  const shared = naming.filter((column) => valuesOf(column).size === 1)
  const nameOf = (row: number, columns: readonly number[]): string =>
    columns
      .map((column) => textAt(answer, row, column))
      .filter((text) => text !== '')
      .join(gap)
  const common = shared.map((column) => textAt(answer, rows[0] ?? 0, column)).filter((text) => text !== '')
  return {
    columns: differing,
    names: rows.map((row) => nameOf(row, differing) || (common.at(-1) ?? '')),
    common,
  }
}

/** Makes repeated names differ by the item's code; null where that leaves two rows of one name. */
export const tellApart = (
  answer: Answer,
  rows: readonly number[],
  names: readonly string[],
): readonly string[] | null => {
  const code = answer.columns.indexOf('item_code')
  const coded = names.map((name, index) => {
    const text = textAt(answer, rows[index] ?? 0, code)
    return text !== '' && names.indexOf(name) !== names.lastIndexOf(name) ? `${name} ${text}` : name
  })
  return new Set(coded).size === coded.length ? coded : null
}

/** Names that were cut, or headings that repeat, get a number. */
export const numberRepeats = (names: readonly string[]): readonly string[] => {
  const used = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let count = 2; used.has(free); count += 1) free = `${name} (${count})`
    used.add(free)
    return free
  })
}

export const labelsOf = (answer: Answer, columns: readonly number[]): string =>
  columns.map((at) => cleanLine(answer.labels[at] || (answer.columns[at] ?? ''))).join(gap)
