/**
 * Readings become rows: prints are gathered into figures, one report's statement of a figure is chosen to answer, and
 * prints of one figure that differ become findings by construction.
 */
import {
  departmentIdOf,
  figureIdOf,
  itemKeyOf,
  type PrintReading,
  reportIdOf,
  subjectKeyOf,
} from '../db/domain/figure.ts'
import { type DepartmentKind, departmentKinds, funds, keysOf } from '../db/domain/terms.ts'
import type { Remark } from '../db/remarks.ts'
import { applyCorrections, markKnown } from './apply-remarks.ts'
import { bodyNamesOf } from './body-words.ts'
import { chooseAnswers, markTotals } from './choose-standing.ts'
import { checkPrintsAgree, lastDigitOf } from './compare-prints.ts'
import { describeFindings, notYetDescribed } from './describe-findings.ts'
import { type GatheredFigure, gatherFigures } from './gather-figures.ts'
import { departmentKindOf } from './identity/department-kind.ts'
import { joinFindings } from './join-findings.ts'
import { joinProjects } from './join-projects.ts'
import { englishPlaceOf } from './place-words.ts'
import type { DocumentReading, Identity } from './reading.ts'
import { nameNow, namesSince } from './reorganisation.ts'
import { openExcerpts, type Where } from './share-excerpts.ts'
import type { FigureRow, Mutable, PrintRow, StoreRows } from './store-rows.ts'

/** Shape: one reading per report; where two documents disclose the same report, the later one must have been chosen. */
export const buildRows = (
  readings: readonly DocumentReading[],
  remarks: readonly Remark[] = [],
): StoreRows => {
  const rows: Mutable<StoreRows> = {
    document: [],
    department: [],
    department_name: [],
    report: [],
    place: [],
    excerpt: [],
    print: [],
    item: [],
    figure: [],
    figure_print: [],
    statement: [],
    statement_figure: [],
    finding: [],
    finding_print: [],
  }
  for (const reading of readings) addReport(rows, reading, remarks)
  markTotals(rows.figure)
  joinProjects(rows.figure)
  numberItems(rows)
  chooseAnswers(rows)
  applyCorrections(rows, remarks)
  describeFindings(rows)
  markKnown(rows, remarks)
  return rows
}

/** Numbers of a report's things begin after those of the reports before it. */
type Report = Readonly<{
  reportId: string
  reportNumber: number
  departmentNumber: number
  excerptOf: (where: Where) => number
  printNumber: (ordinal: number) => number
  figureNumber: (figure: GatheredFigure) => number
  figures: ReadonlyMap<string, GatheredFigure>
}>

const addReport = (rows: Mutable<StoreRows>, reading: DocumentReading, remarks: readonly Remark[]): void => {
  const { identity, prints } = reading
  const reportId = reportIdOf(identity)
  rows.document.push({
    document_id: reading.sha256,
    file: reading.fileName,
    media_type: reading.mediaType,
    line_count: reading.lineCount,
    page_starts: JSON.stringify(reading.pageStarts),
  })
  const firstPrint = rows.print.length + 1
  const firstFigure = rows.figure.length + 1
  const reportNumber = rows.report.length + 1
  const report: Report = {
    reportId,
    reportNumber,
    departmentNumber: addDepartment(rows, reading, remarks),
    excerptOf: openExcerpts(rows, reportNumber),
    printNumber: (ordinal) => firstPrint + ordinal,
    figureNumber: ({ position }) => firstFigure + position,
    figures: gatherFigures(prints, reportId),
  }
  rows.report.push({
    report_number: report.reportNumber,
    report_id: reportId,
    document_id: reading.sha256,
    department_number: report.departmentNumber,
    fiscal_year: identity.fiscalYear,
    report_kind: identity.kind,
    edition: identity.edition,
    title: identity.title,
  })
  prints.forEach((each, ordinal) => {
    rows.print.push(printRow(each, report, ordinal))
  })
  for (const gathered of report.figures.values()) {
    rows.figure.push(figureRow(gathered, report))
    gathered.ordinals.forEach((ordinal, rank) => {
      rows.figure_print.push({
        figure_number: report.figureNumber(gathered),
        print_id: report.printNumber(ordinal),
        rank,
      })
    })
  }
  addStatements(rows, reading, report)
  addFindings(rows, reading, report)
  addReorganisations(rows, reading, report, remarks)
}

