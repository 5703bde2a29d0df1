/** The checks of an answer against one expectation. Each that applies says what is wrong; none: it holds. */
import { basename } from 'node:path'
import type { Answer } from '../answer/answer.ts'
import type { Expectation, Quantity } from './case.ts'
import { type Documents, type Quotation, unsoundness } from './citation-soundness.ts'
import { firstNamedAt, isNamed } from './department-names.ts'
import { plainText } from './plain-text.ts'
import { isReadOnly } from './read-only-sql.ts'
import { numbersIn, numbersInRows, type StatedNumber, states } from './stated-numbers.ts'
import { contradicts, excludes, says, saysNothing } from './wording.ts'

/** What of an answer is judged. */
export type JudgedAnswer = Pick<Answer, 'status' | 'text' | 'columns' | 'rows' | 'sql' | 'warnings'> &
  Readonly<{ citations: readonly Quotation[] }>

const mostRows = 60

/** An answer beside its expectation, its texts plain and its numbers found. */
export type Reading = Readonly<{
  expected: Expectation
  answer: JudgedAnswer
  text: string
  /** Cells that are not blank, by row. */
  cells: readonly (readonly string[])[]
  /** Text and rows. */
  said: string
  warnings: string
  inText: readonly StatedNumber[]
  inRows: readonly StatedNumber[]
  evidenceFiles: ReadonlySet<string>
  documents: Documents
}>

export const readAnswer = (
  expected: Expectation,
  answer: JudgedAnswer,
  evidenceFiles: ReadonlySet<string>,
  documents: Documents,
): Reading => {
  const rows = answer.rows.slice(0, mostRows)
  const text = plainText(answer.text)
  const cells = rows.map((row) => row.filter((cell) => cell !== null).map((cell) => plainText(String(cell))))
  return {
    expected,
    answer,
    text,
    cells,
    said: `${text}\n${cells.map((row) => row.join(' | ')).join('\n')}`,
    warnings: plainText(answer.warnings.join('\n')),
    inText: numbersIn(text),
    inRows: numbersInRows({ columns: answer.columns, rows }),
    evidenceFiles,
    documents,
  }
}

/** Null: does not apply. */
type Check = (reading: Reading) => readonly string[] | null

/** What is wrong with each that is required; null where nothing is. */
const checkEach = <Required>(
  required: readonly Required[],
  isWrong: (one: Required) => boolean,
  tell: (one: Required) => string,
): readonly string[] | null => (required.length === 0 ? null : required.filter(isWrong).map(tell))

const show = ({ value, unit }: Quantity): string => `${value}${unit}`
const isStated = (quantity: Quantity, numbers: readonly StatedNumber[]): boolean =>
  numbers.some((number) => states(number, quantity))

const behaviour: Check = ({ expected, answer }) =>
  answer.status === expected.behaviour ? [] : [`status ${answer.status}, expected ${expected.behaviour}`]

const figures: Check = ({ expected, said, inText, inRows }) =>
  checkEach(
    expected.figures,
    (figure) =>
      !isStated(figure, inText) && !isStated(figure, inRows) && (figure.value !== 0 || !saysNothing(said)),
    (figure) => `missing ${show(figure)}`,
  )

const forbiddenFigures: Check = ({ expected, inText }) =>
  checkEach(
    expected.forbidden_figures,
    (figure) => isStated(figure, inText),
    (figure) => `present ${show(figure)}`,
  )

const entities: Check = ({ expected, said }) =>
  checkEach(
    expected.entities,
    (name) => !isNamed(name, said),
    (name) => `missing ${name}`,
  )

const forbiddenEntities: Check = ({ expected, text }) => {
  const naming = text
    .split(/[。；;!\n]|\.(?=\s|$)/u)
    .filter((sentence) => !excludes(sentence) && !expected.excused_by.some((words) => says(words, sentence)))
  return checkEach(
    expected.forbidden_entities,
    (name) => naming.some((sentence) => isNamed(name, sentence)),
    (name) => `present ${name}`,
  )
}

