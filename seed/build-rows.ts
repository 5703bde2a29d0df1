/**
 * Readings become rows: prints are gathered into figures, one report's statement of a figure is chosen to answer, and
 * prints of one figure that differ become findings by construction.
 */
import {
  departmentIdOf,
  type FigureKey,
  type FindingReading,
  figureIdOf,
  itemKeyOf,
  type PrintReading,
  reportIdOf,
} from '../db/domain/figure.ts'
import { stableId } from '../db/domain/hash.ts'
import { fenByUnit, isMoneyUnit } from '../db/domain/money.ts'
import { departmentKinds, funds, keysOf, type PrintState } from '../db/domain/terms.ts'
import type {
  DepartmentNameTable,
  DepartmentTable,
  DocumentTable,
  FigurePrintTable,
  FigureTable,
  FindingPrintTable,
  FindingTable,
  PrintTable,
  ReportTable,
  StatementFigureTable,
  StatementTable,
} from '../db/schema/tables.ts'
import { bodyNamesOf } from './body-words.ts'
import { englishPlaceOf } from './place-words.ts'
import type { DocumentReading, Identity } from './reading.ts'

export type StoreRows = Readonly<{
  document: readonly DocumentTable[]
  department: readonly DepartmentTable[]
  department_name: readonly DepartmentNameTable[]
  report: readonly ReportTable[]
  print: readonly PrintTable[]
  figure: readonly FigureTable[]
  figure_print: readonly FigurePrintTable[]
  statement: readonly StatementTable[]
  statement_figure: readonly StatementFigureTable[]
  finding: readonly FindingTable[]
  finding_print: readonly FindingPrintTable[]
}>

type Mutable<Rows> = {
  -readonly [Name in keyof Rows]: Rows[Name] extends readonly (infer Row)[] ? Row[] : never
}

/** Shape: one reading per report; where two documents disclose the same report, the later one must have been chosen. */
export const buildRows = (readings: readonly DocumentReading[]): StoreRows => {
  const rows: Mutable<StoreRows> = {
    document: [],
    department: [],
    department_name: [],
    report: [],
    print: [],
    figure: [],
    figure_print: [],
    statement: [],
    statement_figure: [],
    finding: [],
    finding_print: [],
  }
  for (const reading of readings) addReport(rows, reading)
  markTotals(rows.figure)
  chooseStandings(rows)
  chooseDefaultFunds(rows)
  return rows
}

const addReport = (rows: Mutable<StoreRows>, reading: DocumentReading): void => {
  const { identity } = reading
  const reportId = reportIdOf(identity)
  const departmentId = departmentIdOf(identity.department)
  rows.document.push({
    document_id: reading.sha256,
    file: reading.fileName,
    media_type: reading.mediaType,
    line_count: reading.lineCount,
  })
  addDepartment(rows, reading, departmentId)
  rows.report.push({
    report_id: reportId,
    document_id: reading.sha256,
    department_id: departmentId,
    fiscal_year: identity.fiscalYear,
    report_kind: identity.kind,
    edition: identity.edition,
    title: identity.title,
  })
  const printIds = reading.prints.map((_, ordinal) => stableId('print', reading.sha256, ordinal))
  reading.prints.forEach((reading, ordinal) => {
    rows.print.push(printRow(reading, reportId, printIds[ordinal] ?? '', ordinal))
  })
  const figures = gatherFigures(reading.prints, reportId)
  for (const gathered of figures.values()) {
    rows.figure.push(figureRow(gathered, reportId, departmentId))
    gathered.ordinals.forEach((ordinal, rank) => {
      rows.figure_print.push({ figure_id: gathered.figureId, print_id: printIds[ordinal] ?? '', rank })
    })
  }
  addStatements(rows, reading, reportId, figures)
  addFindings(rows, reading, reportId, printIds, figures)
}

const addDepartment = (
  rows: Mutable<StoreRows>,
  { identity, sha256 }: DocumentReading,
  departmentId: string,
): void => {
  const known = rows.department.find((department) => department.department_id === departmentId)
  if (known) {
    known.province ??= identity.province
    known.city ??= identity.city
    known.county ??= identity.county
  } else {
    rows.department.push({
      department_id: departmentId,
      department: identity.department,
      english_name: englishNameOf(identity),
      department_kind: identity.departmentKind,
      province: identity.province,
      city: identity.city,
      county: identity.county,
    })
  }
  const first = [...identity.printedNames].sort((left, right) => left.line - right.line)[0]
  for (const printed of identity.printedNames)
    rows.department_name.push({
      department_id: departmentId,
      name: printed.name,
      document_id: sha256,
      line: printed.line,
      is_first: printed === first ? 1 : 0,
    })
}

