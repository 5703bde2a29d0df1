import type { SlackBlock } from '../../../local-slack/index.ts'
import { type Child, h, link } from '../dom.ts'
import { withEmoji } from '../text/emoji.ts'
import { channelWith, nameOf } from '../world.ts'

type RichText = Extract<SlackBlock, { type: 'rich_text' }>
type Part = RichText['elements'][number]
type Section = Extract<Part, { type: 'rich_text_section' }>
type Inline = Section['elements'][number]

const contentOf = (piece: Inline): HTMLElement | Text => {
  switch (piece.type) {
    case 'text':
      return document.createTextNode(piece.text)
    case 'link':
      return link(piece.url, piece.text ?? piece.url)
    case 'emoji':
      return document.createTextNode(withEmoji(`:${piece.name}:`))
    case 'user':
      return h('span', { class: 'mention' }, `@${nameOf(piece.user_id)}`)
    case 'channel':
      return h('span', { class: 'mention' }, `#${channelWith(piece.channel_id)?.name ?? ''}`)
  }
}

const tags = { bold: 'strong', italic: 'em', strike: 's', underline: 'u', code: 'code' } as const

const drawInline = (piece: Inline): Child => {
  let drawn: Node = contentOf(piece)
  if (piece.style?.code) drawn = h(tags.code, {}, drawn)
  if (piece.style?.strike) drawn = h(tags.strike, {}, drawn)
  if (piece.style?.underline) drawn = h(tags.underline, {}, drawn)
  if (piece.style?.italic) drawn = h(tags.italic, {}, drawn)
  if (piece.style?.bold) drawn = h(tags.bold, {}, drawn)
  return drawn
}

const drawPart = (part: Part): HTMLElement => {
  switch (part.type) {
    case 'rich_text_section':
      return h('p', {}, ...part.elements.map(drawInline))
    case 'rich_text_preformatted':
      return h('pre', {}, ...part.elements.map(drawInline))
    case 'rich_text_quote':
      return h('blockquote', {}, ...part.elements.map(drawInline))
    case 'rich_text_list':
      return h(
        part.style === 'ordered' ? 'ol' : 'ul',
        { class: `indent-${part.indent ?? 0}`, start: (part.offset ?? 0) + 1 },
        ...part.elements.map((section) => h('li', {}, ...section.elements.map(drawInline))),
      )
  }
}

export const drawRichText = (block: RichText): HTMLElement =>
  h('div', { class: 'rich-text' }, ...block.elements.map(drawPart))