/** What figures measure is kept once for all that measure it. */
const numberItems = ({ item, figure: figures }: Mutable<StoreRows>): void => {
  const numbers = new Map<string, number>()
  for (const figure of figures) {
    const { department_number, measure, item_key, item_code, item_name, item_level, subject } = figure
    const key = `${department_number} ${measure} ${item_key} ${item_code} ${item_level} ${item_name}`
    const known = numbers.get(key)
    figure.item_number = known ?? item.length + 1
    if (known !== undefined) continue
    numbers.set(key, figure.item_number)
    const { item_number } = figure
    item.push({
      item_number,
      department_number,
      measure,
      item_key,
      item_code,
      item_name,
      item_level,
      subject,
    })
  }
}

/** Shape: the department's number. */
const addDepartment = (
  rows: Mutable<StoreRows>,
  { identity, sha256 }: DocumentReading,
  remarks: readonly Remark[],
): number => {
  const department = nameNow(identity.department, remarks)
  const departmentId = departmentIdOf(department)
  const known = rows.department.find((department) => department.department_id === departmentId)
  const number = known?.department_number ?? rows.department.length + 1
  if (known) {
    known.province ??= identity.province
    known.city ??= identity.city
    known.county ??= identity.county
  } else {
    rows.department.push({
      department_number: number,
      department_id: departmentId,
      department,
      english_name: englishNameOf({ ...identity, department }),
      department_kind: kindNow(identity, department),
      province: identity.province,
      city: identity.city,
      county: identity.county,
    })
  }
  const first = [...identity.printedNames].sort((left, right) => left.line - right.line)[0]
  for (const printed of identity.printedNames)
    rows.department_name.push({
      department_number: number,
      name: printed.name,
      document_id: sha256,
      line: printed.line,
      is_first: printed === first ? 1 : 0,
    })
  return number
}

/** A name that says no kind leaves that of the one before it. */
const kindNow = ({ departmentKind }: Identity, department: string): DepartmentKind => {
  const said = departmentKindOf(department)
  return said === 'other' ? departmentKind : said
}

/** Where the body is and what it is: "Yunxi County trade union", "Yunxi County education bureau". Null: no place is known. */
const englishNameOf = ({ department, county, city, province, departmentKind }: Identity): string | null => {
  const place = county ?? city ?? province
  const body = bodyNamesOf(department)[0] ?? departmentKinds[departmentKind].label.en
  const within = county !== null && city !== null ? `, ${englishPlaceOf(city)}` : ''
  return place === null ? null : `${englishPlaceOf(place)} ${body}${within}`
}

const printRow = (
  { print, amountFen, quantity, rank }: PrintReading,
  { reportNumber, printNumber, excerptOf }: Report,
  ordinal: number,
): PrintRow => {
  const where: Where = {
    section: print.section,
    table_title: print.tableTitle,
    page: print.page,
    line_start: print.lines[0],
    line_end: print.lines[1],
    quote: print.quote,
  }
  return {
    print_id: printNumber(ordinal),
    report_number: reportNumber,
    excerpt_number: excerptOf(where),
    ordinal,
    ...where,
    row_label: print.rowLabel,
    column_label: print.columnLabel,
    printed_text: print.printedText,
    printed_unit: print.printedUnit,
    state: print.state,
    qualifier: print.qualifier,
    amount_fen: amountFen,
    quantity: quantity?.value ?? null,
    quantity_unit: quantity?.unit ?? null,
    place_rank: rank,
  }
}

/** Until the names of all figures are known. */
const notYetNumbered = 0

const fundOrder = keysOf(funds)

