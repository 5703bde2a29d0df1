import type { types } from '@slack/bolt'
import { cleanCharacters, cleanText, cutText } from '../../answer/plain-text.ts'
import { limits } from '../limits.ts'

/**
 * The pieces that messages, modals and the home tab are made of.
 *
 * All text is plain text or raw text: Slack reads no markup in them, so that data can neither mention nor link.
 */
export type SlackBlock = types.KnownBlock

/** Slack refuses empty text and halves of characters, and anything that is too long. */
const fitting = (text: string, limit: number): string => cutText(cleanText(text), limit) || '–'

export const plain = (text: string, limit: number = limits.label): types.PlainTextElement => ({
  type: 'plain_text',
  text: fitting(text, limit),
  emoji: false,
})

export const headerBlock = (text: string): types.HeaderBlock => ({
  type: 'header',
  text: plain(text, limits.header),
})

export const sectionBlock = (text: string): types.SectionBlock => ({
  type: 'section',
  text: plain(text, limits.section),
})

export const dividerBlock: types.DividerBlock = { type: 'divider' }

/** Small grey lines, as many blocks as they need. */
export const contextBlocks = (texts: readonly string[]): readonly types.ContextBlock[] =>
  Array.from({ length: Math.ceil(texts.length / limits.contextElements) }, (_, index) => ({
    type: 'context',
    elements: texts
      .slice(index * limits.contextElements, (index + 1) * limits.contextElements)
      .map((text) => plain(text, limits.contextText)),
  }))

export type ButtonOptions = Readonly<{
  actionId: string
  label: string
  value: string
  style?: 'primary' | 'danger'
  confirm?: types.ConfirmationDialog
}>

export const button = ({ actionId, label, value, style, confirm }: ButtonOptions): types.Button => ({
  type: 'button',
  action_id: actionId,
  text: plain(label, limits.buttonText),
  value,
  ...(style === undefined ? {} : { style }),
  ...(confirm === undefined ? {} : { confirm }),
})

export const confirmation = (
  title: string,
  text: string,
  confirm: string,
  deny: string,
): types.ConfirmationDialog => ({
  title: plain(title),
  text: plain(text, limits.confirmText),
  confirm: plain(confirm),
  deny: plain(deny),
})

export const option = (label: string, value: string): types.PlainTextOption => ({
  text: plain(label, limits.optionText),
  value,
})

/** Text as it is, in fixed width. */
export const preformattedBlock = (text: string): types.RichTextBlock => ({
  type: 'rich_text',
  elements: [{ type: 'rich_text_preformatted', elements: [{ type: 'text', text: cleanCharacters(text) }] }],
})

export const modal = (
  parts: Readonly<{
    callbackId: string
    title: string
    close: string
    submit?: string
    /** Ids only. */
    metadata: string
    blocks: readonly SlackBlock[]
  }>,
): types.ModalView => ({
  type: 'modal',
  callback_id: parts.callbackId,
  title: plain(parts.title, limits.viewTitle),
  close: plain(parts.close, limits.viewTitle),
  ...(parts.submit === undefined ? {} : { submit: plain(parts.submit, limits.viewTitle) }),
  private_metadata: parts.metadata,
  blocks: [...parts.blocks],
})
