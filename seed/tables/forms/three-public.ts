import type { FigureKey } from '../../../db/domain/figure.ts'
import {
  partsOfFiscalAppropriation,
  partsOfGovernmentProcurement,
  partsOfOfficialVehicles,
  partsOfThreePublicExpenses,
} from '../../../db/domain/measure-parts.ts'
import { parseAmount } from '../../../db/domain/money.ts'
import type { Fund, Measure, Stage } from '../../../db/domain/terms.ts'
import { stripNumbering } from '../../../db/domain/text.ts'
import { type Row, type Table, withoutSpace } from '../../intermediate.ts'
import type { Identity } from '../../reading.ts'
import { collectPrints } from '../collect-prints.ts'
import { type ColumnTime, timeColumn } from '../column-time.ts'
import { headerPathsOf } from '../header-path.ts'
import { fundNamedIn, fundOfLabel, measureOfLabel } from '../match-label.ts'
import { type FormContext, type TableForm, timedKey } from './form.ts'

/** What some tables print beside them, whose fund their title does not name. */
const besideThem: readonly Measure[] = [
  'agencyOperatingExpenses',
  'governmentProcurement',
  ...partsOfGovernmentProcurement,
  'procurementSme',
  'procurementMicro',
]

/**
 * “三公” expenses. Final accounts print one row without a label: the parts twice, under 预算数 and 决算数, or the two
 * stages under each part; or a row for each of the two stages, or of two years, the parts once. Budgets print one row for
 * each part and one column for each fund.
 */
const threePublicMeasures: ReadonlySet<Measure> = new Set([
  'threePublicExpenses',
  'conferenceExpenses',
  'trainingExpenses',
  ...partsOfThreePublicExpenses,
  ...partsOfOfficialVehicles,
  ...besideThem,
])

const measureOfText = (text: string): Measure | null => {
  const bare = stripNumbering(text)
    .replace(/^其中[:：]?/u, '')
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）')
  // 因公出国（境）支出, 公务接待费支出
  const measure = measureOfLabel(bare) ?? measureOfLabel(bare.replace(/费?支出$/u, '费'))
  return measure !== null && threePublicMeasures.has(measure) ? measure : null
}

const isSumWord = (text: string): boolean => /^(?:支出)?(?:合计|总计|小计)$/u.test(text)
/** Of a column that holds all there is. */
const isAllWord = (text: string): boolean => isSumWord(text) || /^(?:金额|统计数|)$/u.test(text)

/** A 货物, B 工程, C 服务: the parts of procurement by the letters of its catalogue. */
const partOfProcurement = (text: string): Measure | null => {
  const [, part] = /^[A-C]?(货物|工程|服务)类?$/u.exec(text) ?? []
  if (part === undefined) return null
  return part === '货物' ? 'procurementGoods' : part === '工程' ? 'procurementWorks' : 'procurementServices'
}

const isOfProcurement = ({ title }: Table): boolean => withoutSpace(title).includes('政府采购')

type PartColumn = Readonly<{
  column: number
  header: string
  measure: Measure | null
  time: ColumnTime | null
}>

/** What a header names, without its fund: 财政拨款“三公”经费. */
const nameIn = (header: string): string =>
  header
    .replace(/^(?:一般公共预算)?财政拨款(?:安排的)?|(?:财政拨款)?预算总额$/gu, '')
    .replace(/(?<=费)(?:小计|合计)$/u, '')

/** Under 公务用车购置及运行费 its two parts go by shorter names. */
const partOfVehicles = (word: string): Measure | null => {
  if (/^购置费?$/u.test(word)) return 'officialVehiclePurchase'
  return /^运行(?:维护)?费?$/u.test(word) ? 'officialVehicleOperation' : null
}

/** 合计 is of all parts, 小计 of the part over it. */
const measureOfWords = (printed: readonly string[]): Measure | null => {
  const words = printed.map(nameIn).filter((word) => word !== '')
  const leaf = words.at(-1)
  if (leaf === undefined) return null
  const above = words.slice(0, -1).findLast((word) => !isSumWord(word))
  const aboveMeasure = above === undefined ? 'threePublicExpenses' : measureOfText(above)
  if (isSumWord(leaf)) return aboveMeasure
  return measureOfText(leaf) ?? (aboveMeasure === 'officialVehicles' ? partOfVehicles(leaf) : null)
}

/**
 * 预算数 in final accounts is the initial or the adjusted budget: where the header does not say which, a note below the
 * table does (其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数), or the text.
 */
