/** Numbers that an answer's text states and that nothing it shows accounts for. */
import type { Answer, AnswerCell } from '../answer/answer.ts'
import type { OpenAnswerer } from '../answer/create-answerer.ts'
import { longestQuestion } from '../understand/understand.ts'

const inText =
  /(?<number>\d+(?:,\d{3})*(?:\.\d+)?)(?:\s*(?<unit>billion yuan|hundred million yuan|million yuan|× 10,000 yuan|yuan|万元|亿元|元|%))?/gu
const wanYuanByUnit: Readonly<Record<string, number>> = {
  亿元: 10_000,
  万元: 1,
  元: 0.0001,
  'billion yuan': 100_000,
  'hundred million yuan': 10_000,
  'million yuan': 100,
  '× 10,000 yuan': 1,
  yuan: 0.0001,
}

/** Numbers of a text, amounts in 万元. */
const numbersOf = (text: string): readonly number[] =>
  [...text.matchAll(inText)].map(
    ({ groups }) => Number(groups?.number?.replaceAll(',', '')) * (wanYuanByUnit[groups?.unit ?? ''] ?? 1),
  )

const isNear = (one: number, other: number) => Math.abs(Math.abs(one) - Math.abs(other)) < 1e-6

const numbersOfCell = (cell: AnswerCell, column: string): readonly number[] => {
  if (typeof cell !== 'number') return numbersOf(cell ?? '')
  const isInYuan = column.endsWith('_yuan') && !column.endsWith('_wan_yuan')
  return [isInYuan ? cell / 10_000 : cell]
}

/** Citation marks, item codes in brackets, numbered choices. */
const withoutMarks = (text: string) =>
  text
    .replace(/\[\d+\]/gu, '')
    .replace(/(?:（\d{3,7}）| \d{3,7}\))/gu, '')
    .replace(/^\d+\. /gmu, '')

/** What may be said of the store as a whole: years, and how many bodies and findings there are, by body and severity. */
export type HeldNumbers = Readonly<{ years: readonly number[]; counts: readonly number[] }>

export const heldNumbers = async (answerer: OpenAnswerer): Promise<HeldNumbers> => {
  const [reports, findings] = await Promise.all([
    answerer.answerSql('select department, fiscal_year from reports', 'en'),
    answerer.answerSql(
      'select department, severity, count(distinct finding_id) as n from findings group by department, severity',
      'en',
    ),
  ])
  const bodies = new Set(reports.rows.map(([department]) => department))
  const countsByBody = Map.groupBy(findings.rows, ([department]) => department)
  const counts = [...countsByBody.values()].map((rows) => rows.map(([, , count]) => Number(count)))
  return {
    years: [...new Set(reports.rows.map(([, year]) => Number(year)))],
    counts: [
      ...[...bodies].map((_, index) => index + 1),
      ...counts.flat(),
      ...counts.map((ofBody) => ofBody.reduce((sum, count) => sum + count, 0)),
    ],
  }
}

/** The threshold of the question that is given as an example. */
const exampleThreshold = 50

/** Sentences that decline name an example, the longest question, or that there is one number where two are compared. */
const saidInDeclining: readonly number[] = [exampleThreshold, longestQuestion, 1]

/**
 * The closed list: a cell, what is cited and where it stands, how the question was read, what was asked (a year also
 * beside it, where a comparison means the one before), what can be asked next, how many rows there are and their places
 * in the list, what is held.
 */
const knownNumbers = (
  { columns, rows, citations, restatement, choices, status }: Answer,
  turns: readonly string[],
  { years, counts }: HeldNumbers,
): readonly number[] => {
  const asked = turns.flatMap(numbersOf)
  return [
    ...rows.flatMap((row) => row.flatMap((cell, at) => numbersOfCell(cell, columns[at] ?? ''))),
    ...citations.flatMap(({ quote, place, file, lines }) => [
      ...[quote, place, file].flatMap(numbersOf),
      ...(lines ?? []),
    ]),
    ...numbersOf(restatement),
    ...asked,
    ...asked.filter((number) => years.includes(number)).map((year) => year + 1),
    ...choices.flatMap(({ label }) => numbersOf(label)),
    ...rows.map((_, index) => index + 1),
    ...years.flatMap((year) => [year - 1, year]),
    ...counts,
    ...(status === 'answer' ? [] : saidInDeclining),
    0,
  ]
}

const shareWithMarks = /(?<percent>\d+\.\d{2})%(?<marks>(?: ?\[\d+\])+)/gu

/** Shares of bodies that are left out of a list stand in no row: each is made of the two figures it cites. */
const citedShares = (line: string, { citations }: Answer): readonly number[] =>
  [...line.matchAll(shareWithMarks)].flatMap(({ groups }) => {
    const percent = Number(groups?.percent)
    const quoted = [...(groups?.marks ?? '').matchAll(/\d+/gu)].flatMap(([mark]) =>
      numbersOf(citations[Number(mark) - 1]?.quote ?? ''),
    )
    const isMadeOfQuoted = quoted.some((part) =>
      quoted.some((whole) => whole !== 0 && Math.abs((part / whole) * 100 - percent) <= 0.005 + 1e-9),
    )
    return isMadeOfQuoted ? [percent] : []
  })

/** Each with its line. */
export const strayNumbers = (
  answer: Answer,
  turns: readonly string[],
  held: HeldNumbers,
): readonly string[] => {
  const known = knownNumbers(answer, turns, held)
  return answer.text.split('\n').flatMap((line) => {
    const knownHere = [...known, ...citedShares(line, answer)]
    return numbersOf(withoutMarks(line))
      .filter((value) => !knownHere.some((one) => isNear(one, value)))
      .map((value) => `${value} in: ${line}`)
  })
}
