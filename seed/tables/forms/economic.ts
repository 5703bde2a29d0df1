import { economicLevelOf } from '../../../db/domain/classification.ts'
import type { FigureKey, Item } from '../../../db/domain/figure.ts'
import { partsOfBasicExpenditure, partsOfExpenditure } from '../../../db/domain/measure-parts.ts'
import type { Fund, Measure } from '../../../db/domain/terms.ts'
import { type Row, type Table, withoutSpace } from '../../intermediate.ts'
import type { Identity } from '../../reading.ts'
import { partCode } from '../coded-rows.ts'
import { collectPrints, type PrintCollector } from '../collect-prints.ts'
import { type ColumnTime, timeColumn } from '../column-time.ts'
import { headerPathsOf } from '../header-path.ts'
import { fundNamedIn, fundOfLabel, measureOfLabel } from '../match-label.ts'
import { type TableForm, timedKey } from './form.ts'

/**
 * Expenditure by the departments' economic classification: code, name and amount, in one list or in several side by side.
 * Mostly it is basic expenditure (一般公共预算财政拨款基本支出决算明细表), with the totals of personnel and non-personnel
 * expenses below, or in budgets a column for each of the two; where the title says no more than 支出经济分类, it is all
 * expenditure, with a column for each nature. The governments' own economic classification (政府预算支出经济分类) may
 * stand beside it and is another.
 */
type Block = Readonly<{
  /** One column, or one for the class and one for the section (类 款). */
  codes: readonly number[]
  name: number
  amounts: readonly AmountColumn[]
}>

type AmountColumn = Readonly<{
  column: number
  header: string
  /** null: what it states is not known. */
  measure: Measure | null
  /** null: that of the table. */
  fund: Fund | null
  time: ColumnTime | null
}>

/** What the amounts of a table are of, and what their columns may be. */
type Whole = Readonly<{ measure: Measure; parts: readonly Measure[] }>

const basic: Whole = { measure: 'basicExpenditure', parts: partsOfBasicExpenditure }
const all: Whole = { measure: 'expenditure', parts: [...partsOfExpenditure, ...partsOfBasicExpenditure] }

const agency: Whole = { measure: 'agencyOperatingExpenses', parts: [] }

const wholeOf = (table: Table): Whole => {
  const title = withoutSpace(table.title)
  if (/机关运行(?:维护)?经费/u.test(title)) return agency
  return /经济分类/u.test(title) && !/基本支出/u.test(title) ? all : basic
}

/** 本年支出合计 of a table of basic expenditure is of all that it lists. */
const isSumWord = (word: string): boolean =>
  /^(?:(?:本年)?支出)?(?:合计|小计|总计)$|^(?:金额|本年支出|)$/u.test(word)

/** `printed`: the words over the column, without those that say when. A column of nothing but its time is of all. */
const meaningOf = (
  printed: readonly string[],
  { measure: whole, parts }: Whole,
): Pick<AmountColumn, 'measure' | 'fund'> => {
  const words = printed.map((word) => word.replace(/[（(].*[）)]$/u, '').replace(/^.*(?=基本支出$)/u, ''))
  const leaf = words.at(-1) ?? ''
  const [word, isSum] = isSumWord(leaf) ? [words.at(-2) ?? '', true] : [leaf, false]
  const named = measureOfLabel(word) ?? measureOfLabel(word.replace(/支出$/u, ''))
  const part = [whole, ...parts].find((known) => known === named)
  const fund = fundOfLabel(word)
  return { measure: part ?? (isSum || fund !== null ? whole : null), fund }
}

/** The governments' own classification of the same money. */
const isOfGovernments = (path: readonly string[]): boolean =>
  path.some((text) => /政府.*经济分类/u.test(text))

const isCodeHeader = (text: string): boolean => /(?<!单位)(?:编码|代码)$/u.test(text)

const isNoAmount = (path: readonly string[]): boolean =>
  /^(?:备注|说明|序号|行次|栏次)$/u.test(path.at(-1) ?? '')

/** 支出经济分类科目: codes and names in one column. */
const isItemHeader = (text: string): boolean => /经济分类(?:科目)?(?:名称)?$/u.test(text)

/** A list begins where a column of codes does, and its amounts end where the next list begins. */
const blocksOf = (table: Table, identity: Identity): readonly Block[] => {
  const paths = headerPathsOf(table).map((path) => (isOfGovernments(path) ? [] : path))
  const whole = wholeOf(table)
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
      if (path.length === 0 || isCode(column) || column === name || isNoAmount(path)) return []
      // What stands over the codes, too, names the list: 公用经费 over 科目编码, 科目名称, 决算数.
      const { time, words } = timeColumn(
        path.filter((text) => !paths[start]?.includes(text)),
        identity,
      )
      return [{ column, header: path.join(' > '), time, ...meaningOf(words, whole) }]
    })
    const codes = hasCodes ? columns.filter(isCode) : []
    return name !== undefined && amounts.some(({ measure }) => measure !== null)
      ? [{ codes, name, amounts }]
      : []
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
  /(?:机关运行(?:维护)?经费(?:支出)?|基本支出(?:部门(?:预算|决算)?)?(?:经济(?:分类|科目))?|支出(?:预算|决算)?(?:部门)?(?:按)?经济(?:分类|科目))(?:支出)?(?:决算|预算)?(?:明细|情况|总)?表(?:[（(].*[）)])?$/u.test(
    title,
  ) && !/政府(?:预算)?支出/u.test(title)

/** What a row without a code totals: 合计, 人员经费合计 or 公用经费合计. */
const totalOf = (label: string, { measure: whole }: Whole): Measure | null => {
  if (/^(?:合计|总计)$/u.test(label)) return whole
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
    const reader = { collector, keyOf: keysIn(table), whole: wholeOf(table), blocks, codes }
    for (const { header, measure } of blocks.flatMap(({ amounts }) => amounts))
      if (measure === null) collector.find('unknown-column', 'label', { column: header })
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
  keyOf: (
    amount: Pick<AmountColumn, 'time' | 'fund'>,
    measure: Measure | null,
    item: Item | null,
  ) => readonly FigureKey[]
  whole: Whole
  blocks: readonly Block[]
  codes: readonly string[]
}>

const readItem = ({ collector, keyOf, codes }: Reader, row: Row, block: Block, item: Item, label: string) => {
  const isTotal = codes.some((code) => code !== item.code && code.startsWith(item.code ?? '?'))
  for (const amount of block.amounts)
    collector.add(cellAt(row, amount.column), row, {
      rowLabel: label,
      columnLabel: amount.header,
      figures: keyOf(amount, amount.measure, item),
      isTotal,
    })
}

const readTotal = ({ collector, keyOf, whole, blocks }: Reader, row: Row, index: number, label: string) => {
  const total = totalOf(label, whole)
  if (total === null) collector.find('unknown-label', 'label', { label, line: row.lines[0] })
  for (const amount of totalAmounts(row, blocks, index))
    collector.add(cellAt(row, amount.column), row, {
      rowLabel: label,
      columnLabel: amount.header,
      figures:
        total === null ? [] : keyOf(amount, amount.measure === whole.measure ? total : amount.measure, null),
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
  const ofTable = fundNamedIn(withoutSpace(table.title)) ?? 'all'
  return ({ time, fund }, measure, item) => {
    const key = measure === null ? null : timedKey(time, { fund: fund ?? ofTable, measure, item })
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
