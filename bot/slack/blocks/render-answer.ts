import type { types } from '@slack/bolt'
import type { Answer } from '../../answer/answer.ts'
import { fitParts, limits, type MessageParts, markedText, type Table } from '../limits.ts'
import { phrases } from '../phrases.ts'
import { partsOf } from './answer-parts.ts'
import { cleanLine, cutEscaped, cutText, lengthOf } from './text.ts'

/** A message: `text` is what notifications and screen readers use, and is Slack markup; blocks hold plain text only. */
export type RenderedAnswer = Readonly<{ text: string; blocks: types.KnownBlock[] }>

/** Action ids of choice buttons are this and the choice's number. */
export const choiceActionPrefix = 'choose_question_'

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

const dataTableBlock = (table: Table, isShown: (citation: number) => boolean): types.DataTableBlock => ({
  type: 'data_table',
  caption: table.caption,
  page_size: Math.min(limits.tablePageSize, table.rows.length),
  rows: [
    table.head.map((text) => ({ type: 'raw_text', text })),
    ...table.rows.map((row) =>
      row.map((cell): types.RawTextElement | types.RawNumberElement =>
        cell.value === null
          ? { type: 'raw_text', text: markedText(cell, isShown) }
          : { type: 'raw_number', value: cell.value, text: markedText(cell, isShown) },
      ),
    ),
  ],
})

type Choice = Readonly<{ label: string; question: string }>

/** A button carries its question whole or is not offered. */
const choicesOf = (answer: Answer): readonly Choice[] =>
  answer.choices
    .map(({ label, question }) => ({
      label: cleanLine(label) || cleanLine(question),
      question: cleanLine(question),
    }))
    .filter(({ question }) => question !== '' && lengthOf(question) <= limits.buttonValue)
    .slice(0, limits.choices)

/** Labels too long for their buttons are numbered and spelled out above. */
const choiceBlocks = (choices: readonly Choice[], lead: string): readonly types.KnownBlock[] => {
  if (choices.length === 0) return []
  const isSpelled = choices.some(({ label }) => lengthOf(label) > limits.buttonText)
  const labels = choices.map(({ label }, index) => (isSpelled ? `${index + 1}. ${label}` : label))
  const spelled = isSpelled ? labels.map((label) => cutText(label, limits.choice)) : []
  return [
    ...contextBlocks([lead, ...spelled]),
    {
      type: 'actions',
      elements: choices.map(({ question }, index) => ({
        type: 'button',
        action_id: `${choiceActionPrefix}${index}`,
        text: plain(cutText(labels[index] ?? '', limits.buttonText)),
        value: question,
      })),
    },
  ]
}

/** The readings of an ambiguous question are chosen from; other questions are only offered. */
const choiceLead = (answer: Answer): string => {
  const said = phrases[answer.language]
  return answer.status === 'clarify' ? said.choose : said.askInstead
}

/** Visible text that choices take at most. */
const choiceSize = (choices: readonly Choice[]): number =>
  choices.length * (limits.buttonText + limits.choice)

/** What was left out, in words: the reader must know that there is more. */
const hiddenNote = (answer: Answer, full: MessageParts, shown: MessageParts, choices: number): string => {
  const said = phrases[answer.language]
  const rows = full.table === null ? 0 : answer.rows.length
  const rowsShown = shown.table?.rows.length ?? 0
  const columnsHidden = shown.table === null ? 0 : answer.columns.length - shown.table.head.length
  const citationsHidden = full.citations.length - shown.citations.length
  const warningsHidden = full.warnings.length - shown.warnings.length
  const choicesHidden = answer.choices.length - choices
  return [
    ...(rowsShown < rows ? [said.rowsHidden(rowsShown, rows)] : []),
    ...(columnsHidden > 0 ? [said.columnsHidden(columnsHidden)] : []),
    ...(citationsHidden > 0 ? [said.citationsHidden(citationsHidden)] : []),
    ...(warningsHidden > 0 ? [said.warningsHidden(warningsHidden)] : []),
    ...(choicesHidden > 0 ? [said.choicesHidden(choicesHidden)] : []),
  ].join(' · ')
}

/**
 * An Answer as one Slack message: sentence, reading, table, citations, warnings, choices.
 *
 * Shape: stays within Slack's limits whatever the Answer holds; what was left out is said. `budget` is the visible text.
 */
export const answerBlocks = (answer: Answer, budget: number = limits.visibleText): RenderedAnswer => {
  const full = partsOf(answer)
  const choices = choicesOf(answer)
  const shown = fitParts(full, budget - limits.notes - choiceSize(choices))
  const shownCitations = new Set(shown.citations.map((line) => line.index))
  const note = hiddenNote(answer, full, shown, choices.length)
  const blocks: types.KnownBlock[] = [
    sectionBlock(shown.sentence),
    ...contextBlocks(shown.restatement === '' ? [] : [shown.restatement]),
    ...(shown.table === null ? [] : [dataTableBlock(shown.table, (index) => shownCitations.has(index))]),
    ...contextBlocks(shown.citations.map((line) => line.text)),
    ...contextBlocks(shown.warnings),
    ...contextBlocks(note === '' ? [] : [note]),
    ...choiceBlocks(choices, choiceLead(answer)),
  ]
  return { text: cutEscaped(full.sentence, limits.fallbackText), blocks }
}

/** The same answer without blocks, for when Slack refuses them: Slack markup, everything escaped. */
export const answerText = (answer: Answer): string => {
  const full = partsOf(answer)
  const shown = fitParts(full, limits.compactVisibleText)
  const shownCitations = new Set(shown.citations.map((line) => line.index))
  const marked = (row: Table['rows'][number]): readonly string[] =>
    row.map((cell) => markedText(cell, (index) => shownCitations.has(index)))
  const lines = [
    shown.sentence,
    shown.restatement,
    ...(shown.table === null ? [] : [shown.table.head, ...shown.table.rows.map(marked)]).map((row) =>
      row.join(' | '),
    ),
    ...shown.citations.map((line) => line.text),
    ...shown.warnings,
    ...choicesOf(answer).map(({ question }) => `• ${cutText(question, limits.choice)}`),
    hiddenNote(answer, full, shown, choicesOf(answer).length),
  ]
  return cutEscaped(lines.filter((line) => line !== '').join('\n'), limits.plainText)
}
