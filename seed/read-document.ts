import { makeCodeBook } from '../db/domain/classification.ts'
import type { FindingReading } from '../db/domain/figure.ts'
import { sha256 } from '../db/domain/hash.ts'
import { checkSums } from './check-sums.ts'
import { decodeBytes } from './decode/decode-bytes.ts'
import { readIdentity } from './identity/read-identity.ts'
import { type IntermediateDocument, type Table, tablesOf, withoutSpace } from './intermediate.ts'
import { readLayout } from './layouts/read-layout.ts'
import { flowsOf, sectionOf, withPaths } from './narrative/flow.ts'
import { readClaims } from './narrative/read-claims.ts'
import { joinReadings, readExecution } from './narrative/read-execution.ts'
import type { Identity, ReadOutcome, TableReading } from './reading.ts'
import { codedRowsOf, isFunctionTable } from './tables/coded-rows.ts'
import { tableForms } from './tables/forms/index.ts'

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

const readIntermediate = (document: IntermediateDocument, identity: Identity) => {
  const codeBook = makeCodeBook(printedCodes(document))
  const tables = withPaths(document.blocks).flatMap(({ block, path }) =>
    block.kind === 'table' ? [{ table: block, section: sectionOf(path) }] : [],
  )
  const readings = tables.map(({ table, section }) => {
    const titled = tableForms.find((form) => form.hasTitle(withoutSpace(table.title)))
    const form = titled?.hasHeader(table) ? titled : null
    const context = { identity, codeBook, section, lines: document.lines }
    const summary: TableReading = {
      title: table.title,
      lines: table.lines,
      form: form?.id ?? null,
      cells: table.rows.reduce((count, row) => count + row.cells.length, 0),
    }
    const findings = titled && form === null ? [unknownHeader(table)] : []
    const content = form?.read(table, context) ?? { prints: [], findings }
    return { summary, content: { ...content, findings: [...content.findings, ...checkSums(content.prints)] } }
  })
  const flows = flowsOf(document)
  const execution = readExecution(flows, { identity, codeBook })
  const claims = { ...readClaims(flows, { identity, codeBook }), findings: [] }
  return {
    tables: readings.map(({ summary }) => summary),
    ...joinReadings([...readings.map(({ content }) => content), execution, claims]),
  }
}

/**
 * Reads one disclosure from its bytes.
 *
 * Outcomes: 'unreadable' with a code when the bytes are no text, or the text is no disclosure that says its
 * department, year and kind and prints at least one figure of a known form.
 */
export const readDocument = (bytes: Uint8Array, fileName: string): ReadOutcome => {
  const decoded = decodeBytes(bytes)
  if (decoded.kind === 'unreadable') return { kind: 'unreadable', fileName, code: decoded.code }
  const document = readLayout(decoded.text)
  const identified = readIdentity(document)
  if (identified.kind === 'unreadable') return { kind: 'unreadable', fileName, code: identified.code }
  const content = readIntermediate(document, identified.identity)
  if (!content.prints.some(({ figures }) => figures.length > 0))
    return { kind: 'unreadable', fileName, code: 'no-figures' }
  return {
    kind: 'read',
    reading: {
      sha256: sha256(bytes),
      fileName,
      mediaType: 'text/plain',
      lineCount: document.lines.length,
      identity: identified.identity,
      ...content,
    },
  }
}
