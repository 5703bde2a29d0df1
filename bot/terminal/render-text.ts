/** An answer as plain text for a terminal: the sentence, the table where it says more, sources, notes, the reading. */
import type { Answer } from '../answer/answer.ts'
import { mostRowsInText } from '../answer/figures/text.ts'
import { phrases } from '../answer/phrases.ts'
import { placeWords } from '../answer/place-words.ts'
import { cleanCharacters } from '../answer/plain-text.ts'
import { textTable } from '../files/text-table.ts'

const mostCitations = 12
const mostQuote = 90
const mostTableRows = 50

export const renderText = (answer: Answer): string => {
  const say = phrases[answer.language]
  const hasMoreThanText =
    answer.planner === 'person' || (answer.rows.length > mostRowsInText && !answer.columns.includes('reason'))
  const lines = [
    answer.text,
    ...(hasMoreThanText && answer.rows.length > 0 ? ['', ...renderTable(answer)] : []),
    ...(answer.warnings.length > 0
      ? ['', ...answer.warnings.map((warning) => `⚠ ${say.warnings}: ${warning}`)]
      : []),
    ...(answer.restatement === '' ? [] : ['', `${say.readAs}: ${answer.restatement}`]),
    ...(answer.model?.note == null ? [] : ['', answer.model.note]),
    ...(answer.citations.length > 0 ? ['', `${say.sources}:`, ...renderCitations(answer)] : []),
  ]
  return cleanCharacters(lines.join('\n'))
}

export const renderCitations = ({ citations, language }: Answer): readonly string[] => {
  const say = phrases[language]
  const lines = citations.slice(0, mostCitations).map(({ file, place, quote, ...span }, index) => {
    const where = placeWords(span, say)
    return cleanCharacters(
      `[${index + 1}] ${file} ${where} · ${place}\n    “${shorten(quote.replace(/\s+/gu, ' '), mostQuote)}”`,
    )
  })
  return citations.length > mostCitations ? [...lines, `… +${citations.length - mostCitations}`] : lines
}

const shorten = (text: string, most: number): string => {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** The first rows as lines of a table, and how many more there are. */
export const renderTable = ({ labels, rows }: Pick<Answer, 'labels' | 'rows'>): readonly string[] => [
  ...textTable(labels, rows.slice(0, mostTableRows)).split('\n'),
  ...(rows.length > mostTableRows ? [`… +${rows.length - mostTableRows}`] : []),
]
