/**
 * The five disclosures made again from the hand-read lists, printed, scanned and recognised: what is accepted is what the
 * lists give, whatever the pages look like. Its own command, because it takes minutes and needs tesseract.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readApart } from './apart/read-apart.ts'
import type { ReadOutcome } from './reading.ts'
import { type RemadeDocument, remadeDocuments } from './testing/remade/remade-documents.ts'
import { writePdf } from './testing/remade/write-pdf.ts'
import { judgeScan } from './testing/scanned/judge-scan.ts'
import { cleanScanner, type Scanner, scanPdf, worseScanner } from './testing/scanned/scan-pdf.ts'

type Scan = Readonly<{ name: string; document: RemadeDocument; scanner: Scanner; isClean: boolean }>

const documents = remadeDocuments()
const clean = documents.map(
  (document): Scan => ({ name: `${document.name}, clean`, document, scanner: cleanScanner, isClean: true }),
)
/** Every other one: they take longer. */
const worse = documents
  .filter((_, index) => index % 2 === 0)
  .map(
    (document): Scan => ({
      name: `${document.name}, skewed and noisy`,
      document,
      scanner: worseScanner,
      isClean: false,
    }),
  )
const scans = [...clean, ...worse]

const folder = mkdtempSync(join(tmpdir(), 'juesuan-scans-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const outcomes = new Map<Scan, ReadOutcome>()

const scanAndRead = async (waiting: Iterator<Scan>): Promise<void> => {
  for (let next = waiting.next(); !next.done; next = waiting.next()) {
    const scan = next.value
    const path = join(folder, `${scan.name}.pdf`)
    writeFileSync(path, await scanPdf(await writePdf(scan.document.model), scan.scanner))
    await readApart([{ path, sha256: scan.name, fileName: scan.name }], 1, ({ outcome }) => {
      outcomes.set(scan, outcome)
    })
  }
}

beforeAll(async () => {
  const waiting = scans.values()
  await Promise.all([scanAndRead(waiting), scanAndRead(waiting)])
}, 1_800_000)

const judged = (scan: Scan) => {
  const outcome = outcomes.get(scan)
  if (outcome?.kind !== 'read') throw new Error(`${scan.name}: ${outcome?.code}`)
  return judgeScan(outcome.reading, scan.document)
}

it.each(scans)('accepts nothing wrong of $name', (scan) => {
  expect(judged(scan).wrong).toEqual([])
})

/** One of the five prints a table without its totals, of which nothing can be borne out. */
it('accepts 95 in 100 amounts of tables on clean pages', () => {
  const tables = clean.map((scan) => judged(scan).tables)
  const sumOf = (count: (own: (typeof tables)[number]) => number) =>
    tables.reduce((sum, own) => sum + count(own), 0)
  expect(sumOf(({ accepted }) => accepted) / sumOf(({ listed }) => listed)).toBeGreaterThan(0.95)
})

it('accepts some of what is skewed and noisy', () => {
  for (const scan of worse) expect(judged(scan).tables.accepted).toBeGreaterThan(0)
})
