import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { seedStore } from '../seed/index.ts'
import { withoutSpace } from '../seed/intermediate.ts'
import { type ExportKind, type ExportRow, exportRows } from './export.ts'
import { openForReading, type Store } from './open.ts'

/** What leaves the store against the documents it was read from. */
const seedFolder = join(import.meta.dirname, '..', 'seed')
const documentsFolder = join(seedFolder, 'documents')
const files = readdirSync(documentsFolder).toSorted()

const figureRow = z.strictObject({
  figure_id: z.string().nullable(),
  file: z.string(),
  line_start: z.number(),
  line_end: z.number(),
  page: z.null(),
  department: z.string(),
  report_year: z.number(),
  report_kind: z.string(),
  figure_year: z.number().nullable(),
  table: z.string().nullable(),
  section: z.string(),
  measure: z.string().nullable(),
  aspect: z.string().nullable(),
  item_code: z.string().nullable(),
  item_name: z.string().nullable(),
  subject: z.string().nullable(),
  stage: z.string().nullable(),
  fund: z.string().nullable(),
  state: z.string(),
  standing: z.string().nullable(),
  value: z.number().nullable(),
  unit: z.string().nullable(),
  printed: z.string(),
  qualifier: z.string().nullable(),
  quote: z.string(),
  row_label: z.string(),
  column_label: z.string(),
  is_primary: z.boolean().nullable(),
})
type FigureRow = z.infer<typeof figureRow>

const findingRow = z.object({
  finding_id: z.string(),
  file: z.string(),
  code: z.string(),
  message_zh: z.string().regex(/\p{Script=Han}/u),
  message_en: z.string().regex(/[a-z]{3}/u),
  lines: z.array(z.tuple([z.number(), z.number()])).nonempty(),
  figures: z.array(z.string()),
  quotes: z.array(z.string()),
})

const statementRow = z.object({
  file: z.string(),
  line_start: z.number(),
  line_end: z.number(),
  item_code: z.string().nullable(),
  kind: z.string(),
  quote: z.string(),
  figure_ids: z.array(z.string()),
})

const handRead = z.object({
  file: z.string(),
  tables: z.array(z.object({ title: z.string(), rows: z.array(z.object({ cells: z.array(z.string()) })) })),
})
const handReadCells = z.object({
  file: z.string(),
  tables: z.array(z.object({ title: z.string(), cells: z.array(z.object({ text: z.string() })) })),
})

/** How many cells with something printed in them a person counted in each table of a file. */
const countedByHand = (file: string): ReadonlyMap<string, number> => {
  const read = <Shape extends z.ZodType<{ file: string }>>(folder: string, shape: Shape) =>
    readdirSync(join(seedFolder, folder))
      .filter((name) => name.endsWith('.json'))
      .map((name) => shape.parse(JSON.parse(readFileSync(join(seedFolder, folder, name), 'utf8'))))
      .filter((list) => list.file === file)
  const rows = read('expectations', handRead).flatMap(({ tables }) =>
    tables.map(({ title, rows: own }) => [title, own.flatMap(({ cells }) => cells)] as const),
  )
  const cells = read('expectations/tables', handReadCells).flatMap(({ tables }) =>
    tables.map(({ title, cells: own }) => [title, own.map(({ text }) => text)] as const),
  )
  return new Map(
    [...rows, ...cells]
      .map(([title, texts]) => [withoutSpace(title), texts.filter((text) => text !== '').length] as const)
      .filter(([, count]) => count > 0),
  )
}

const dataFolder = mkdtempSync(join(tmpdir(), 'export-'))
let store: Store
let figures: readonly FigureRow[] = []

const rowsOf = async (kind: ExportKind): Promise<readonly ExportRow[]> => {
  const rows: ExportRow[] = []
  for await (const row of exportRows(store, kind)) rows.push(row)
  return rows
}

beforeAll(async () => {
  const outcome = await seedStore({
    dataFolder,
    shippedFolder: documentsFolder,
    sources: [],
    isDryRun: false,
    clock: () => new Date(0),
    onProgress: () => {},
  })
  if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
  store = openForReading(outcome.store.path)
  figures = z.array(figureRow).parse(await rowsOf('figures'))
})
afterAll(async () => {
  await store.destroy()
  rmSync(dataFolder, { recursive: true, force: true })
})

