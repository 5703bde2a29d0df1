/**
 * Published reports in PDF against lists that people made by looking at their pages (seed/expectations/reports).
 *
 * The reports themselves are not kept here. REPORTS_DIR names the folder that holds them; a report is known by its hash.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FigureKey, PrintReading } from '../db/domain/figure.ts'
import { sha256 } from '../db/domain/hash.ts'
import { withoutSpace } from './intermediate.ts'
import { readContent } from './read-document.ts'
import { readRaw } from './readers/read-raw.ts'
import type { DocumentReading } from './reading.ts'

const cellSchema = z.object({
  page: z.number(),
  code: z.string().nullable(),
  row: z.string(),
  column: z.string(),
  text: z.string(),
})
const figureSchema = z.object({
  page: z.number(),
  text: z.string(),
  year: z.number().optional(),
  stage: z.string().optional(),
  measure: z.string().optional(),
  aspect: z.string().optional(),
  fund: z.string().optional(),
  item: z.string().nullish(),
  /** Known not to be read as what it is; it may be kept under its own words. */
  missed: z.literal(true).optional(),
})
const listSchema = z.object({
  sha256: z.string(),
  identity: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
  tables: z.array(
    z.object({
      title: z.string(),
      page: z.number(),
      unit: z.string().nullable(),
      isEmpty: z.boolean(),
      cells: z.array(cellSchema),
    }),
  ),
  figures: z.array(figureSchema),
})
type ListedFigure = z.infer<typeof figureSchema>

const here = (path: string) => new URL(path, import.meta.url)
const fold = (text: string) => withoutSpace(text).normalize('NFKC')

const folder = process.env.REPORTS_DIR ?? '../shared/reports'
const reports = new Map(
  readdirSync(folder).map((name) => {
    const bytes = readFileSync(join(folder, name))
    return [sha256(bytes), { name, bytes }]
  }),
)

const lists = readdirSync(here('expectations/reports')).map((name) => ({
  name,
  ...listSchema.parse(JSON.parse(readFileSync(here(`expectations/reports/${name}`), 'utf8'))),
}))

const leaf = (path: string) => fold(path).split('>').at(-1) ?? ''

const placed = (page: number | null, row: string, column: string, text: string) =>
  `${page} | ${fold(row)} | ${leaf(column)} | ${fold(text)}`

const says = ({ print }: PrintReading) => print.printedText.trim() !== ''

const agrees = (key: FigureKey, listed: ListedFigure): boolean =>
  (listed.year === undefined || key.fiscalYear === listed.year) &&
  (listed.stage === undefined || key.stage === listed.stage) &&
  (listed.measure === undefined || key.measure === listed.measure) &&
  (listed.aspect === undefined || key.aspect === listed.aspect) &&
  (listed.fund === undefined || key.fund === listed.fund) &&
  (listed.item == null ||
    [key.item?.code, key.item?.name].includes(listed.item) ||
    key.subject?.includes(listed.item) === true)

/** A sentence may begin on the page before. */
const isOn = (page: number | null, listed: ListedFigure): boolean =>
  page === listed.page || page === listed.page - 1

describe.each(lists)('$name', (list) => {
  let reading: DocumentReading
  let lines: readonly string[] = []
  beforeAll(async () => {
    const report = reports.get(list.sha256)
    if (!report) throw new Error(`${folder} does not hold the report of ${list.name}`)
    const raw = await readRaw(report.bytes)
    if (raw.kind !== 'raw') throw new Error(raw.code)
    const outcome = readContent(raw.document, { sha256: list.sha256, fileName: report.name })
    if (outcome.kind !== 'read') throw new Error(outcome.code)
    reading = outcome.reading
    lines = raw.document.lines
  })

  it('says whose it is, for which year and of which kind', () => {
    expect(reading.identity).toMatchObject(list.identity)
  })

  it.each(list.tables)('reads every cell of $title where it stands', ({ title, unit, cells }) => {
    const prints = reading.prints.filter(({ print }) => fold(print.tableTitle ?? '') === fold(title))
    expect(
      prints
        .filter(says)
        .map(({ print }) => placed(print.page, print.rowLabel, print.columnLabel, print.printedText))
        .toSorted(),
    ).toEqual(
      cells
        .map(({ page, code, row, column, text }) => placed(page, `${code ?? ''}${row}`, column, text))
        .toSorted(),
    )
    expect([...new Set(prints.filter(says).map(({ print }) => print.printedUnit))]).toEqual(
      cells.length > 0 ? [unit] : [],
    )
  })

  it('reads what the text states', () => {
    const isRead = (listed: ListedFigure) =>
      reading.prints.some(
        ({ print, figures }) =>
          isOn(print.page, listed) &&
          fold(print.printedText) === fold(listed.text) &&
          figures.some((key) => agrees(key, listed)),
      )
    expect(list.figures.filter((listed) => !isRead(listed))).toEqual(
      list.figures.filter(({ missed }) => missed),
    )
  })

  it('quotes what stands at the lines it cites', () => {
    const cited = [
      ...reading.prints.map(({ print }) => ({ quote: print.quote, lines: print.lines })),
      ...reading.statements.map(({ quote, lines: at }) => ({ quote, lines: at })),
    ]
    const isThere = ({ quote, lines: [first, last] }: (typeof cited)[number]) =>
      fold(lines.slice(first - 1, last).join('')).includes(fold(quote))
    expect(cited.filter((citation) => !isThere(citation))).toEqual([])
  })

  it('accounts for its numbers', () => {
    const { numbers, unread } = reading.coverage
    expect(unread.filter(({ isInTable }) => isInTable)).toEqual([])
    expect(1 - unread.length / numbers).toBeGreaterThanOrEqual(0.97)
  })
})
