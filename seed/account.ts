/**
 * The account of a seeding, document by document: who disclosed what, which tables and sections were found and which
 * are missing, what became of every number, and what the checks found. Commands print it as data, as a table or as a page.
 */
import { keyTextOf } from '../db/domain/figure.ts'
import type { Labels, Severity } from '../db/domain/terms.ts'
import type { Coverage } from './coverage.ts'
import type { LineSpan } from './intermediate.ts'
import type { DocumentReading, Identity } from './reading.ts'
import { missingParts, standardSections, standardTables } from './standard-parts.ts'
import { printsById, type StoreRows } from './store-rows.ts'

export type FindingAccount = Readonly<{
  code: string
  severity: Severity
  /** 1-based: where its first side stands; 0: nowhere. */
  line: number
  message: Labels
  /** An administrator said that it is known. */
  isKnown: boolean
  sizeFen: number | null
  /** One entry for each print that is cited, side by side. */
  cited: readonly Readonly<{
    side: number
    lines: readonly [number, number]
    printed: string
    unit: string | null
    place: string
    quote: string
  }>[]
  details: unknown
}>

export type DocumentAccount = Readonly<{
  file: string
  sha256: string
  identity: Identity
  tables: readonly Readonly<{
    title: string
    lines: readonly [number, number]
    form: string | null
    figures: number
  }>[]
  missingTables: readonly string[]
  sections: readonly Readonly<{ heading: string; line: number }>[]
  missingSections: readonly string[]
  prints: number
  figures: number
  statements: Readonly<Record<string, number>>
  coverage: Coverage
  findings: readonly FindingAccount[]
}>

/** Shape: one account per document, in the order read. */
export const accountsOf = (
  readings: readonly DocumentReading[],
  rows: StoreRows,
): readonly DocumentAccount[] => {
  const reportByDocument = new Map(rows.report.map((row) => [row.document_id, row.report_number]))
  const findings = findingsByReport(rows)
  return readings.map((reading) => ({
    ...accountOf(reading),
    findings: findings.get(reportByDocument.get(reading.sha256) ?? 0) ?? [],
  }))
}

type Keyed = Readonly<{ print: DocumentReading['prints'][number]['print']; figures: readonly string[] }>

const figuresIn = (prints: readonly Keyed[]): number => new Set(prints.flatMap(({ figures }) => figures)).size

const accountOf = (reading: DocumentReading): Omit<DocumentAccount, 'findings'> => {
  const { identity, tables, headings, statements } = reading
  const prints = reading.prints.map(
    ({ print, figures }): Keyed => ({ print, figures: figures.map(keyTextOf) }),
  )
  const printsByLine = Map.groupBy(
    prints.filter(({ print }) => print.tableTitle !== null),
    ({ print }) => print.lines[0],
  )
  const printsIn = ([first, last]: LineSpan) =>
    Array.from({ length: last - first + 1 }, (_, index) => printsByLine.get(first + index) ?? [])
      .flat()
      .filter(({ print }) => print.lines[1] <= last)
  return {
    file: reading.fileName,
    sha256: reading.sha256,
    identity,
    tables: tables.map(({ title, lines, form }) => ({
      title,
      lines,
      form,
      figures: figuresIn(printsIn(lines)),
    })),
    missingTables: missingParts(
      standardTables[identity.kind],
      tables.map(({ title }) => title),
    ),
    sections: headings.map(({ text, line }) => ({ heading: text, line })),
    missingSections: missingParts(
      standardSections,
      headings.map(({ text }) => text),
    ),
    prints: prints.length,
    figures: figuresIn(prints),
    statements: Object.fromEntries(
      [...Map.groupBy(statements, ({ kind }) => kind)].map(([kind, own]) => [kind, own.length]),
    ),
    coverage: reading.coverage,
  }
}

const findingsByReport = (rows: StoreRows): ReadonlyMap<number, readonly FindingAccount[]> => {
  const printById = printsById(rows.print, new Set(rows.finding_print.map(({ print_id }) => print_id)))
  const citedByFinding = Map.groupBy(rows.finding_print, ({ finding_id }) => finding_id)
  const byReport = Map.groupBy(rows.finding, ({ report_number }) => report_number)
  return new Map(
    [...byReport].map(([report, findings]) => [
      report,
      findings.map((finding) => ({
        code: finding.code,
        severity: finding.severity,
        line: finding.line,
        message: { zh: finding.message_zh, en: finding.message_en },
        isKnown: finding.is_known === 1,
        sizeFen: finding.size_fen,
        cited: (citedByFinding.get(finding.finding_id) ?? []).flatMap(({ print_id, side }) => {
          const print = printById.get(print_id)
          return print
            ? [
                {
                  side,
                  lines: [print.line_start, print.line_end] as const,
                  printed: print.printed_text,
                  unit: print.printed_unit ?? print.quantity_unit,
                  place: print.table_title ?? print.section,
                  quote: print.quote,
                },
              ]
            : []
        }),
        details: JSON.parse(finding.details) as unknown,
      })),
    ]),
  )
}
