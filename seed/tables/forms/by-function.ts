import { functionLevelOf } from '../../../db/domain/classification.ts'
import type { Item } from '../../../db/domain/figure.ts'
import { partsOfExpenditure, partsOfRevenue } from '../../../db/domain/measure-parts.ts'
import type { Measure } from '../../../db/domain/terms.ts'
import { type Table, withoutSpace } from '../../intermediate.ts'
import { type CodedRow, codedRowsOf, headColumnsOf, isFunctionTable } from '../coded-rows.ts'
import { collectPrints } from '../collect-prints.ts'
import { headerPathOf } from '../header-path.ts'
import { fundNamedIn, measureOfLabel } from '../match-label.ts'
import { amountKey, type FormContext, stageOfReport, type TableForm } from './form.ts'

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
  'openingCarryover',
  'closingCarryover',
])

type FigureColumn = Readonly<{ header: string; measure: Measure | null }>

const isSumWord = (text: string | undefined): boolean => /^(?:合计|总计|小计)$/u.test(text ?? '')

const isOfRevenue = (title: string): boolean => /收入/u.test(title) && !/支出/u.test(title)

/**
 * 合计 and 小计 are of what stands over them. Alone, 合计 is of all expenditure; in a table of revenue it is the grand
 * total where the year's revenue has a sum of its own, with the carryover beside it.
 */
const measureOfColumn = (table: Table, column: number): Measure | null => {
  const path = headerPathOf(table, column)
  const isSum = isSumWord(path.at(-1))
  const word = (isSum ? path.at(-2) : path.at(-1)) ?? ''
  const of = /^(?:本年|.*(?:预算|基金|拨款))?(收入|支出)(?:预算|决算)?数?$/u.exec(word)?.[1]
  if (isSum && of !== undefined) return of === '收入' ? 'revenue' : 'expenditure'
  if (isSum && word === '') return measureOfBareSum(table)
  const measure = measureOfLabel(word)
  return measure !== null && columnMeasures.has(measure) ? measure : null
}

const measureOfBareSum = (table: Table): Measure => {
  if (!isOfRevenue(withoutSpace(table.title))) return 'expenditure'
  const hasYearSum = headColumnsOf(table).figures.some((column) => {
    const path = headerPathOf(table, column)
    return isSumWord(path.at(-1)) && path.length > 1
  })
  return hasYearSum ? 'totalRevenue' : 'revenue'
}

const figureColumnsOf = (table: Table): readonly FigureColumn[] =>
  headColumnsOf(table).figures.map((column) => ({
    header: headerPathOf(table, column).join(' > '),
    measure: measureOfColumn(table, column),
  }))

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
  /(?:收入|支出)(?:功能分类)?(?:决算|预算)?(?:总|总体情况)?表(?:[（(].*[）)])?$/u.test(title) &&
  !/(?:收支|收入支出)(?:决算|预算)?总|基本支出|项目支出|三公|经济分类|社会保险/u.test(title)

export const byFunctionForm: TableForm = {
  id: 'byFunction',
  hasTitle: isFunctionTitle,
  hasHeader: (table) => {
    if (!isFunctionTable(table)) return false
    const measures = figureColumnsOf(table).flatMap(({ measure }) => (measure === null ? [] : [measure]))
    return (
      measures.length > 1 &&
      measures.some((measure) => ['expenditure', 'revenue', 'totalRevenue'].includes(measure))
    )
  },
  read: (table, context) => {
    const collector = collectPrints(table, context.section, context.lines)
    const stage = stageOfReport(context.identity)
    const fund = fundNamedIn(withoutSpace(table.title)) ?? 'all'
    const rows = codedRowsOf(table)
    const codes = rows.flatMap(({ code }) => (code === null ? [] : [code]))
    const columns = figureColumnsOf(table)
    for (const { header, measure } of columns)
      if (measure === null) collector.find('unknown-column', 'label', { column: header })

    for (const coded of rows) {
      const item = itemOf(coded, context)
      const isKnownRow = item !== null || isTotalRow(coded)
      const isEmptyRow = coded.row.cells.every((cell) => cell.text === '')
      if (!isKnownRow && !isEmptyRow)
        collector.find('unknown-label', 'label', { label: coded.name, line: coded.row.lines[0] })
      const hasChildren = codes.some((code) => code !== coded.code && code.startsWith(coded.code ?? '?'))
      columns.forEach(({ header, measure }, index) => {
        collector.add(coded.figures[index], coded.row, {
          rowLabel: [coded.code, coded.name].filter(Boolean).join(' '),
          columnLabel: header,
          figures:
            isKnownRow && measure !== null
              ? [amountKey(context.identity, stage, { fund, measure, item })]
              : [],
          isTotal: isTotalRow(coded) || hasChildren,
        })
      })
    }
    return collector.done()
  },
}
