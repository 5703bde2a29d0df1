import { readdirSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PrintReading } from '../db/domain/figure.ts'
import { withoutSpace } from './intermediate.ts'
import type { DocumentReading } from './reading.ts'
import { readTextFile } from './testing/read-text-file.ts'

/**
 * The five disclosures against lists that a person read from them by eye (seed/expectations), and every quote against
 * the lines it cites.
 */
const span = z.tuple([z.number(), z.number()])
const row = z.object({
  line: z.number(),
  lineEnd: z.number(),
  code: z.string().nullable(),
  label: z.string(),
  side: z.enum(['revenue', 'expenditure']).optional(),
  cells: z.array(z.string()),
})
const executed = z.object({
  lines: span,
  initial: z.string(),
  final: z.string(),
  completion: z.string().nullable(),
})
const expectation = z.object({
  file: z.string(),
  identity: z.object({
    department: z.string(),
    kind: z.string(),
    province: z.string().nullable(),
    city: z.string().nullable(),
    county: z.string().nullable(),
    fiscalYear: z.number(),
    reportKind: z.string(),
  }),
  tables: z.array(
    z.object({
      title: z.string(),
      form: z.string(),
      unit: z.string(),
      columns: z.array(z.string()),
      rows: z.array(row),
    }),
  ),
  execution: z
    .object({
      section: z.string(),
      total: executed,
      items: z.array(
        executed.extend({
          class: z.string(),
          section: z.string().nullable(),
          item: z.string().nullable(),
          reason: z.string().nullable(),
          noDifference: z.boolean(),
        }),
      ),
    })
    .nullable(),
})
type Expectation = z.infer<typeof expectation>
type Executed = z.infer<typeof executed>

const here = (path: string) => new URL(path, import.meta.url)

const read = (file: string): { reading: DocumentReading; lines: readonly string[] } => {
  const bytes = readFileSync(here(`documents/${file}`))
  const outcome = readTextFile(bytes, file)
  if (outcome.kind !== 'read') throw new Error(`${file}: ${outcome.code}`)
  return { reading: outcome.reading, lines: bytes.toString('utf8').split('\n') }
}

const files = readdirSync(here('expectations')).filter((name) => name.endsWith('.json'))
const cases = files.map((name) => {
  const expected = expectation.parse(JSON.parse(readFileSync(here(`expectations/${name}`), 'utf8')))
  return { name: basename(name, '.json'), expected, ...read(expected.file) }
})

/**
 * Where the hand-read lists and the reader differ on purpose. The cover (line 3), the contents (lines 9–26) and the
 * heading of part one (line 49) of that document name the committee; 办公室 stands from line 51 on.
 */
const canonicalNames: Readonly<Record<string, string>> = {
  '001_69d948fdbf40ed47': '中国共产党焦作市中站区委员会',
}

/**
 * At the foot of its table of fiscal appropriation (公开04) this document prints labels of the revenue side on the
 * expenditure side, and 611.70 under every fund.
 */
const misplacedRows: Readonly<Record<string, readonly number[]>> = {
  '001_69d948fdbf40ed47': [224, 225, 229],
}

const blankOf = (text: string) =>
  text === '' ? 'blank' : Number(text.replaceAll(',', '')) === 0 ? 'zero' : 'amount'

const fold = (text: string) => withoutSpace(text).replace(/\(/gu, '（').replace(/\)/gu, '）')

const expectedCells = (table: Expectation['tables'][number]) =>
  table.rows.flatMap((line) =>
    line.cells.map((text, index) => ({
      lines: [line.line, line.lineEnd],
      row: fold([line.code, line.label].filter(Boolean).join(' ')),
      column: fold(line.side ?? table.columns[index] ?? ''),
      text,
      state: blankOf(text),
    })),
  )

const sideByGroup: Readonly<Record<string, string>> = { 收入: 'revenue', 支出: 'expenditure' }

const readCells = (prints: readonly PrintReading[], form: string) =>
  prints.map(({ print }) => ({
    lines: [...print.lines],
    row: fold(print.rowLabel),
    column:
      form === 'overall'
        ? (sideByGroup[print.columnLabel.split(' > ')[0] ?? ''] ?? '')
        : fold(print.columnLabel),
    text: print.printedText,
    state: print.state,
  }))

const byPlace = (a: { lines: readonly number[]; column: string; row: string }, b: typeof a) =>
  (a.lines[0] ?? 0) - (b.lines[0] ?? 0) || a.column.localeCompare(b.column) || a.row.localeCompare(b.row)

