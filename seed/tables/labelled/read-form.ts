/**
 * Forms that are read by their own words: performance self-evaluations, lists of projects, tables of targets, base
 * data, and any table that no other reader knows. Rows of header words say what stands below them until the next such
 * row; a value is known by its header, by the labels of its row, and by the project that the form is of.
 */
import type { FigureKey, PrintReading, StatementKind, StatementReading } from '../../../db/domain/figure.ts'
import {
  type Aspect,
  type FigureMeasure,
  type FigureStage,
  type Fund,
  type Measure,
  measures,
  type PrintState,
} from '../../../db/domain/terms.ts'
import { stripNumbering } from '../../../db/domain/text.ts'
import { withoutSpace } from '../../intermediate.ts'
import { makeFlow } from '../../narrative/flow.ts'
import { readFacts, readValue } from '../../narrative/read-facts.ts'
import { numericTokensOf } from '../../numbers/numeric-tokens.ts'
import type { Identity } from '../../reading.ts'
import { stageOfReport } from '../column-time.ts'
import { fundOfLabel, measureOfLabel } from '../match-label.ts'
import { unitOf } from '../printed-unit.ts'
import { alignRow, type FormColumn, shiftOf } from './align-row.ts'
import {
  foldHeader,
  isDash,
  isTotalLabel,
  isValueText,
  levelsOf,
  pointsIn,
  unitInHeader,
  withoutPoints,
} from './column-words.ts'
import type { Form, FormCell, FormRow } from './form-rows.ts'
import {
  type Band,
  bandTitleOf,
  columnsOf,
  isFirstHeader,
  isHeaderRow,
  isProjectColumn,
  isSecondHeader,
  isSerialColumn,
  underHeads,
} from './header-rows.ts'

export type FormContext = Readonly<{
  identity: Identity
  path: readonly string[]
  /** All lines of the document. */
  lines: readonly string[]
}>

export type FormReading = Readonly<{
  prints: readonly PrintReading[]
  statements: readonly StatementReading[]
}>

const isSeparator = ({ cells }: FormRow): boolean =>
  cells.length > 1 && cells.every(({ text }) => /^-{2,}$/u.test(text.trim()))

/** 项目名称 | 2023年短信平台费. */
const projectNamed = ({ cells }: FormRow): string | null => {
  const [name, value] = cells
  if (!name || !value || cells.length > 2) return null
  return /^项目(?:支出)?名称$/u.test(withoutSpace(name.text)) ? withoutSpace(value.text) : null
}

/** 截止时间：2022-12-31: the year at whose end everything in the form is counted. */
const yearOfForm = ({ rows, tables }: Form): number | null => {
  const cells = [...tables.flatMap(({ captions }) => captions), ...rows.flatMap((row) => row.cells)]
  const years = cells
    .map(({ text }) => withoutSpace(text))
    .flatMap((text) => /^截[止至](?:时间|日期)?[：:]?(20\d{2})[-年./]/u.exec(text)?.[1] ?? [])
  return years[0] === undefined ? null : Number(years[0])
}

/** 1、工会经费项目绩效目标表: the project in the title of its form. */
const projectInTitle = (title: string): string | null => {
  const name = stripNumbering(title).replace(/^20\d{2}年度?/u, '')
  const project = /^(?<project>.+?)(?:绩效目标表|(?:支出)?绩效自评表|自评表|绩效目标)$/u.exec(name)?.groups
    ?.project
  if (project === undefined || /^(?:部门|单位|项目|整体)/u.test(project)) return null
  return project
}

const foldProject = (project: string): string =>
  withoutSpace(project).replace(/\(/gu, '（').replace(/\)/gu, '）')

/** 偏差大或目标未完成原因分析 | 无: a field of its own below the rows of a band. */
const isFieldLabel = (text: string): boolean => /原因|措施|目标|情况|任务|说明|备注|方案/u.test(text)

/** 其中：基本支出：417.31: a label with its amount in one cell. */
const pairPattern = /^(?:其中[：:])?(?<label>[^：:\d]+)[：:](?<amount>-?\d[\d,]*(?:\.\d+)?)$/u

