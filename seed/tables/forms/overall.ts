import { economicEntries, functionEntries } from '../../../db/domain/classification.ts'
import type { FigureKey } from '../../../db/domain/figure.ts'
import {
  partsOfBasicExpenditure,
  partsOfExpenditure,
  partsOfRevenue,
} from '../../../db/domain/measure-parts.ts'
import { parseAmount } from '../../../db/domain/money.ts'
import type { Fund, Measure } from '../../../db/domain/terms.ts'
import { stripNumbering } from '../../../db/domain/text.ts'
import { type Row, type Table, withoutSpace } from '../../intermediate.ts'
import type { Identity } from '../../reading.ts'
import { collectPrints, type PrintCollector } from '../collect-prints.ts'
import { type ColumnTime, timeColumn } from '../column-time.ts'
import { headerPathsOf } from '../header-path.ts'
import { fundNamedIn, fundOfLabel, measureOfLabel } from '../match-label.ts'
import { type FormContext, type TableForm, timedKey } from './form.ts'

/**
 * Overall revenue and expenditure: two lists side by side, revenue by source and expenditure by functional class, each
 * closed by its totals. 收入支出决算总表 (部门预算收支总表) is of all funds; 财政拨款收入支出决算总表 is of the fiscal
 * appropriation, its expenditure in one column for each fund.
 */
type SideName = 'revenue' | 'expenditure'

type Side = Readonly<{
  name: SideName
  label: number
  /** It lists expenditure by its nature: 基本支出, 项目支出. */
  isByNature: boolean
  /** Its last sum takes in the carryover that stands above it: no 总计 follows. */
  isClosedBySum: boolean
  amounts: readonly AmountColumn[]
}>

type AmountColumn = Readonly<{
  column: number
  header: string
  time: ColumnTime | null
  fund: Fund
  /** The part of each row's expenditure that the column holds, by nature; null: all of it. */
  part: Measure | null
}>

const numberColumns = new Set(['行次', '序号', '栏次'])

const sideOfPath = (path: readonly string[]): SideName | null => {
  const side = path.map((text) => /^(?:本年|财政拨款)?(收入|支出)$/u.exec(text)?.[1]).find(Boolean)
  if (side === undefined) return null
  return side === '收入' ? 'revenue' : 'expenditure'
}

/** 项目, 收入项目, 支出科目（按功能分类） */
const isLabelHeader = (leaf: string): boolean =>
  /^(?:(?:收入|支出)(?:项目|科目|内容)|项目)(?:名称)?(?:[（(].*[）)])?$/u.test(leaf)

/** 按功能分类: over the classes beside a list of revenue; a table of its own has codes and more columns under it. */
const isClassHeader = (leaf: string): boolean => /^按?(?:支出)?功能分类(?:科目)?(?:名称)?$/u.test(leaf)

const fundOfTable = ({ title }: Table): Fund => fundNamedIn(withoutSpace(title)) ?? 'all'

const natures: ReadonlySet<Measure> = new Set([...partsOfExpenditure, ...partsOfBasicExpenditure])

const isNature = (label: string): boolean => {
  const measure = measureOfLabel(label)
  return measure !== null && natures.has(measure)
}

const bodyOf = (table: Table): readonly Row[] => table.rows.filter(({ role }) => role === 'body')

/** 基本支出, its 小计, 人员经费 below it: the nature of expenditure that a column is for. */
const partOfPath = (path: readonly string[]): Measure | null => {
  const named = path.map(measureOfLabel).filter((measure) => measure !== null && natures.has(measure))
  return named.at(-1) ?? null
}

/** The fund of an amount column, by the words over it but those of its side and its time; null where it is none. */
const fundOfColumn = (words: readonly string[], whole: Fund): Fund | null => {
  const leaf = words.findLast((word) => sideOfPath([word]) === null) ?? ''
  if (/^(?:合计|小计|金额|)(?:[（(].*[）)])?$/u.test(leaf)) return whole
  return whole === 'all' ? null : fundOfLabel(leaf)
}

/** 部门收入总体情况表 may be one list: 项目 and its amount. */
const onlySideOf = (table: Table): SideName | null => {
  const title = withoutSpace(table.title)
  const hasSides = headerPathsOf(table).some((path) => sideOfPath(path) !== null)
  if (hasSides || /收支|收入支出/u.test(title)) return null
  return /收入/u.test(title) ? 'revenue' : 'expenditure'
}

