/** The store's content, row by row, report by report, so that a large store is never held in memory as a whole. */
import { fenByUnit, isMoneyUnit } from './domain/money.ts'
import type { Store } from './open.ts'

export const exportKinds = ['figures', 'statements', 'findings', 'reports'] as const
export type ExportKind = (typeof exportKinds)[number]
export type ExportRow = Readonly<Record<string, unknown>>

/** Shape: one row a report, print, statement or finding, by file; every row of a kind has the same keys. */
export async function* exportRows(store: Store, kind: ExportKind): AsyncGenerator<ExportRow> {
  const reports = await store
    .selectFrom('report')
    .innerJoin('document', 'document.document_id', 'report.document_id')
    .innerJoin('department', 'department.department_number', 'report.department_number')
    .select([
      'report.report_number',
      'report.report_id',
      'report.fiscal_year',
      'report.report_kind',
      'report.edition',
      'report.title',
      'document.document_id',
      'document.file',
      'document.media_type',
      'document.line_count',
      'department.department',
      'department.department_kind',
      'department.province',
      'department.city',
      'department.county',
    ])
    .orderBy('document.file')
    .execute()
  for (const report of reports) {
    switch (kind) {
      case 'reports': {
        const { report_number: _, ...lasting } = report
        yield lasting
        break
      }
      case 'figures':
        yield* figuresOf(store, report)
        break
      case 'statements':
        yield* statementsOf(store, report)
        break
      case 'findings':
        yield* findingsOf(store, report)
        break
    }
  }
}

type ReportHead = Readonly<{
  report_number: number
  report_id: string
  file: string
  department: string
  fiscal_year: number
  report_kind: string
}>

/** Numbers of the store are of this store only; what is counted within its report is called the same by the next. */
const idWithin = ({ report_id }: Pick<ReportHead, 'report_id'>, index: number): string =>
  `${report_id}-${index + 1}`

/**
 * One row for each printed occurrence, in the order of the document. `value` is in `unit`, the printed one; a print
 * that states no figure (a row number beside empty cells) has no figure id.
 */
async function* figuresOf(store: Store, report: ReportHead): AsyncGenerator<ExportRow> {
  const prints = await store
    .selectFrom('print')
    .innerJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
    .innerJoin('place', 'place.place_number', 'excerpt.place_number')
    .leftJoin('figure_print', 'figure_print.print_id', 'print.print_id')
    .leftJoin('figure', 'figure.figure_number', 'figure_print.figure_number')
    .leftJoin('item', 'item.item_number', 'figure.item_number')
    .where('print.report_number', '=', report.report_number)
    .select([
      'figure.figure_id',
      'excerpt.line_start',
      'excerpt.line_end',
      'excerpt.page',
      'figure.fiscal_year as figure_year',
      'place.table_title',
      'place.section',
      'print.row_label',
      'print.column_label',
      'item.measure',
      'figure.aspect',
      'item.item_code',
      'item.item_name',
      'item.subject',
      'figure.stage',
      'figure.fund',
      'print.state',
      'figure.standing',
      'figure_print.rank',
      'print.amount_fen',
      'print.quantity',
      'print.quantity_unit',
      'print.printed_unit',
      'print.printed_text',
      'print.qualifier',
      'excerpt.quote',
    ])
    .orderBy('print.ordinal')
    .execute()
  for (const print of prints) {
    const unit = print.printed_unit ?? print.quantity_unit
    yield {
      figure_id: print.figure_id,
      file: report.file,
      line_start: print.line_start,
      line_end: print.line_end,
      page: print.page,
      department: report.department,
      report_year: report.fiscal_year,
      report_kind: report.report_kind,
      figure_year: print.figure_year,
      table: print.table_title,
      section: print.section,
      measure: print.measure,
      aspect: print.aspect,
      item_code: print.item_code,
      item_name: print.item_name,
      subject: print.subject,
      stage: print.stage,
      fund: print.fund,
      state: print.state,
      standing: print.standing,
      value: valueIn(unit, print.amount_fen, print.quantity),
      unit,
      printed: print.printed_text,
      qualifier: print.qualifier,
      quote: print.quote,
      row_label: print.row_label,
      column_label: print.column_label,
      is_primary: print.rank === null ? null : print.rank === 0,
    }
  }
}

const valueIn = (unit: string | null, amountFen: number | null, quantity: number | null): number | null => {
  if (amountFen === null) return quantity
  return unit !== null && isMoneyUnit(unit) ? amountFen / fenByUnit[unit] : amountFen
}

/** The id that the export gives a finding of this store. */
export const lastingFindingId = async (store: Store, findingNumber: number): Promise<string | null> => {
  const report = await store
    .selectFrom('finding')
    .innerJoin('report', 'report.report_number', 'finding.report_number')
    .where('finding_id', '=', findingNumber)
    .select(['report.report_number', 'report.report_id'])
    .executeTakeFirst()
  if (!report) return null
  const findings = await findingsInOrder(store, report.report_number).select('finding_id').execute()
  return idWithin(
    report,
    findings.findIndex(({ finding_id }) => finding_id === findingNumber),
  )
}

