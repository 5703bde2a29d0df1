/** What a loading would change, against the store in use: how much there is of everything, and which figures differ. */
import { figureLabel } from '../db/domain/figure-label.ts'
import type { Labels, PrintState } from '../db/domain/terms.ts'
import { openForReading, type Store } from '../db/open.ts'
import { rowsOf } from '../db/schema/row-values.ts'
import type { FigureTable, ItemTable } from '../db/schema/tables.ts'
import { readRowCounts } from './made-of.ts'
import type { StoreValues } from './store-rows.ts'

const tablesOfReports = ['report', 'print', 'statement', 'finding'] as const
const countedTables = ['document', 'report', 'print', 'figure', 'statement', 'finding'] as const
type CountedTable = (typeof countedTables)[number]

export type StoreCounts = Readonly<Record<CountedTable, number>>

/** Money in fen, or a quantity in its unit; neither where the state says that no value is printed. */
export type FigureValue = Readonly<{
  amountFen: number | null
  quantity: number | null
  quantityUnit: string | null
  state: PrintState
}>

/** null: the figure is not there. */
export type FigureChange = Readonly<{
  department: string
  fiscalYear: number
  label: Labels
  before: FigureValue | null
  after: FigureValue | null
}>

export type StoreComparison = Readonly<{
  /** null: there is no store to compare with. */
  before: StoreCounts | null
  after: StoreCounts
  added: number
  removed: number
  changed: number
  /** Some; the largest differences of money first, then those of what is counted. */
  largest: readonly FigureChange[]
}>

const mostListed = 20

export type Comparing = Readonly<{
  /**
   * What stands instead of departments of the store, itself and those that it was renamed from; null: nothing is left.
   * Each department once.
   */
  compare: (departmentIds: readonly string[], rows: StoreValues | null) => Promise<void>
  /** All departments that are not compared stay as they are. */
  result: () => StoreComparison
  close: () => Promise<void>
}>

const noCounts = Object.fromEntries(countedTables.map((table) => [table, 0])) as StoreCounts // every key is there

/** `storePath`: the store in use; null where there is none. `onChange` sees every difference. */
export const openComparing = async (
  storePath: string | null,
  onChange: (change: FigureChange) => void = () => {},
): Promise<Comparing> => {
  const store = storePath === null ? null : openForReading(storePath)
  const before = store && (await countStore(store))
  let after = before ?? noCounts
  const totals = { added: 0, removed: 0, changed: 0 }
  let largest: readonly FigureChange[] = []
  return {
    compare: async (departmentIds, rows) => {
      const known = store ? await figuresOf(store, departmentIds) : []
      const gone = store ? await countDepartments(store, departmentIds, known.length) : noCounts
      after = mapCounts((table) => after[table] - gone[table] + (rows?.[table].length ?? 0))
      const { added, removed, changed } = differences(known, rows ? figuresIn(rows) : [])
      totals.added += added.length
      totals.removed += removed.length
      totals.changed += changed.length
      const changes = [...changed, ...removed, ...added]
      for (const change of changes) onChange(change)
      largest = [...largest, ...changes].toSorted(largestFirst).slice(0, mostListed)
    },
    result: () => ({ before, after, ...totals, largest }),
    close: async () => store?.destroy(),
  }
}

/** How much a store holds. */
export const countStore = async (store: Store): Promise<StoreCounts> => {
  const counts = await readRowCounts(store)
  return mapCounts((table) => counts[table])
}

const mapCounts = (count: (table: CountedTable) => number): StoreCounts =>
  Object.fromEntries(countedTables.map((table) => [table, count(table)])) as StoreCounts // every key is there

const countDepartments = async (
  store: Store,
  departmentIds: readonly string[],
  figures: number,
): Promise<StoreCounts> => {
  const reports = store
    .selectFrom('report')
    .innerJoin('department', 'department.department_number', 'report.department_number')
    .select('report.report_number')
    .where('department.department_id', 'in', departmentIds)
  const counts = new Map<CountedTable, number>([['figure', figures]])
  for (const table of tablesOfReports) {
    const { count } = await store
      .selectFrom(table)
      .select(({ fn }) => fn.countAll<number>().as('count'))
      .where('report_number', 'in', reports)
      .executeTakeFirstOrThrow()
    counts.set(table, count)
  }
  // Each report is of one document.
  return mapCounts((table) => counts.get(table === 'document' ? 'report' : table) ?? 0)
}

