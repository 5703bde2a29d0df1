import { basename } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { PrintReading } from '../db/domain/figure.ts'
import { withoutSpace } from './intermediate.ts'
import type { DocumentReading } from './reading.ts'
import { documentBytes, foldWide as fold } from './testing/lists/list-files.ts'
import { canonicalNameOf, type Executed, type MainTable, mainLists } from './testing/lists/main-lists.ts'
import { readTextFile } from './testing/read-text-file.ts'

/**
 * The five disclosures against lists that a person read from them by eye (seed/expectations), and every quote against
 * the lines it cites.
 */
const read = (file: string): { reading: DocumentReading; lines: readonly string[] } => {
  const bytes = documentBytes(file)
  const outcome = readTextFile(bytes, file)
  if (outcome.kind !== 'read') throw new Error(`${file}: ${outcome.code}`)
  return { reading: outcome.reading, lines: new TextDecoder().decode(bytes).split('\n') }
}

const cases = mainLists().map((expected) => ({
  name: basename(expected.file, '.txt'),
  expected,
  ...read(expected.file),
}))

/**
 * At the foot of its table of fiscal appropriation (公开04) this document prints labels of the revenue side on the
 * expenditure side, and 611.70 under every fund.
 */
const misplacedRows: Readonly<Record<string, readonly number[]>> = {
  '001_69d948fdbf40ed47': [224, 225, 229],
}

const blankOf = (text: string) =>
  text === '' ? 'blank' : Number(text.replaceAll(',', '')) === 0 ? 'zero' : 'amount'

const expectedCells = (table: MainTable) =>
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
    expect(reading.identity.department).toBe(canonicalNameOf(expected))
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
