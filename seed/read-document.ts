import { makeCodeBook } from '../db/domain/classification.ts'
import type { FindingReading, PrintReading } from '../db/domain/figure.ts'
import { sha256 } from '../db/domain/hash.ts'
import { checkLabels } from './checks/check-labels.ts'
import { checkListedSums, checkSums } from './checks/check-sums.ts'
import { checkReading } from './checks/index.ts'
import { confirmRecognised, isBorneOut } from './confirm-recognised.ts'
import { coverageOf } from './coverage.ts'
import { readIdentity } from './identity/read-identity.ts'
import {
  type IntermediateDocument,
  type LineSpan,
  type Row,
  type Table,
  tablesOf,
  withoutSpace,
} from './intermediate.ts'
import { assembleBlocks } from './layouts/assemble-blocks.ts'
import { headingLevelOf } from './layouts/printed-line.ts'
import { type UnruledTable, unruledTablesIn } from './layouts/unruled-tables.ts'
import { flowsOf, sectionOf, withPaths } from './narrative/flow.ts'
import { readClaims } from './narrative/read-claims.ts'
import { executionSpans, joinReadings, readExecution } from './narrative/read-execution.ts'
import { readFacts } from './narrative/read-facts.ts'
import { readStatements } from './narrative/read-statements.ts'
import { topicOf } from './narrative/topics.ts'
import { pageOfLine, pageStartsOf } from './page-starts.ts'
import type { RawDocument } from './readers/raw-document.ts'
import { readRaw } from './readers/read-raw.ts'
import type { DocumentReading, Identity, ReadOutcome, TableReading } from './reading.ts'
import { codedRowsOf, isFunctionTable } from './tables/coded-rows.ts'
import type { FormContext } from './tables/forms/form.ts'
import { tableForms } from './tables/forms/index.ts'
import { keepCells } from './tables/keep-cells.ts'
import { formOf, joinPieces } from './tables/labelled/form-rows.ts'
import { readForm } from './tables/labelled/read-form.ts'
import { tellApart } from './tell-apart.ts'

/** The function codes and names that the document's own tables print. */
const printedCodes = (document: IntermediateDocument) =>
  tablesOf(document)
    .filter(isFunctionTable)
    .flatMap(codedRowsOf)
    .flatMap(({ code, name }) => (code === null || name === '' ? [] : [{ code, name }]))

/** A title that is known over a header that is not, or over the rest of a table that was cut: its cells are not read. */
const unknownHeader = (table: Table): FindingReading => ({
  code: 'unknown-header',
  severity: 'label',
  sides: [],
  sizeFen: null,
  details: { table: table.title, line: table.lines[0] },
})

/** A table whose title is not known either: its amounts are kept under its own words. */
const unknownTable = (table: Table): FindingReading => ({ ...unknownHeader(table), code: 'unknown-table' })

const unruledTable = ({ title, line }: UnruledTable): FindingReading => ({
  code: 'unruled-table',
  severity: 'label',
  sides: [],
  sizeFen: null,
  details: { table: title, line },
})

const unreadPage = (page: number): FindingReading => ({
  code: 'unread-page',
  severity: 'label',
  sides: [],
  sizeFen: null,
  details: { label: `p. ${page}` },
})

const summaryOf = (table: Table, form: string | null): TableReading => ({
  title: table.title,
  lines: table.lines,
  form,
  cells: table.rows.reduce((count, row) => count + row.cells.length, 0),
})

/** What a form says somewhere when it was printed to its end. */
const endings: Readonly<Record<string, RegExp>> = { economic: /[合总小]\s*计/u, overall: /总\s*[计数]/u }
/** Where there is no carryover the sums of both lists are the end. */
const lastSums = /合\s*计/u

/** A form that its document broke off before its total. */
const checkEnd = (table: Table, form: string, prints: readonly PrintReading[]): readonly FindingReading[] => {
  const ending = endings[form]
  const says = ({ cells }: Row, words: RegExp) => cells.some(({ text }) => words.test(text))
  const lastRow = table.rows.findLast(({ cells }) => cells.some(({ text }) => text.trim() !== ''))
  const hasTotal =
    ending !== undefined &&
    (table.rows.some((row) => says(row, ending)) || (lastRow !== undefined && says(lastRow, lastSums)))
  const last = prints.findLastIndex(({ amountFen }) => amountFen !== null)
  if (!ending || hasTotal || last === -1) return []
  const details = { table: table.title, line: table.lines[1] }
  return [{ code: 'table-cut', severity: 'real', sides: [[last]], sizeFen: null, details }]
}