type ComparedFigure = Pick<
  FigureTable & ItemTable,
  | 'figure_id'
  | 'fiscal_year'
  | 'measure'
  | 'stage'
  | 'aspect'
  | 'item_name'
  | 'amount_fen'
  | 'quantity'
  | 'quantity_unit'
  | 'state'
> &
  Readonly<{ department: string }>

const figuresIn = ({ department, item, figure }: StoreValues): readonly ComparedFigure[] => {
  const names = new Map(
    rowsOf('department', department).map((each) => [each.department_number, each.department]),
  )
  const items = new Map(rowsOf('item', item).map((each) => [each.item_number, each]))
  return rowsOf('figure', figure).flatMap((row) => {
    const measured = items.get(row.item_number)
    return measured ? [{ ...measured, ...row, department: names.get(row.department_number) ?? '' }] : []
  })
}

const figuresOf = (store: Store, departmentIds: readonly string[]): Promise<readonly ComparedFigure[]> =>
  store
    .selectFrom('figure')
    .innerJoin('item', 'item.item_number', 'figure.item_number')
    .innerJoin('department', 'department.department_number', 'figure.department_number')
    .select([
      'figure.figure_id',
      'figure.fiscal_year',
      'item.measure',
      'figure.stage',
      'figure.aspect',
      'item.item_name',
      'figure.amount_fen',
      'figure.quantity',
      'figure.quantity_unit',
      'figure.state',
      'department.department',
    ])
    .where('department.department_id', 'in', departmentIds)
    .execute()

const differences = (before: readonly ComparedFigure[], after: readonly ComparedFigure[]) => {
  const known = new Map(before.map((figure) => [figure.figure_id, figure]))
  const kept = new Set(after.map(({ figure_id: id }) => id))
  return {
    added: after.filter(({ figure_id: id }) => !known.has(id)).map((figure) => changeOf(null, figure)),
    removed: before.filter(({ figure_id: id }) => !kept.has(id)).map((figure) => changeOf(figure, null)),
    changed: after.flatMap((figure) => {
      const old = known.get(figure.figure_id)
      return old !== undefined && !isSameValue(old, figure) ? [changeOf(old, figure)] : []
    }),
  }
}

const isSameValue = (one: ComparedFigure, other: ComparedFigure): boolean =>
  one.amount_fen === other.amount_fen &&
  one.quantity === other.quantity &&
  one.quantity_unit === other.quantity_unit &&
  one.state === other.state

/** An order of changes: those of money before those of what is counted. */
export const largestFirst = (left: FigureChange, right: FigureChange): number =>
  differenceOf(right, 'amountFen') - differenceOf(left, 'amountFen') ||
  differenceOf(right, 'quantity') - differenceOf(left, 'quantity')

const differenceOf = ({ before, after }: FigureChange, of: 'amountFen' | 'quantity'): number =>
  Math.abs((after?.[of] ?? 0) - (before?.[of] ?? 0))

const changeOf = (before: ComparedFigure | null, after: ComparedFigure | null): FigureChange => {
  const figure = after ?? before
  if (figure === null) throw new Error('a figure that is nowhere has not changed')
  const { department, fiscal_year: fiscalYear, item_name: name } = figure
  const labelled = { ...figure, name }
  return {
    department,
    fiscalYear,
    label: { zh: figureLabel(labelled, 'zh'), en: figureLabel(labelled, 'en') },
    before: before && valueIn(before),
    after: after && valueIn(after),
  }
}

const valueIn = ({
  amount_fen: amountFen,
  quantity,
  quantity_unit: quantityUnit,
  state,
}: ComparedFigure): FigureValue => ({ amountFen, quantity, quantityUnit, state })