/** A page break cut a name in a list: the rest of it stands in a row of its own, under the name. */
const isCutName = ({ cells, width }: FormRow, { columns }: Band): boolean => {
  const first = columns.find(isProjectColumn)
  const isList = first !== undefined && columns.some(({ meaning }) => meaning?.kind === 'number')
  return (
    isList &&
    !cells.some(({ isValue }) => isValue) &&
    width === (columns.at(-1)?.column ?? 0) + 1 &&
    !cells.some(({ column }) => column === first.column)
  )
}

/** Labels or words where the band has numbers: its values were left blank or are said in words. */
const isBlankRow = ({ cells }: FormRow, { columns }: Band): boolean => {
  if (!columns.some(({ meaning }) => meaning?.kind === 'number' || meaning?.kind === 'value')) return false
  const hasLevels = columns.some(({ meaning }) => meaning?.level != null)
  const [first] = cells
  if (cells.some(({ text }) => pairPattern.test(withoutSpace(text)))) return false
  if (
    first === undefined ||
    (isFieldLabel(first.text) && levelsOf(first.text).length === 0 && cells.length <= 2)
  )
    return false
  return hasLevels
    ? cells.some(({ text }) => levelsOf(text).length > 0)
    : cells.length <= 2 && first.text.length <= 24
}

class FormReader {
  readonly prints: PrintReading[] = []
  readonly statements: StatementReading[] = []
  readonly #form: Form
  /** Of each row. */
  readonly #isHeader: readonly boolean[]
  readonly #context: FormContext
  readonly #section: string
  readonly #tableUnit: string | null
  readonly #fiscalYear: number
  readonly #isOnPerformance: boolean
  #project: string | null
  #band: Band | null = null
  #shifts = new Map<string, number>()
  /** The unit that the words above the next header say. */
  #groupUnit: string | null = null
  /** The levels of indicators that are open; a merged cell is printed once. */
  #levels: (string | null)[] = [null, null, null]

  constructor(form: Form, context: FormContext) {
    this.#form = form
    this.#isHeader = form.rows.map(isHeaderRow)
    this.#context = context
    this.#section = context.path.join(' > ')
    this.#project = projectInTitle(form.title)
    this.#isOnPerformance = /绩效|自评|评价|目标/u.test(form.title + this.#section)
    this.#fiscalYear = yearOfForm(form) ?? context.identity.fiscalYear
    this.#tableUnit = form.tables.map(unitOf).find((unit) => unit !== null) ?? null
  }

