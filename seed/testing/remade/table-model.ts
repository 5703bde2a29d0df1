import type { ListedCell, ListedTable } from '../lists/table-lists.ts'
import type { ModelCell, ModelRow, ModelTable } from './document-model.ts'
import { type ColumnPath, headerRowsOf } from './header-rows.ts'

/**
 * Tables laid out again from their cells: the words over the columns stand in the lists, those over names and codes are
 * the usual ones.
 */
type Layout = Readonly<{
  paths: readonly ColumnPath[]
  /** 栏次 1 2 3, which says which column is which; null where a table has none. */
  numbering: ModelRow | null
  body: readonly ModelRow[]
}>

const separator = ' > '
const pathOf = (column: string): ColumnPath => column.split(separator)
const distinct = <Value>(values: readonly Value[]): readonly Value[] => [...new Set(values)]

const cellAt = (column: number, kind: ModelCell['kind'], text: string, columnSpan = 1): ModelCell => ({
  text,
  kind,
  column,
  columnSpan,
  rowSpan: 1,
})

const emptyAt = (column: number): ModelCell => cellAt(column, 'amount', '')

/** A cell for every column that none of `cells` covers. */
const filled = (cells: readonly ModelCell[], columns: number): ModelRow => {
  const isCovered = (column: number) =>
    cells.some((cell) => cell.column <= column && column < cell.column + cell.columnSpan)
  const empty = Array.from({ length: columns }, (_, column) => column).filter((column) => !isCovered(column))
  return [...cells, ...empty.map(emptyAt)].toSorted((a, b) => a.column - b.column)
}

/** The cells of every printed row, in order. */
const printedRows = (cells: readonly ListedCell[]): readonly (readonly ListedCell[])[] => [
  ...Map.groupBy(cells, ({ lines }) => lines.join('-')).values(),
]

const textIn = (row: readonly ListedCell[], column: string): string =>
  row.find((cell) => cell.column === column)?.text ?? ''

const numberedFrom = (first: number, start: number, count: number): readonly ModelCell[] =>
  Array.from({ length: count }, (_, index) => cellAt(start + index, 'header', String(first + index)))

const sideOf = (column: string): string => pathOf(column)[0] ?? ''
const isTwoSided = (cells: readonly ListedCell[]): boolean =>
  ['收入', '支出'].every((side) => cells.some(({ column }) => column.startsWith(`${side}${separator}`)))

/** Revenue and expenditure side by side, each row of each with its number. */
const twoSided = (cells: readonly ListedCell[]): Layout => {
  const rows = printedRows(cells)
  const amounts = distinct(cells.map(({ column }) => column)).toSorted(
    (a, b) => Number(sideOf(a) === '支出') - Number(sideOf(b) === '支出'),
  )
  const sides = distinct(amounts.map(sideOf)).map((side, index) => {
    const own = amounts.filter((column) => sideOf(column) === side)
    const first = amounts.findIndex((column) => sideOf(column) === side)
    return { side, own, first, start: first + 2 * index, firstRow: 1 + index * rows.length }
  })
  const columns = amounts.length + 2 * sides.length
  return {
    paths: sides.flatMap(({ side, own }) => [[side, '项目'], [side, '行次'], ...own.map(pathOf)]),
    numbering: sides.flatMap(({ own, first, start }) => [
      cellAt(start, 'header', '栏次'),
      cellAt(start + 1, 'header', ''),
      ...numberedFrom(first + 1, start + 2, own.length),
    ]),
    body: rows.map((row, at) =>
      filled(
        sides.flatMap(({ side, own, start, firstRow }) => {
          const label = row.find(({ column }) => sideOf(column) === side)?.row ?? ''
          return [
            cellAt(start, 'label', label),
            cellAt(start + 1, 'label', String(firstRow + at)),
            ...own.map((column, index) => cellAt(start + 2 + index, 'amount', textIn(row, column))),
          ]
        }),
        columns,
      ),
    ),
  }
}

const isEconomic = (cells: readonly ListedCell[]): boolean => cells.some(({ code }) => code?.startsWith('3'))

/** One list of codes, names and amounts. */
const coded = (cells: readonly ListedCell[]): Layout => {
  const amounts = distinct(cells.map(({ column }) => column))
  const over = isEconomic(cells) ? '支出经济分类科目' : '项目'
  const code = isEconomic(cells) ? '科目编码' : '功能分类科目编码'
  return {
    paths: [[over, code], [over, '科目名称'], ...amounts.map(pathOf)],
    numbering: [cellAt(0, 'header', '栏次', 2), ...numberedFrom(1, 2, amounts.length)],
    body: printedRows(cells).map((row) => {
      const [first] = row
      const names =
        first?.code === null
          ? [cellAt(0, 'label', first.row, 2)]
          : [cellAt(0, 'code', first?.code ?? ''), cellAt(1, 'label', first?.row ?? '')]
      return [...names, ...amounts.map((column, index) => cellAt(index + 2, 'amount', textIn(row, column)))]
    }),
  }
}

