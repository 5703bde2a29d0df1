import type { types } from '@slack/bolt'
import { z } from 'zod'
import type { Answer } from '../../answer/answer.ts'
import { cleanLine, cutText, lengthOf } from '../../answer/plain-text.ts'
import { textTable } from '../../files/text-table.ts'
import { fitParts, limits, type MessageParts, markedText, type Table } from '../limits.ts'
import { phrases } from '../phrases.ts'
import { actionPrefixes } from './action-ids.ts'
import { type AnswerControls, controlBlocks, feedbackBlocks } from './answer-controls.ts'
import { partsOf } from './answer-parts.ts'
import { button, contextBlocks, headerBlock, preformattedBlock, sectionBlock } from './elements.ts'
import { cutEscaped } from './text.ts'

/** A message: `text` is what notifications and screen readers use, and is Slack markup; blocks hold plain text only. */
export type RenderedAnswer = Readonly<{ text: string; blocks: types.KnownBlock[] }>

/** How a table is drawn: the first form that Slack takes. */
export type TableForm = 'sortable' | 'plain' | 'fixed-width'

export type AnswerForm = Readonly<{
  controls?: AnswerControls
  /** Visible text, in characters. */
  budget?: number
  tableForm?: TableForm
  /** Small print before everything else. */
  lead?: string
}>

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

const tableBlock = (table: Table, isShown: (citation: number) => boolean): types.TableBlock => ({
  type: 'table',
  rows: [
    table.head.map((text) => ({ type: 'raw_text', text })),
    ...table.rows.map((row) =>
      row.map((cell): types.RawTextElement => ({ type: 'raw_text', text: markedText(cell, isShown) })),
    ),
  ],
})

const drawTable = (
  table: Table,
  form: TableForm,
  isShown: (citation: number) => boolean,
): types.KnownBlock => {
  switch (form) {
    case 'sortable':
      return dataTableBlock(table, isShown)
    case 'plain':
      return tableBlock(table, isShown)
    case 'fixed-width':
      return preformattedBlock(
        textTable(
          table.head,
          table.rows.map((row) => row.map((cell) => markedText(cell, isShown))),
          { maxWidth: limits.fixedWidth },
        ),
      )
  }
}

/** Fixed width costs blanks, which count as text. */
const fitForm = (parts: MessageParts, form: TableForm): MessageParts =>
  form === 'fixed-width' && parts.table !== null
    ? { ...parts, table: { ...parts.table, rows: parts.table.rows.slice(0, limits.fixedWidthRows) } }
    : parts

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
      elements: choices.map(({ question }, index) =>
        button({
          actionId: `${actionPrefixes.choice}${index}`,
          label: labels[index] ?? '',
          value: question,
        }),
      ),
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
const hiddenNote = (
  answer: Answer,
  full: MessageParts,
  shown: MessageParts,
  choices: number,
  hasFile: boolean,
): string => {
  const said = phrases[answer.language]
  const rows = full.table === null ? 0 : answer.rows.length
  const rowsShown = shown.table?.rows.length ?? 0
  const columnsHidden = shown.table === null ? 0 : answer.columns.length - shown.table.head.length
  const citationsHidden = full.citations.length - shown.citations.length
  const warningsHidden = full.warnings.length - shown.warnings.length
  const choicesHidden = answer.choices.length - choices
  return [
    ...(rowsShown < rows ? [said.rowsHidden(rowsShown, rows), ...(hasFile ? [said.allInFile] : [])] : []),
    ...(columnsHidden > 0 ? [said.columnsHidden(columnsHidden)] : []),
    ...(citationsHidden > 0 ? [said.citationsHidden(citationsHidden)] : []),
    ...(warningsHidden > 0 ? [said.warningsHidden(warningsHidden)] : []),
    ...(choicesHidden > 0 ? [said.choicesHidden(choicesHidden)] : []),
  ].join(' · ')
}

const planKindSchema = z.object({ kind: z.string() })

/** A summary is a heading and its lines; its table is for the files. */
const isSummary = ({ plan }: Answer): boolean => {
  const parsed = planKindSchema.safeParse(plan)
  return parsed.success && parsed.data.kind === 'summary'
}

/** One figure is said in the sentence; a table of it would only repeat it. */
const isOneFigure = ({ rows: [row = [], ...others] }: Answer): boolean =>
  others.length === 0 && row.filter((cell) => typeof cell === 'number').length === 1

const sentenceBlocks = (answer: Answer, sentence: string): readonly types.KnownBlock[] => {
  const [heading = '', ...lines] = sentence.split('\n')
  return isSummary(answer) && lines.length > 0
    ? [headerBlock(heading.replace(/[:：]$/u, '')), sectionBlock(lines.join('\n'))]
    : [sectionBlock(sentence)]
}

/**
 * An Answer as one Slack message: sentence, reading, the model's part in it, table, citations, warnings, choices, buttons, feedback.
 *
 * Shape: stays within Slack's limits whatever the Answer holds; what was left out is said.
 */
export const answerBlocks = (answer: Answer, form: AnswerForm = {}): RenderedAnswer => {
  const { controls, budget = limits.visibleText, tableForm = 'sortable', lead = '' } = form
  const whole = partsOf(answer)
  const full = isSummary(answer) || isOneFigure(answer) ? { ...whole, table: null } : whole
  const choices = choicesOf(answer)
  const shown = fitForm(
    fitParts(full, budget - limits.notes - limits.controls - choiceSize(choices)),
    tableForm,
  )
  const shownCitations = new Set(shown.citations.map((line) => line.index))
  const note = hiddenNote(answer, full, shown, choices.length, controls !== undefined)
  const blocks: types.KnownBlock[] = [
    ...contextBlocks(lead === '' ? [] : [cutText(lead, limits.lead)]),
    ...sentenceBlocks(answer, shown.sentence),
    ...contextBlocks(shown.restatement === '' ? [] : [shown.restatement]),
    ...contextBlocks(shown.modelNote === '' ? [] : [shown.modelNote]),
    ...(shown.table === null
      ? []
      : [drawTable(shown.table, tableForm, (index) => shownCitations.has(index))]),
    ...contextBlocks(shown.citations.map((line) => line.text)),
    ...contextBlocks(shown.warnings),
    ...contextBlocks(note === '' ? [] : [note]),
    ...choiceBlocks(choices, choiceLead(answer)),
    ...controlBlocks(answer, controls),
    ...feedbackBlocks(answer, controls),
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
    shown.modelNote,
    ...(shown.table === null ? [] : [shown.table.head, ...shown.table.rows.map(marked)]).map((row) =>
      row.join(' | '),
    ),
    ...shown.citations.map((line) => line.text),
    ...shown.warnings,
    ...choicesOf(answer).map(({ question }) => `• ${cutText(question, limits.choice)}`),
    hiddenNote(answer, full, shown, choicesOf(answer).length, false),
  ]
  return cutEscaped(lines.filter((line) => line !== '').join('\n'), limits.plainText)
}