  read(): void {
    const { rows } = this.#form
    rows.forEach((row, index) => {
      if (row.cells.length === 0 || isSeparator(row)) return
      const project = projectNamed(row)
      const isSecond = index === 1 && this.#band?.header === rows[0]
      if (project !== null) this.#project = foldProject(project)
      else if (isSecond && isSecondHeader(row, this.#band?.columns ?? [])) this.#openBand(row, index, true)
      else if (this.#isHeader[index] || (index === 0 && isFirstHeader(row, this.#firstValues())))
        this.#openBand(row, index, false)
      else this.#readRow(row)
    })
  }

  /** The row of values that the first row of a table stands over: a header may take two rows. */
  #firstValues(): FormRow | null {
    const below = this.#form.rows.slice(1, 3)
    return below.find(({ cells }) => cells.some(({ isValue }) => isValue)) ?? null
  }

  #openBand(header: FormRow, index: number, isSecond: boolean): void {
    const below = this.#form.rows.slice(index + 1)
    const own = columnsOf(header, below)
    const columns = isSecond ? underHeads(this.#band?.columns ?? [], own) : own
    this.#band = { header, columns }
    for (const cell of header.cells) this.#readPoints(cell, header)
    this.#levels = [null, null, null]
    const end = this.#isHeader.indexOf(true, index + 1)
    const rows = this.#form.rows
      .slice(index + 1, end === -1 ? undefined : end)
      .filter((row) => row.cells.some(({ isValue }) => isValue))
    const pieces = Map.groupBy(rows, ({ segment }) => segment)
    this.#shifts = new Map([...pieces].map(([segment, piece]) => [String(segment), shiftOf(piece, columns)]))
  }

  #readRow(row: FormRow): void {
    const hasValue = row.cells.some(({ isValue }) => isValue)
    const band = this.#band
    if (band && isCutName(row, band)) return
    if (band && (hasValue || isBlankRow(row, band))) this.#readValues(row, band)
    else this.#readWords(row)
  }

  #readValues(row: FormRow, { columns, header }: Band): void {
    const shift = this.#shifts.get(String(row.segment)) ?? 0
    const { columns: places } = alignRow(row.cells, columns, shift)
    const labels = row.cells.flatMap((cell, index) => {
      const place = places[index]
      const column = place == null ? null : columns[place]
      const kind = column?.meaning?.kind ?? 'label'
      const isSerial = column != null && isSerialColumn(column)
      return kind === 'label' && !isSerial ? [{ cell, column: column ?? null }] : []
    })
    for (const { cell, column } of labels) {
      const level = column?.meaning?.level ?? null
      if (level !== null) {
        this.#levels[level - 1] = withoutPoints(cell.text)
        this.#levels.fill(null, level)
      }
      this.#readPoints(cell, row)
    }
    const hasLevels = columns.some(({ meaning }) => meaning?.level != null)
    const isTotal = row.cells.some(({ text }) => isTotalLabel(text))
    const projectColumn = labels.find(({ column }) => column !== null && isProjectColumn(column))
    const named = {
      project: projectColumn ? foldProject(projectColumn.cell.text) : this.#project,
      isList: projectColumn !== undefined && !isTotal,
      isListTotal: isTotal && columns.some(isProjectColumn),
      isTotal,
      hasLevels,
      isUnlabelled: labels.length === 0,
      labels:
        hasLevels && !isTotal
          ? this.#levels.filter((level) => level !== null)
          : projectColumn && !isTotal
            ? []
            : labels.length > 0
              ? labels.map(({ cell }) => withoutSpace(cell.text))
              : bandTitleOf(header),
    }
    columns.forEach((column, index) => {
      const { meaning } = column
      if (meaning?.kind !== 'number' && meaning?.kind !== 'value') return
      const cell = row.cells[places.indexOf(index)]
      if (cell === undefined && isTotal) return
      this.#addValue(cell, row, column, named, header)
    })
    row.cells.forEach((cell, index) => {
      const place = places[index]
      const column = place == null ? null : columns[place]
      if (column?.meaning?.kind === 'text') {
        this.#addFacts(cell, column.text, named.labels, 'amount')
        if (cell.text.length >= shortestRemark)
          this.#addStatement(row, kindOfWords(column.text), [...named.labels, cell.text.trim()].join('：'), [
            cell,
          ])
      } else if (labels.some((label) => label.cell === cell) && hasLevels)
        this.#addFacts(cell, column?.text ?? '', named.labels.slice(0, -1), 'target')
    })
  }

  /** 产出指标 (40 分). */
  #readPoints(cell: FormCell, row: FormRow): void {
    const points = pointsIn(cell.text)
    if (points === null) return
    const label = withoutPoints(cell.text)
    this.#push({
      text: points,
      unit: '分',
      row,
      labels: [label],
      column: '',
      key: this.#key({ measure: 'indicator', subject: [this.#project, label], aspect: 'weight' }),
      value: readValue({ text: points, unit: '分' }, 1),
      qualifier: null,
    })
  }

  #addValue(
    cell: FormCell | undefined,
    row: FormRow,
    column: FormColumn,
    named: NamedRow,
    header: FormRow,
  ): void {
    const { meaning } = column
    if (!meaning) return
    const text = cell?.text.trim() ?? ''
    const tokens = numericTokensOf(text).filter(({ kind }) => kind === null)
    const key = this.#keyOf(column, named)
    if (cell && tokens.length > 0 && !isValueText(text)) {
      this.#addFacts(cell, column.text, named.labels, meaning.aspect)
      return
    }
    const [token] = tokens
    const unit = token && token.unit !== '' ? token.unit : this.#unitOf(column, header)
    const isWords = token === undefined && text !== '' && !isDash(text)
    const value: Value = token
      ? readValue({ text: token.text, unit: unit ?? '' }, /^[^\d]*-/u.test(text) ? -1 : 1)
      : {
          state: isWords ? (text === '无' ? 'none' : 'words') : text === '' ? 'blank' : 'dash',
          amountFen: null,
          quantity: null,
        }
    this.#push({
      text: token?.text ?? text,
      unit: token ? unit : null,
      row,
      labels: named.isList && named.project ? [named.project] : named.labels,
      column: withoutSpace(column.text),
      key,
      value,
      qualifier: /^\s*([≥≤=＝<>＜＞])/u.exec(text)?.[1] ?? token?.qualifier ?? null,
    })
  }

  #unitOf({ text, folded, meaning }: FormColumn, header: FormRow): string | null {
    if (meaning?.aspect === 'weight' || meaning?.aspect === 'score') return '分'
    const own = unitInHeader(text)
    if (own !== null) return own
    if (/率$|比例$|占比$/u.test(folded)) return '%'
    if (staffMeasure(folded) !== null || /人[数员]$/u.test(folded)) return '人'
    if (meaning?.aspect === 'deviation' || meaning?.kind === 'value') return null
    if (meaning?.isMoney !== true && !isOfMoney(folded)) return null
    return unitInHeader(header.cells[0]?.text ?? '') ?? this.#groupUnit ?? this.#tableUnit
  }

  #keyOf({ folded, meaning }: FormColumn, named: NamedRow): FigureKey {
    const { aspect, stage } = meaning ?? { aspect: 'amount' as const, stage: 'none' as const }
    const fiscalYear = Number(/(?:19|20)\d{2}(?=年)/u.exec(folded)?.[0] ?? this.#fiscalYear)
    const { project, labels, isTotal } = named
    const label = labels.at(-1) ?? ''
    const isOfPoints = pointsAspects.has(aspect)
    if (named.isListTotal && isOfPoints)
      return this.#key({ measure: 'stated', subject: [this.#form.title, label], aspect, fiscalYear })
    if ((isTotal && isOfPoints) || (named.isList && (aspect === 'score' || aspect === 'grade')))
      return this.#key({ measure: 'selfEvaluation', subject: [project], aspect, fiscalYear })
    if (aspect === 'scoreRate' && folded !== '得分率')
      return this.#key({
        measure: 'indicator',
        subject: [project, folded.replace(/得分率$/u, '')],
        aspect,
        fiscalYear,
      })
    if (named.hasLevels || isOfPoints)
      return this.#key({ measure: 'indicator', subject: [project, ...labels], aspect, fiscalYear })
    if (meaning?.isMoney) {
      const money = this.#moneyOf(named, label)
      return this.#key({ ...money, stage, aspect, fiscalYear })
    }
    const staff = staffMeasure(folded)
    if (staff)
      return this.#key({
        measure: staff,
        subject: [
          ...(named.isUnlabelled || isTotal ? [] : labels.slice(0, 1)),
          ...(kindOfPerson.test(folded) ? [folded] : []),
        ],
        aspect,
        fiscalYear,
        stage: stageOfReport(this.#context.identity),
      })
    return this.#key({ measure: 'stated', subject: [project, ...labels, folded], aspect, fiscalYear })
  }

  /** Whose money a row of amounts is: the form's whole, a fund of it, a measure of the field, or what its label says. */
  #moneyOf({ project, isList, isListTotal, labels }: NamedRow, label: string): MoneyKey {
    const whole: MoneyKey =
      project === null
        ? { measure: 'expenditure', subject: [] }
        : { measure: 'projectExpenditure', subject: [project] }
    if (isListTotal) return { measure: 'stated', subject: [this.#form.title, label] }
    // Only forms on performance mean all money of the body, or of a project, by 合计; what others mean is not known.
    if (project === null && !this.#isOnPerformance)
      return { measure: 'stated', subject: [this.#form.title, ...labels.slice(0, -1), label] }
    if (isList || wholeLabel.test(foldHeader(label))) return whole
    const source = foldSource(label)
    if (/^(?:当年)?财政拨款$|^政府(?:性)?预算资金$/u.test(source))
      return { ...whole, fund: 'fiscalAppropriation' }
    const fund = fundOfLabel(source)
    if (fund && project === null) return { ...whole, fund }
    const measure = project === null ? measureInForm(source) : null
    if (measure) return { measure, subject: [] }
    if (project === null && /项目$/u.test(source)) return { measure: 'projectExpenditure', subject: [source] }
    return { measure: 'stated', subject: [project, ...labels.slice(0, -1), source] }
  }

  #key({ measure, subject, aspect, stage = 'none', fund = 'all', fiscalYear }: KeyParts): FigureKey {
    const parts = subject.filter((part) => part !== null && part !== '')
    return {
      fiscalYear: fiscalYear ?? this.#fiscalYear,
      stage,
      fund,
      measure,
      item: null,
      subject: parts.length === 0 ? null : withoutSpace(parts.join('·')),
      aspect,
      whole: null,
    }
  }

  #push({ text, unit, row, labels, column, key, value, qualifier }: Printed): void {
    this.prints.push({
      print: {
        page: null,
        lines: row.lines,
        tableTitle: this.#form.title,
        section: this.#section,
        rowLabel: labels.join(' > '),
        columnLabel: column,
        printedText: text,
        printedUnit: unit,
        state: value.state,
        qualifier,
        quote: this.#quoteOf(row),
      },
      figures: [key],
      amountFen: value.amountFen,
      quantity: value.quantity,
      isTotal: false,
      rank: 3,
    })
  }

  #quoteOf(row: FormRow): string {
    const isWrapped = row.cells.every(({ column }) => column === null)
    if (!isWrapped) return row.cells.map(({ text }) => text.trim()).join(' ')
    return this.#context.lines
      .slice(row.lines[0] - 1, row.lines[1])
      .map((line) => line.trim())
      .filter((line) => line !== '')
      .join(' ')
  }

  /** Numbers within the words of a cell. */
  #addFacts(cell: FormCell, column: string, labels: readonly string[], aspect: Aspect): void {
    const points = pointsIn(cell.text)
    const text = (points === null ? cell.text : withoutPoints(cell.text)).replace(/<[^<>]*>/gu, ' ')
    const flow = makeFlow(
      this.#context.path,
      cellPieces(cell, text, this.#context.lines),
      this.#context.lines,
    )
    this.prints.push(
      ...readFacts(
        flow,
        {
          identity: this.#context.identity,
          rank: 3,
          namesMeasures: false,
          cell: {
            subject: [this.#project, ...labels].filter((part) => part !== null).join('·'),
            aspect,
            tableTitle: this.#form.title,
            rowLabel: labels.join(' > '),
            columnLabel: withoutSpace(column),
          },
        },
        [],
      ).prints,
    )
  }

  /** A row without values: goals, tasks, measures; or a label with its amount in one cell. */
  #readWords(row: FormRow): void {
    this.#groupUnit =
      row.cells.map(({ text }) => unitInHeader(text)).find((unit) => unit !== null) ?? this.#groupUnit
    const columns = this.#band?.columns ?? []
    const isTaskList = columns.some(({ folded }) => folded === '任务名称')
    const isInOrder = row.cells.length === columns.length
    const places = isInOrder ? columns.map((_, index) => index) : alignRow(row.cells, columns, 0).columns
    const headers = row.cells.map((_, index) => {
      const place = places[index]
      return place == null ? '' : (columns[place]?.text ?? '')
    })
    row.cells.forEach((cell, index) => {
      const pair = pairPattern.exec(withoutSpace(cell.text))
      const { label, amount } = pair?.groups ?? {}
      if (label !== undefined && amount !== undefined) this.#addPair(row, label, amount)
      else {
        const header = headers[index] ?? ''
        const name = row.cells.length > 1 && index > 0 ? (row.cells[0]?.text ?? '') : ''
        const labels = [isTaskList && index > 0 ? name : ''].filter((part) => part !== '').map(withoutSpace)
        this.#addFacts(cell, header === '' ? name : header, labels, aspectOfWords(`${name}${header}`))
      }
    })
    this.#addStatements(row, headers, isTaskList)
  }

  /** 基本支出：417.31. */
  #addPair(row: FormRow, label: string, amount: string): void {
    const unit = unitInHeader(this.#band?.header.cells[0]?.text ?? '') ?? this.#tableUnit ?? ''
    const measure = measureInForm(label)
    const fund = fundOfLabel(label)
    const key: KeyParts = measure
      ? { measure, subject: [], aspect: 'amount', stage: 'finalAccounts' }
      : fund
        ? { measure: 'expenditure', subject: [], aspect: 'amount', fund }
        : { measure: 'stated', subject: [label], aspect: 'amount' }
    this.#push({
      text: amount,
      unit,
      row,
      labels: [label],
      column: '',
      key: this.#key(key),
      value: readValue({ text: amount, unit }, 1),
      qualifier: null,
    })
  }

  #addStatements(row: FormRow, headers: readonly string[], isTaskList: boolean): void {
    const texts = row.cells.map(({ text }) => text.trim())
    const isRecord = row.cells.length >= fewestOfRecord && headers.every((header) => header !== '')
    if ((isTaskList && row.cells.length > 1) || isRecord) {
      this.#addStatement(
        row,
        isTaskList ? 'achievement' : kindOfWords(headers[0] ?? ''),
        texts.map((text, index) => withHeader(text, headers[index] ?? '')).join('；'),
        row.cells,
      )
      return
    }
    const [label, ...rest] = row.cells
    if (rest.length > 0 && rest.every(({ text }) => text.trim() === '无')) return
    if (label === undefined || (rest.length === 0 && label.text.length <= longestBandTitle)) return
    if (isFieldOfForm.test(withoutSpace(label.text))) return
    const isLabelled = rest.length > 0 && label.text.length <= 24 && headers[0] === ''
    if (isLabelled) this.#addStatement(row, kindOfWords(label.text), texts.join('：'), row.cells)
    else
      row.cells.forEach((cell, index) => {
        if (cell.text.length >= shortestStatement && !/[：:]\s*(?:-?\d[\d,.]*)?$/u.test(cell.text))
          this.#addStatement(row, kindOfWords(headers[index] ?? ''), cell.text.trim(), [cell])
      })
  }

  #addStatement(row: FormRow, kind: StatementKind, text: string, cells: readonly FormCell[]): void {
    this.statements.push({
      kind,
      text,
      section: [this.#section, this.#form.title].filter(Boolean).join(' > '),
      page: null,
      lines: row.lines,
      quote: cells.map(({ text: own }) => own.trim()).join(' '),
      about: [],
    })
  }
}

