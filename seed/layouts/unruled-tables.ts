/** Tables that no line rules: their columns cannot be told for certain, so that they stay lines of text. */
import {
  cleanLine,
  headingLevelOf,
  isCaption,
  isTableNote,
  isTableTitle,
  statesUnit,
} from './printed-line.ts'
import type { RawBlock } from './raw-table.ts'

type PrintedLine = Extract<RawBlock, { kind: 'line' }>

export type UnruledTable = Readonly<{ title: string; line: number }>

/** How many captions may stand between a title and its table. */
const mostCaptions = 5
/** A row shows itself by its amounts, and a table by its rows. */
const [fewestAmounts, fewestRows] = [2, 3]

/** 公开01表 is a caption. */
const isTitle = (text: string): boolean => isTableTitle(text) && !isCaption(text)

const countAmounts = (text: string): number => text.match(/\d[\d,，]*\.\d{2}(?!\d)/gu)?.length ?? 0

/** Where a title with captions that state a unit is followed by lines of amounts, and by no grid. */
export const unruledTablesIn = (blocks: readonly RawBlock[]): readonly UnruledTable[] =>
  blocks.flatMap((block, index): readonly UnruledTable[] => {
    if (block.kind !== 'line') return []
    const title = cleanLine(block.text)
    if (!isTitle(title)) return []
    const below = linesAfter(blocks, index)
    const captions = below.slice(0, mostCaptions).filter(({ text }) => isCaption(text))
    const rows = below.filter(({ text }) => countAmounts(text) >= fewestAmounts)
    return captions.some(({ text }) => statesUnit(text)) && rows.length >= fewestRows
      ? [{ title, line: block.line }]
      : []
  })

/** The lines from a title to the next, to a heading of a part, a note or a grid. */
const linesAfter = (blocks: readonly RawBlock[], title: number): readonly PrintedLine[] => {
  const after: PrintedLine[] = []
  for (const block of blocks.slice(title + 1)) {
    if (block.kind !== 'line') break
    const text = cleanLine(block.text)
    if (isTitle(text) || isTableNote(text) || headingLevelOf(text) === 1) break
    after.push(block)
  }
  return after
}