const budgetMeant = (table: Table, context: FormContext): Stage | null => {
  // Budgets set two years beside each other: where the header speaks of budgets, both are.
  if (context.identity.kind === 'budget')
    return headerPathsOf(table)
      .flat()
      .some((word) => word.includes('预算'))
      ? 'initialBudget'
      : null
  const said = budgetInNotes(table, context) ?? budgetInText(context)
  if (said === null) return null
  return said === '年初' ? 'initialBudget' : 'adjustedBudget'
}

/** Notes stand on the lines below a table, before the next heading, or in its last row. */
const longestNote = 12

const budgetInNotes = (table: Table, { lines }: FormContext): string | null => {
  const notes = withoutSpace(lines.slice(table.lines[0] - 1, table.lines[1] + longestNote).join(''))
  return /预算数[为是指][^。；]{0,16}?(年初|全年|调整)/u.exec(notes)?.[1] ?? null
}

const statedBudget =
  /“?三公”?经费[^，,。；;：:]{0,24}?(年初|全年|调整)[^，,。；;：:\d]{0,6}?预算数?[为是]?\d/gu

/** “三公”经费财政拨款支出年初预算为 2.85 万元: the text sets one budget, and no other, against the outturn. */
const budgetInText = ({ lines }: FormContext): string | null => {
  const said = new Set([...withoutSpace(lines.join('')).matchAll(statedBudget)].map(([, word]) => word ?? ''))
  const [only] = said
  return said.size === 1 && only !== undefined ? only : null
}

/** `meant`: the budget that is meant where a column does not say which. */
const partColumns = (table: Table, identity: Identity, meant: Stage | null): readonly PartColumn[] =>
  headerPathsOf(table).flatMap((path, column) => {
    const { time, words } = timeColumn(path, identity)
    if (isLabelHeader(path)) return []
    return [
      {
        column,
        header: path.join(' > '),
        measure: measureOfWords(words),
        time: staged(time, meant),
      },
    ]
  })

const isLabelHeader = (path: readonly string[]): boolean =>
  /^(?:项目(?:名称)?|年度)$/u.test(path.at(-1) ?? '')

const staged = (time: ColumnTime | null, meant: Stage | null): ColumnTime | null =>
  time && { ...time, stage: time.stage ?? meant }

/** Whether the parts are the columns, and not the rows. */
const hasPartColumns = (table: Table, identity: Identity): boolean =>
  new Set(partColumns(table, identity, null).flatMap(({ measure }) => measure ?? [])).size > 2

type FundColumns = Readonly<{
  label: number
  amounts: readonly Readonly<{ column: number; header: string; fund: Fund; time: ColumnTime | null }>[]
}>

const fundColumns = (table: Table, identity: Identity): FundColumns | null => {
  const paths = headerPathsOf(table)
  const label = paths.findIndex(isLabelHeader)
  const whole = fundNamedIn(withoutSpace(table.title)) ?? 'all'
  const amounts = paths.flatMap((path, column) => {
    const { time, words } = timeColumn(path, identity)
    const leaf = words.at(-1) ?? ''
    const fund = isAllWord(leaf) ? whole : fundOfLabel(leaf)
    return column === label || path.length === 0 || fund === null
      ? []
      : [{ column, header: path.join(' > '), fund, time }]
  })
  return label !== -1 && amounts.length > 0 ? { label, amounts } : null
}

const bodyOf = (table: Table): readonly Row[] => table.rows.filter(({ role }) => role === 'body')
const cellAt = (row: Row, column: number) => row.cells.find((cell) => cell.column === column)
const labelAt = (row: Row, column: number): string => withoutSpace(cellAt(row, column)?.text ?? '')

const isTableEnd = /表(?:[（(].*[）)])?$/u

export const threePublicForm: TableForm = {
  id: 'threePublic',
  hasTitle: (title) => /三公.{0,3}经费/u.test(title) && isTableEnd.test(title),
  hasHeader: (table, identity) =>
    table.isSolved && (hasPartColumns(table, identity) || fundColumns(table, identity) !== null),
  read: (table, context) => {
    const { identity } = context
    const funds = hasPartColumns(table, identity) ? null : fundColumns(table, identity)
    return funds === null ? readParts(table, context) : readFunds(table, funds, context)
  },
}

/** Procurement and agency operating expenses in a table of their own, line by line. */
export const besideForm: TableForm = {
  id: 'beside',
  isAlsoLabelled: true,
  hasTitle: (title) => /机关运行(?:维护)?经费|政府采购/u.test(title) && isTableEnd.test(title),
  hasHeader: (table, identity) => table.isSolved && fundColumns(table, identity) !== null,
  read: (table, context) => {
    const columns = fundColumns(table, context.identity)
    return columns === null ? { prints: [], findings: [] } : readFunds(table, columns, context)
  },
}