/** 年度主要任务, 绩效指标. */
const longestBandTitle = 8

/** A row under as many headers tells of one thing: 单位名称, 单位性质, 单位规格. */
const fewestOfRecord = 3

/** Fields that name the form, its bodies and kinds. */
const isFieldOfForm =
  /^(?:主管部门|.*(?:实施|主管)单位|.*(?:部门|单位).{0,6}名称|项目(?:类别|属性|类型)|20\d{2}年\d{1,2}月)/u

/** Words of a form that are shorter say nothing by themselves. */
const shortestStatement = 6

/** What stands beside a value and is shorter is an attribute of it: 科学. */
const shortestRemark = 10

const withHeader = (text: string, header: string): string =>
  header === '' ? text : `${withoutSpace(header)}：${text}`

const kindOfWords = (label: string): StatementKind => {
  const words = withoutSpace(label)
  if (/目标/u.test(words) && !/原因|完成/u.test(words)) return 'objective'
  if (/完成情况|完成/u.test(words) && !/原因/u.test(words)) return 'achievement'
  if (/措施|改进/u.test(words)) return 'improvement'
  if (/性质|规格|名称|单位/u.test(words)) return 'organisation'
  return 'explanation'
}

const aspectOfWords = (words: string): Aspect =>
  /目标/u.test(words) && !/完成/u.test(words) ? 'target' : 'amount'