const textAny: Check = ({ expected, said }) =>
  checkEach(
    expected.text_any,
    (forms) => !forms.some((form) => says(form, said)),
    (forms) => `none of ${forms.slice(0, 4).join('/')}`,
  )

const order: Check = (reading) => {
  if (!reading.expected.order_matters) return null
  const sequences =
    reading.expected.entities.length >= 2 ? positionsOfEntities(reading) : positionsOfFigures(reading)
  return sequences.some(isAscending) ? [] : ['expected order not found']
}

const positionsOfEntities = ({ expected, text, cells }: Reading): readonly (readonly number[])[] => {
  const lines = text.split('\n')
  return [
    expected.entities.map((name) => cells.findIndex((row) => row.some((cell) => isNamed(name, cell)))),
    expected.entities.map((name) => firstNamedAt(name, text)),
    expected.entities.map((name) => lines.findIndex((line) => isNamed(name, line))),
  ]
}

const positionsOfFigures = ({ expected, inText, inRows }: Reading): readonly (readonly number[])[] =>
  [inRows, inText].map((numbers) => {
    let last = -1
    return expected.figures.map((figure) => {
      const later = numbers
        .filter((number) => number.position > last && states(number, figure))
        .map(({ position }) => position)
      if (later.length === 0) return -1
      last = Math.min(...later)
      return last
    })
  })

const isAscending = (positions: readonly number[]): boolean =>
  positions.length > 0 &&
  positions.every((position, index) => position >= 0 && position > (positions[index - 1] ?? -1))

/** That documents contradict themselves must be said, with the other figure: in words, by a warning, or as both figures. */
const conflict: Check = ({ expected, text, warnings }) => {
  if (!expected.must_warn_conflict) return null
  const said = `${text}\n${warnings}`
  const numbers = numbersIn(said)
  const others = expected.conflict_figures
  const withUnit = numbers.filter(({ kind }) => kind !== 'bare')
  const isAskedFor =
    others.length > 0 &&
    others.every((other) =>
      expected.figures.some(({ value, unit }) => value === other.value && unit === other.unit),
    )
  const namesBoth =
    expected.figures.length > 0 &&
    expected.figures.every((figure) => isStated(figure, withUnit)) &&
    others.some((other) => isStated(other, withUnit))
  const isSaid = isAskedFor || namesBoth || warnings.trim() !== '' || contradicts(said)
  const namesOther = others.length === 0 || others.some((other) => isStated(other, numbers))
  return isSaid && namesOther ? [] : [`no warning that names ${others.map(show).join(', ')}`]
}

const readOnlySql: Check = ({ answer }) => (isReadOnly(answer.sql) ? [] : ['sql is not read-only'])

const isEvidence = (file: string, { evidenceFiles }: Reading): boolean => evidenceFiles.has(basename(file))

const citation: Check = (reading) => {
  const { expected, answer, evidenceFiles, documents } = reading
  if (expected.behaviour !== 'answer' || answer.status !== 'answer' || evidenceFiles.size === 0) return null
  const reasons = answer.citations.map(
    (cited) =>
      unsoundness(cited, documents) ??
      (isEvidence(cited.file, reading) ? null : `not an evidence file: ${cited.file}`),
  )
  if (reasons.includes(null)) return []
  return reasons.length === 0 ? ['no citations'] : reasons.filter((reason) => reason !== null).slice(0, 3)
}

const citedFigures: Check = (reading) => {
  const { expected, answer, documents } = reading
  const quoted = answer.citations
    .filter((cited) => unsoundness(cited, documents) === null && isEvidence(cited.file, reading))
    .flatMap(({ quote }) => numbersIn(plainText(quote)))
  return checkEach(
    expected.cited_figures,
    (figure) => !isStated(figure, quoted),
    (figure) => `no sound citation quotes ${show(figure)}`,
  )
}

/** In the order in which they are told; behaviour first. */
export const checks = {
  behaviour,
  figures,
  forbidden_figures: forbiddenFigures,
  entities,
  forbidden_entities: forbiddenEntities,
  text_any: textAny,
  order,
  conflict,
  sql_readonly: readOnlySql,
  citation,
  cited_figures: citedFigures,
} as const satisfies Readonly<Record<string, Check>>
