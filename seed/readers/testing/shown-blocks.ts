import type { RawDocument, RawOutcome } from '../raw-document.ts'

/** What a reader made of a file that it can read. */
export const documentOf = (outcome: RawOutcome): RawDocument => {
  if (outcome.kind !== 'raw') throw new Error(outcome.code)
  return outcome.document
}

/**
 * A document's blocks as a person would note them: a line as its text, a grid as its rows. A cell that spans is followed
 * by its width and height: `项目 (1×2)`; what merged cells cover is `·`.
 */
export const shownBlocks = ({ blocks }: RawDocument): readonly (string | readonly string[])[] =>
  blocks.map((block) => {
    if (block.kind === 'line') return block.text
    if (block.kind !== 'spanned-grid') throw new Error(block.kind)
    return block.rows.map(({ cells }) => {
      const places = new Array<string>(block.columns).fill('·')
      for (const { text, column, columnSpan, rowSpan } of cells)
        places[column] = columnSpan > 1 || rowSpan > 1 ? `${text} (${columnSpan}×${rowSpan})` : text
      return places.join(' | ')
    })
  })
