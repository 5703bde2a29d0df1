/**
 * The five disclosures made again from the hand-read lists, printed, scanned and recognised: what is accepted is what the
 * lists give, whatever the pages look like. Its own command, because it takes minutes and needs tesseract.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { ReadingRequest } from './apart/messages.ts'
import { readApart } from './apart/read-apart.ts'
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

const folder = mkdtempSync(join(tmpdir(), 'juesuan-scans-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const outcomes = new Map<Scan, ReadOutcome>()

beforeAll(async () => {
  const requests: ReadingRequest[] = []
  for (const { name, document, scanner } of scans) {
    const path = join(folder, `${name}.pdf`)
    writeFileSync(path, await scanPdf(await writePdf(document.model), scanner))
    requests.push({ path, sha256: name, fileName: name })
  }
  await readApart(requests, 2, ({ outcome }, index) => {
    const scan = scans[index]
    if (scan) outcomes.set(scan, outcome)
  })
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
