import { partsOfOfficialVehicles, partsOfThreePublicExpenses } from '../../../db/domain/measure-parts.ts'
import type { Fund, Measure, Stage } from '../../../db/domain/terms.ts'
import { stripNumbering } from '../../../db/domain/text.ts'
import { type Row, type Table, withoutSpace } from '../../intermediate.ts'
import { collectPrints } from '../collect-prints.ts'
import { headerPathOf } from '../header-path.ts'
import { fundNamedIn, fundOfLabel, measureOfLabel } from '../match-label.ts'
import { amountKey, type FormContext, type TableForm } from './form.ts'

/**
 * “三公” expenses. Final accounts print one row without a label: the parts twice, under 预算数 and 决算数, or the two
 * stages under each part. Budgets print one row for each part and one column for each fund.
 */
const threePublicMeasures: ReadonlySet<Measure> = new Set([
  'threePublicExpenses',
  ...partsOfThreePublicExpenses,
  ...partsOfOfficialVehicles,
  // Some budgets print it beside them.
  'agencyOperatingExpenses',
])

const measureOfText = (text: string): Measure | null => {
  const bare = stripNumbering(text)
    .replace(/^其中[:：]?/u, '')
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）')
  const measure = measureOfLabel(bare)
  return measure !== null && threePublicMeasures.has(measure) ? measure : null
}

const isSumWord = (text: string): boolean => /^(?:合计|总计|小计)$/u.test(text)

type PartColumn = Readonly<{ column: number; header: string; measure: Measure | null; stage: Stage | null }>

const stageWord =
  /(?:年初|全年|(?<!\d)年度|调整)?(?:预算|决算)(?:数|金额)$|^(?:年初|全年|年度|调整)?(?:预算|决算)$/u

/** What a header names, without year, fund and stage: 2024年“三公”经费预算数, 财政拨款“三公”经费. */
const nameIn = (header: string): string =>
  header
    .replace(/^20\d{2}年度?/u, '')
    .replace(stageWord, '')
    .replace(/^(?:一般公共预算)?财政拨款/u, '')
    .replace(/(?<=费)(?:小计|合计)$/u, '')

/** Under 公务用车购置及运行费 its two parts go by shorter names. */
const partOfVehicles = (word: string): Measure | null => {
  if (/^购置费?$/u.test(word)) return 'officialVehiclePurchase'
  return /^运行(?:维护)?费?$/u.test(word) ? 'officialVehicleOperation' : null
}

/** 合计 is of all parts, 小计 of the part over it. */
const measureOfPath = (path: readonly string[]): Measure | null => {
  const words = path.map(nameIn).filter((word) => word !== '')
  const leaf = words.at(-1)
  if (leaf === undefined) return null
  const above = words.slice(0, -1).findLast((word) => !isSumWord(word))
  const aboveMeasure = above === undefined ? 'threePublicExpenses' : measureOfText(above)
  if (isSumWord(leaf)) return aboveMeasure
  return measureOfText(leaf) ?? (aboveMeasure === 'officialVehicles' ? partOfVehicles(leaf) : null)
}

/**
 * 预算数 in final accounts is the initial or the adjusted budget: the header says which, or a note below the table
 * (其中，预算数为“三公”经费全年预算数，反映按规定程序调整后的预算数).
 */
const stageOfPath = (path: readonly string[], table: Table, context: FormContext): Stage | null => {
  const word = path.flatMap((text) => stageWord.exec(text)?.[0] ?? []).at(-1)
  if (word === undefined) return null
  if (/决算/u.test(word)) return 'finalAccounts'
  if (context.identity.kind === 'budget') return 'initialBudget'
  const said =
    /年初|全年|年度|调整/u.exec(word)?.[0] ?? budgetInNotes(table, context) ?? budgetInText(context)
  if (said === null) return null
  return said === '年初' ? 'initialBudget' : 'adjustedBudget'
}

/** Notes stand on the lines below a table, before the next heading. */
const longestNote = 12

