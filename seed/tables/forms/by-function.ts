import { functionLevelOf } from '../../../db/domain/classification.ts'
import type { Item } from '../../../db/domain/figure.ts'
import { partsOfExpenditure } from '../../../db/domain/measure-parts.ts'
import type { Measure } from '../../../db/domain/terms.ts'
import type { Table } from '../../intermediate.ts'
import { type CodedRow, codedRowsOf, headColumnsOf, isFunctionTable } from '../coded-rows.ts'
import { collectPrints } from '../collect-prints.ts'
import { headerPathOf } from '../header-path.ts'
import { measureOfLabel } from '../match-label.ts'
import { amountKey, type FormContext, stageOfReport, type TableForm } from './form.ts'

/**
 * Expenditure by function (支出决算表, 部门预算支出总表): one row per class, section or item of the functional
 * classification, one column per nature of expenditure.
 */
const natures: ReadonlySet<Measure> = new Set(['expenditure', ...partsOfExpenditure])

/** 合计 and 小计 are of what stands over them; alone, of all expenditure. */
const measureOfColumn = (table: Table, column: number): Measure | null => {
  const path = headerPathOf(table, column)
  const isSum = /^(?:合计|总计|小计)$/u.test(path.at(-1) ?? '')
  const word = isSum ? path.at(-2) : path.at(-1)
  if (isSum && (word === undefined || /^(?:本年)?支出(?:预算|决算)?数?$/u.test(word))) return 'expenditure'
  const measure = measureOfLabel(word ?? '')
  return measure !== null && natures.has(measure) ? measure : null
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

const isExpenditureTitle = (title: string): boolean =>
  /支出(?:决算|预算)?(?:总|总体情况)?表(?:[（(].*[）)])?$/u.test(title) &&
  !/收入|收支|财政拨款|一般公共预算|政府性?基金|国有资本|社会保险|基本支出|项目支出|三公|经济分类/u.test(
    title,
  )

export const byFunctionForm: TableForm = {
  id: 'byFunction',
  hasTitle: isExpenditureTitle,
  hasHeader: (table) => {
    if (!isFunctionTable(table)) return false
    const measures = headColumnsOf(table).figures.map((column) => measureOfColumn(table, column))
    return measures.includes('expenditure') && measures.includes('basicExpenditure')
  },
  read: (table, context) => {
    const collector = collectPrints(table, context.section, context.lines)
    const stage = stageOfReport(context.identity)
    const rows = codedRowsOf(table)
    const codes = rows.flatMap(({ code }) => (code === null ? [] : [code]))
    const columns = headColumnsOf(table).figures.map((column) => ({
      column,
      header: headerPathOf(table, column).join(' > '),
      measure: measureOfColumn(table, column),
    }))
    for (const { header, measure } of columns)
      if (measure === null) collector.find('unknown-column', 'label', { column: header })

    for (const coded of rows) {
      const item = itemOf(coded, context)
      const isKnownRow = item !== null || isTotalRow(coded)
      const isEmptyRow = coded.row.cells.every((cell) => cell.text === '')
      if (!isKnownRow && !isEmptyRow)
        collector.find('unknown-label', 'label', { label: coded.name, line: coded.row.lines[0] })
      const hasChildren = codes.some((code) => code !== coded.code && code.startsWith(coded.code ?? '?'))
      for (const { column, header, measure } of columns)
        collector.add(
          coded.row.cells.find((cell) => cell.column === column),
          coded.row,
          {
            rowLabel: [coded.code, coded.name].filter(Boolean).join(' '),
            columnLabel: header,
            figures:
              isKnownRow && measure !== null
                ? [amountKey(context.identity, stage, { fund: 'all', measure, item })]
                : [],
            isTotal: isTotalRow(coded) || hasChildren,
          },
        )
    }
    return collector.done()
  },
}