/** Rows that have a name and no code, or neither. */
const named = (cells: readonly ListedCell[]): Layout => {
  const amounts = distinct(cells.map(({ column }) => column))
  const isNamed = cells.some(({ row }) => row !== '')
  const start = isNamed ? 1 : 0
  return {
    paths: [...(isNamed ? [['项目']] : []), ...amounts.map(pathOf)],
    numbering: [...(isNamed ? [cellAt(0, 'header', '栏次')] : []), ...numberedFrom(1, start, amounts.length)],
    body: printedRows(cells).map((row) => [
      ...(isNamed ? [cellAt(0, 'label', row[0]?.row ?? '')] : []),
      ...amounts.map((column, index) => cellAt(index + start, 'amount', textIn(row, column))),
    ]),
  }
}

/** The most entries that one printed row has under one column: 2 where two lists stand side by side. */
const listsUnder = (cells: readonly ListedCell[], column: string): number =>
  Math.max(...printedRows(cells).map((row) => row.filter((cell) => cell.column === column).length))

type Slot = Readonly<{ column: string; start: number }>

const codeOrder = (code: string): number => Number(code.padEnd(5, '0'))

/** The list that an entry goes on: the one whose last code comes nearest before its own. */
const slotOf = (
  { code }: ListedCell,
  open: readonly Slot[],
  lastCodes: ReadonlyMap<Slot, number>,
): Slot | undefined => {
  const own = codeOrder(code ?? '')
  const fitting = open.filter((slot) => (lastCodes.get(slot) ?? 0) < own)
  return fitting.toSorted((a, b) => (lastCodes.get(b) ?? 0) - (lastCodes.get(a) ?? 0))[0] ?? open[0]
}

/** The entries of the rows, each with its list; a list that a row passes over has ended. */
const placeEntries = (rows: readonly (readonly ListedCell[])[], slots: readonly Slot[]) => {
  const lastCodes = new Map<Slot, number>()
  let open = slots
  return rows.map((row) => {
    const placed = row.flatMap((entry, index) => {
      const isFull = row.length === open.length
      const own = open.filter(({ column }) => column === entry.column)
      const slot = isFull ? open[index] : slotOf(entry, own, lastCodes)
      if (slot) lastCodes.set(slot, codeOrder(entry.code ?? ''))
      return slot ? [{ entry, slot }] : []
    })
    open = open.filter((slot) => placed.some((own) => own.slot === slot))
    return placed
  })
}

/** A total stands under the first list of its columns, the last of a row with its amount in the last. */
const totalCells = (
  row: readonly ListedCell[],
  slots: readonly Slot[],
  columns: number,
): readonly ModelCell[] => {
  let next = 0
  return row.flatMap((total, index) => {
    const slot = slots.find(({ column, start }) => column === total.column && start >= next)
    if (!slot) return []
    const end = index === row.length - 1 ? columns : slot.start + 3
    next = end
    return [
      cellAt(slot.start, 'label', total.row, end - 1 - slot.start),
      cellAt(end - 1, 'amount', total.text),
    ]
  })
}

/** Lists of economic codes side by side: each a code, a name and an amount. */
const sideBySide = (cells: readonly ListedCell[]): Layout => {
  const slots = distinct(cells.map(({ column }) => column))
    .flatMap((column) => Array.from({ length: listsUnder(cells, column) }, () => column))
    .map((column, index): Slot => ({ column, start: index * 3 }))
  const columns = slots.length * 3
  const rows = printedRows(cells)
  const isTotals = (row: readonly ListedCell[]) => row.every(({ code }) => code === null)
  const entryRows = placeEntries(
    rows.filter((row) => !isTotals(row)),
    slots,
  ).map((entries) =>
    entries.flatMap(({ entry, slot: { start } }) => [
      cellAt(start, 'code', entry.code ?? ''),
      cellAt(start + 1, 'label', entry.row),
      cellAt(start + 2, 'amount', entry.text),
    ]),
  )
  const totalRows = rows.filter(isTotals).map((row) => totalCells(row, slots, columns))
  return {
    paths: slots.flatMap(({ column }) => {
      const over = pathOf(column).slice(0, -1)
      return [[...over, '经济分类科目编码'], [...over, '科目名称'], pathOf(column)]
    }),
    numbering: null,
    body: [...entryRows, ...totalRows].map((row) => filled(row, columns)),
  }
}

const layoutOf = ({ title, cells }: ListedTable): Layout => {
  if (isTwoSided(cells)) return twoSided(cells)
  if (/三公/u.test(title)) return named(cells)
  const isManyLists = cells.some(({ column }) => listsUnder(cells, column) > 1)
  return isManyLists ? sideBySide(cells) : coded(cells)
}

/** `cells` are those that a careful reader could place; there is at least one. */
export const tableModelOf = (
  table: ListedTable,
  department: string,
  notes: readonly string[],
): ModelTable => {
  const { paths, numbering, body } = layoutOf(table)
  return {
    kind: 'table',
    title: table.title,
    captions: [`部门：${department}`, `金额单位：${table.unit}`],
    columns: paths.length,
    header: [...headerRowsOf(paths), ...(numbering ? [numbering] : [])],
    body,
    notes,
  }
}
