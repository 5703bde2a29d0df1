import type { types } from '@slack/bolt'
import { keysOf } from '../../../db/domain/terms.ts'
import { money } from '../../answer/format.ts'
import { cleanLine, cutText } from '../../answer/plain-text.ts'
import type { ReseedFigureChange, ReseedFigureValue, ReseedPreview } from '../../reseed.ts'
import { seedProblems } from '../../seed-problems.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message } from '../slack-api.ts'
import { actionIds } from './action-ids.ts'
import {
  button,
  confirmation,
  contextBlocks,
  headerBlock,
  type SlackBlock,
  sectionBlock,
} from './elements.ts'
import { escapeText } from './text.ts'

type Preview = Extract<ReseedPreview, { kind: 'preview' }>

/** Which files, and why. */
export const reloadProblemsText = (
  problems: Extract<ReseedPreview, { kind: 'failed' }>['problems'],
  language: Language,
): string =>
  [
    phrases[language].reloadProblems,
    ...problems.map(({ file, code }) => `• ${cleanLine(file)}: ${seedProblems[code][language]}`),
  ].join('\n')

const mostDocuments = 15

/** A blank, a dash and a zero are three things. */
const valueText = (value: ReseedFigureValue | null, language: Language): string => {
  if (value === null) return '–'
  if (value.amountFen !== null) return money(value.amountFen, language)
  return value.quantity === null ? value.state : `${value.quantity}${value.quantityUnit ?? ''}`
}

const changeTable = (changes: readonly ReseedFigureChange[], language: Language): readonly SlackBlock[] => {
  if (changes.length === 0) return []
  const say = phrases[language]
  const cell = (text: string): types.RawTextElement => ({
    type: 'raw_text',
    text: cutText(cleanLine(text), limits.tableCell) || '–',
  })
  return [
    {
      type: 'data_table',
      caption: say.reloadBiggest,
      page_size: Math.min(limits.tablePageSize, changes.length),
      rows: [
        say.changeColumns.map(cell),
        ...changes.map(({ department, fiscalYear, label, before, after }) => [
          cell(`${department} ${fiscalYear}`),
          cell(label[language]),
          cell(valueText(before, language)),
          cell(valueText(after, language)),
        ]),
      ],
    },
  ]
}

const totalsText = ({ before, after }: Preview, language: Language): string => {
  const say = phrases[language]
  const lines = keysOf(say.reloadNames).map((name) =>
    say.reloadTotal(say.reloadNames[name], before?.[name] ?? 0, after[name]),
  )
  return [say.reloadTotals, ...lines].join('\n')
}

/** What a reload would change, for an admin to approve or reject. */
export const reloadMessage = (preview: Preview, jobId: string, language: Language): Message => {
  const say = phrases[language]
  const { figures, documents } = preview
  const changes = say.reloadChanges(figures.added, figures.removed, figures.changed)
  const shown = documents
    .slice(0, mostDocuments)
    .map(({ file, department, fiscalYear, numbers, unread, findings }) => {
      const found = Object.values(findings).reduce((sum, count) => sum + count, 0)
      return say.reloadDocument(
        cutText(cleanLine(file), limits.place),
        cutText(cleanLine(department), limits.place),
        fiscalYear,
        numbers,
        unread,
        found,
      )
    })
  const hidden = documents.length - shown.length
  const approving = confirmation(say.approveTitle, say.approveText, say.approve, say.cancel)
  return {
    text: escapeText(`${say.reloadTitle} · ${changes}`),
    blocks: [
      headerBlock(say.reloadTitle),
      sectionBlock(`${changes}\n${totalsText(preview, language)}`),
      ...changeTable(figures.largest, language),
      ...contextBlocks([...shown, ...(hidden > 0 ? [say.documentsHidden(hidden)] : []), say.reloadExpires]),
      {
        type: 'actions',
        elements: [
          button({
            actionId: actionIds.approve,
            label: say.approve,
            value: jobId,
            style: 'primary',
            confirm: approving,
          }),
          button({ actionId: actionIds.reject, label: say.reject, value: jobId }),
        ],
      },
    ],
  }
}

/** What became of a preview, in its place. `text` is Slack markup. */
export const jobOutcomeMessage = (text: string): Message => ({
  text,
  blocks: [
    { type: 'section', text: { type: 'mrkdwn', text: cutText(text, limits.section), verbatim: true } },
  ],
})
