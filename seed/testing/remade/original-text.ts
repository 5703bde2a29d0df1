import { documentBytes, foldWide, type LineSpan } from '../lists/list-files.ts'
import type { ModelBlock, ModelHeading } from './document-model.ts'

/** The text of a disclosure cut into sections at its numbered headings; every block knows the lines it is made of. */
export type TextBlock = Readonly<{ lines: LineSpan; block: Exclude<ModelBlock, { kind: 'table' }> }>

export type Section = Readonly<{
  part: TextBlock | null
  /** null: the text between the heading of a part and its first section. */
  heading: TextBlock | null
  lines: LineSpan
  blocks: readonly TextBlock[]
  hasTable: boolean
}>

export type OriginalText = Readonly<{
  cover: readonly string[]
  sections: readonly Section[]
  /** Where the title of a table stands; the contents name it before. */
  titleLine: (title: string) => number
  /** The paragraphs below a table, from the first that calls itself a note. */
  notesBelow: (line: number) => readonly string[]
}>

type Line = Readonly<{ line: number; text: string; isOfTable: boolean }>

/** Without the marks that converters leave. */
const cleaned = (text: string): string =>
  text
    .replace(/\[bookmark:[^\]]*\]/gu, '')
    .replace(/\*\*/gu, '')
    .trim()

const isPart = ({ text }: Line): boolean => /^第[一二三四五六七八九十]+部分/u.test(text)
const isContents = ({ text }: Line): boolean => /^目\s*录$/u.test(text)
const isDocumentTitle = ({ text }: Line): boolean =>
  /^[^，。：、]*20\d\d\s*年.*(?:预算|决算).*说明$/u.test(text)

const longestHeading = 45
const isHeadingLike = (text: string): boolean => text.length <= longestHeading && !/[。；：]/u.test(text)
const isSectionHeading = ({ text }: Line): boolean =>
  /^[一二三四五六七八九十]{1,3}、/u.test(text) && isHeadingLike(text)
const isSubsection = ({ text }: Line): boolean =>
  /^[（(][一二三四五六七八九十]{1,3}[）)]/u.test(text) && isHeadingLike(text)

const isNumbered = ({ text }: Line): boolean =>
  /^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[、．.](?!\d)|[①-⑳])/u.test(
    text,
  )

