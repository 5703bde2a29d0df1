import { expect, it } from 'vitest'
import { readDocument } from './read-document.ts'
import { findTesseract } from './readers/scan/tesseract.ts'
import { remadeDocuments } from './testing/remade/remade-documents.ts'
import { writePdf } from './testing/remade/write-pdf.ts'
import { judgeScan } from './testing/scanned/judge-scan.ts'
import { cleanScanner, scanPdf } from './testing/scanned/scan-pdf.ts'

/** A cover, the title of the tables, and the table of revenue. */
const pages = [1, 3, 6]

it.skipIf(findTesseract() === null)(
  'reads the table of a scanned page, its amounts borne out by its sums',
  async () => {
    const [document] = remadeDocuments()
    if (!document) throw new Error('there are five')
    const outcome = await readDocument(
      await scanPdf(await writePdf(document.model), cleanScanner, pages),
      'scanned.pdf',
    )
    if (outcome.kind !== 'read') throw new Error(outcome.code)
    const { tables, wrong } = judgeScan(outcome.reading, document)
    expect(wrong).toEqual([])
    expect(tables.accepted).toBeGreaterThan(90)
    expect(outcome.reading.prints.filter(({ amountFen }) => amountFen !== null)).toHaveLength(tables.accepted)
  },
)
