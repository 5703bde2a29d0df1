import { type TextLine, withoutSpace } from '../../intermediate.ts'
import {
  cleanLine,
  headingLevelOf,
  isBlankLine,
  isCaption,
  isNumbered,
  isPageNumber,
  isTableNote,
  isTableTitle,
  statesUnit,
} from '../printed-line.ts'
import type { RawBlock } from '../raw-table.ts'
import { keepLines, solveSpacedTable } from './solve-spaced-table.ts'

type PageLine = TextLine & { readonly startsPage: boolean }

/** How many captions may stand between a title and its table. */
const mostCaptions = 5

/** The index after the captions when a table with a unit begins here, null otherwise. */
const captionEnd = (lines: readonly PageLine[], titleIndex: number): number | null => {
  const title = lines[titleIndex]
  if (!title || !isTableTitle(cleanLine(title.text))) return null
  let hasUnit = false
  let end = titleIndex + 1
  for (
    let line = lines[end];
    line && end <= titleIndex + mostCaptions && isCaption(line.text);
    line = lines[end]
  ) {
    hasUnit ||= statesUnit(line.text)
    end += 1
  }
  return hasUnit ? end : null
}

const endsTable = (lines: readonly PageLine[], index: number): boolean => {
  const text = lines[index]?.text ?? ''
  const level = headingLevelOf(cleanLine(text))
  return isTableNote(text) || captionEnd(lines, index) !== null || level === 1
}

const isAttachment = (text: string): boolean => /^(?:第.{1,3}部分)?附件/u.test(withoutSpace(text))

/** Tables of attachments state no unit below their titles; within attachments the title alone opens one. */
const attachedTableEnd = (lines: readonly PageLine[], titleIndex: number): number | null => {
  const title = cleanLine(lines[titleIndex]?.text ?? '')
  if (!isTableTitle(title) || isNumbered(title) || title.length > 30) return null
  let end = titleIndex + 1
  while (end < lines.length && !endsTable(lines, end)) end += 1
  return end > titleIndex + 1 ? end : null
}

/**
 * Page text without tabs, often with a blank line after each printed one. A table stands between captions that state
 * a unit and its notes, the next table or the next part; a line that begins with a blank starts a page.
 */
export const readSpaceLayout = (lines: readonly string[]): readonly RawBlock[] => {
  const printed = lines
    .map((text, index): PageLine => ({ line: index + 1, text, startsPage: /^[ \f]/u.test(text) }))
    .filter((line) => !isBlankLine(line.text))
  const blocks: RawBlock[] = []
  let isInAttachments = false
  for (let index = 0; index < printed.length; index += 1) {
    const line = printed[index]
    if (!line) break
    isInAttachments ||= isAttachment(line.text)
    const start = captionEnd(printed, index)
    const attachedEnd = start === null && isInAttachments ? attachedTableEnd(printed, index) : null
    if (attachedEnd !== null) {
      blocks.push({ kind: 'line', ...line }, keepLines(printed.slice(index + 1, attachedEnd)))
      index = attachedEnd - 1
      continue
    }
    if (start === null) {
      if (!isPageNumber(line.text)) blocks.push({ kind: 'line', ...line })
      continue
    }
    let end = start
    while (end < printed.length && !endsTable(printed, end)) end += 1
    blocks.push(...printed.slice(index, start).map((caption) => ({ kind: 'line' as const, ...caption })))
    if (end > start) blocks.push(solveSpacedTable(printed.slice(start, end)))
    index = end - 1
  }
  return blocks
}
