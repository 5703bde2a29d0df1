import {
  type ModelBlock,
  type ModelCell,
  type ModelDocument,
  type ModelTable,
  rowsOf,
} from './document-model.ts'

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const spans = ({ columnSpan, rowSpan }: ModelCell): string =>
  `${columnSpan > 1 ? ` colspan="${columnSpan}"` : ''}${rowSpan > 1 ? ` rowspan="${rowSpan}"` : ''}`

/** Pages keep empty cells open with a blank that does not break. */
const cellOf = (cell: ModelCell): string =>
  `<td${spans(cell)}><p>${cell.text === '' ? '&nbsp;' : escaped(cell.text)}</p></td>`

const paragraph = (text: string): string => `<p>&emsp;&emsp;${escaped(text)}</p>`

const tableOf = (table: ModelTable): string => {
  const rows = rowsOf(table).map((row) => `<tr>${row.map(cellOf).join('')}</tr>`)
  return [
    `<p style="text-align:center"><strong>${escaped(table.title)}</strong></p>`,
    ...table.captions.map((caption) => `<p>${escaped(caption)}</p>`),
    `<table border="1">\n<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`,
    ...table.notes.map(paragraph),
  ].join('\n')
}

const elementOf = (block: ModelBlock): string => {
  switch (block.kind) {
    case 'table':
      return tableOf(block)
    case 'heading':
      return `<h${block.level}>${escaped(block.text)}</h${block.level}>`
    case 'paragraph':
      return paragraph(block.text)
  }
}

/** A page in UTF-8 whose tables have merged cells. */
export const writeHtml = ({ cover, blocks }: ModelDocument): Uint8Array =>
  new TextEncoder().encode(`<!DOCTYPE html>
<html lang="zh">
<head><meta charset="utf-8"><title>${escaped(cover.join(''))}</title><style>td { padding: 2px }</style></head>
<body>
<div class="content">
${[...cover.map((line) => `<p align="center">${escaped(line)}</p>`), ...blocks.map(elementOf)].join('\n')}
</div>
</body>
</html>
`)
