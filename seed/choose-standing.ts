/** Which statement answers where several reports state one figure, which fund is meant by default, and what is a total. */
import { codesAbove } from '../db/domain/classification.ts'
import { attachmentRank } from '../db/domain/figure.ts'
import { statesWithValue } from '../db/domain/terms.ts'
import type { ReportTable } from '../db/schema/tables.ts'
import { isWithin, lastDigit } from './compare-prints.ts'
import { notYetDescribed } from './describe-findings.ts'
import { type FigureRow, type Mutable, type PrintRow, printsById, type StoreRows } from './store-rows.ts'

/** Whatever has an item of the same classification below it is a total, so that sums run over leaves only. */
export const markTotals = (figures: readonly FigureRow[]): void => {
  // What documents name themselves has no item.
  const itemised = figures.filter(({ subject, item_code: code }) => subject === null || code !== null)
  const groups = Map.groupBy(itemised, (figure) =>
    [
      figure.report_number,
      figure.fiscal_year,
      figure.stage,
      figure.fund,
      figure.measure,
      figure.subject,
      figure.aspect,
      figure.whole,
    ].join('\t'),
  )
  for (const group of groups.values()) {
    const codes = group.flatMap(({ item_code: code }) => (code === null ? [] : [code]))
    const parents = new Set(codes.flatMap(codesAbove))
    const hasItems = group.some((figure) => figure.item_key !== '')
    for (const figure of group) {
      const isParent = figure.item_code !== null && parents.has(figure.item_code)
      const isWhole = figure.item_key === '' && hasItems
      if (isParent || isWhole) figure.is_total = 1
    }
  }
}

type ReportOrder = Readonly<{
  /** The final accounts' statement answers before the budget's, and the department edition's before the unit's. */
  weight: (figure: FigureRow) => number
  isSameEdition: (left: FigureRow, right: FigureRow) => boolean
}>

const orderReports = (reports: readonly ReportTable[]): ReportOrder => {
  const reportByNumber = new Map(reports.map((report) => [report.report_number, report]))
  const reportOf = (figure: FigureRow) => reportByNumber.get(figure.report_number)
  return {
    weight: (figure) =>
      (reportOf(figure)?.report_kind === 'finalAccounts' ? 0 : 1) +
      (reportOf(figure)?.edition === 'department' ? 0 : 2),
    isSameEdition: (left, right) => reportOf(left)?.edition === reportOf(right)?.edition,
  }
}

/** Of each figure a number for what it states, whatever its fund. */
const numberThings = (figures: readonly FigureRow[]): readonly number[] => {
  const numbers = new Map<string, number>()
  return figures.map((figure) => {
    const { department_number, fiscal_year, stage, measure, item_key, aspect, whole } = figure
    const thing = [department_number, fiscal_year, stage, measure, item_key, aspect, whole].join('\t')
    const number = numbers.get(thing) ?? numbers.size
    numbers.set(thing, number)
    return number
  })
}

/** Which statement of each thing answers, of each fund and where no fund is named. */
export const chooseAnswers = (rows: Mutable<StoreRows>): void => {
  const things = numberThings(rows.figure)
  chooseStandings(rows, things)
  chooseDefaultFunds(rows, things)
}

/**
 * Where several reports of one department and year state the same figure, one answers; a statement with a value comes
 * before a blank one. Budget and final accounts of one edition that differ are a finding; a department's amounts
 * differ from those of one of its units as they should.
 */
const chooseStandings = (rows: Mutable<StoreRows>, things: readonly number[]): void => {
  const { weight, isSameEdition } = orderReports(rows.report)
  const groups = Map.groupBy(rows.figure, ({ fund }, index) => `${things[index]} ${fund}`)
  const differing: Differing[] = []
  for (const group of groups.values()) {
    if (group.length === 1) continue
    const ordered = group.toSorted(
      (left, right) => Number(isValued(right)) - Number(isValued(left)) || weight(left) - weight(right),
    )
    for (const other of ordered.slice(1)) {
      other.standing = 'secondary'
      const first = ordered.find((figure) => isSameEdition(figure, other))
      // Two names of one project in one document are compared where it is read.
      if (
        first &&
        first.report_number !== other.report_number &&
        isOtherValue(figureValue(first), figureValue(other))
      )
        differing.push([first, other])
    }
  }
  const primaryPrintOf = makePrimaryPrintOf(rows, differing.flat())
  for (const [first, other] of differing) addReportsDiffer(rows, first, other, primaryPrintOf)
}

type Differing = readonly [first: FigureRow, other: FigureRow]

const isOtherValue = (left: number | null, right: number | null): boolean =>
  left !== null && right !== null && left !== right

