import { h, link } from '../dom.ts'
import { withEmoji } from './emoji.ts'

/** The Markdown of a markdown block: paragraphs, headings, lists, quotes, code and tables. */
const inlinePattern =
  /`(?<code>[^`]+)`|\*\*(?<strong>[^*]+)\*\*|\*(?<em>[^*\s][^*]*)\*|~~(?<s>[^~]+)~~|\[(?<label>[^\]]+)\]\((?<address>[^)\s]+)\)/u

const inline = (text: string): readonly Node[] => {
  const match = inlinePattern.exec(text)
  if (match === null) return text === '' ? [] : [document.createTextNode(withEmoji(text))]
  const { code, strong, em, s, label, address } = match.groups ?? {}
  const drawn =
    code !== undefined
      ? h('code', {}, code)
      : strong !== undefined
        ? h('strong', {}, ...inline(strong))
        : em !== undefined
          ? h('em', {}, ...inline(em))
          : s !== undefined
            ? h('s', {}, ...inline(s))
            : link(address ?? '', ...inline(label ?? ''))
  return [...inline(text.slice(0, match.index)), drawn, ...inline(text.slice(match.index + match[0].length))]
}

const cellsOf = (line: string): readonly string[] =>
  line
    .replaceAll(/^\s*\||\|\s*$/gu, '')
    .split('|')
    .map((cell) => cell.trim())

const drawTable = (lines: readonly string[]): HTMLElement => {
  const [head = '', , ...body] = lines
  const row = (line: string, tag: 'th' | 'td') =>
    h('tr', {}, ...cellsOf(line).map((cell) => h(tag, {}, ...inline(cell))))
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      { class: 'grid' },
      h('thead', {}, row(head, 'th')),
      h('tbody', {}, ...body.map((line) => row(line, 'td'))),
    ),
  )
}

const drawPart = (part: string): HTMLElement => {
  const lines = part.split('\n')
  const heading = /^(?<marks>#{1,6}) (?<words>.*)$/u.exec(part)?.groups
  if (heading !== undefined) return h('h4', {}, ...inline(heading.words ?? ''))
  if (part.startsWith('```')) return h('pre', {}, part.replaceAll(/^```[^\n]*\n?|\n?```$/gu, ''))
  if (lines.every((line) => /^\s*[-*+] /u.test(line)))
    return h('ul', {}, ...lines.map((line) => h('li', {}, ...inline(line.replace(/^\s*[-*+] /u, '')))))
  if (lines.every((line) => /^\s*\d+[.)] /u.test(line)))
    return h('ol', {}, ...lines.map((line) => h('li', {}, ...inline(line.replace(/^\s*\d+[.)] /u, '')))))
  if (lines.every((line) => line.startsWith('>')))
    return h('blockquote', {}, ...inline(lines.map((line) => line.replace(/^> ?/u, '')).join('\n')))
  if (lines.length > 1 && /^[\s|:-]+$/u.test(lines[1] ?? '') && part.includes('|')) return drawTable(lines)
  return h('p', {}, ...inline(part))
}

/** Parts are set apart by blank lines, headings, and changes between lists and other text. */
const partsOf = (text: string): readonly string[] => {
  const kindOf = (line: string): string =>
    /^#{1,6} /u.test(line)
      ? `heading ${line}`
      : /^\s*[-*+] /u.test(line)
        ? 'list'
        : /^\s*\d+[.)] /u.test(line)
          ? 'numbers'
          : line.startsWith('>')
            ? 'quote'
            : line.trimStart().startsWith('|')
              ? 'table'
              : 'text'
  return text.split(/(?<code>^```[\s\S]*?^```$)/mu).flatMap((piece) => {
    if (piece.startsWith('```')) return [piece]
    const parts: string[] = []
    let before = ''
    for (const line of piece.split('\n')) {
      const kind = line.trim() === '' ? '' : kindOf(line)
      if (kind !== '' && kind === before) parts.push(`${parts.pop()}\n${line}`)
      else if (kind !== '') parts.push(line)
      before = kind
    }
    return parts
  })
}

export const drawMarkdown = (text: string): HTMLElement =>
  h('div', { class: 'markdown' }, ...partsOf(text).map(drawPart))