const sidesOf = (table: Table, identity: Identity): readonly Side[] => {
  const paths = headerPathsOf(table)
  const whole = fundOfTable(table)
  const only = onlySideOf(table)
  return (['revenue', 'expenditure'] as const).flatMap((name): readonly Side[] => {
    const columns = paths.flatMap((path, column) =>
      (only ?? sideOfPath(path)) === name ? [{ path, column }] : [],
    )
    const label = columns.find(({ path }) => {
      const leaf = path.at(-1) ?? ''
      return isLabelHeader(leaf) || (only === null && isClassHeader(leaf))
    })
    const amounts = columns.flatMap(({ path, column }): readonly AmountColumn[] => {
      const header = path.at(-1) ?? ''
      const part = name === 'expenditure' ? partOfPath(path) : null
      const { time, words } = timeColumn(path, identity)
      const fund = part === null ? fundOfColumn(words, whole) : whole
      return fund === null ? [] : [{ column, header, time, fund, part }]
    })
    if (!label || amounts.length === 0) return []
    const isByNature =
      name === 'expenditure' && bodyOf(table).some((row) => isNature(textAt(row, label.column)))
    return [
      { name, label: label.column, isByNature, isClosedBySum: isClosedBySum(table, label.column), amounts },
    ]
  })
}

/** 收入合计 below 上年结转, and nothing below that. */
const isClosedBySum = (table: Table, label: number): boolean => {
  const labels = bodyOf(table).map((row) => stripNumbering(textAt(row, label)))
  const sum = labels.findLastIndex((text) => /^(?:收入|支出)合计$/u.test(text))
  return (
    !labels.some((text) => /总[计数]$/u.test(text)) &&
    labels.slice(0, Math.max(sum, 0)).some((text) => carryovers.has(measureOfLabel(text) ?? 'revenue'))
  )
}

/** Columns that are neither a side's label nor its amounts, nor row numbers. */
const unknownColumns = (table: Table, sides: readonly Side[]): readonly string[] => {
  const known = new Set(
    sides.flatMap(({ label, amounts }) => [label, ...amounts.map(({ column }) => column)]),
  )
  return headerPathsOf(table)
    .filter((path, column) => !known.has(column) && !path.some((text) => numberColumns.has(text)))
    .map((path) => path.join(' > '))
}

/** `fund` null: the fund of the column. */
type RowMeaning = Readonly<{
  measure: Measure
  fund: Fund | null
  item: ClassName | null
  isTotal: boolean
}>

/** A class of expenditure by function; its code where it is printed before the name (205 教育支出). */
type ClassName = Readonly<{ name: string; code: string | null }>

const classNamed = (label: string): ClassName => {
  const { code = null, name = label } = /^(?<code>\d{3})(?<name>\p{Script=Han}.*)$/u.exec(label)?.groups ?? {}
  return { name, code }
}

const totals: ReadonlySet<Measure> = new Set(['revenue', 'expenditure', 'totalRevenue', 'totalExpenditure'])

const revenueMeasures: ReadonlySet<Measure> = new Set([
  'revenue',
  ...partsOfRevenue,
  'nonFiscalSurplusUsed',
  'openingCarryover',
  'totalRevenue',
])

const expenditureTotals: ReadonlySet<Measure> = new Set([
  'expenditure',
  'surplusDistribution',
  'closingCarryover',
  'totalExpenditure',
])

/** 其他支出 is a class of both. */
const functionNames: ReadonlySet<string> = new Set(functionEntries.flatMap(({ zh }) => zh))
const economicNames: ReadonlySet<string> = new Set(
  economicEntries.map(({ zh }) => zh).filter((name) => !functionNames.has(name)),
)

const carryovers: ReadonlySet<Measure> = new Set(['openingCarryover', 'closingCarryover'])

/** 总计, 支出总计, 小计 above the carryover, or 收入合计 that takes the carryover in; null: no total of those. */
const totalOf = (
  bare: string,
  measure: Measure | null,
  { name: side, isClosedBySum }: Pick<Side, 'name' | 'isClosedBySum'>,
): Measure | null => {
  const isOfSide = measure === 'revenue' || measure === 'expenditure'
  if (/^(?:收入|支出)?总[计数]$/u.test(bare) || (isClosedBySum && isOfSide))
    return side === 'revenue' ? 'totalRevenue' : 'totalExpenditure'
  return bare === '小计' ? side : null
}

/** `above` is the row before on this side: the funds below a carryover are its parts. */
const meaningOf = (
  { name: side, isByNature, isClosedBySum }: Side,
  label: string,
  above: Measure | null,
): RowMeaning | null => {
  const bare = stripNumbering(label)
  const measure = measureOfLabel(bare)
  const total = totalOf(bare, measure, { name: side, isClosedBySum })
  if (total !== null) return { measure: total, fund: null, item: null, isTotal: true }
  const fund = fundOfLabel(bare)
  if (fund !== null && fund !== 'fiscalAppropriation') {
    if (above !== null && carryovers.has(above)) return { measure: above, fund, item: null, isTotal: false }
    if (side === 'revenue') return { measure: 'fiscalAppropriationRevenue', fund, item: null, isTotal: false }
  }
  const belongs = side === 'revenue' ? revenueMeasures : expenditureTotals
  if (measure !== null && belongs.has(measure))
    return { measure, fund: null, item: null, isTotal: totals.has(measure) }
  if (side === 'expenditure' && measure !== null && natures.has(measure))
    return { measure, fund: null, item: null, isTotal: false }
  if (side === 'revenue' && fund === 'fiscalAppropriation')
    return { measure: 'fiscalAppropriationRevenue', fund: 'all', item: null, isTotal: false }
  // What stands below the natures of expenditure is no class by function.
  if (side === 'revenue' || isByNature || measure !== null || fund !== null || economicNames.has(bare))
    return null
  return { measure: 'expenditure', fund: null, item: classNamed(bare), isTotal: false }
}