type NamedRow = Readonly<{
  project: string | null
  isList: boolean
  /** Adds up the projects of a list. */
  isListTotal: boolean
  isTotal: boolean
  hasLevels: boolean
  /** The labels are those of the band. */
  isUnlabelled: boolean
  labels: readonly string[]
}>

type MoneyKey = Readonly<{ measure: FigureMeasure; subject: readonly (string | null)[]; fund?: Fund }>

/** What an evaluation says of an indicator, or of the whole in the form's total. */
const pointsAspects: ReadonlySet<Aspect> = new Set(['weight', 'score', 'scoreRate', 'grade'])

type KeyParts = Readonly<{
  measure: FigureMeasure
  subject: readonly (string | null)[]
  aspect: Aspect
  stage?: FigureStage
  fund?: Fund
  fiscalYear?: number
}>

type Value = Readonly<{ state: PrintState; amountFen: number | null; quantity: PrintReading['quantity'] }>

type Printed = Readonly<{
  text: string
  unit: string | null
  row: FormRow
  labels: readonly string[]
  column: string
  key: FigureKey
  value: Value
  qualifier: string | null
}>

const wholeLabel = /^(?:(?:年度)?(?:财政)?资金总额|(?:部门|单位)?预算总额|年度财政资金总额|合计|总计)$/u