/** How many lines of text below a table its remarks may take. */
const longestRemarks = 4

const remarksBelow = ({ lines: [, last] }: Table, lines: readonly string[]): readonly string[] => {
  const below = lines.slice(last).filter((line) => line.trim() !== '')
  const heading = below.findIndex((line) => headingLevelOf(line.trim()) !== null)
  return below.slice(0, heading === -1 ? longestRemarks : Math.min(heading, longestRemarks))
}

/** A known form with nothing in it, and nothing that says so. */
const checkContent = (
  table: Table,
  prints: readonly PrintReading[],
  lines: readonly string[],
): readonly FindingReading[] => {
  if (!prints.every(({ print }) => print.state === 'blank')) return []
  const own = [...lines.slice(table.lines[0] - 1, table.lines[1]), ...remarksBelow(table, lines)]
  if (/无|没有|空表|不涉及|未安排/u.test(withoutSpace(own.join('')))) return []
  const details = { table: table.title, line: table.lines[0] }
  return [{ code: 'table-empty', severity: 'soft', sides: [], sizeFen: null, details }]
}

type TableContext = Omit<FormContext, 'section'> & Readonly<{ path: readonly string[] }>

/** A table of a form that is known by its title and its header; the pieces of any other are read by their own words. */
const readTables = (pieces: readonly Table[], { path, ...context }: TableContext) => {
  const known = pieces.map((table) => {
    const titled = tableForms.filter((form) => form.hasTitle(withoutSpace(table.title)))
    const form = titled.find((each) => each.hasHeader(table, context.identity)) ?? null
    return { table, isTitled: titled.some(({ isAlsoLabelled }) => !isAlsoLabelled), form }
  })
  if (known.some(({ form }) => form !== null))
    return known.map(({ table, isTitled, form }) => {
      const content = (form?.read ?? keepCells)(table, { ...context, section: sectionOf(path) })
      const findings = isTitled && form === null ? [unknownHeader(table)] : []
      return {
        summaries: [summaryOf(table, form?.id ?? (content.prints.length > 0 ? 'kept' : null))],
        content: {
          ...content,
          statements: [],
          findings: [
            ...content.findings,
            ...findings,
            ...(form ? checkEnd(table, form.id, content.prints) : []),
            ...(form ? checkContent(table, content.prints, context.lines) : []),
            ...checkSums(content.prints),
          ],
        },
      }
    })
  const findings = known.flatMap(({ table, isTitled }) => (isTitled ? [unknownHeader(table)] : []))
  const content = readForm(formOf(pieces), { ...context, path })
  if (content.prints.length === 0)
    return known.map(({ table, isTitled }, index) => {
      const kept = keepCells(table, { ...context, section: sectionOf(path) })
      const hasAmounts = kept.prints.length > 0
      const own = isTitled ? [unknownHeader(table)] : hasAmounts ? [unknownTable(table)] : []
      return {
        summaries: [summaryOf(table, hasAmounts ? 'kept' : null)],
        content: {
          ...kept,
          statements: index === 0 ? content.statements : [],
          findings: [...own, ...kept.findings],
        },
      }
    })
  return [
    {
      summaries: pieces.map((table) => summaryOf(table, content.prints.length > 0 ? 'labelled' : null)),
      content: { ...content, findings },
    },
  ]
}

