/** What administrators hold against what is printed, in the rows of the department that it is about. */
import type { Correction, KnownFinding, Remark } from '../db/remarks.ts'
import { notYetDescribed } from './describe-findings.ts'
import type { FigureRow, Mutable, PrintRow, StoreRows } from './store-rows.ts'

/**
 * Gives figures the values that they were corrected to, and says so in a finding beside the print, which stays as it is.
 * Where the document prints something else by now, the figure stays as printed, and the finding says that.
 */
export const applyCorrections = (rows: Mutable<StoreRows>, remarks: readonly Remark[]): void => {
  const corrections = remarks.filter((remark) => remark.kind === 'correction')
  for (const correction of corrections) {
    const figure = rows.figure.find(({ figure_id: id }) => id === correction.figureId)
    const print = figure && primaryPrint(rows, figure)
    if (figure && print) correct(rows, figure, print, correction)
  }
}

const primaryPrint = ({ figure_print, print }: StoreRows, { figure_number }: FigureRow) => {
  const stated = figure_print.find((each) => each.figure_number === figure_number && each.rank === 0)
  return print.find(({ print_id }) => print_id === stated?.print_id)
}

const correct = (
  rows: Mutable<StoreRows>,
  figure: FigureRow,
  print: PrintRow,
  { printedText, amountFen, quantity, reason, by, at }: Correction,
): void => {
  const applies = print.printed_text === printedText
  if (applies) {
    figure.amount_fen = amountFen
    figure.quantity = quantity
    figure.state = (amountFen ?? quantity) === 0 ? 'zero' : 'amount'
  }
  const findingId = rows.finding.length + 1
  rows.finding.push({
    finding_id: findingId,
    report_number: figure.report_number,
    code: applies ? 'corrected' : 'correction-lapsed',
    severity: 'soft',
    size_fen: print.amount_fen === null || amountFen === null ? null : Math.abs(amountFen - print.amount_fen),
    details: JSON.stringify({ amountFen, quantity, printedThen: printedText, reason, by, at }),
    ...notYetDescribed,
  })
  rows.finding_print.push({ finding_id: findingId, print_id: print.print_id, side: 0 })
}

/** After findings were described, since their sentences are what they are known by. */
export const markKnown = (rows: Mutable<StoreRows>, remarks: readonly Remark[]): void => {
  const reportIds = new Map(rows.report.map((report) => [report.report_number, report.report_id]))
  const known = remarks.filter((remark) => remark.kind === 'known')
  for (const finding of known.length === 0 ? [] : rows.finding) {
    const remark = known.find(
      ({ reportId, code, message }) =>
        reportId === reportIds.get(finding.report_number) &&
        code === finding.code &&
        message === finding.message_zh,
    )
    if (!remark) continue
    finding.is_known = 1
    finding.message_zh += said(remark).zh
    finding.message_en += said(remark).en
  }
}

const said = ({ reason, by, at }: KnownFinding) => ({
  zh: `（已知，${by} ${at}：${reason}）`,
  en: ` (known, ${by} ${at}: ${reason})`,
})