/** Shorter lines were not cut by the edge of a page. */
const shortestCutLine = 12
const isCut = ({ text }: Line): boolean =>
  text.length >= shortestCutLine && !/[。：:！？]["”）)]?$/u.test(text)

/** Written words go on without a blank, unless letters or digits would run together. */
const joined = (texts: readonly string[]): string =>
  texts.reduce((before, text) =>
    /[\w%.]$/u.test(before) && /^[\w.]/u.test(text) ? `${before} ${text}` : `${before}${text}`,
  )

const blockOf = (lines: readonly Line[], level: ModelHeading['level'] | null): TextBlock => {
  const text = joined(lines.map((line) => line.text))
  return {
    lines: [lines[0]?.line ?? 0, lines.at(-1)?.line ?? 0],
    block: level === null ? { kind: 'paragraph', text } : { kind: 'heading', level, text },
  }
}

/** The heading of a part goes on over lines that are neither numbered nor the title of a table. */
const partBlock = (lines: readonly Line[], titles: ReadonlySet<string>): TextBlock => {
  const rest = lines.slice(1)
  const end = rest.findIndex(
    (line) => isNumbered(line) || titles.has(foldWide(line.text)) || !isHeadingLike(line.text),
  )
  const all = lines.slice(0, end === -1 ? lines.length : 1 + end)
  const { lines: span } = blockOf(all, 1)
  return { lines: span, block: { kind: 'heading', level: 1, text: all.map(({ text }) => text).join(' ') } }
}

const paragraphsIn = (lines: readonly Line[]): readonly TextBlock[] => {
  const blocks: TextBlock[] = []
  let open: Line[] = []
  const close = () => {
    if (open.length > 0) blocks.push(blockOf(open, null))
    open = []
  }
  for (const line of lines) {
    const before = open.at(-1)
    if (before && (!isCut(before) || isNumbered(line))) close()
    if (isSubsection(line)) {
      close()
      blocks.push(blockOf([line], 3))
    } else open.push(line)
  }
  close()
  return blocks
}

const countLines = (block: TextBlock | null, lines: readonly Line[]): number =>
  block === null ? 0 : lines.filter(({ line }) => line >= block.lines[0] && line <= block.lines[1]).length

/** `lines` begin with the heading of a part or of a section, or are what stands before any. */
const sectionOf = (lines: readonly Line[], part: TextBlock | null, isPartStart: boolean): Section => {
  const [first] = lines
  const heading = first && !isPartStart && isSectionHeading(first) ? blockOf([first], 2) : null
  const own = lines.slice(isPartStart ? countLines(part, lines) : countLines(heading, lines))
  return {
    part,
    heading,
    lines: [first?.line ?? 0, lines.at(-1)?.line ?? 0],
    blocks: paragraphsIn(own.filter(({ isOfTable }) => !isOfTable)),
    hasTable: own.some(({ isOfTable }) => isOfTable),
  }
}

/** A document that does not begin with a part has a title before its text. */
const startsPart = (line: Line, [first]: readonly Line[]): boolean =>
  first && isPart(first) ? isPart(line) : isDocumentTitle(line)

const sectionsOf = (lines: readonly Line[], titles: ReadonlySet<string>): readonly Section[] => {
  const starts = lines.flatMap((line, index) =>
    index === 0 || startsPart(line, lines) || isSectionHeading(line) ? [index] : [],
  )
  let part: TextBlock | null = null
  return starts.map((start, index) => {
    const own = lines.slice(start, starts[index + 1])
    const [first] = own
    const isPartStart = first !== undefined && startsPart(first, lines)
    if (isPartStart) part = partBlock(own, titles)
    return sectionOf(own, part, isPartStart)
  })
}

/** What follows the table of contents begins where the first part is named once more. */
const bodyOf = (lines: readonly Line[], titles: ReadonlySet<string>) => {
  const contents = lines.findIndex(isContents)
  const parts = lines.flatMap((line, index) => (isPart(line) && line.text.startsWith('第一') ? [index] : []))
  const isStart = (line: Line) => isPart(line) || titles.has(foldWide(line.text))
  const start = contents === -1 ? lines.findIndex(isStart) : (parts[1] ?? 0)
  const coverEnd = contents === -1 ? start : contents
  return { cover: lines.slice(0, coverEnd).map(({ text }) => text), body: lines.slice(start) }
}

export const readOriginal = (file: string, tableTitles: readonly string[]): OriginalText => {
  const lines = new TextDecoder()
    .decode(documentBytes(file))
    .split('\n')
    .map((text, index): Line => ({ line: index + 1, text: cleaned(text), isOfTable: text.includes('\t') }))
    .filter(({ text }) => text !== '')
  const titles = new Set(tableTitles.map(foldWide))
  const { cover, body } = bodyOf(lines, titles)
  const endsNotes = (line: Line) =>
    startsPart(line, body) || titles.has(foldWide(line.text)) || line.isOfTable
  return {
    cover,
    sections: sectionsOf(body, titles),
    titleLine: (title) => lines.findLast(({ text }) => foldWide(text) === foldWide(title))?.line ?? 0,
    notesBelow: (tableEnd) => {
      const below = body.filter(({ line }) => line > tableEnd)
      const end = below.findIndex(endsNotes)
      const texts = paragraphsIn(below.slice(0, end)).map(({ block }) => block.text)
      const start = texts.findIndex((text) => /^(?:注|说明)[:：]/u.test(text))
      return start === -1 ? [] : texts.slice(start)
    },
  }
}