const executionColumns: ReadonlySet<string> = new Set(['年初预算', '支出决算', '完成年初预算'])

const printsWithin = (reading: DocumentReading, { lines: [first, last] }: Executed) =>
  reading.prints.filter(
    ({ print, rank }) =>
      rank === 2 &&
      executionColumns.has(print.columnLabel) &&
      print.lines[0] >= first &&
      print.lines[1] <= last,
  )

describe.each(cases)('$name', ({ name, expected, reading, lines }) => {
  it('says whose disclosure it is, for which year and of which kind', () => {
    const { identity } = expected
    expect(reading.identity.department).toBe(canonicalNames[name] ?? identity.department)
    expect(reading.identity).toMatchObject({
      departmentKind: identity.kind,
      county: identity.county,
      fiscalYear: identity.fiscalYear,
      kind: identity.reportKind,
    })
    if (identity.province) expect(reading.identity.province).toBe(identity.province)
    if (identity.city) expect(reading.identity.city).toBe(identity.city)
  })

  it.each(expected.tables)('reads every cell of $title once', (table) => {
    const prints = reading.prints.filter(({ print }) => print.tableTitle === table.title)
    expect(prints.length).toBe(table.rows.reduce((count, { cells }) => count + cells.length, 0))
    expect(readCells(prints, table.form).toSorted(byPlace)).toEqual(expectedCells(table).toSorted(byPlace))
    expect(new Set(prints.map(({ print }) => print.printedUnit))).toEqual(new Set([table.unit]))
    expect(reading.tables.find(({ title }) => title === table.title)?.form).toBe(table.form)
  })

  it('gives every labelled amount a figure, but for rows that lost their place', () => {
    const nameless = reading.prints.filter(
      ({ print, figures, amountFen }) => figures.length === 0 && print.rowLabel !== '' && amountFen !== null,
    )
    expect([...new Set(nameless.map(({ print }) => print.lines[0]))]).toEqual(misplacedRows[name] ?? [])
  })

  it('reads the initial budget, the final accounts and the completion of every item', () => {
    const { execution } = expected
    const sentences = execution ? [execution.total, ...execution.items] : []
    for (const sentence of sentences) {
      const printed = printsWithin(reading, sentence).map(({ print }) => [
        print.columnLabel,
        print.printedText,
      ])
      const completion = sentence.completion?.replace('%', '')
      expect(printed).toEqual([
        ['年初预算', sentence.initial],
        ['支出决算', sentence.final],
        ...(completion === undefined ? [] : [['完成年初预算', completion]]),
      ])
    }
    const all = sentences.reduce((count, { completion }) => count + (completion === null ? 2 : 3), 0)
    const compared = reading.prints.filter(
      ({ rank, print }) => rank === 2 && executionColumns.has(print.columnLabel),
    )
    expect(compared.length).toBe(all)
  })

  it('ties every reason to its item', () => {
    for (const sentence of expected.execution?.items ?? []) {
      const [first] = printsWithin(reading, sentence)
      const key = first?.figures[0]
      expect(fold(key?.item?.name ?? '')).toBe(fold(sentence.item ?? sentence.section ?? sentence.class))
      expect(key?.item?.code, `${sentence.class} ${sentence.item}`).toMatch(/^2\d+$/u)
      const statements = reading.statements.filter(
        (statement) =>
          statement.kind === 'reason' &&
          statement.lines[0] >= sentence.lines[0] &&
          statement.lines[1] <= sentence.lines[1],
      )
      expect(statements.length).toBe(1)
      if (sentence.reason) expect(withoutSpace(statements[0]?.text ?? '')).toBe(withoutSpace(sentence.reason))
      expect(statements[0]?.about[0]).toEqual(key)
    }
  })

  it('quotes what stands at the lines it cites', () => {
    const cited = [
      ...reading.prints.map(({ print }) => ({ quote: print.quote, lines: print.lines })),
      ...reading.statements.map(({ quote, lines: at }) => ({ quote, lines: at })),
    ]
    for (const { quote, lines: at } of cited) {
      const text = withoutSpace(lines.slice(at[0] - 1, at[1]).join(''))
      expect(text).toContain(withoutSpace(quote))
    }
    for (const { print } of reading.prints)
      expect(withoutSpace(print.quote)).toContain(withoutSpace(print.printedText))
  })

  it('names every table it met', () => {
    expect(reading.tables.filter(({ title }) => title === '')).toEqual([])
  })
})