/** Where the body is and what it is: "Yunxi County trade union", "Yunxi County education bureau". Null: no place is known. */
const englishNameOf = ({ department, county, city, province, departmentKind }: Identity): string | null => {
  const place = county ?? city ?? province
  const body = bodyNamesOf(department)[0] ?? departmentKinds[departmentKind].label.en
  const within = county !== null && city !== null ? `, ${englishPlaceOf(city)}` : ''
  return place === null ? null : `${englishPlaceOf(place)} ${body}${within}`
}

const printRow = (
  { print, amountFen, quantity }: PrintReading,
  reportId: string,
  printId: string,
  ordinal: number,
): PrintTable => ({
  print_id: printId,
  report_id: reportId,
  ordinal,
  page: print.page,
  line_start: print.lines[0],
  line_end: print.lines[1],
  table_title: print.tableTitle,
  section: print.section,
  row_label: print.rowLabel,
  column_label: print.columnLabel,
  printed_text: print.printedText,
  printed_unit: print.printedUnit,
  state: print.state,
  qualifier: print.qualifier,
  amount_fen: amountFen,
  quantity: quantity?.value ?? null,
  quantity_unit: quantity?.unit ?? null,
  quote: print.quote,
})

type GatheredFigure = {
  readonly figureId: string
  readonly key: FigureKey
  /** Positions of its prints in the reading, the primary one first. */
  ordinals: number[]
  primary: PrintReading
  isTotal: boolean
}

const statesWithValue: ReadonlySet<PrintState> = new Set(['amount', 'zero', 'doubtful'])
const hasValue = (reading: PrintReading) => statesWithValue.has(reading.print.state)

/** The primary print is the first with a value, main tables before main text before attachments. */
const gatherFigures = (
  prints: readonly PrintReading[],
  reportId: string,
): ReadonlyMap<string, GatheredFigure> => {
  const figures = new Map<string, GatheredFigure>()
  const order = prints
    .map((reading, ordinal) => ({ reading, ordinal }))
    .sort(
      (left, right) =>
        Number(hasValue(right.reading)) - Number(hasValue(left.reading)) ||
        left.reading.rank - right.reading.rank ||
        left.ordinal - right.ordinal,
    )
  for (const { reading, ordinal } of order)
    for (const key of reading.figures) {
      const figureId = figureIdOf(reportId, key)
      const known = figures.get(figureId)
      if (known) {
        known.ordinals.push(ordinal)
        known.isTotal ||= reading.isTotal
      } else
        figures.set(figureId, {
          figureId,
          key,
          ordinals: [ordinal],
          primary: reading,
          isTotal: reading.isTotal,
        })
    }
  return figures
}

const figureRow = (
  { figureId, key, primary, isTotal }: GatheredFigure,
  reportId: string,
  departmentId: string,
): FigureTable => ({
  figure_id: figureId,
  report_id: reportId,
  department_id: departmentId,
  fiscal_year: key.fiscalYear,
  stage: key.stage,
  fund: key.fund,
  fund_rank: keysOf(funds).indexOf(key.fund),
  measure: key.measure,
  item_key: itemKeyOf(key.item),
  item_code: key.item?.code ?? null,
  item_name: key.item?.name ?? null,
  item_level: key.item?.level ?? null,
  subject: key.subject,
  aspect: key.aspect,
  amount_fen: primary.amountFen,
  quantity: primary.quantity?.value ?? null,
  quantity_unit: primary.quantity?.unit ?? null,
  state: primary.print.state,
  is_total: isTotal ? 1 : 0,
  is_default_fund: 0,
  standing: 'primary',
})

const addStatements = (
  rows: Mutable<StoreRows>,
  reading: DocumentReading,
  reportId: string,
  figures: ReadonlyMap<string, GatheredFigure>,
): void => {
  reading.statements.forEach((statement, ordinal) => {
    const statementId = stableId('statement', reading.sha256, ordinal)
    rows.statement.push({
      statement_id: statementId,
      report_id: reportId,
      statement_kind: statement.kind,
      text: statement.text,
      section: statement.section,
      page: statement.page,
      line_start: statement.lines[0],
      line_end: statement.lines[1],
      quote: statement.quote,
    })
    const about = new Set(statement.about.map((key) => figureIdOf(reportId, key)))
    for (const figureId of about)
      if (figures.has(figureId))
        rows.statement_figure.push({ statement_id: statementId, figure_id: figureId })
  })
}