/** Main tables and main text answer before attachments, whatever fund they speak of. */
const isAttached = (figure: FigureRow): boolean => figure.place_rank === attachmentRank

const isValued = (figure: FigureRow): boolean => statesWithValue.has(figure.state)
const figureValue = (figure: FigureRow): number | null => figure.amount_fen ?? figure.quantity

type PrimaryPrintOf = (figure: FigureRow) => PrintRow | undefined

const makePrimaryPrintOf = (rows: Mutable<StoreRows>, figures: readonly FigureRow[]): PrimaryPrintOf => {
  const isMeant = new Set(figures.map(({ figure_number }) => figure_number))
  const printIdByFigure = new Map(
    rows.figure_print.flatMap(({ figure_number, print_id, rank }) =>
      rank === 0 && isMeant.has(figure_number) ? [[figure_number, print_id] as const] : [],
    ),
  )
  const printById = printsById(rows.print, new Set(printIdByFigure.values()))
  return (figure) => printById.get(printIdByFigure.get(figure.figure_number) ?? 0)
}

const addReportsDiffer = (
  rows: Mutable<StoreRows>,
  primary: FigureRow,
  other: FigureRow,
  primaryPrintOf: PrimaryPrintOf,
): void => {
  const findingId = rows.finding.length + 1
  const prints = [primaryPrintOf(primary), primaryPrintOf(other)]
  const size = Math.abs((figureValue(primary) ?? 0) - (figureValue(other) ?? 0))
  const tolerance = Math.max(
    ...prints.map((print) =>
      print ? lastDigit(print.printed_text, print.amount_fen === null ? null : print.printed_unit) : 0,
    ),
  )
  rows.finding.push({
    finding_id: findingId,
    report_number: primary.report_number,
    code: 'reports-differ',
    severity: isWithin(size, tolerance) ? 'rounding' : 'real',
    size_fen: primary.amount_fen === null ? null : size,
    details: JSON.stringify({
      primary: prints[0]?.printed_text ?? null,
      other: prints[1]?.printed_text ?? null,
    }),
    ...notYetDescribed,
  })
  prints.forEach((print, side) => {
    if (print) rows.finding_print.push({ finding_id: findingId, print_id: print.print_id, side })
  })
}

/**
 * Marks, for each thing stated, the fund that answers where none is named: one with a value; of several reports the
 * one that answers before the others, so that a budget is read as the final accounts restate it beside the outturn;
 * within a report
 * what main tables or text state, and there the most general.
 */
const chooseDefaultFunds = (rows: Mutable<StoreRows>, things: readonly number[]): void => {
  const { weight } = orderReports(rows.report)
  const isBefore = (left: FigureRow, right: FigureRow): boolean =>
    (Number(isValued(right)) - Number(isValued(left)) || compareFunds(left, right, weight)) < 0
  const chosenByThing = new Map<number, FigureRow>()
  rows.figure.forEach((figure, index) => {
    const thing = things[index] ?? 0
    const chosen = chosenByThing.get(thing)
    if (figure.standing === 'primary' && (!chosen || isBefore(figure, chosen)))
      chosenByThing.set(thing, figure)
  })
  for (const chosen of chosenByThing.values()) chosen.is_default_fund = 1
  markDefaultChanges(rows.figure, weight)
}

const compareFunds = (left: FigureRow, right: FigureRow, weight: ReportOrder['weight']): number =>
  weight(left) - weight(right) ||
  Number(isAttached(left)) - Number(isAttached(right)) ||
  left.fund_rank - right.fund_rank

/** An amount can be set against the year before where that year's amount or the change is stated for the same fund. */
const markDefaultChanges = (figures: readonly FigureRow[], weight: ReportOrder['weight']): void => {
  const series = Map.groupBy(
    figures.filter(
      (figure) =>
        (figure.aspect === 'amount' || figure.aspect === 'change') &&
        figure.standing === 'primary' &&
        isValued(figure),
    ),
    ({ department_number, stage, measure, item_key, subject }) =>
      [department_number, stage, measure, item_key, subject].join('\t'),
  )
  for (const own of series.values()) {
    if (own.length === 1) continue
    const comparable = new Set(
      own.map(({ aspect, fiscal_year, fund }) => `${fiscal_year + (aspect === 'amount' ? 1 : 0)} ${fund}`),
    )
    const amounts = own.filter(
      ({ aspect, fiscal_year, fund }) => aspect === 'amount' && comparable.has(`${fiscal_year} ${fund}`),
    )
    for (const group of Map.groupBy(amounts, ({ fiscal_year }) => fiscal_year).values()) {
      const [chosen] = group.sort((left, right) => compareFunds(left, right, weight))
      if (chosen) chosen.is_default_change = 1
    }
  }
}
