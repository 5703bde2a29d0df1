import { type Child, h } from '../dom.ts'
import { withEmoji } from '../text/emoji.ts'
import { mrkdwnLines } from '../text/mrkdwn.ts'

type SlackText = Readonly<{ type: 'plain_text' | 'mrkdwn'; text: string }>

export const drawText = (text: SlackText): readonly Child[] =>
  text.type === 'mrkdwn' ? mrkdwnLines(text.text) : [withEmoji(text.text)]

export const textBox = (className: string, text: SlackText): HTMLElement =>
  h('div', { class: className }, ...drawText(text))