const threePublic: readonly Measure[] = [
  'officialVehicles',
  'officialVehiclePurchase',
  'officialVehicleOperation',
  'officialOverseasTravel',
  'officialReceptions',
]

/** Forms name “three public” expenses as people do: 公车购置, 出国经费. */
const measureInForm = (label: string): Measure | null => {
  const name = stripNumbering(label).replace(/[：:]$/u, '')
  const commonNames = (measure: Measure): readonly string[] => measures[measure].synonyms.zh
  return measureOfLabel(name) ?? threePublic.find((measure) => commonNames(measure).includes(name)) ?? null
}

/** 资金来源:(1) 财政拨款, 其中：办公经费, 1、业务工作经费. */
const foldSource = (label: string): string =>
  stripNumbering(foldHeader(stripNumbering(label)).replace(/^(?:资金来源|其中)[：:]?/u, ''))

/** 行政编制, 事业人员: a kind of them; without it a column is of all. */
const kindOfPerson = /行政|事业|工勤|公务员|参公|机关|聘|男|女/u

/** A table's unit is that of its amounts, not of the years and pieces beside them. */
const isOfMoney = (header: string): boolean =>
  /金额|预算|决算|执行|支出|收入|资金|经费|[原净价余]值|单价|投资|拨款|份额|额$|^(?:合计|小计|总计)$|年初数|年末数|上年数|本年数|^20\d{2}年度?$/u.test(
    header,
  )

const staffMeasure = (header: string): Measure | null =>
  /编制/u.test(header) ? 'posts' : /在职|实有/u.test(header) && /数$/u.test(header) ? 'staff' : null

/** A cell's words by the lines that print them, where it stands on more than one. */
const cellPieces = (
  { lines: [first, last], text: own }: FormCell,
  text: string,
  lines: readonly string[],
) => {
  if (first === last || text !== own) return [[{ line: first, text }]]
  return [
    lines
      .slice(first - 1, last)
      .map((line, index) => ({ line: first + index, text: line.trim() }))
      .filter((piece) => piece.text !== ''),
  ]
}

export const readForm = (form: Form, context: FormContext): FormReading => {
  const reader = new FormReader(form, context)
  reader.read()
  return { prints: reader.prints, statements: reader.statements }
}
