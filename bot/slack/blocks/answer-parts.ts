import type { Answer, AnswerCell, Citation } from '../../answer/answer.ts'
import { phrases as answerPhrases } from '../../answer/phrases.ts'
import { placeWords } from '../../answer/place-words.ts'
import { cleanLine, cleanText, cutText } from '../../answer/plain-text.ts'
import { type Cell, type CitationLine, limits, type MessageParts, markOf, type Table } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'

/** Of 万元 and of percentages: a column lines up, and reads as the sentence above it does. */
const fewestDecimals = 2

/** Money is grouped by thousands; years, codes and counts stand as they are. No digit that counts is added or lost. */
const numberText = (value: number, column: string): string => {
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/u.exec(String(value)) ?? []
  if (whole === '' || !/_(?:yuan|fen|percent)$/u.test(column)) return String(value)
  const decimals = /_(?:wan_yuan|percent)$/u.test(column) ? fraction.padEnd(fewestDecimals, '0') : fraction
  const grouped = whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')
  return `${sign}${grouped}${decimals === '' ? '' : `.${decimals}`}`
}

const cellOf = (
  value: AnswerCell,
  column: string,
  citations: readonly number[],
  language: Language,
): Cell => {
  if (typeof value === 'number') return { text: numberText(value, column), value, citations }
  const text = value === null ? '' : cutText(cleanLine(value), limits.tableCell)
  return { text: text === '' ? phrases[language].blank : text, value: null, citations }
}

const evidenceOf = (answer: Answer, row: number, column: number): readonly number[] => [
  ...new Set(answer.evidence[row]?.[column] ?? []),
]

const tableOf = (answer: Answer): Table | null => {
  if (answer.columns.length === 0 || answer.rows.length === 0) return null
  const columns = answer.columns.slice(0, limits.tableColumns)
  const label = (column: string, index: number): string => {
    const text = cleanLine(answer.labels[index] ?? '') || cleanLine(column) || `${index + 1}`
    return cutText(text, limits.tableCell)
  }
  return {
    // The reading stands above the table already.
    caption: phrases[answer.language].figures(answer.rows.length),
    head: columns.map(label),
    rows: answer.rows
      .slice(0, limits.tableRows)
      .map((row, rowIndex) =>
        columns.map((column, index) =>
          cellOf(row[index] ?? null, column, evidenceOf(answer, rowIndex, index), answer.language),
        ),
      ),
  }
}

/** The table, or the innermost section: where to look, in few words. The whole path stands in the sources. */
const shortPlace = (place: string): string => cleanLine(place.split(' · ').at(0)?.split(' > ').at(-1) ?? '')

/** One line, short enough for a phone: the document itself is a click away. */
const citationText = (citation: Citation, index: number, language: Language): string => {
  const said = phrases[language]
  const lead = [
    `${markOf(index)} ${cutText(cleanLine(citation.file), limits.place)}`,
    placeWords(citation, answerPhrases[language]),
    cutText(shortPlace(citation.place), limits.place),
  ].filter((piece) => piece !== '')
  const quote = cutText(cleanLine(citation.quote), limits.quote)
  // Of a long row of bare numbers nothing is left when it is cut.
  const isTelling = /[\p{L}\p{N}]/u.test(quote)
  return cutText([...lead, ...(isTelling ? [said.quote(quote)] : [])].join(' · '), limits.citation)
}

const citationLines = (answer: Answer): readonly CitationLine[] =>
  answer.citations.map((citation, index) => ({ index, text: citationText(citation, index, answer.language) }))

/** A question back lists its choices, for those who see text alone; here they are buttons. */
const sentenceOf = ({ text, choices }: Answer): string => {
  const listed = new Set(choices.map(({ label }, index) => `${index + 1}. ${label}`))
  return text
    .split('\n')
    .filter((line) => !listed.has(line))
    .join('\n')
}

/** What a message says of an Answer, each piece cleaned and of bounded length, before it is fitted into one message. */
export const partsOf = (answer: Answer): MessageParts => {
  const restatement = cleanLine(answer.restatement)
  return {
    sentence: cleanText(sentenceOf(answer)) || phrases[answer.language].wordless,
    restatement: restatement === '' ? '' : phrases[answer.language].readAs(restatement),
    modelNote: cleanLine(answer.model?.note ?? ''),
    warnings: answer.warnings.map(cleanLine).flatMap((warning) => (warning === '' ? [] : [`⚠ ${warning}`])),
    table: tableOf(answer),
    citations: citationLines(answer),
  }
}
