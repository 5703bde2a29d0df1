import type { types } from '@slack/bolt'
import type { Answer, AnswerCell, Citation } from '../../answer/answer.ts'
import {
  type Cell,
  type CitationLine,
  fitParts,
  limits,
  type MessageParts,
  markOf,
  type Table,
} from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { cleanLine, cleanText, cutEscaped, cutText, lengthOf } from './text.ts'

/** A message: `text` is what notifications and screen readers use, and is Slack markup; blocks hold plain text only. */
export type RenderedAnswer = Readonly<{ text: string; blocks: types.KnownBlock[] }>

/** Action ids of choice buttons are this and the choice's number. */
export const choiceActionPrefix = 'choose_question_'

/** Money is grouped by thousands; years, codes, shares and counts stand as they are. No digit is added or lost. */
const numberText = (value: number, column: string): string => {
  const text = String(value)
  const [, sign = '', whole = '', fraction = ''] = /^(-?)(\d+)(\.\d+)?$/u.exec(text) ?? []
  if (whole === '' || !/_(?:yuan|fen)$/u.test(column)) return text
  return `${sign}${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}${fraction}`
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

const tableOf = (answer: Answer): Table | null => {
  if (answer.columns.length === 0 || answer.rows.length === 0) return null
  const caption = cutText(cleanLine(answer.restatement), limits.caption)
  const label = (column: string, index: number): string => {
    const text = cleanLine(answer.labels[index] ?? '') || cleanLine(column) || `${index + 1}`
    return cutText(text, limits.tableCell)
  }
  return {
    caption: caption === '' ? phrases[answer.language].figures : caption,
    head: answer.columns.map(label),
    rows: answer.rows.map((row, rowIndex) =>
      answer.columns.map((column, index) =>
        cellOf(row[index] ?? null, column, answer.evidence[rowIndex]?.[index] ?? [], answer.language),
      ),
    ),
  }
}

const citationText = (citation: Citation, index: number, language: Language): string => {
  const said = phrases[language]
  const lead = [
    `${markOf(index)} ${cutText(cleanLine(citation.file), limits.place)}`,
    cutText(cleanLine(citation.place), limits.place),
    citation.lines === null ? '' : said.lines(...citation.lines),
    citation.page === null ? '' : said.page(citation.page),
  ].filter((piece) => piece !== '')
  const quote = cutText(cleanLine(citation.quote), limits.quote)
  return cutText([...lead, ...(quote === '' ? [] : [said.quote(quote)])].join(' · '), limits.citation)
}

const citationLines = (answer: Answer): readonly CitationLine[] =>
  answer.citations.map((citation, index) => ({ index, text: citationText(citation, index, answer.language) }))

const partsOf = (answer: Answer): MessageParts => {
  const restatement = cleanLine(answer.restatement)
  return {
    sentence: cleanText(answer.text) || phrases[answer.language].wordless,
    restatement: restatement === '' ? '' : phrases[answer.language].readAs(restatement),
    warnings: answer.warnings.map(cleanLine).filter((warning) => warning !== ''),
    table: tableOf(answer),
    citations: citationLines(answer),
  }
}

/** What was left out, in words; the reader must know that there is more. */
const hiddenNotes = (full: MessageParts, shown: MessageParts, language: Language): readonly string[] => {
  const said = phrases[language]
  const rows = full.table?.rows.length ?? 0
  const rowsShown = shown.table?.rows.length ?? 0
  const columnsHidden = shown.table === null ? 0 : (full.table?.head.length ?? 0) - shown.table.head.length
  const citationsHidden = full.citations.length - shown.citations.length
  const warningsHidden = full.warnings.length - shown.warnings.length
  return [
    ...(rowsShown < rows ? [said.rowsHidden(rowsShown, rows)] : []),
    ...(columnsHidden > 0 ? [said.columnsHidden(columnsHidden)] : []),
    ...(citationsHidden > 0 ? [said.citationsHidden(citationsHidden)] : []),
    ...(warningsHidden > 0 ? [said.warningsHidden(warningsHidden)] : []),
  ]
}

/** Plain text objects: Slack reads no markup in them, so data cannot mention anybody or link anywhere. */
const plain = (text: string): types.PlainTextElement => ({ type: 'plain_text', text, emoji: false })

const sectionBlock = (text: string): types.SectionBlock => ({ type: 'section', text: plain(text) })

const contextBlocks = (texts: readonly string[]): readonly types.ContextBlock[] =>
  Array.from({ length: Math.ceil(texts.length / limits.contextElements) }, (_, index) => ({
    type: 'context',
    elements: texts
      .slice(index * limits.contextElements, (index + 1) * limits.contextElements)
      .map((text) => plain(text)),
  }))

const marked = (cell: Cell, shown: ReadonlySet<number>): string =>
  [
    cell.text,
    ...cell.citations
      .filter((index) => shown.has(index))
      .slice(0, limits.cellMarks)
      .map(markOf),
  ].join(' ')

const dataTableBlock = (table: Table, shown: ReadonlySet<number>): types.DataTableBlock => ({
  type: 'data_table',
  caption: table.caption,
  page_size: Math.min(limits.tablePageSize, table.rows.length),
  rows: [
    table.head.map((text) => ({ type: 'raw_text', text })),
    ...table.rows.map((row) =>
      row.map((cell): types.RawTextElement | types.RawNumberElement =>
        cell.value === null
          ? { type: 'raw_text', text: marked(cell, shown) }
          : { type: 'raw_number', value: cell.value, text: marked(cell, shown) },
      ),
    ),
  ],
})

type Choice = Readonly<{ label: string; question: string }>

/** A button carries its question whole or is not offered. */
const choicesOf = (answer: Answer): readonly Choice[] =>
  answer.choices
    .map((choice) => ({
      label: cleanLine(choice.label) || cleanLine(choice.question),
      question: choice.question,
    }))
    .filter(({ label, question }) => {
      const length = lengthOf(question.trim())
      return label !== '' && length > 0 && lengthOf(question) <= limits.buttonValue
    })
    .slice(0, limits.choices)

const choiceBlocks = (choices: readonly Choice[], language: Language): readonly types.KnownBlock[] => {
  if (choices.length === 0) return []
  const isCut = choices.some(({ label }) => lengthOf(label) > limits.buttonText)
  const spelled = choices.map(({ label }, index) => cutText(`${index + 1}. ${label}`, limits.warning))
  return [
    ...contextBlocks([phrases[language].choose, ...(isCut ? spelled : [])]),
    {
      type: 'actions',
      elements: choices.map(({ label, question }, index) => ({
        type: 'button',
        action_id: `${choiceActionPrefix}${index}`,
        text: plain(cutText(isCut ? `${index + 1}. ${label}` : label, limits.buttonText)),
        value: question.toWellFormed(),
      })),
    },
  ]
}

/**
 * An Answer as one Slack message: sentence, reading, table, citations, warnings, choices.
 *
 * Shape: stays within Slack's limits whatever the Answer holds; what was left out is said. `budget` is the visible text.
 */
export const answerBlocks = (answer: Answer, budget: number = limits.visibleText): RenderedAnswer => {
  const said = phrases[answer.language]
  const full = partsOf(answer)
  const choices = choicesOf(answer)
  const choicesHidden = answer.choices.length - choices.length
  const choiceTexts = choiceBlocks(choices, answer.language)
  const shown = fitParts(full, budget - choiceSize(choices) - 4 * limits.note)
  const shownCitations = new Set(shown.citations.map((line) => line.index))
  const notes = [
    ...hiddenNotes(full, shown, answer.language),
    ...(choicesHidden > 0 ? [said.choicesHidden(choicesHidden)] : []),
  ]
  const blocks: types.KnownBlock[] = [
    sectionBlock(shown.sentence),
    ...contextBlocks(shown.restatement === '' ? [] : [shown.restatement]),
    ...(shown.table === null ? [] : [dataTableBlock(shown.table, shownCitations)]),
    ...contextBlocks(shown.citations.map((line) => line.text)),
    ...contextBlocks(shown.warnings.map((warning) => `⚠ ${warning}`)),
    ...contextBlocks(notes.length === 0 ? [] : [notes.join(' · ')]),
    ...choiceTexts,
  ]
  return { text: cutEscaped(full.sentence, limits.fallbackText), blocks }
}

const choiceSize = (choices: readonly Choice[]): number =>
  choices.reduce((size, { label }) => size + Math.min(lengthOf(label) + 3, limits.buttonText), 0) +
  (choices.some(({ label }) => lengthOf(label) > limits.buttonText) ? choices.length * limits.warning : 0)

/** The same answer without blocks, for when Slack refuses them: Slack markup, everything escaped. */
export const answerText = (answer: Answer): string => {
  const parts = partsOf(answer)
  const rows = parts.table === null ? [] : [parts.table.head, ...parts.table.rows.map(rowTexts)]
  const lines = [
    parts.sentence,
    parts.restatement,
    ...rows.map((row) => row.join(' | ')),
    ...parts.warnings.map((warning) => `⚠ ${warning}`),
    ...parts.citations.map((line) => line.text),
    ...answer.choices.map((choice) => `• ${cleanLine(choice.question)}`),
  ]
  return cutEscaped(lines.filter((line) => line !== '').join('\n'), limits.plainText)
}

const rowTexts = (row: readonly Cell[]): readonly string[] =>
  row.map((cell) => [cell.text, ...cell.citations.slice(0, limits.cellMarks).map(markOf)].join(' '))
