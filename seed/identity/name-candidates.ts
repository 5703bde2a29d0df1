import { type IntermediateDocument, type LineSpan, tablesOf, withoutSpace } from '../intermediate.ts'
import { endsLikeDepartment } from './department-kind.ts'

export type NameSource = 'cover' | 'title' | 'heading' | 'caption' | 'cell'

/** A name that stands in a place where documents name their department. */
export type NameCandidate = Readonly<{ name: string; source: NameSource }>

const isName = (text: string): boolean => /^\p{Script=Han}{4,40}$/u.test(text) && endsLikeDepartment(text)

/** The department in a cell, which may be printed wide: 区 总 工 会. */
const nameInCell = (cell: string): string | null => {
  if (!/^\s*(?:\p{Script=Han}\s*){4,40}$/u.test(cell)) return null
  const name = withoutSpace(cell)
  return isName(name) ? name : null
}

const yearWords = /(?:20\d{2}|二[〇○零]二[〇○零一二三四五六七八九])年度?/gu

/** The department in a title: what is left without part number, year, and the words of a disclosure. */
export const nameInTitle = (title: string): string | null => {
  const name = withoutSpace(title)
    .replace(/^第.{1,3}部分/u, '')
    .replace(/^[一二三四五六七八九十]{1,3}、/u, '')
    .replace(yearWords, '')
    .replace(/(?:部门|单位)?(?:预算|决算|概况|主要职责|职责|基本情况|机构设置).*$/u, '')
    .replace(/^(?:关于|\*+)/u, '')
    .replace(/[（(](?:本级|本部|机关)[）)]/u, '')
    .replace(/(?:部门|单位|本级|的)$/u, '')
  return isName(name) ? name : null
}

const captionName =
  /(?:部门|单位|预算单位|主管部门|编制单位|公开部门)(?:[（(][^）)]*[）)])?(?:名称)?(?:[（(][^）)]*[）)])?[:：](\p{Script=Han}{4,40}?)(?=20\d\d|单位[:：]|金额|$)/u

/** The department in a caption: 部门：…, or a budget code and a name. */
export const nameInCaption = (caption: string): string | null => {
  const folded = withoutSpace(caption)
  const name = captionName.exec(folded)?.[1] ?? /^\d{3,12}(?!年)(\p{Script=Han}{4,40})$/u.exec(folded)?.[1]
  return name !== undefined && isName(name) ? name : null
}

/** The lines before anything else: a cover, up to the table of contents. */
export const coverOf = (
  document: IntermediateDocument,
): { readonly text: string; readonly lines: LineSpan } | null => {
  const pieces = []
  for (const block of document.blocks) {
    if (block.kind !== 'paragraph' || pieces.length > 6) break
    if (block.pieces.some(({ text }) => /^目\s*录$/u.test(text))) break
    for (const piece of block.pieces) pieces.push(piece)
  }
  const [first, last] = [pieces[0], pieces.at(-1)]
  const text = withoutSpace(pieces.map((piece) => piece.text).join(''))
  return first && last && text.length <= 120 ? { text, lines: [first.line, last.line] } : null
}

const titlePattern = /(?:20\d{2}|二[〇○零]二.)年.*(?:预算|决算)|(?:部门|单位)(?:预算|决算)/u

const isDisclosureTitle = (text: string): boolean =>
  text.length <= 50 && !/[。，：]/u.test(text) && titlePattern.test(text) && nameInTitle(text) !== null

/**
 * A line that reads like the title of a whole disclosure, for documents without a cover; else a heading, or what stands
 * over a table. `cover` is the text of `coverOf`.
 */
export const titleLineOf = (document: IntermediateDocument, cover: string): string | null => {
  const { blocks } = document
  const hasCover = /预算|决算/u.test(cover)
  const lines = blocks.flatMap((block) =>
    block.kind === 'paragraph' ? [block.pieces.map((piece) => piece.text).join('')] : [],
  )
  const headings = hasCover ? [] : blocks.flatMap((block) => (block.kind === 'heading' ? [block.text] : []))
  const tableTitles = tablesOf(document).map((table) => table.title)
  return [...lines, ...headings, ...tableTitles].values().map(withoutSpace).find(isDisclosureTitle) ?? null
}

/** Every place where the document names a department, in order of its sources; `cover` and `title` are what these say. */
export const nameCandidates = (
  document: IntermediateDocument,
  cover: string,
  title: string | null,
): readonly NameCandidate[] => {
  const from = (source: NameSource, names: readonly (string | null)[]): readonly NameCandidate[] =>
    names.flatMap((name) => (name === null ? [] : [{ name, source }]))
  const tables = tablesOf(document)
  const cells = tables.flatMap((table) => table.rows.flatMap((row) => row.cells))
  const paragraphs = document.blocks.flatMap((block) =>
    block.kind === 'paragraph' ? block.pieces.map((piece) => piece.text) : [],
  )
  return [
    ...from('cover', [nameInTitle(cover)]),
    ...from('title', [title === null ? null : nameInTitle(title)]),
    ...from(
      'heading',
      document.blocks.map((block) => (block.kind === 'heading' ? nameInTitle(block.text) : null)),
    ),
    ...from('caption', [
      ...tables.flatMap((table) => table.captions.map((caption) => nameInCaption(caption.text))),
      ...paragraphs.filter((text) => text.length <= 60).map(nameInCaption),
    ]),
    ...from(
      'cell',
      cells.map(({ text }) => nameInCell(text)),
    ),
  ]
}
