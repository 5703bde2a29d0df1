import { functionLevelOf } from '../../../db/domain/classification.ts'
import type { Item } from '../../../db/domain/figure.ts'
import {
  partsOfBasicExpenditure,
  partsOfExpenditure,
  partsOfRevenue,
} from '../../../db/domain/measure-parts.ts'
import type { Fund, Measure } from '../../../db/domain/terms.ts'
import { type Table, withoutSpace } from '../../intermediate.ts'
import type { Identity } from '../../reading.ts'
import { type CodedRow, codedRowsOf, headColumnsOf, isFunctionTable } from '../coded-rows.ts'
import { collectPrints } from '../collect-prints.ts'
import { type ColumnTime, timeColumn } from '../column-time.ts'
import { fundNamedIn, fundOfLabel, measureOfLabel } from '../match-label.ts'
import { type FormContext, type TableForm, timedKey } from './form.ts'

/**
 * Tables by function: one row per class, section or item of the functional classification, one column per source of
 * revenue, nature of expenditure, or carryover. The title names the fund: 收入决算表 and 支出决算表 are of all funds,
 * 一般公共预算财政拨款支出决算表 of the general public budget, and so on.
 */
const columnMeasures: ReadonlySet<Measure> = new Set([
  'revenue',
  ...partsOfRevenue,
  'expenditure',
  ...partsOfExpenditure,
  ...partsOfBasicExpenditure,
  'nonFiscalSurplusUsed',
  'openingCarryover',
  'closingCarryover',
])

/** `fund` null: that of the table. */
type Meaning = Readonly<{ measure: Measure; fund: Fund | null }>
const natures: ReadonlySet<Measure> = new Set([...partsOfExpenditure, ...partsOfBasicExpenditure])

const isNoExpenditure = (measure: Measure | null): boolean =>
  measure === 'revenue' || measure === 'openingCarryover' || measure === 'closingCarryover'

type FigureColumn = Readonly<{ header: string; meaning: Meaning | null; time: ColumnTime | null }>

const isSumWord = (text: string | undefined): boolean => /^(?:合计|总计|小计|金额)$/u.test(text ?? '')

const isOfRevenue = (title: string): boolean => /收入/u.test(title) && !/支出/u.test(title)

/**
 * 合计 and 小计 are of what stands over them. Alone, 合计 is of all expenditure; in a table of revenue it is the grand
 * total where the carryover stands beside the sources, or the year's revenue has a sum of its own.
 */
const meaningOfColumn = (table: Table, words: readonly string[]): Meaning | null => {
  const isSum = isSumWord(words.at(-1))
  const word = (isSum ? words.at(-2) : words.at(-1)) ?? ''
  const of = /^(?:本年|.*(?:预算|基金|拨款))?(收入|支出)$/u.exec(word)?.[1]
  if (isSum && of !== undefined) return { measure: of === '收入' ? 'revenue' : 'expenditure', fund: null }
  if (word === '') return { measure: measureOfBareSum(table), fund: null }
  const measure = measureOfLabel(word)
  // 本年收入 > 基本支出: a part of the revenue by what it is for.
  const isOfOther = words.slice(0, -1).some((above) => isNoExpenditure(measureOfLabel(above)))
  if (measure !== null)
    return columnMeasures.has(measure) && !(isOfOther && natures.has(measure))
      ? { measure, fund: null }
      : null
  const fund = fundOfLabel(word)
  if (fund === null || fundNamedIn(withoutSpace(table.title)) !== null) return null
  return { measure: isOfRevenue(withoutSpace(table.title)) ? 'revenue' : 'expenditure', fund }
}

const measureOfBareSum = (table: Table): Measure => {
  if (!isOfRevenue(withoutSpace(table.title))) return 'expenditure'
  const { paths, figures } = headColumnsOf(table)
  const isBeside = figures.some((column) => {
    const path = paths[column] ?? []
    const isYearSum = isSumWord(path.at(-1)) && path.at(-2) === '本年收入'
    const measure = measureOfLabel(path.at(-1) ?? '')
    return isYearSum || measure === 'openingCarryover' || measure === 'nonFiscalSurplusUsed'
  })
  return isBeside ? 'totalRevenue' : 'revenue'
}

const figureColumnsOf = (table: Table, identity: Identity): readonly FigureColumn[] => {
  const { paths, figures } = headColumnsOf(table)
  return figures.map((column) => {
    const path = paths[column] ?? []
    const { time, words } = timeColumn(path, identity)
    return { header: path.join(' > '), meaning: meaningOfColumn(table, words), time }
  })
}

const isTotalRow = (row: CodedRow): boolean => row.code === null && /^(?:合计|总计)$/u.test(row.name)

const itemOf = (row: CodedRow, context: FormContext): Item | null => {
  if (row.code !== null)
    return {
      classification: 'function',
      code: row.code,
      name: row.name || (context.codeBook.nameOf(row.code) ?? ''),
      level: functionLevelOf(row.code) ?? 3,
    }
  return null
}

const isFunctionTitle = (title: string): boolean =>
  /(?:收入|支出)(?:功能分类)?(?:决算|预算)?(?:总|总体情况|(?<=(?:部门|预算|拨款|基金|经营)(?:收入|支出))情况)?表(?:[（(].*[）)])?$/u.test(
    title,
  ) && !/(?:收支|收入支出)(?:决算|预算)?总|基本支出|项目支出|三公|经济分类|社会保险/u.test(title)

export const byFunctionForm: TableForm = {
  id: 'byFunction',
  hasTitle: isFunctionTitle,
  hasHeader: (table, identity) => {
    if (!isFunctionTable(table)) return false
    const measures = figureColumnsOf(table, identity).flatMap(({ meaning }) => meaning?.measure ?? [])
    return measures.some((measure) => ['expenditure', 'revenue', 'totalRevenue'].includes(measure))
  },
  read: (table, context) => {
    const collector = collectPrints(table, context.section, context.lines)
    const tableFund = fundNamedIn(withoutSpace(table.title)) ?? 'all'
    const rows = codedRowsOf(table)
    const codes = rows.flatMap(({ code }) => (code === null ? [] : [code]))
    const columns = figureColumnsOf(table, context.identity)
    for (const { header, meaning, time } of columns)
      if (meaning === null) collector.find('unknown-column', 'label', { column: header })
      else if (time?.stage === null) collector.find('unclear-stage', 'label', { column: header })

    for (const coded of rows) {
      const item = itemOf(coded, context)
      const isKnownRow = item !== null || isTotalRow(coded)
      const isEmptyRow = coded.row.cells.every((cell) => cell.text === '')
      if (!isKnownRow && !isEmptyRow)
        collector.find('unknown-label', 'label', { label: coded.name, line: coded.row.lines[0] })
      const hasChildren = codes.some((code) => code !== coded.code && code.startsWith(coded.code ?? '?'))
      const rowLabel = [coded.code, coded.name].filter(Boolean).join(' ')
      columns.forEach(({ header, meaning, time }, index) => {
        const { measure, fund } = meaning ?? {}
        const key =
          isKnownRow && measure !== undefined
            ? timedKey(time, { fund: fund ?? tableFund, measure, item })
            : null
        collector.add(coded.figures[index], coded.row, {
          rowLabel,
          columnLabel: header,
          figures: key === null ? [] : [key],
          isTotal: isTotalRow(coded) || hasChildren,
        })
      })
    }
    return collector.done()
  },
}
