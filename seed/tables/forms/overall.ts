import { partsOfRevenue } from '../../../db/domain/measure-parts.ts'
import type { Fund, Measure, Stage } from '../../../db/domain/terms.ts'
import { stripNumbering } from '../../../db/domain/text.ts'
import { type Row, type Table, withoutSpace } from '../../intermediate.ts'
import { collectPrints, type PrintCollector } from '../collect-prints.ts'
import { headerPathsOf } from '../header-path.ts'
import { fundOfLabel, measureOfLabel } from '../match-label.ts'
import { amountKey, type FormContext, stageOfReport, type TableForm } from './form.ts'

/**
 * Overall revenue and expenditure (收入支出决算总表, 部门预算收支总表): two lists side by side, revenue by source and
 * expenditure by functional class, each closed by its totals.
 */
type SideName = 'revenue' | 'expenditure'

type Side = Readonly<{
  name: SideName
  label: number
  amounts: readonly { readonly column: number; readonly header: string; readonly stage: Stage | null }[]
}>

const numberColumns = new Set(['行次', '序号', '栏次'])

const sideOfHeader: Readonly<Record<string, SideName>> = {
  收入: 'revenue',
  本年收入: 'revenue',
  支出: 'expenditure',
  本年支出: 'expenditure',
}

const sideOfPath = (path: readonly string[]): SideName | null => {
  const group = path.find((text) => sideOfHeader[text] !== undefined)
  return group === undefined ? null : (sideOfHeader[group] ?? null)
}

/** Stage by the words over the column; a bare 预算数 in final accounts may be initial or adjusted, and stays open. */
const stageOfColumn = (header: string, context: FormContext): Stage | null => {
  if (/年初预算/u.test(header)) return 'initialBudget'
  if (/(?:全年|调整)预算/u.test(header)) return 'adjustedBudget'
  if (/决算/u.test(header)) return 'finalAccounts'
  if (/预算/u.test(header)) return context.identity.kind === 'budget' ? 'initialBudget' : null
  return stageOfReport(context.identity)
}

const isLabelHeader = (leaf: string): boolean => /^项目(?:[（(].*[）)])?$/u.test(leaf)

const isAmountHeader = (leaf: string): boolean =>
  /^(?:(?:20\d{2}年)?(?:本年|年初|全年|调整)?(?:预算|决算)(?:数|金额)?|金额)(?:[（(].*[）)])?$/u.test(leaf)

const sidesOf = (table: Table, stageOf: (header: string) => Stage | null): readonly Side[] => {
  const paths = headerPathsOf(table)
  return (['revenue', 'expenditure'] as const).flatMap((name): readonly Side[] => {
    const columns = paths.flatMap((path, column) => (sideOfPath(path) === name ? [{ path, column }] : []))
    const label = columns.find(({ path }) => isLabelHeader(path.at(-1) ?? ''))
    const amounts = columns
      .filter(({ path }) => isAmountHeader(path.at(-1) ?? ''))
      .map(({ path, column }) => ({ column, header: path.at(-1) ?? '', stage: stageOf(path.at(-1) ?? '') }))
    return label && amounts.length > 0 ? [{ name, label: label.column, amounts }] : []
  })
}

/** Columns that belong to neither side and are no row numbers. */
const unknownColumns = (table: Table): readonly string[] =>
  headerPathsOf(table)
    .filter((path) => sideOfPath(path) === null && !path.some((text) => numberColumns.has(text)))
    .map((path) => path.join(' > '))

type RowMeaning = Readonly<{ measure: Measure; fund: Fund; item: string | null; isTotal: boolean }>

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

const meaningOf = (side: SideName, label: string): RowMeaning | null => {
  const bare = stripNumbering(label)
  if (/^总计$/u.test(bare))
    return {
      measure: side === 'revenue' ? 'totalRevenue' : 'totalExpenditure',
      fund: 'all',
      item: null,
      isTotal: true,
    }
  const fund = side === 'revenue' ? fundOfLabel(bare) : null
  if (fund !== null && fund !== 'fiscalAppropriation')
    return { measure: 'fiscalAppropriationRevenue', fund, item: null, isTotal: false }
  const measure = measureOfLabel(bare)
  const belongs = side === 'revenue' ? revenueMeasures : expenditureTotals
  if (measure !== null && belongs.has(measure))
    return { measure, fund: 'all', item: null, isTotal: totals.has(measure) }
  if (side === 'revenue') return null
  return { measure: 'expenditure', fund: 'all', item: bare, isTotal: false }
}

const textAt = (row: Row, column: number): string =>
  withoutSpace(row.cells.find((cell) => cell.column === column)?.text ?? '')

const isOverallTitle = (title: string): boolean =>
  /(?:收支|收入支出)/u.test(title) &&
  /总(?:体情况)?表/u.test(title) &&
  !/财政拨款|一般公共预算|政府性?基金|国有资本|社会保险/u.test(title)

export const overallForm: TableForm = {
  id: 'overall',
  hasTitle: isOverallTitle,
  hasHeader: (table) => table.isSolved && sidesOf(table, () => null).length === 2,
  read: (table, context) => {
    const collector = collectPrints(table, context.section, context.lines)
    for (const column of unknownColumns(table)) collector.find('unknown-column', 'label', { column })
    const sides = sidesOf(table, (header) => stageOfColumn(header, context))
    for (const { header, stage } of sides.flatMap(({ amounts }) => amounts))
      if (stage === null) collector.find('unclear-stage', 'label', { column: header })
    for (const row of table.rows.filter(({ role }) => role === 'body'))
      for (const side of sides) readSide(row, side, collector, context)
    return collector.done()
  },
}

const readSide = (row: Row, side: Side, collector: PrintCollector, context: FormContext): void => {
  const label = textAt(row, side.label)
  const isCertain = row.cells.some((cell) => cell.column === side.label && cell.isCertain)
  const meaning = label === '' || !isCertain ? null : meaningOf(side.name, label)
  if (label !== '' && isCertain && meaning === null)
    collector.find('unknown-label', 'label', { label, line: row.lines[0] })
  for (const { column, header, stage } of side.amounts)
    collector.add(
      row.cells.find((cell) => cell.column === column),
      row,
      {
        rowLabel: label,
        columnLabel: `${side.name === 'revenue' ? '收入' : '支出'} > ${header}`,
        figures: meaning && stage ? [keyOf(meaning, stage, context)] : [],
        isTotal: meaning?.isTotal ?? false,
      },
    )
}

const keyOf = ({ measure, fund, item }: RowMeaning, stage: Stage, context: FormContext) => {
  const codes = item === null ? [] : context.codeBook.codesNamed(item, 1)
  return amountKey(context.identity, stage, {
    measure,
    fund,
    item:
      item === null
        ? null
        : {
            classification: 'function' as const,
            code: codes.length === 1 ? (codes[0] ?? null) : null,
            name: item,
            level: 1,
          },
  })
}
