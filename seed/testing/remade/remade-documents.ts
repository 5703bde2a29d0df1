import { type LineSpan, touches } from '../lists/list-files.ts'
import { cellsOfMain, type MainList, mainLists } from '../lists/main-lists.ts'
import { type ListedFigure, narrativeLists } from '../lists/narrative-lists.ts'
import { type RestFigure, restLists } from '../lists/rest-lists.ts'
import { type ListedTable, tableLists } from '../lists/table-lists.ts'
import type { ModelBlock, ModelDocument } from './document-model.ts'
import { readOriginal, type Section, type TextBlock } from './original-text.ts'
import { tableModelOf } from './table-model.ts'

/**
 * The five disclosures made again from the hand-read lists: their tables cell by cell, and the sections of their text
 * that state a listed figure. Attachments, and forms that no list gives whole, are left out.
 */
export type RemadeDocument = Readonly<{
  name: string
  model: ModelDocument
  list: MainList
  /** What the document holds: cells and figures of what was left out are not among them. */
  tables: readonly ListedTable[]
  figures: readonly ListedFigure[]
  restFigures: readonly RestFigure[]
}>

type Listed = Readonly<{ lines: LineSpan }>
type Placed = Readonly<{ line: number; part: TextBlock | null; blocks: readonly ModelBlock[] }>

/** Without the rows that a careful reader could not place. */
const sureOf = (table: ListedTable): ListedTable => {
  const unsure = new Set(table.cells.filter(({ sure }) => sure === false).map(({ lines }) => lines[0]))
  return { ...table, cells: table.cells.filter(({ lines }) => !unsure.has(lines[0])) }
}

const isWithin = ({ lines }: Listed, spans: readonly LineSpan[]): boolean =>
  spans.some((span) => touches(span, lines))

const isAttachment = ({ part }: Section): boolean => part !== null && /附\s*件/u.test(part.block.text)

/** A section with a form in it gives only the paragraphs that state a figure of the explanation. */
const keptBlocks = (section: Section, figures: readonly Listed[], rest: readonly Listed[]) => {
  if (isAttachment(section)) return []
  const states = (listed: readonly Listed[], { lines }: Listed) =>
    listed.some((own) => isWithin(own, [lines]))
  if (section.hasTable) return section.blocks.filter((block) => states(figures, block))
  const isKept = section.blocks.some((block) => states([...figures, ...rest], block))
  return isKept ? section.blocks : []
}

const placedSection = ({ part, heading, lines }: Section, blocks: readonly TextBlock[]): Placed => ({
  line: lines[0],
  part,
  blocks: [...(heading ? [heading.block] : []), ...blocks.map(({ block }) => block)],
})

/** The heading of a part stands before the first of its blocks. */
const withParts = (placed: readonly Placed[]): readonly ModelBlock[] =>
  placed
    .toSorted((a, b) => a.line - b.line)
    .flatMap(({ part, blocks }, index, all) =>
      part !== null && part.lines[0] !== all[index - 1]?.part?.lines[0] ? [part.block, ...blocks] : blocks,
    )

const remake = (list: MainList): RemadeDocument => {
  const own = <List extends Readonly<{ file: string }>>(lists: readonly List[]) =>
    lists.find(({ file }) => file === list.file)
  const all = [...list.tables.map(cellsOfMain), ...(own(tableLists())?.tables ?? [])]
  const original = readOriginal(
    list.file,
    all.map(({ title }) => title),
  )
  const figures = own(narrativeLists())?.figures ?? []
  const rest = own(restLists())
  const tables = all.map(sureOf).filter(({ cells }) => cells.length > 0)

  const kept = original.sections.flatMap((section) => {
    const blocks = keptBlocks(section, figures, rest?.figures ?? [])
    return blocks.length > 0 ? [{ section, blocks }] : []
  })
  const spans = kept.flatMap(({ blocks }) => blocks.map(({ lines }) => lines))
  const placedTables = tables.map((table): Placed => {
    const line = original.titleLine(table.title)
    const notes = original.notesBelow(Math.max(...table.cells.map(({ lines }) => lines[1])))
    return {
      line,
      part: original.sections.findLast(({ lines }) => lines[0] <= line)?.part ?? null,
      blocks: [tableModelOf(table, list.identity.department, notes)],
    }
  })
  const text = kept.map(({ section, blocks }) => placedSection(section, blocks))
  return {
    name: list.file.replace('.txt', ''),
    model: { cover: original.cover, blocks: withParts([...placedTables, ...text]) },
    list,
    tables,
    figures: figures.filter((figure) => isWithin(figure, spans)),
    restFigures: (rest?.figures ?? []).filter((figure) => isWithin(figure, spans)),
  }
}

export const remadeDocuments = (): readonly RemadeDocument[] => mainLists().map(remake)