const figureRow = (gathered: GatheredFigure, report: Report): FigureRow => {
  const { figureId, key, primary, isTotal } = gathered
  return {
    figure_number: report.figureNumber(gathered),
    figure_id: figureId,
    report_number: report.reportNumber,
    department_number: report.departmentNumber,
    item_number: notYetNumbered,
    fiscal_year: key.fiscalYear,
    stage: key.stage,
    fund: key.fund,
    fund_rank: fundOrder.indexOf(key.fund),
    measure: key.measure,
    // A subject stands in the place of an item.
    item_key: key.subject === null ? itemKeyOf(key.item) : subjectKeyOf(key.measure, key.subject),
    item_code: key.item?.code ?? null,
    item_name: key.subject ?? key.item?.name ?? null,
    item_level: key.item?.level ?? null,
    subject: key.subject,
    aspect: key.aspect,
    whole: key.whole,
    amount_fen: primary.amountFen,
    quantity: primary.quantity?.value ?? null,
    quantity_unit: primary.quantity?.unit ?? null,
    last_digit: lastDigitOf(primary),
    state: primary.print.state,
    place_rank: primary.rank,
    is_total: isTotal ? 1 : 0,
    is_default_fund: 0,
    is_default_change: 0,
    standing: 'primary',
  }
}

const addStatements = (
  rows: Mutable<StoreRows>,
  { statements }: DocumentReading,
  { reportId, reportNumber, figures, figureNumber, excerptOf }: Report,
): void => {
  for (const statement of statements) {
    const statementId = rows.statement.length + 1
    const { kind, text, section, page, lines, quote } = statement
    rows.statement.push({
      statement_id: statementId,
      report_number: reportNumber,
      excerpt_number: excerptOf({
        section,
        table_title: null,
        page,
        line_start: lines[0],
        line_end: lines[1],
        quote,
      }),
      statement_kind: kind,
      text: text === quote ? null : text,
    })
    const about = new Set(statement.about.map((key) => figures.get(figureIdOf(reportId, key))))
    for (const figure of about)
      if (figure)
        rows.statement_figure.push({ statement_id: statementId, figure_number: figureNumber(figure) })
  }
}

const addFindings = (
  rows: Mutable<StoreRows>,
  reading: DocumentReading,
  { reportNumber, figures, printNumber }: Report,
): void => {
  const findings = joinFindings(
    [
      ...reading.findings,
      ...[...figures.values()].flatMap((figure) => checkPrintsAgree(figure, reading.prints)),
    ],
    reading.prints,
  )
  for (const finding of findings) {
    const findingId = rows.finding.length + 1
    rows.finding.push({
      finding_id: findingId,
      report_number: reportNumber,
      code: finding.code,
      severity: finding.severity,
      size_fen: finding.sizeFen,
      details: JSON.stringify(finding.details),
      ...notYetDescribed,
    })
    finding.sides.forEach((side, index) => {
      for (const print of side)
        rows.finding_print.push({ finding_id: findingId, print_id: printNumber(print), side: index })
    })
  }
}

/** What became of the department since the report, or before it, in a reorganisation. */
const addReorganisations = (
  rows: Mutable<StoreRows>,
  { identity }: DocumentReading,
  { reportNumber }: Report,
  remarks: readonly Remark[],
): void => {
  const names = namesSince(identity.department, remarks)
  for (const remark of remarks) {
    const isRenamed = remark.kind === 'renamed' && names.includes(remark.from)
    const isMerged =
      remark.kind === 'merged' &&
      [remark.from, remark.to].some((name) => nameNow(name, remarks) === names.at(-1))
    if (!isRenamed && !isMerged) continue
    const { kind, from, to, since } = remark
    rows.finding.push({
      finding_id: rows.finding.length + 1,
      report_number: reportNumber,
      code: kind,
      severity: 'label',
      size_fen: null,
      details: JSON.stringify({ from, to, since, line: identity.printedNames[0]?.line ?? 0 }),
      ...notYetDescribed,
    })
  }
}
