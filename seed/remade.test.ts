/**
 * The five disclosures made again in other formats from the hand-read lists (seed/testing/remade), and read back: every
 * cell and every figure that was put in is read as the lists give it.
 */
import { describe, expect, it } from 'vitest'
import { findOffice } from './apart/convert-word.ts'
import { readDocument } from './read-document.ts'
import type { DocumentReading, ReadOutcome } from './reading.ts'
import { canonicalNameOf } from './testing/lists/main-lists.ts'
import {
  claimsOf,
  describeClaim,
  describeFigure,
  isClaimOf,
  isInWords,
} from './testing/lists/narrative-lists.ts'
import { isPrintOf } from './testing/lists/rest-lists.ts'
import { placeOfCell, placeOfPrint, printsOfTable, saysSomething } from './testing/lists/table-lists.ts'
import type { ModelDocument } from './testing/remade/document-model.ts'
import { type RemadeDocument, remadeDocuments } from './testing/remade/remade-documents.ts'
import { readDoc, writeDoc } from './testing/remade/write-doc.ts'
import { writeDocx } from './testing/remade/write-docx.ts'
import { writeHtml } from './testing/remade/write-html.ts'
import { writePdf } from './testing/remade/write-pdf.ts'
import { writeText } from './testing/remade/write-text.ts'
import { writeXlsx } from './testing/remade/write-xlsx.ts'

type Writer = (model: ModelDocument) => Uint8Array | Promise<Uint8Array>

const writers: Readonly<Record<string, Writer>> = {
  txt: writeText,
  html: writeHtml,
  docx: writeDocx,
  doc: writeDoc,
  xlsx: writeXlsx,
  pdf: writePdf,
}

const documents = remadeDocuments()
const cases = Object.entries(writers).flatMap(([format, writer]) =>
  documents.map((document) => ({ format, writer, name: document.name, document })),
)

/** The document is written and read once, by whichever test asks first. */
const once = <Value>(make: () => Promise<Value>): (() => Promise<Value>) => {
  let made: Promise<Value> | null = null
  return () => {
    made ??= make()
    return made
  }
}

/** DOC is made DOCX first. */
const readAs = (format: string, bytes: Uint8Array, fileName: string): Promise<ReadOutcome> =>
  format === 'doc' ? readDoc(bytes, fileName) : readDocument(bytes, fileName)

const readBack = async (
  { name, model }: RemadeDocument,
  format: string,
  writer: Writer,
): Promise<DocumentReading> => {
  const outcome = await readAs(format, await writer(model), `${name}.${format}`)
  if (outcome.kind !== 'read') throw new Error(`${name}.${format}: ${outcome.code}`)
  return outcome.reading
}

it('has what the lists say of each document', () => {
  for (const { tables, figures } of documents) {
    expect(tables.length).toBeGreaterThan(6)
    expect(tables.flatMap(({ cells }) => cells).length).toBeGreaterThan(400)
    expect(figures.length).toBeGreaterThan(20)
  }
})

const isSkipped = ({ format }: { format: string }) => format === 'doc' && findOffice() === null

describe.each(cases.filter(isSkipped))('$name as $format', () => {
  it.skip('is read back as it was written: there is no LibreOffice on this machine', () => {})
})

describe.each(cases.filter((each) => !isSkipped(each)))('$name as $format', ({
  format,
  writer,
  document,
}) => {
  const { list, tables, figures, restFigures } = document
  const reading = once(() => readBack(document, format, writer))

  it('says whose disclosure it is, for which year and of which kind', async () => {
    const { identity } = list
    const read = (await reading()).identity
    expect(read.department).toBe(canonicalNameOf(list))
    expect(read).toMatchObject({
      departmentKind: identity.kind,
      county: identity.county,
      fiscalYear: identity.fiscalYear,
      kind: identity.reportKind,
    })
    if (identity.province) expect(read.province).toBe(identity.province)
    if (identity.city) expect(read.city).toBe(identity.city)
  })

  it.each(tables)('has every cell of $title once', async (table) => {
    const prints = printsOfTable((await reading()).prints, table)
      .map(({ print }) => print)
      .filter(saysSomething)
    const listed = table.cells.filter(({ row, text }) =>
      saysSomething({ rowLabel: row, printedText: text, tableTitle: table.title }),
    )
    expect(prints.map(placeOfPrint).toSorted()).toEqual(listed.map(placeOfCell).toSorted())
    expect([...new Set(prints.map(({ printedUnit }) => printedUnit))]).toEqual([table.unit])
  })

  it('has the figures of its text, and no other', async () => {
    const claims = claimsOf(await reading())
    const missing = figures.filter((figure) => !claims.some((claim) => isClaimOf(figure, claim)))
    const invented = claims.filter(
      (claim) => !isInWords(claim) && !figures.some((figure) => isClaimOf(figure, claim)),
    )
    expect({ missing: missing.map(describeFigure), invented: invented.map(describeClaim) }).toEqual({
      missing: [],
      invented: [],
    })
  })

  it('has what the text says beside them', async () => {
    const { prints } = await reading()
    expect(restFigures.filter((figure) => !prints.some((print) => isPrintOf(figure, print)))).toEqual([])
  })
})
