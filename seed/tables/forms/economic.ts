import { economicLevelOf } from '../../../db/domain/classification.ts'
import type { FigureKey, Item } from '../../../db/domain/figure.ts'
import { partsOfBasicExpenditure } from '../../../db/domain/measure-parts.ts'
import type { Measure } from '../../../db/domain/terms.ts'
import { type Row, type Table, withoutSpace } from '../../intermediate.ts'
import type { Identity } from '../../reading.ts'
import { partCode } from '../coded-rows.ts'
import { collectPrints, type PrintCollector } from '../collect-prints.ts'
import { type ColumnTime, timeColumn } from '../column-time.ts'
import { headerPathsOf } from '../header-path.ts'
import { fundNamedIn, measureOfLabel } from '../match-label.ts'
import { type TableForm, timedKey } from './form.ts'

/**
 * Basic expenditure by economic classification (一般公共预算财政拨款基本支出决算明细表): code, name and amount, in one
 * list or in several side by side, with the totals of personnel and non-personnel expenses below; budgets print one
 * list with a column for each of the two.
 */
type Block = Readonly<{
  /** One column, or one for the class and one for the section (类 款). */
  codes: readonly number[]
  name: number
  amounts: readonly Readonly<{
    column: number
    header: string
    measure: Measure
    time: ColumnTime | null
  }>[]
}>

/** `words`: those over the column, without those that say when. A column of nothing but its time is of all. */
const measureOfAmount = (words: readonly string[]): Measure | null => {
  const leaf = words.at(-1) ?? ''
  if (/^(?:合计|小计|总计|金额|(?:.*基本支出)?)(?:[（(].*[）)])?$/u.test(leaf)) return 'basicExpenditure'
  const measure = measureOfLabel(leaf)
  return partsOfBasicExpenditure.find((part) => part === measure) ?? null
}

const isCodeHeader = (text: string): boolean => /(?<!单位)(?:编码|代码)$/u.test(text)

/** 支出经济分类科目: codes and names in one column. */
const isItemHeader = (text: string): boolean => /经济分类(?:科目)?(?:名称)?$/u.test(text)

/** A list begins where a column of codes does, and its amounts end where the next list begins. */
const blocksOf = (table: Table, identity: Identity): readonly Block[] => {
  const paths = headerPathsOf(table)
  const isCodeColumn = (column: number) => paths[column]?.some(isCodeHeader) ?? false
  const hasCodes = paths.some((_, column) => isCodeColumn(column))
  const isCode = (column: number) =>
    hasCodes ? isCodeColumn(column) : isItemHeader(paths[column]?.at(-1) ?? '')
  const starts = paths.flatMap((_, column) => (isCode(column) && !isCode(column - 1) ? [column] : []))
  return starts.flatMap((start, index): readonly Block[] => {
    const columns = paths.map((_, column) => column).slice(start, starts[index + 1])
    const leafOf = (column: number) => paths[column]?.at(-1) ?? ''
    const name = hasCodes ? columns.find((column) => /名称(?:（科目）)?$/u.test(leafOf(column))) : start
    const amounts = columns.flatMap((column) => {
      const path = paths[column] ?? []
      if (isCode(column) || column === name) return []
      // What stands over the codes, too, names the list: 公用经费 over 科目编码, 科目名称, 决算数.
      const { time, words } = timeColumn(
        path.filter((text) => !paths[start]?.includes(text)),
        identity,
      )
      const measure = measureOfAmount(words)
      return measure === null ? [] : [{ column, header: path.join(' > '), measure, time }]
    })
    const codes = hasCodes ? columns.filter(isCode) : []
    return name !== undefined && amounts.length > 0 ? [{ codes, name, amounts }] : []
  })
}

const cellAt = (row: Row, column: number) => row.cells.find((cell) => cell.column === column)
const textAt = (row: Row, column: number): string => withoutSpace(cellAt(row, column)?.text ?? '')

type Entry = Readonly<{ item: Item | null; label: string }>

const entryAt = (row: Row, { codes, name: nameColumn }: Block): Entry => {
  const printedCode = codes.map((column) => textAt(row, column)).join('')
  const texts = [printedCode, ...partCode(textAt(row, nameColumn))].filter((text) => text !== '')
  const code = texts.find((text) => economicLevelOf(text) !== null) ?? null
  const name = texts.filter((text) => text !== code).join('')
  const level = code === null ? null : economicLevelOf(code)
  return {
    item: code === null || level === null ? null : { classification: 'economic', code, name, level },
    label: [code, name].filter(Boolean).join(' '),
  }
}

