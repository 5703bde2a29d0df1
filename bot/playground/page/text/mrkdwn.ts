import { h, link } from '../dom.ts'
import { channelWith, nameOf } from '../world.ts'
import { withEmoji } from './emoji.ts'

/** Slack's own markup (`*bold*`, `<https://…|label>`), as nodes. */
const decode = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

export const plain = (text: string): Text => document.createTextNode(withEmoji(decode(text)))

type Rule = Readonly<{ pattern: RegExp; draw: (inner: string) => Node }>
const rules: readonly Rule[] = [
  { pattern: /```\n?(?<inner>[\s\S]+?)\n?```/u, draw: (inner) => h('pre', {}, decode(inner)) },
  { pattern: /`(?<inner>[^`\n]+)`/u, draw: (inner) => h('code', {}, decode(inner)) },
  { pattern: /<(?<inner>[^<>\n]+)>/u, draw: (inner) => reference(inner) },
  {
    pattern: /(?<![\p{L}\p{N}*])\*(?<inner>[^*\n]+)\*(?![\p{L}\p{N}*])/u,
    draw: (inner) => h('strong', {}, ...mrkdwn(inner)),
  },
  {
    pattern: /(?<![\p{L}\p{N}_])_(?<inner>[^_\n]+)_(?![\p{L}\p{N}_])/u,
    draw: (inner) => h('em', {}, ...mrkdwn(inner)),
  },
  {
    pattern: /(?<![\p{L}\p{N}~])~(?<inner>[^~\n]+)~(?![\p{L}\p{N}~])/u,
    draw: (inner) => h('s', {}, ...mrkdwn(inner)),
  },
]

const reference = (inner: string): Node => {
  const [target = '', label] = inner.split('|')
  if (target.startsWith('@')) return h('span', { class: 'mention' }, `@${nameOf(target.slice(1))}`)
  if (target.startsWith('#'))
    return h('span', { class: 'mention' }, `#${channelWith(target.slice(1))?.name ?? label ?? ''}`)
  if (target.startsWith('!')) return h('span', { class: 'mention' }, `@${label ?? target.slice(1)}`)
  return link(decode(target), plain(label ?? target))
}

export const mrkdwn = (text: string): readonly Node[] => {
  const found = rules
    .map((rule) => ({ rule, match: rule.pattern.exec(text) }))
    .filter(({ match }) => match !== null)
    .sort((one, other) => (one.match?.index ?? 0) - (other.match?.index ?? 0))[0]
  if (found?.match === undefined || found.match === null) return text === '' ? [] : [plain(text)]
  const { rule, match } = found
  return [
    ...mrkdwn(text.slice(0, match.index)),
    rule.draw(match.groups?.inner ?? ''),
    ...mrkdwn(text.slice(match.index + match[0].length)),
  ]
}

/** mrkdwn with its quoted lines set apart. */
export const mrkdwnLines = (text: string): readonly Node[] =>
  text
    .split(/(?<quote>(?:^&gt; ?[^\n]*(?:\n|$))+)/mu)
    .filter((part) => part !== '')
    .flatMap((part) =>
      part.startsWith('&gt;')
        ? [h('blockquote', {}, ...mrkdwn(part.replaceAll(/^&gt; ?/gmu, '').trimEnd()))]
        : mrkdwn(part),
    )