/** Printed so that no amount can be read: it might be 35.36 or 3536.00. */
const misprints: Readonly<Record<string, readonly (readonly [line: number, printed: string])[]>> = {
  '001_69d948fdbf40ed47.txt': [[399, '35.36.00']],
}

/** Rows whose labels and amounts have lost each other in the document: kept as printed, taken for nothing. */
const misplaced: ReadonlySet<string> = new Set(
  [224, 225, 226, 227, 228, 229].map((line) => `001_69d948fdbf40ed47.txt:${line}`),
)

const linesByFile = new Map(
  files.map((file) => [file, readFileSync(join(documentsFolder, file), 'utf8').split('\n')]),
)
const textAt = (file: string, [first, last]: readonly [number, number]) =>
  withoutSpace((linesByFile.get(file) ?? []).slice(first - 1, last).join(''))

/** Units of table headers and of forms; every other unit stands after its number. */
const statedUnits: ReadonlySet<string | null> = new Set(['元', '万元', '%', '分', '人', 'm²', null])

/** 20-30: two ends, and no value between them. */
const isRange = (printed: string) => /^\d+(?:\.\d+)?[-—–]\d+/u.test(printed)

/** Sentences may say without a number that nothing changed, or that there was none. */
const isInWords = (row: FigureRow) =>
  (row.state === 'zero' && /^(?:持平|无增减变化)$/u.test(row.printed)) ||
  (row.state === 'none' && /^(?:没有|无).*(?:收入|支出|收支)$/u.test(row.printed))

const isChange = (row: FigureRow) => /^(?:change|budgetDifference)/u.test(row.aspect ?? '')

const of = (file: string) => figures.filter((row) => row.file === file)
const placeOf = (row: FigureRow) =>
  `${row.file}:${row.line_start} ${row.table ?? row.section} | ${row.row_label} | ${row.column_label} | ${row.printed}`

describe.each(files)('figures of %s', (file) => {
  it('quote what stands in the document at their lines', () => {
    expect(of(file).length).toBeGreaterThan(100)
    const astray = of(file).filter(
      (row) => !textAt(file, [row.line_start, row.line_end]).includes(withoutSpace(row.quote)),
    )
    expect(astray.map(placeOf)).toEqual([])
  })

  it('are printed within their quotes', () => {
    const astray = of(file).filter((row) => !withoutSpace(row.quote).includes(withoutSpace(row.printed)))
    expect(astray.map(placeOf)).toEqual([])
  })

  it('have the printed value, in the printed unit', () => {
    for (const row of of(file)) {
      const isValued = ['amount', 'zero', 'doubtful'].includes(row.state)
      if (isInWords(row)) {
        expect(row.value, placeOf(row)).toBe(row.state === 'zero' ? 0 : null)
        continue
      }
      // A fall is printed without a sign: 减少 49.83 万元.
      const sign = isChange(row) && (row.value ?? 0) < 0 ? -1 : 1
      expect(row.value, placeOf(row)).toBe(
        isValued && !isRange(row.printed) ? sign * Number(row.printed.replace(/[,，\s]/gu, '')) : null,
      )
      if (sign === -1) expect(row.quote, placeOf(row)).toMatch(/减\s*少|下\s*降|降\s*低/u)
      if (!statedUnits.has(row.unit))
        expect(withoutSpace(row.quote).replace(/[余多来]/gu, '')).toContain(row.unit)
    }
  })

  it('tell an amount, a zero, a blank, a dash and "none" apart as the text does', () => {
    const stateOf = (printed: string) => {
      const text = withoutSpace(printed)
      if (text === '') return 'blank'
      if (/^[-—－]+%?$/u.test(text)) return 'dash'
      if (text === '无') return 'none'
      if (isRange(text)) return 'amount'
      if (!/^-?[\d.,]+$/u.test(text)) return 'words'
      return Number(text.replaceAll(',', '')) === 0 ? 'zero' : 'amount'
    }
    const astray = of(file).filter(
      (row) =>
        !isInWords(row) &&
        row.state !== stateOf(row.printed) &&
        !['unreadable', 'doubtful'].includes(row.state),
    )
    expect(astray.map(placeOf)).toEqual([])
    const unreadable = of(file).filter((row) => row.state === 'unreadable')
    expect(unreadable.map((row) => [row.line_start, row.printed])).toEqual(misprints[file] ?? [])
  })

  it('stand once for each place that prints them', () => {
    const occurrences = Map.groupBy(of(file), (row) =>
      JSON.stringify([
        row.line_start,
        row.line_end,
        row.table,
        row.section,
        row.row_label,
        row.column_label,
        row.printed,
        row.figure_id,
      ]),
    )
    const twice = [...occurrences.values()].filter((rows) => rows.length > 1)
    expect(twice.flatMap((rows) => rows.map(placeOf))).toEqual([])
  })

  it('have one primary print each', () => {
    const groups = Map.groupBy(
      of(file).filter((row) => row.figure_id !== null),
      (row) => row.figure_id,
    )
    for (const rows of groups.values())
      expect(rows.filter((row) => row.is_primary).length, rows.map(placeOf).join('\n')).toBe(1)
  })

  it('have a figure id unless nothing is printed, or no label says of what', () => {
    for (const row of of(file)) {
      if (row.figure_id === null && row.state !== 'blank' && !misplaced.has(`${file}:${row.line_start}`))
        throw new Error(placeOf(row))
      const named = [row.figure_id, row.measure, row.stage, row.fund, row.aspect, row.figure_year]
      expect(new Set(named.map((value) => value === null)).size, placeOf(row)).toBe(1)
    }
  })

  it('are as many in each table as a person counted', () => {
    const counted = countedByHand(file)
    const exported = Map.groupBy(
      of(file).filter((row) => row.table !== null && row.printed !== ''),
      (row) => withoutSpace(row.table ?? ''),
    )
    expect(counted.size).toBeGreaterThan(1)
    // One print may state two figures, and stands in the export once for each.
    const placesIn = (rows: readonly FigureRow[]) => new Set(rows.map(placeOf)).size
    for (const [title, count] of counted) expect(placesIn(exported.get(title) ?? []), title).toBe(count)
  })
})