const readIntermediate = (
  document: IntermediateDocument,
  identity: Identity,
  recognised: readonly number[],
) => {
  const context = { identity, codeBook: makeCodeBook(printedCodes(document)) }
  const pathOf = new Map(withPaths(document.blocks).map(({ block, path }) => [block, path] as const))
  const tables = joinPieces(document.blocks).flatMap((pieces) => {
    const path = (pieces[0] && pathOf.get(pieces[0])) ?? []
    return readTables(pieces, { ...context, path, lines: document.lines })
  })
  const flows = flowsOf(document)
  const sentences = readExecution(flows, context)
  const listed = checkListedSums(
    sentences.prints,
    tables.flatMap(({ content: { prints } }) => prints),
  )
  const execution = { ...sentences, findings: [...sentences.findings, ...listed] }
  const claims = readClaims(flows, context)
  const facts = flows.map((flow) =>
    readFacts(
      flow,
      {
        identity,
        rank: flow.path.some((heading) => /^附\s*件/u.test(heading)) ? 3 : 2,
        namesMeasures: topicOf(flow.path) === null,
        cell: null,
      },
      [...(claims.read.get(flow) ?? []), ...executionSpans(flow)],
    ),
  )
  const joined = joinReadings([
    ...tables.map(({ content: own }) => own),
    execution,
    { ...claims, findings: [] },
    ...facts.map((own) => ({ ...own, findings: [] })),
    { prints: [], statements: readStatements(flows), findings: [] },
  ])
  const isRecognised = (line: number) => recognised.includes(document.pages[line - 1] ?? 0)
  const content = confirmRecognised({ ...joined, prints: tellApart(joined.prints) }, isRecognised)
  return {
    tables: tables.flatMap(({ summaries }) => summaries),
    headings: document.blocks.flatMap((block) =>
      block.kind === 'heading' ? [{ text: block.text, line: block.lines[0] }] : [],
    ),
    coverage: coverageOf(document, flows, content.prints, content.statements),
    ...content,
    findings: [
      ...content.findings,
      ...checkReading(content.prints, identity),
      // A name or a number that was misread is no mistake of the document.
      ...(recognised.length > 0 ? [] : checkLabels(document, identity)),
    ],
  }
}

/** Prints and statements with the page that they begin on. */
const onPages = <Content extends Pick<DocumentReading, 'prints' | 'statements'>>(
  content: Content,
  pageStarts: readonly number[],
): Content => {
  const pageOf = ({ lines: [line] }: { readonly lines: LineSpan }) => pageOfLine(pageStarts, line)
  return {
    ...content,
    prints: content.prints.map((reading) => ({
      ...reading,
      print: { ...reading.print, page: pageOf(reading.print) },
    })),
    statements: content.statements.map((statement) => ({ ...statement, page: pageOf(statement) })),
  }
}

/** Stated of something, and known. */
const hasValue = ({ figures, amountFen, quantity }: PrintReading): boolean =>
  figures.length > 0 && (amountFen !== null || quantity !== null)

/** Where a document came from: the bytes as received, by their hash, and the name of the file. */
type Received = Readonly<{ sha256: string; fileName: string }>

const intermediateOf = ({ lines, pages, blocks }: RawDocument): IntermediateDocument => ({
  lines,
  pages,
  blocks: assembleBlocks(blocks),
})

/** Whose disclosure it is, and of which year and kind. */
export const identifyContent = (raw: RawDocument): ReturnType<typeof readIdentity> =>
  readIdentity(intermediateOf(raw))

/** What a file says, from the lines and grids that a reader found in it. */
export const readContent = (raw: RawDocument, { sha256, fileName }: Received): ReadOutcome => {
  const { mediaType, lines, pages, pictures = [], recognised = [] } = raw
  const document = intermediateOf(raw)
  const identified = readIdentity(document)
  if (identified.kind === 'unreadable') return { kind: 'unreadable', fileName, code: identified.code }
  if (recognised.length > 0 && !isBorneOut(lines, identified.identity))
    return { kind: 'unreadable', fileName, code: 'unsure-recognition' }
  const pageStarts = pageStartsOf(pages)
  const content = onPages(readIntermediate(document, identified.identity, recognised), pageStarts)
  if (!content.prints.some(hasValue)) return { kind: 'unreadable', fileName, code: 'no-figures' }
  const { identity } = identified
  const findings = [
    ...content.findings,
    ...pictures.map(unreadPage),
    ...(pages.length > 0 ? unruledTablesIn(raw.blocks).map(unruledTable) : []),
  ]
  return {
    kind: 'read',
    reading: {
      sha256,
      fileName,
      mediaType,
      lineCount: lines.length,
      pageStarts,
      identity,
      ...content,
      findings,
    },
  }
}

/**
 * Reads one disclosure from its bytes.
 *
 * Outcomes: 'unreadable' with a code when the bytes are of no format that is read, or the document is no disclosure
 * that says its department, year and kind and prints at least one figure whose value is known.
 */
export const readDocument = async (bytes: Uint8Array, fileName: string): Promise<ReadOutcome> => {
  const raw = await readRaw(bytes)
  return raw.kind === 'raw'
    ? readContent(raw.document, { sha256: sha256(bytes), fileName })
    : { kind: 'unreadable', fileName, code: raw.code }
}