const isEconomicTitle = (title: string): boolean =>
  /基本支出(?:部门(?:预算|决算)?)?(?:经济(?:分类|科目))?(?:决算|预算)?(?:明细|情况)?表(?:[（(].*[）)])?$/u.test(
    title,
  )

/** What a row without a code totals: 合计, 人员经费合计 or 公用经费合计. */
const totalOf = (label: string): Measure | null => {
  if (/^(?:合计|总计)$/u.test(label)) return 'basicExpenditure'
  const measure = measureOfLabel(label)
  return partsOfBasicExpenditure.find((part) => part === measure) ?? null
}

export const economicForm: TableForm = {
  id: 'economic',
  hasTitle: isEconomicTitle,
  hasHeader: (table, identity) => table.isSolved && blocksOf(table, identity).length > 0,
  read: (table, context) => {
    const collector = collectPrints(table, context.section, context.lines)
    const blocks = blocksOf(table, context.identity)
    const rows = table.rows.filter(({ role }) => role === 'body')
    const codes = rows.flatMap((row) => blocks.flatMap((block) => entryAt(row, block).item?.code ?? []))
    const reader = { collector, keyOf: keysIn(table), blocks, codes }
    for (const row of rows)
      blocks.forEach((block, index) => {
        const { item, label } = entryAt(row, block)
        if (item !== null) readItem(reader, row, block, item, label)
        else if (label !== '') readTotal(reader, row, index, label)
        else readUnclaimed(reader, row, index)
      })
    return collector.done()
  },
}

type Reader = Readonly<{
  collector: PrintCollector
  keyOf: (time: ColumnTime | null, measure: Measure, item: Item | null) => readonly FigureKey[]
  blocks: readonly Block[]
  codes: readonly string[]
}>

const readItem = ({ collector, keyOf, codes }: Reader, row: Row, block: Block, item: Item, label: string) => {
  const isTotal = codes.some((code) => code !== item.code && code.startsWith(item.code ?? '?'))
  for (const { column, header, measure, time } of block.amounts)
    collector.add(cellAt(row, column), row, {
      rowLabel: label,
      columnLabel: header,
      figures: keyOf(time, measure, item),
      isTotal,
    })
}

const readTotal = ({ collector, keyOf, blocks }: Reader, row: Row, index: number, label: string) => {
  const total = totalOf(label)
  if (total === null) collector.find('unknown-label', 'label', { label, line: row.lines[0] })
  for (const { column, header, measure, time } of totalAmounts(row, blocks, index))
    collector.add(cellAt(row, column), row, {
      rowLabel: label,
      columnLabel: header,
      figures: total === null ? [] : keyOf(time, measure === 'basicExpenditure' ? total : measure, null),
      isTotal: true,
    })
}

/** An amount that no label claims is kept as printed. */
const readUnclaimed = ({ collector, blocks }: Reader, row: Row, index: number) => {
  for (const { column, header } of blocks[index]?.amounts ?? [])
    if (textAt(row, column) !== '' && !claimedBefore(row, blocks, index))
      collector.add(cellAt(row, column), row, {
        rowLabel: '',
        columnLabel: header,
        figures: [],
        isTotal: false,
      })
}

const keysIn = (table: Table): Reader['keyOf'] => {
  const fund = fundNamedIn(withoutSpace(table.title)) ?? 'all'
  return (time, measure, item) => {
    const key = timedKey(time, { fund, measure, item })
    return key === null ? [] : [key]
  }
}

/** The list whose total an unlabelled list's amount is: the nearest before it that has a label and no amount. */
const claimedBefore = (row: Row, blocks: readonly Block[], index: number): boolean => {
  const before = blocks.slice(0, index).findLast((block) => entryAt(row, block).label !== '')
  return (
    before !== undefined &&
    entryAt(row, before).item === null &&
    before.amounts.every(({ column }) => textAt(row, column) === '')
  )
}

/** A total stands in its own list, or, where its label spans several, in the first that prints an amount. */
const totalAmounts = (row: Row, blocks: readonly Block[], index: number): Block['amounts'] => {
  const own = blocks[index]?.amounts ?? []
  if (own.some(({ column }) => textAt(row, column) !== '')) return own
  const spanned = blocks
    .slice(index + 1)
    .find(
      (block, offset) =>
        entryAt(row, block).label === '' &&
        claimedBefore(row, blocks, index + 1 + offset) &&
        block.amounts.some(({ column }) => textAt(row, column) !== ''),
    )
  return spanned?.amounts ?? own
}
