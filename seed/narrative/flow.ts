import type { Block, IntermediateDocument, LineSpan, TextLine } from '../intermediate.ts'
import { type NumericToken, numericTokensOf } from '../numbers/numeric-tokens.ts'

/**
 * The running text under one heading, lines joined as if no page had cut them: nothing between the pieces of a
 * paragraph, a line feed between paragraphs. Every character still knows its line.
 */
export type Flow = Readonly<{
  /** Heading path, outermost first. */
  path: readonly string[]
  text: string
  /** Every number of the text, from left to right. */
  numbers: readonly NumericToken[]
  linesOf: (start: number, end: number) => LineSpan
  /** The text around `at` that stands unbroken in the file: a page number within a sentence ends the quote. */
  quoteOf: (start: number, end: number, at: number) => string
}>

/** Stretches of a flow's text. */
export type Spans = readonly (readonly [start: number, end: number])[]

/**
 * How far from a number the words may stand that say what it is, and how much is quoted on either side of it. No sentence
 * of a disclosure is so long; in one that never ends, every number would cost its whole length.
 */
export const reach = 300

/** Whether a place is in one of the stretches. */
export const withinAny = (spans: Spans): ((place: number) => boolean) => {
  const inOrder = spans.toSorted(([one], [other]) => one - other)
  const starts = inOrder.map(([start]) => start)
  let farthest = 0
  const ends = inOrder.map(([, end]) => {
    farthest = Math.max(farthest, end)
    return farthest
  })
  return (place) => place < (ends[lastUpTo(starts, place)] ?? 0)
}

/** The index of the last of these rising numbers that is not above `value`; -1 where all are. */
const lastUpTo = (rising: readonly number[], value: number): number => {
  let [low, high] = [0, rising.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rising[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low - 1
}

export const sectionOf = (path: readonly string[]): string => path.join(' > ')

type Open = Readonly<{ level: number; text: string }>

const digits = '一二三四五六七八九'

/** 十二、 is 12; null for a heading that is numbered otherwise. */
const numberOf = (heading: string): number | null => {
  const numeral = /^([一二三四五六七八九])?(十)?([一二三四五六七八九])?[、.．]/u.exec(heading.trim())
  if (!numeral) return null
  const [, tens, ten, ones] = numeral
  const value = (digit: string | undefined) => (digit === undefined ? 0 : digits.indexOf(digit) + 1)
  return ten === undefined ? value(tens) : (value(tens) || 1) * 10 + value(ones)
}

/**
 * The headings open below `heading`. 六、 after 五、 that stood in no part goes on with it, and is not of a 第一部分 that
 * stood within 五、.
 */
const descend = (
  path: readonly Open[],
  level: number,
  text: string,
  before: Open | null,
): readonly Open[] => {
  const number = numberOf(text)
  const isNext = before !== null && number !== null && numberOf(before.text) === number - 1
  return [...(isNext ? [] : path.filter((open) => open.level < level)), { level, text }]
}

/** Walks the blocks with the heading path above each. */
export const withPaths = (
  blocks: readonly Block[],
): readonly { readonly block: Block; readonly path: readonly string[] }[] => {
  let path: readonly Open[] = []
  /** The last heading that stood in no part. */
  let outermost: Open | null = null
  return blocks.map((block) => {
    if (block.kind === 'heading') {
      path = descend(path, block.level, block.text, outermost)
      const [top] = path
      if (path.length === 1 && top) outermost = top.level > 1 ? top : outermost
    }
    return { block, path: path.map(({ text }) => text) }
  })
}

type Piece = Readonly<{ offset: number; line: number }>

/** Offsets of pieces with a printed line between them and the piece before: a page number, or a table. */
const breaksIn = (pieces: readonly Piece[], lines: readonly string[]): readonly number[] =>
  pieces
    .filter((piece, index) => {
      const before = pieces[index - 1]
      return before && lines.slice(before.line, piece.line - 1).some((line) => line.trim() !== '')
    })
    .map(({ offset }) => offset)

/** Shape: `paragraphs` in the order of the document; `lines` are all of its lines. */
export const makeFlow = (
  path: readonly string[],
  paragraphs: readonly (readonly TextLine[])[],
  lines: readonly string[],
): Flow => {
  const pieces: Piece[] = []
  let text = ''
  for (const paragraph of paragraphs) {
    if (text !== '') text += '\n'
    for (const piece of paragraph) {
      pieces.push({ offset: text.length, line: piece.line })
      text += piece.text
    }
  }
  const offsets = pieces.map(({ offset }) => offset)
  const breaks = breaksIn(pieces, lines)
  const lineAt = (offset: number) => pieces[Math.max(0, lastUpTo(offsets, offset))]?.line ?? 1
  return {
    path,
    text,
    numbers: numericTokensOf(text),
    linesOf: (start, end) => [lineAt(start), lineAt(Math.max(start, end - 1))],
    quoteOf: (start, end, at) => {
      const before = lastUpTo(breaks, at)
      const from = Math.max(start, breaks[before] ?? start)
      const to = Math.min(end, breaks[before + 1] ?? end)
      return text.slice(from, to).replace(/\n/gu, '')
    },
  }
}

/** One flow for every stretch of paragraphs under the same heading; tables do not interrupt it. */
export const flowsOf = ({ blocks, lines }: IntermediateDocument): readonly Flow[] => {
  const flows: Flow[] = []
  let paragraphs: (readonly TextLine[])[] = []
  let path: readonly string[] = []
  const close = () => {
    if (paragraphs.length > 0) flows.push(makeFlow(path, paragraphs, lines))
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
