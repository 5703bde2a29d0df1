/** What of an Answer cannot be followed to a document, each in words; empty: all of it can. */
import type { Answer } from '../../../answer/answer.ts'
import { unsoundness } from '../../../evaluation/citation-soundness.ts'
import { type HeldNumbers, strayNumbers } from '../../../testing/stray-numbers.ts'
import type { Bench } from './bench.ts'

export const untraced = (
  answer: Answer,
  turns: readonly string[],
  { documents, held, bodyByFile }: Bench,
): readonly string[] => [
  ...answer.citations.flatMap((citation) => unsoundness(citation, documents) ?? []),
  ...unevidenced(answer),
  ...ofOtherYears(answer, held),
  ...ofOtherBodies(answer, bodyByFile),
  ...misquoted(answer),
  ...strayNumbers(answer, turns, held).map((number) => `nothing accounts for ${number}`),
]

/** A year is what a report is of; every other number is printed somewhere. */
const unevidenced = ({ columns, rows, evidence, citations }: Answer): readonly string[] =>
  rows.flatMap((row, at) =>
    row.flatMap((cell, column) => {
      if (typeof cell !== 'number' || columns[column] === 'fiscal_year') return []
      const cited = evidence[at]?.[column] ?? []
      const isEvidenced = cited.length > 0 && cited.every((index) => index in citations)
      return isEvidenced ? [] : [`${cell} of ${columns[column]} has no evidence`]
    }),
  )

/** The years of reports, and the ones before them, of which they print figures too. */
const ofOtherYears = ({ columns, rows }: Answer, { years }: HeldNumbers): readonly string[] =>
  rows
    .map((row) => row[columns.indexOf('fiscal_year')])
    .filter((year) => typeof year === 'number' && !years.includes(year) && !years.includes(year + 1))
    .map((year) => `no report is of ${year}`)

/** What SQL says of one place only is printed there, in yuan or in 万元; what is made of several is not looked at here. */
const misquoted = ({ columns, rows, evidence, citations }: Answer): readonly string[] =>
  rows.flatMap((row, at) =>
    row.flatMap((cell, column) => {
      const [only, ...others] = evidence[at]?.[column] ?? []
      const quote = only === undefined || others.length > 0 ? null : citations[only]?.quote
      if (typeof cell !== 'number' || !columns[column]?.endsWith('_fen') || quote == null) return []
      const printed = [cell / 100, cell / 1_000_000].flatMap((amount) => [String(amount), amount.toFixed(2)])
      const isPrinted = printed.some((amount) => quote.replaceAll(',', '').includes(amount))
      return isPrinted ? [] : [`${cell} of ${columns[column]} is not what is printed: ${quote}`]
    }),
  )

/** What stands beside the name of one body is cited from its own documents. */
const ofOtherBodies = (
  { rows, evidence, citations }: Answer,
  bodyByFile: ReadonlyMap<string, string>,
): readonly string[] => {
  const bodies = new Set(bodyByFile.values())
  return rows.flatMap((row, at) => {
    const [body, ...others] = new Set(row.filter((cell) => typeof cell === 'string' && bodies.has(cell)))
    if (body === undefined || others.length > 0) return []
    const cited = new Set((evidence[at] ?? []).flat().map((index) => citations[index]?.file ?? ''))
    return [...cited]
      .filter((file) => bodyByFile.get(file) !== body)
      .map((file) => `beside ${body} stands what is cited from ${file}`)
  })
}
