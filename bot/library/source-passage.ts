/** The document around a cited place, as it was received. */
import { figureLabel } from '../../db/domain/figure-label.ts'
import type { Labels, ReportKind, Severity } from '../../db/domain/terms.ts'
import { lastingFindingId } from '../../db/export.ts'
import type { Store } from '../../db/open.ts'
import { isOfRemark } from '../../db/remarks.ts'
import type { Citation } from '../answer/answer.ts'
import { cutAround } from './cut-around.ts'
import { findQuote, type QuotedPart } from './find-quote.ts'
import type { KeptLines } from './kept-lines.ts'

export type PassageLine = Readonly<{
  /** 1-based, in the document. */
  number: number
  /** At most 400 characters; … stands where the rest was cut. */
  text: string
  isCited: boolean
}>

export type PassageFinding = Readonly<{
  severity: Severity
  message: Labels
  /** The id under which it may be marked as known; null where it is, or where an administrator's own word is told. */
  openId: string | null
}>

/** A figure that the cited words print first, and that answers. */
export type PassageFigure = Readonly<{ figureId: string; label: Labels; printed: string }>

export type SourcePassage = Readonly<{
  /** Of the report, as printed. */
  title: string
  department: Labels
  fiscalYear: number
  kind: ReportKind
  file: string
  lines: readonly PassageLine[]
  figures: readonly PassageFigure[]
  /** What was found to contradict itself on the cited lines. */
  findings: readonly PassageFinding[]
}>

const linesAround = 2
/** A place spans a few lines; whatever spans more is shown by its first ones. */
const mostCitedLines = 30

/** Outcome: null where no kept document prints the quote at those lines. */
export const readSourcePassage = async (
  { file, lines, page, quote }: Citation,
  store: Store,
  keptLines: KeptLines,
): Promise<SourcePassage | null> => {
  const reports = await store
    .selectFrom('report')
    .innerJoin('document', 'document.document_id', 'report.document_id')
    .innerJoin('department', 'department.department_number', 'report.department_number')
    .select([
      'report.report_number',
      'report.title',
      'report.fiscal_year',
      'report.report_kind',
      'document.document_id',
      'document.page_starts',
      'department.department',
      'department.english_name',
    ])
    .where('document.file', '=', file)
    .execute()
  // Files of one name may come from several folders: the one that prints the quote is meant.
  for (const report of reports) {
    const kept = keptLines(report.document_id)
    if (!kept) continue
    const within = lines ?? linesOfPage(report.page_starts, page, kept.length)
    const parts = within && findQuote(kept, within, quote)
    const [first] = parts ?? []
    if (!parts || !first) continue
    const cited = lines ?? [first.line, parts.at(-1)?.line ?? first.line]
    return {
      title: report.title,
      department: { zh: report.department, en: report.english_name ?? report.department },
      fiscalYear: report.fiscal_year,
      kind: report.report_kind,
      file,
      lines: passageLines(kept, cited, parts),
      figures: await figuresAt(store, report.report_number, cited, quote),
      findings: await findingsAt(store, report.report_number, cited),
    }
  }
  return null
}

/** The lines of a page and of the next, on which what begins on it may end. `starts`: the first line of each, as JSON. */
const linesOfPage = (
  starts: string,
  page: number | null,
  lineCount: number,
): readonly [number, number] | null => {
  const pageStarts = JSON.parse(starts) as readonly number[] // as it was seeded
  const first = page === null ? undefined : pageStarts[page - 1]
  return page === null || first === undefined ? null : [first, (pageStarts[page + 1] ?? lineCount + 1) - 1]
}

const passageLines = (
  kept: readonly string[],
  [first, last]: readonly [number, number],
  parts: readonly QuotedPart[],
): readonly PassageLine[] => {
  const lastShown = Math.min(last, first + mostCitedLines - 1)
  const from = Math.max(1, first - linesAround)
  const to = Math.min(kept.length, lastShown + linesAround)
  return kept.slice(from - 1, to).map((text, index) => {
    const number = from + index
    const part = parts.find(({ line }) => line === number)
    return {
      number,
      text: cutAround(text, part?.start ?? 0, part?.end ?? 0),
      isCited: number >= first && number <= last,
    }
  })
}

const figuresAt = async (
  store: Store,
  reportNumber: number,
  [first, last]: readonly [number, number],
  quote: string,
): Promise<readonly PassageFigure[]> => {
  const figures = await store
    .selectFrom('figure')
    .innerJoin('item', 'item.item_number', 'figure.item_number')
    .innerJoin('figure_print', 'figure_print.figure_number', 'figure.figure_number')
    .innerJoin('print', 'print.print_id', 'figure_print.print_id')
    .innerJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
    .select([
      'figure.figure_id',
      'figure.stage',
      'figure.aspect',
      'item.measure',
      'item.item_name',
      'item.subject',
      'print.printed_text',
      'print.printed_unit',
    ])
    .where('figure_print.rank', '=', 0)
    .where('figure.standing', '=', 'primary')
    .where('print.report_number', '=', reportNumber)
    .where('excerpt.line_start', '>=', first)
    .where('excerpt.line_end', '<=', last)
    .where('excerpt.quote', '=', quote)
    .orderBy('print.ordinal')
    .orderBy('figure.figure_id')
    .execute()
  return figures.map(({ figure_id: figureId, printed_text, printed_unit, item_name, subject, ...named }) => {
    const figure = { ...named, name: subject ?? item_name }
    return {
      figureId,
      label: { zh: figureLabel(figure, 'zh'), en: figureLabel(figure, 'en') },
      printed: `${printed_text}${printed_unit ?? ''}`,
    }
  })
}

const severityOrder = ['real', 'soft', 'rounding'] as const satisfies readonly Severity[]

const findingsAt = async (
  store: Store,
  reportNumber: number,
  [first, last]: readonly [number, number],
): Promise<readonly PassageFinding[]> => {
  const findings = await store
    .selectFrom('finding')
    .innerJoin('finding_print', 'finding_print.finding_id', 'finding.finding_id')
    .innerJoin('print', 'print.print_id', 'finding_print.print_id')
    .innerJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
    .select([
      'finding.finding_id',
      'finding.severity',
      'finding.code',
      'finding.is_known',
      'finding.message_zh',
      'finding.message_en',
    ])
    .distinct()
    // A finding between two reports is cited from both.
    .where('print.report_number', '=', reportNumber)
    .where('excerpt.line_start', '<=', last)
    .where('excerpt.line_end', '>=', first)
    .orderBy('finding.line')
    .orderBy('finding.finding_id')
    .execute()
  const found = await Promise.all(
    findings.map(async ({ finding_id, severity, code, is_known, message_zh: zh, message_en: en }) => ({
      severity,
      message: { zh, en },
      openId: is_known === 1 || isOfRemark(code) ? null : await lastingFindingId(store, finding_id),
    })),
  )
  return severityOrder.flatMap((severity) => found.filter((finding) => finding.severity === severity))
}