describe('the export', () => {
  it('holds every print of the store, in the order of the documents', async () => {
    const prints = await store.selectFrom('print').select('print_id').execute()
    const stated = await store.selectFrom('figure_print').select('print_id').distinct().execute()
    expect(figures.length - prints.length).toBe(
      (await store.selectFrom('figure_print').select('print_id').execute()).length - stated.length,
    )
    expect([...new Set(figures.map((row) => row.file))]).toEqual(files)
  })

  it('gives the same rows each time', async () => {
    expect(await rowsOf('figures')).toEqual(figures)
  })

  it('holds a report for each document', async () => {
    const reports = await rowsOf('reports')
    expect(reports.map((row) => row.file)).toEqual(files)
    for (const row of reports) expect(row.line_count).toBe(linesByFile.get(String(row.file))?.length)
  })

  it('holds every statement where it stands, with the figures it speaks of', async () => {
    const statements = z.array(statementRow).parse(await rowsOf('statements'))
    const held = await store.selectFrom('statement').select('statement_id').execute()
    expect(statements.length).toBe(held.length)
    const codeById = new Map(figures.map((row) => [row.figure_id, row.item_code]))
    for (const { file, kind, line_start, line_end, quote, item_code, figure_ids } of statements) {
      expect(textAt(file, [line_start, line_end])).toContain(withoutSpace(quote))
      if (kind === 'reason') expect(figure_ids.length).toBeGreaterThan(0)
      for (const id of figure_ids) expect(codeById.get(id)).toBe(item_code)
    }
  })

  it('shows both sides of a finding where they stand', async () => {
    const findings = z.array(findingRow).parse(await rowsOf('findings'))
    expect(findings.length).toBe((await store.selectFrom('finding').select('finding_id').execute()).length)
    const cited = findings.filter(({ quotes }) => quotes.length > 0)
    expect(cited.length).toBeGreaterThan(40)
    for (const { file, lines, figures: printed, quotes, message_zh, message_en } of cited) {
      expect(quotes.length).toBe(lines.length)
      for (const [index, span] of lines.entries())
        expect(textAt(file, span)).toContain(withoutSpace(quotes[index] ?? '?'))
      for (const text of printed)
        for (const message of [message_zh, message_en]) expect(message).toContain(text)
    }
  })
})
