/**
 * The five disclosures made again from the hand-read lists, printed, scanned and recognised: what is accepted is what the
 * lists give, whatever the pages look like. Its own command, because it takes minutes and needs tesseract.
 */
import { beforeAll, expect, it } from 'vitest'
import { readDocument } from './read-document.ts'
import type { ReadOutcome } from './reading.ts'
import { type RemadeDocument, remadeDocuments } from './testing/remade/remade-documents.ts'
import { writePdf } from './testing/remade/write-pdf.ts'
import { judgeScan } from './testing/scanned/judge-scan.ts'
import { cleanScanner, type Scanner, scanPdf, worseScanner } from './testing/scanned/scan-pdf.ts'

type Scan = Readonly<{ name: string; document: RemadeDocument; scanner: Scanner }>

const documents = remadeDocuments()
const clean = documents.map(
  (document): Scan => ({ name: `${document.name}, clean`, document, scanner: cleanScanner }),
)
/** Every other one: they take longer. */
const worse = documents
  .filter((_, index) => index % 2 === 0)
  .map(
    (document): Scan => ({
      name: `${document.name}, skewed and noisy`,
      document,
      scanner: worseScanner,
    }),
  )
const scans = [...clean, ...worse]

const outcomes = new Map<Scan, ReadOutcome>()

/** Two at a time, since pages are recognised in processes of their own. */
beforeAll(async () => {
  const waiting = scans.values()
  const work = async () => {
    for (const scan of waiting) {
      const printed = await writePdf(scan.document.model)
      outcomes.set(scan, await readDocument(await scanPdf(printed, scan.scanner), `${scan.name}.pdf`))
    }
  }
  await Promise.all([work(), work()])
}, 1_800_000)

/** null where it was refused whole: its year or its department could not be told for certain. */
const judged = (scan: Scan) => {
  const outcome = outcomes.get(scan)
  if (outcome?.kind === 'read') return judgeScan(outcome.reading, scan.document)
  expect(outcome?.code).toMatch(/^(?:no-fiscal-year|no-department|unsure-recognition)$/u)
  return null
}

const shareOf = (own: readonly Scan[]): number => {
  const tables = own.flatMap((scan) => judged(scan)?.tables ?? [])
  const sumOf = (count: (table: (typeof tables)[number]) => number) =>
    tables.reduce((sum, table) => sum + count(table), 0)
  return sumOf(({ accepted }) => accepted) / sumOf(({ listed }) => listed)
}

it.each(scans)('accepts nothing wrong of $name', (scan) => {
  expect(judged(scan)?.wrong ?? []).toEqual([])
})

it('reads every clean scan', () => {
  expect(clean.map(judged)).not.toContain(null)
})

/** One of the five prints a table without its totals, of which nothing can be borne out. */
it('accepts 95 in 100 amounts of tables on clean pages', () => {
  expect(shareOf(clean)).toBeGreaterThan(0.95)
})

it('accepts some of what is skewed and noisy', () => {
  expect(shareOf(worse)).toBeGreaterThan(0.2)
})
