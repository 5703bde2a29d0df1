/** An answer as plain text for a terminal: the sentence, the table where it says more, sources, notes, the reading. */
import type { Answer, AnswerCell } from '../answer/answer.ts'
import { mostRowsInText } from '../answer/figures/text.ts'
import { phrases } from '../answer/phrases.ts'

const mostCitations = 12
const mostQuote = 90
const mostTableRows = 50

export const renderText = (answer: Answer): string => {
  const say = phrases[answer.language]
  const hasMoreThanText =
    answer.planner === 'person' || (answer.rows.length > mostRowsInText && !answer.columns.includes('reason'))
  return [
    answer.text,
    ...(hasMoreThanText && answer.rows.length > 0 ? ['', ...renderTable(answer)] : []),
    ...(answer.warnings.length > 0
      ? ['', ...answer.warnings.map((warning) => `⚠ ${say.warnings}: ${warning}`)]
      : []),
    ...(answer.restatement === '' ? [] : ['', `${say.readAs}: ${answer.restatement}`]),
    ...(answer.citations.length > 0 ? ['', `${say.sources}:`, ...renderCitations(answer)] : []),
  ].join('\n')
}

export const renderCitations = ({ citations, language }: Answer): readonly string[] => {
  const say = phrases[language]
  const lines = citations.slice(0, mostCitations).map(({ file, lines, page, place, quote }, index) => {
    const where = lines === null ? say.page(page ?? 0) : say.lines(...lines)
    return `[${index + 1}] ${file} ${where} · ${place}\n    “${shorten(quote.replace(/\s+/gu, ' '), mostQuote)}”`
  })
  return citations.length > mostCitations ? [...lines, `… +${citations.length - mostCitations}`] : lines
}

const shorten = (text: string, most: number): string => {
  const characters = [...text]
  return characters.length <= most ? text : `${characters.slice(0, most - 1).join('')}…`
}

/** Columns aligned by display width: a Chinese character takes two places. */
export const renderTable = ({ labels, rows }: Pick<Answer, 'labels' | 'rows'>): readonly string[] => {
  const shown = rows.slice(0, mostTableRows).map((row) => row.map(cellText))
  const widths = labels.map((label, column) =>
    Math.max(displayWidth(label), ...shown.map((row) => displayWidth(row[column] ?? ''))),
  )
  const isNumber = labels.map((_, column) => rows.every((row) => typeof row[column] !== 'string'))
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => pad(cell, widths[column] ?? 0, isNumber[column] ?? false))
      .join('  ')
      .trimEnd()
  return [
    line(labels),
    widths.map((width) => '-'.repeat(width)).join('  '),
    ...shown.map(line),
    ...(rows.length > mostTableRows ? [`… +${rows.length - mostTableRows}`] : []),
  ]
}

const cellText = (cell: AnswerCell): string => (cell === null ? '' : String(cell))

const pad = (text: string, width: number, isRight: boolean): string => {
  const space = ' '.repeat(Math.max(0, width - displayWidth(text)))
  return isRight ? space + text : text + space
}

const displayWidth = (text: string): number =>
  [...text].reduce(
    (width, character) =>
      width +
      (/[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE6F\uFF00-\uFF60\uFFE0-\uFFE6]/u.test(
        character,
      )
        ? 2
        : 1),
    0,
  )
