import type { Block, LineSpan, TextLine } from '../intermediate.ts'

/**
 * The running text under one heading, lines joined as if no page had cut them: nothing between the pieces of a
 * paragraph, a line feed between paragraphs. Every character still knows its line.
 */
export type Flow = Readonly<{
  /** Heading path, outermost first. */
  path: readonly string[]
  text: string
  linesOf: (start: number, end: number) => LineSpan
}>

export const sectionOf = (path: readonly string[]): string => path.join(' > ')

type Open = Readonly<{ level: number; text: string }>

const descend = (path: readonly Open[], level: number, text: string): readonly Open[] => [
  ...path.filter((open) => open.level < level),
  { level, text },
]

/** Walks the blocks with the heading path above each. */
export const withPaths = (
  blocks: readonly Block[],
): readonly { readonly block: Block; readonly path: readonly string[] }[] => {
  let path: readonly Open[] = []
  return blocks.map((block) => {
    if (block.kind === 'heading') path = descend(path, block.level, block.text)
    return { block, path: path.map(({ text }) => text) }
  })
}

const makeFlow = (path: readonly string[], paragraphs: readonly (readonly TextLine[])[]): Flow => {
  const starts: { offset: number; line: number }[] = []
  let text = ''
  for (const pieces of paragraphs) {
    if (text !== '') text += '\n'
    for (const piece of pieces) {
      starts.push({ offset: text.length, line: piece.line })
      text += piece.text
    }
  }
  const lineAt = (offset: number) =>
    starts.findLast((start) => start.offset <= offset)?.line ?? starts[0]?.line ?? 1
  return { path, text, linesOf: (start, end) => [lineAt(start), lineAt(Math.max(start, end - 1))] }
}

/** One flow for every stretch of paragraphs under the same heading; tables do not interrupt it. */
export const flowsOf = (blocks: readonly Block[]): readonly Flow[] => {
  const flows: Flow[] = []
  let paragraphs: (readonly TextLine[])[] = []
  let path: readonly string[] = []
  const close = () => {
    if (paragraphs.length > 0) flows.push(makeFlow(path, paragraphs))
    paragraphs = []
  }
  for (const { block, path: current } of withPaths(blocks)) {
    if (block.kind === 'heading') close()
    path = current
    if (block.kind === 'paragraph') paragraphs.push(block.pieces)
  }
  close()
  return flows
}