const textAt = (row: Row, column: number): string =>
  withoutSpace(row.cells.find((cell) => cell.column === column)?.text ?? '')

const isOverallTitle = (title: string): boolean =>
  (/(?:收支|收入支出).*总(?:体情况)?表/u.test(title) ||
    /(?:收入|支出)(?:预算|决算)?总(?:体情况)?表(?:[（(].*[）)])?$/u.test(title) ||
    /收入支出(?:预算|决算)?表(?:[（(].*[）)])?$/u.test(title)) &&
  !/一般公共预算|政府性?基金|国有资本|社会保险/u.test(title)

export const overallForm: TableForm = {
  id: 'overall',
  hasTitle: isOverallTitle,
  hasHeader: (table, identity) =>
    table.isSolved && sidesOf(table, identity).length === (onlySideOf(table) === null ? 2 : 1),
  read: (table, context) => {
    const collector = collectPrints(table, context.section, context.lines)
    const sides = sidesOf(table, context.identity)
    for (const column of unknownColumns(table, sides)) collector.find('unknown-column', 'label', { column })
    for (const { header, time } of sides.flatMap(({ amounts }) => amounts))
      if (time?.stage === null) collector.find('unclear-stage', 'label', { column: header })
    const above = new Map<SideName, Measure | null>()
    for (const row of bodyOf(table))
      for (const side of sides)
        above.set(side.name, readSide(table, row, side, above.get(side.name) ?? null, collector, context))
    return collector.done()
  },
}

/** Reads one side of a row; the measure it states, or that of the labelled row above it. */
const readSide = (
  table: Table,
  row: Row,
  side: Side,
  above: Measure | null,
  collector: PrintCollector,
  context: FormContext,
): Measure | null => {
  const label = textAt(row, side.label)
  const isCertain = row.cells.some((cell) => cell.column === side.label && cell.isCertain)
  const meaning = label === '' || !isCertain ? null : meaningOf(side, label, above)
  if (label !== '' && isCertain && meaning === null)
    collector.find('unknown-label', 'label', { label, line: row.lines[0] })
  const isDoubtful = !addsUp(table, row, side)
  for (const amount of side.amounts)
    collector.add(
      row.cells.find((cell) => cell.column === amount.column),
      row,
      {
        rowLabel: label,
        columnLabel: `${side.name === 'revenue' ? '收入' : '支出'} > ${amount.header}`,
        figures: meaning ? keysOf(meaning, amount, context) : [],
        isTotal: meaning?.isTotal ?? false,
        isDoubtful,
      },
    )
  if (label === '') return above
  // The funds below a carryover are parts of it, one after the other.
  return meaning?.measure ?? null
}

/** Whether the funds of a row make up its sum; a row that lost or moved a cell does not. Money that is not there is none. */
const addsUp = (table: Table, row: Row, { amounts }: Side): boolean => {
  const whole = fundOfTable(table)
  const parts = amounts.filter(({ fund }) => fund !== whole)
  const sums = amounts.filter(({ fund, part }) => fund === whole && part === null)
  const [sum] = sums
  if (sum === undefined || sums.length > 1 || parts.length < 2) return true
  const fenAt = ({ column }: AmountColumn): number => {
    const parsed = parseAmount(textAt(row, column), '元')
    return parsed.kind === 'amount' ? parsed.fen : 0
  }
  const difference = fenAt(sum) - parts.reduce((total, part) => total + fenAt(part), 0)
  return Math.abs(difference) <= parts.length
}

const keysOf = (meaning: RowMeaning, amount: AmountColumn, context: FormContext): readonly FigureKey[] => {
  const measure = measureIn(meaning, amount)
  if (measure === null) return []
  const fund = meaning.fund ?? amount.fund
  const codes = meaning.item === null ? [] : context.codeBook.codesNamed(meaning.item.name, 1)
  const key = timedKey(amount.time, {
    measure,
    fund,
    item:
      meaning.item === null
        ? null
        : {
            classification: 'function' as const,
            code: meaning.item.code ?? (codes.length === 1 ? (codes[0] ?? null) : null),
            name: meaning.item.name,
            level: 1,
          },
  })
  if (key === null) return []
  // The year's revenue from fiscal appropriation is one of the sources of all revenue.
  const isAppropriation = measure === 'revenue' && fund === 'fiscalAppropriation'
  return isAppropriation ? [key, { ...key, measure: 'fiscalAppropriationRevenue', fund: 'all' }] : [key]
}

/** What a row states in a column: all of it, or its part by nature, which only expenditure has. */
const measureIn = ({ measure }: RowMeaning, { part }: AmountColumn): Measure | null => {
  if (part === null) return measure
  return measure === 'expenditure' || measure === 'totalExpenditure' ? part : null
}