/** 预算数, 决算数 before the amounts of a row: when it states them. */
const timeOfRow = ({ cells }: Row, identity: Identity): ColumnTime | null => {
  const label = withoutSpace(cells.find(({ text }) => text.trim() !== '')?.text ?? '')
  const { time, words } = timeColumn([label], identity)
  return label !== '' && words.length === 0 ? time : null
}

/** The only row with amounts; or, where each unit has a row of its own, the one that adds them up. */
const statingRow = (body: readonly Row[]): Row | undefined => {
  const rows = body.filter(({ cells }) => cells.some(({ text }) => parseAmount(text, '元').kind === 'amount'))
  const sums = rows.filter(({ cells }) => cells.some(({ text }) => isSumWord(withoutSpace(text))))
  return rows.length === 1 ? rows[0] : sums.length === 1 ? sums[0] : undefined
}

const readParts = (table: Table, context: FormContext) => {
  const collector = collectPrints(table, context.section, context.lines)
  const fund = fundNamedIn(withoutSpace(table.title)) ?? 'all'
  const meant = budgetMeant(table, context)
  const columns = partColumns(table, context.identity, meant)
  const rows = bodyOf(table)
  for (const { header, measure, time } of columns)
    if (measure === null) collector.find('unknown-column', 'label', { column: header })
    else if (time?.stage === null && rows.length > 0)
      collector.find('unclear-stage', 'label', { column: header })
  const stating = statingRow(rows)
  for (const row of rows) {
    const own = staged(timeOfRow(row, context.identity), meant)
    const rowLabel = own === null ? '' : withoutSpace(row.cells[0]?.text ?? '')
    if (own?.stage === null) collector.find('unclear-stage', 'label', { column: rowLabel })
    for (const { column, header, measure, time } of columns)
      collector.add(cellAt(row, column), row, {
        rowLabel,
        columnLabel: header,
        figures: keysOf(measure, own ?? (row === stating ? time : null), fund),
        isTotal: measure === 'threePublicExpenses' || measure === 'officialVehicles',
      })
  }
  return collector.done()
}

const keysOf = (measure: Measure | null, time: ColumnTime | null, fund: Fund): readonly FigureKey[] => {
  if (measure === null || time === null) return []
  const rest = { fund: fundOf(measure, fund), measure, item: null }
  const key = timedKey(time, rest)
  // 预算数 without a word on which: kept as a budget that no question takes for the initial one.
  return [key ?? { ...time, ...rest, stage: 'none', subject: null, whole: null }]
}

/** What stands beside “three public” expenses is of all money, but where a column names its fund. */
const fundOf = (measure: Measure, fund: Fund): Fund =>
  besideThem.includes(measure) && !partsOfFiscalAppropriation.some((part) => part === fund) ? 'all' : fund

const readFunds = (table: Table, { label, amounts }: FundColumns, context: FormContext) => {
  const collector = collectPrints(table, context.section, context.lines)
  const rows = bodyOf(table).map((row) => {
    const [first = ''] = row.cells
      .filter(({ column }) => column < label)
      .map(({ text }) => withoutSpace(text))
    // A total may begin before the column of names; codes of the catalogue of procurement stand there.
    return { row, text: labelAt(row, label) || first, isListed: /^[A-C]\d/u.test(first) }
  })
  const measureOfRow = (text: string): Measure | null => {
    if (isOfProcurement(table) && isSumWord(stripNumbering(text))) return 'governmentProcurement'
    if (!isSumWord(stripNumbering(text)))
      return measureOfText(text) ?? (isOfProcurement(table) ? partOfProcurement(text) : null)
    const isOnlyThreePublic = rows.every(
      (other) => isSumWord(stripNumbering(other.text)) || /三公|出国|公务/u.test(other.text),
    )
    return isOnlyThreePublic ? 'threePublicExpenses' : null
  }
  for (const { row, text, isListed } of rows) {
    const measure = measureOfRow(text)
    const isEmpty = amounts.every(({ column }) => /^[-—–]*$/u.test(labelAt(row, column)))
    if (measure === null && !isEmpty && !isListed)
      collector.find('unknown-label', 'label', { label: text, line: row.lines[0] })
    for (const { column, header, fund, time } of amounts) {
      collector.add(cellAt(row, column), row, {
        rowLabel: text,
        columnLabel: header,
        figures: keysOf(measure, time, fund),
        isTotal: measure === 'threePublicExpenses' || measure === 'officialVehicles',
      })
    }
  }
  return collector.done()
}