const findingsInOrder = (store: Store, reportNumber: number) =>
  store.selectFrom('finding').where('report_number', '=', reportNumber).orderBy('line').orderBy('finding_id')

/**
 * One row for each finding, in the order of the document. `lines` has one span for each cited place, side by side;
 * `figures` the printed text of each side, or what its parts come to; `size` is in 万元, null for what is not money.
 */
async function* findingsOf(store: Store, report: ReportHead): AsyncGenerator<ExportRow> {
  const findings = await findingsInOrder(store, report.report_number).selectAll().execute()
  for (const [index, finding] of findings.entries()) {
    const prints = await store
      .selectFrom('finding_print')
      .innerJoin('print', 'print.print_id', 'finding_print.print_id')
      .innerJoin('excerpt', 'excerpt.excerpt_number', 'print.excerpt_number')
      .innerJoin('place', 'place.place_number', 'excerpt.place_number')
      .where('finding_print.finding_id', '=', finding.finding_id)
      .select([
        'finding_print.side',
        'excerpt.line_start',
        'excerpt.line_end',
        'place.table_title',
        'place.section',
        'excerpt.quote',
      ])
      .orderBy('finding_print.side')
      .orderBy('print.ordinal')
      .execute()
    const places = placesOf(prints)
    const details = JSON.parse(finding.details) as Readonly<{ otherLine?: number }> // a record, as written
    const { line } = finding
    yield {
      finding_id: idWithin(report, index),
      file: report.file,
      department: report.department,
      report_year: report.fiscal_year,
      code: finding.code,
      severity: finding.severity,
      message_zh: finding.message_zh,
      message_en: finding.message_en,
      lines: places.length === 0 ? linesOf(line, details) : places.map(({ span }) => span),
      figures: JSON.parse(finding.figures) as unknown,
      size: finding.size_fen === null ? null : finding.size_fen / fenByUnit.万元,
      quotes: places.map(({ quote }) => quote),
      details,
    }
  }
}

/** Of a finding on names and numbers, which cites no prints. */
const linesOf = (line: number, { otherLine }: Readonly<{ otherLine?: number }>) =>
  [line, otherLine].flatMap((each) => (each ? [[each, each]] : []))

type CitedPrint = Readonly<{
  side: number
  line_start: number
  line_end: number
  table_title: string | null
  section: string
  quote: string
}>

/** The cells that a side cites in one table are one place, as the parts of a sum; every sentence is its own. */
const placesOf = (prints: readonly CitedPrint[]) => {
  const places = Map.groupBy(prints, ({ side, table_title, section, line_start, line_end }) =>
    JSON.stringify([side, section, table_title ?? [line_start, line_end]]),
  )
  const spans = [...places.values()].map((cells) => ({
    span: [
      Math.min(...cells.map(({ line_start }) => line_start)),
      Math.max(...cells.map(({ line_end }) => line_end)),
    ] as const,
    quote: cells[0]?.quote ?? '',
  }))
  return [...new Map(spans.toReversed().map((place) => [place.span.join(), place])).values()].toReversed()
}

/** One row for each statement, in the order of the document, with the figures it speaks of. */
async function* statementsOf(store: Store, report: ReportHead): AsyncGenerator<ExportRow> {
  const statements = await store
    .selectFrom('statement')
    .innerJoin('excerpt', 'excerpt.excerpt_number', 'statement.excerpt_number')
    .innerJoin('place', 'place.place_number', 'excerpt.place_number')
    .where('statement.report_number', '=', report.report_number)
    .select(['statement_id', 'statement_kind', 'text', 'section', 'page', 'line_start', 'line_end', 'quote'])
    .orderBy('line_start')
    .orderBy('statement_id')
    .execute()
  for (const [index, statement] of statements.entries()) {
    const figures = await store
      .selectFrom('statement_figure')
      .innerJoin('figure', 'figure.figure_number', 'statement_figure.figure_number')
      .innerJoin('item', 'item.item_number', 'figure.item_number')
      .where('statement_figure.statement_id', '=', statement.statement_id)
      .select(['figure.figure_id', 'item.item_code', 'item.item_name'])
      .orderBy('figure.figure_id')
      .execute()
    yield {
      statement_id: idWithin(report, index),
      file: report.file,
      line_start: statement.line_start,
      line_end: statement.line_end,
      page: statement.page,
      department: report.department,
      report_year: report.fiscal_year,
      report_kind: report.report_kind,
      section: statement.section,
      kind: statement.statement_kind,
      item_code: figures[0]?.item_code ?? null,
      item_name: figures[0]?.item_name ?? null,
      text: statement.text ?? statement.quote,
      quote: statement.quote,
      figure_ids: figures.map((figure) => figure.figure_id),
    }
  }
}