const addFindings = (
  rows: Mutable<StoreRows>,
  reading: DocumentReading,
  reportId: string,
  printIds: readonly string[],
  figures: ReadonlyMap<string, GatheredFigure>,
): void => {
  const findings = [
    ...reading.findings,
    ...[...figures.values()].flatMap((figure) => checkPrintsAgree(figure, reading.prints)),
  ]
  findings.forEach((finding, ordinal) => {
    const findingId = stableId('finding', reading.sha256, finding.code, ordinal)
    rows.finding.push({
      finding_id: findingId,
      report_id: reportId,
      code: finding.code,
      severity: finding.severity,
      size_fen: finding.sizeFen,
      details: JSON.stringify(finding.details),
    })
    finding.sides.forEach((side, index) => {
      for (const print of side)
        rows.finding_print.push({ finding_id: findingId, print_id: printIds[print] ?? '', side: index })
    })
  })
}

/** One figure, one value: prints that state another one are a finding; within the last printed digit it is rounding. */
const checkPrintsAgree = (
  figure: GatheredFigure,
  prints: readonly PrintReading[],
): readonly FindingReading[] => {
  const sides = [
    ...Map.groupBy(
      figure.ordinals.filter((ordinal) => statedValue(prints[ordinal]) !== null),
      (ordinal) => statedValue(prints[ordinal]) ?? 0,
    ),
  ]
  const [primary, ...others] = sides
  if (!primary) return []
  const exactness = (ordinals: readonly number[]) =>
    Math.min(...ordinals.map((ordinal) => lastDigitOf(prints[ordinal])))
  const textOf = ([first]: readonly number[]) => prints[first ?? -1]?.print.printedText ?? null
  return others.map(([value, ordinals]) => {
    const size = Math.abs(value - primary[0])
    const tolerance = Math.max(exactness(primary[1]), exactness(ordinals))
    return {
      code: 'prints-differ',
      severity: isWithin(size, tolerance) ? 'rounding' : 'real',
      sides: [primary[1], ordinals],
      sizeFen: figure.primary.amountFen === null ? null : size,
      details: { primary: textOf(primary[1]), other: textOf(ordinals) },
    }
  })
}

/** Fen, or the quantity's own unit. */
const statedValue = (reading: PrintReading | undefined): number | null =>
  reading?.amountFen ?? reading?.quantity?.value ?? null

/** Fen are whole; a quantity is not, so one last digit may come out a trace larger. */
const isWithin = (size: number, tolerance: number): boolean => size <= tolerance * (1 + 1e-9)

/** What one unit of the last printed digit is worth: 0.01 万元 is 10,000 fen. */
const lastDigitOf = (reading: PrintReading | undefined): number => {
  if (!reading) return 0
  const { printedUnit: unit, printedText } = reading.print
  return lastDigit(printedText, reading.amountFen === null ? null : unit)
}

const lastDigit = (printedText: string, moneyUnit: string | null): number => {
  const decimals = /\.(\d+)/u.exec(printedText.normalize('NFKC'))?.[1]?.length ?? 0
  const worth = moneyUnit !== null && isMoneyUnit(moneyUnit) ? fenByUnit[moneyUnit] : 1
  return worth / 10 ** decimals
}

/** Whatever has an item of the same classification below it is a total, so that sums run over leaves only. */
const markTotals = (figures: readonly FigureTable[]): void => {
  const groups = Map.groupBy(figures, (figure) =>
    JSON.stringify([
      figure.report_id,
      figure.fiscal_year,
      figure.stage,
      figure.fund,
      figure.measure,
      figure.subject,
      figure.aspect,
    ]),
  )
  for (const group of groups.values()) {
    const codes = group.flatMap(({ item_code: code }) => (code === null ? [] : [code]))
    const parents = new Set(
      codes.flatMap((code) => [code.slice(0, 3), code.slice(0, 5)].filter((it) => it !== code)),
    )
    for (const figure of group) {
      const isParent = figure.item_code !== null && parents.has(figure.item_code)
      const isWhole = figure.item_key === '' && group.some((other) => other.item_key !== '')
      if (isParent || isWhole) figure.is_total = 1
    }
  }
}

type ReportOrder = Readonly<{
  /** The final accounts' statement answers before the budget's, and the department edition's before the unit's. */
  weight: (figure: FigureTable) => number
  isSameEdition: (left: FigureTable, right: FigureTable) => boolean
}>