const budgetInNotes = (table: Table, { lines }: FormContext): string | null => {
  const notes = withoutSpace(lines.slice(table.lines[1], table.lines[1] + longestNote).join(''))
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

const partColumns = (table: Table, context: FormContext | null): readonly PartColumn[] =>
  Array.from({ length: table.columns }, (_, column) => {
    const path = headerPathOf(table, column)
    return {
      column,
      header: path.join(' > '),
      measure: measureOfPath(path),
      stage: context ? stageOfPath(path, table, context) : null,
    }
  })

type FundColumns = Readonly<{
  label: number
  amounts: readonly Readonly<{ column: number; header: string; fund: Fund }>[]
}>

const fundColumns = (table: Table): FundColumns | null => {
  const paths = Array.from({ length: table.columns }, (_, column) => headerPathOf(table, column))
  const label = paths.findIndex((path) => /^项目(?:名称)?$/u.test(path.at(-1) ?? ''))
  const whole = fundNamedIn(withoutSpace(table.title)) ?? 'all'
  const amounts = paths.flatMap((path, column) => {
    const leaf = path.at(-1) ?? ''
    const isSum = isSumWord(leaf) || nameIn(leaf) === '' || leaf === '金额'
    const fund = isSum ? whole : fundOfLabel(leaf)
    return column === label || fund === null ? [] : [{ column, header: path.join(' > '), fund }]
  })
  return label !== -1 && amounts.length > 0 ? { label, amounts } : null
}

const bodyOf = (table: Table): readonly Row[] => table.rows.filter(({ role }) => role === 'body')
const cellAt = (row: Row, column: number) => row.cells.find((cell) => cell.column === column)
const labelAt = (row: Row, column: number): string => withoutSpace(cellAt(row, column)?.text ?? '')

export const threePublicForm: TableForm = {
  id: 'threePublic',
  hasTitle: (title) => /三公.{0,3}经费/u.test(title) && /表(?:[（(].*[）)])?$/u.test(title),
  hasHeader: (table) =>
    table.isSolved &&
    (partColumns(table, null).filter(({ measure }) => measure !== null).length > 2 ||
      fundColumns(table) !== null),
  read: (table, context) => {
    const funds = fundColumns(table)
    return funds === null ? readParts(table, context) : readFunds(table, funds, context)
  },
}

const readParts = (table: Table, context: FormContext) => {
  const collector = collectPrints(table, context.section, context.lines)
  const fund = fundNamedIn(withoutSpace(table.title)) ?? 'all'
  const columns = partColumns(table, context)
  const rows = bodyOf(table)
  for (const { header, measure, stage } of columns)
    if (measure === null) collector.find('unknown-column', 'label', { column: header })
    else if (stage === null && rows.length > 0) collector.find('unclear-stage', 'label', { column: header })
  for (const row of rows)
    for (const { column, header, measure, stage } of columns)
      collector.add(cellAt(row, column), row, {
        rowLabel: '',
        columnLabel: header,
        figures:
          measure !== null && stage !== null && rows.length === 1
            ? [amountKey(context.identity, stage, { fund, measure, item: null })]
            : [],
        isTotal: measure === 'threePublicExpenses' || measure === 'officialVehicles',
      })
  return collector.done()
}

const readFunds = (table: Table, { label, amounts }: FundColumns, context: FormContext) => {
  const collector = collectPrints(table, context.section, context.lines)
  const rows = bodyOf(table).map((row) => ({ row, text: labelAt(row, label) }))
  const stage = context.identity.kind === 'budget' ? 'initialBudget' : 'finalAccounts'
  const measureOfRow = (text: string): Measure | null => {
    if (!isSumWord(stripNumbering(text))) return measureOfText(text)
    const isOnlyThreePublic = rows.every(
      (other) => isSumWord(other.text) || /三公|出国|公务/u.test(other.text),
    )
    return isOnlyThreePublic ? 'threePublicExpenses' : null
  }
  for (const { row, text } of rows) {
    const measure = measureOfRow(text)
    const isEmpty = amounts.every(({ column }) => labelAt(row, column) === '')
    if (measure === null && !isEmpty)
      collector.find('unknown-label', 'label', { label: text, line: row.lines[0] })
    for (const { column, header, fund } of amounts)
      collector.add(cellAt(row, column), row, {
        rowLabel: text,
        columnLabel: header,
        figures: measure === null ? [] : [amountKey(context.identity, stage, { fund, measure, item: null })],
        isTotal: measure === 'threePublicExpenses' || measure === 'officialVehicles',
      })
  }
  return collector.done()
}