const orderReports = (reports: readonly ReportTable[]): ReportOrder => {
  const reportById = new Map(reports.map((report) => [report.report_id, report]))
  const reportOf = (figure: FigureTable) => reportById.get(figure.report_id)
  return {
    weight: (figure) =>
      (reportOf(figure)?.report_kind === 'finalAccounts' ? 0 : 1) +
      (reportOf(figure)?.edition === 'department' ? 0 : 2),
    isSameEdition: (left, right) => reportOf(left)?.edition === reportOf(right)?.edition,
  }
}

/**
 * Where several reports of one department and year state the same figure, one answers; a statement with a value comes
 * before a blank one. Budget and final accounts of one edition that differ are a finding; a department's amounts
 * differ from those of one of its units as they should.
 */
const chooseStandings = (rows: Mutable<StoreRows>): void => {
  const { weight, isSameEdition } = orderReports(rows.report)
  const primaryPrintOf = makePrimaryPrintOf(rows)
  const groups = Map.groupBy(rows.figure, (figure) =>
    JSON.stringify([
      figure.department_id,
      figure.fiscal_year,
      figure.stage,
      figure.fund,
      figure.measure,
      figure.item_key,
      figure.subject,
      figure.aspect,
    ]),
  )
  for (const group of groups.values()) {
    const ordered = group.toSorted(
      (left, right) => Number(isValued(right)) - Number(isValued(left)) || weight(left) - weight(right),
    )
    for (const other of ordered.slice(1)) {
      other.standing = 'secondary'
      const first = ordered.find((figure) => isSameEdition(figure, other))
      if (first && isOtherValue(figureValue(first), figureValue(other)))
        addReportsDiffer(rows, first, other, primaryPrintOf)
    }
  }
}

const isOtherValue = (left: number | null, right: number | null): boolean =>
  left !== null && right !== null && left !== right

const isValued = (figure: FigureTable): boolean => statesWithValue.has(figure.state)
const figureValue = (figure: FigureTable): number | null => figure.amount_fen ?? figure.quantity

type PrimaryPrintOf = (figure: FigureTable) => PrintTable | undefined

const makePrimaryPrintOf = (rows: Mutable<StoreRows>): PrimaryPrintOf => {
  const printById = new Map(rows.print.map((print) => [print.print_id, print]))
  const printIdByFigure = new Map(
    rows.figure_print.flatMap(({ figure_id, print_id, rank }) =>
      rank === 0 ? [[figure_id, print_id] as const] : [],
    ),
  )
  return (figure) => printById.get(printIdByFigure.get(figure.figure_id) ?? '')
}

const addReportsDiffer = (
  rows: Mutable<StoreRows>,
  primary: FigureTable,
  other: FigureTable,
  primaryPrintOf: PrimaryPrintOf,
): void => {
  const findingId = stableId('finding', 'reports-differ', primary.figure_id, other.figure_id)
  const prints = [primaryPrintOf(primary), primaryPrintOf(other)]
  const size = Math.abs((figureValue(primary) ?? 0) - (figureValue(other) ?? 0))
  const tolerance = Math.max(
    ...prints.map((print) =>
      print ? lastDigit(print.printed_text, print.amount_fen === null ? null : print.printed_unit) : 0,
    ),
  )
  rows.finding.push({
    finding_id: findingId,
    report_id: primary.report_id,
    code: 'reports-differ',
    severity: isWithin(size, tolerance) ? 'rounding' : 'real',
    size_fen: primary.amount_fen === null ? null : size,
    details: JSON.stringify({
      primary: prints[0]?.printed_text ?? null,
      other: prints[1]?.printed_text ?? null,
    }),
  })
  prints.forEach((print, side) => {
    if (print) rows.finding_print.push({ finding_id: findingId, print_id: print.print_id, side })
  })
}

/**
 * Marks, for each thing stated, the fund that answers where none is named: one with a value; of several reports the
 * one that answers before the others, so that a budget is read as the final accounts restate it beside the outturn;
 * within a report the most general.
 */
const chooseDefaultFunds = (rows: Mutable<StoreRows>): void => {
  const { weight } = orderReports(rows.report)
  const groups = Map.groupBy(
    rows.figure.filter((figure) => figure.standing === 'primary'),
    (figure) =>
      JSON.stringify([
        figure.department_id,
        figure.fiscal_year,
        figure.stage,
        figure.measure,
        figure.item_key,
        figure.subject,
        figure.aspect,
      ]),
  )
  for (const group of groups.values()) {
    const [chosen] = group.sort(
      (left, right) =>
        Number(isValued(right)) - Number(isValued(left)) ||
        weight(left) - weight(right) ||
        left.fund_rank - right.fund_rank,
    )
    if (chosen) chosen.is_default_fund = 1
  }
}
