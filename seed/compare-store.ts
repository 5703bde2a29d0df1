/** What a loading would change, against the store in use: how much there is of everything, and which figures differ. */
import { figureLabel } from '../db/domain/figure-label.ts'
import type { Labels, PrintState } from '../db/domain/terms.ts'
import { openForReading, type Store } from '../db/open.ts'
import type { FigureTable } from '../db/schema/tables.ts'
import type { StoreRows } from './store-rows.ts'

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
  /** All of them; the largest differences of money first, then those of what is counted. */
  changes: readonly FigureChange[]
}>

/** `storePath`: the store in use; null where there is none. */
export const compareStore = async (rows: StoreRows, storePath: string | null): Promise<StoreComparison> => {
  const after = Object.fromEntries(countedTables.map((table) => [table, rows[table].length])) as StoreCounts // every key is there
  const names = new Map(rows.department.map(({ department_id: id, department }) => [id, department]))
  const held = rows.figure.map((row) => ({ ...row, department: names.get(row.department_id) ?? '' }))
  if (storePath === null) return { before: null, after, ...differences([], held) }
  const store = openForReading(storePath)
  try {
    return { before: await countTables(store), after, ...differences(await figuresOf(store), held) }
  } finally {
    await store.destroy()
  }
}

const countTables = async (store: Store): Promise<StoreCounts> => {
  const counts = await Promise.all(
    countedTables.map(async (table) => {
      const { count } = await store
        .selectFrom(table)
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .executeTakeFirstOrThrow()
      return [table, count] as const
    }),
  )
  return Object.fromEntries(counts) as StoreCounts // as above
}

type ComparedFigure = Pick<
  FigureTable,
  | 'figure_id'
  | 'fiscal_year'
  | 'measure'
  | 'stage'
  | 'aspect'
  | 'item_name'
  | 'subject'
  | 'amount_fen'
  | 'quantity'
  | 'quantity_unit'
  | 'state'
> &
  Readonly<{ department: string }>

const figuresOf = (store: Store): Promise<readonly ComparedFigure[]> =>
  store
    .selectFrom('figure')
    .innerJoin('department', 'department.department_id', 'figure.department_id')
    .select([
      'figure.figure_id',
      'figure.fiscal_year',
      'figure.measure',
      'figure.stage',
      'figure.aspect',
      'figure.item_name',
      'figure.subject',
      'figure.amount_fen',
      'figure.quantity',
      'figure.quantity_unit',
      'figure.state',
      'department.department',
    ])
    .execute()

const differences = (
  before: readonly ComparedFigure[],
  after: readonly ComparedFigure[],
): Omit<StoreComparison, 'before' | 'after'> => {
  const known = new Map(before.map((figure) => [figure.figure_id, figure]))
  const kept = new Set(after.map(({ figure_id: id }) => id))
  const added = after.filter(({ figure_id: id }) => !known.has(id)).map((figure) => changeOf(null, figure))
  const removed = before.filter(({ figure_id: id }) => !kept.has(id)).map((figure) => changeOf(figure, null))
  const changed = after.flatMap((figure) => {
    const old = known.get(figure.figure_id)
    return old !== undefined && !isSameValue(old, figure) ? [changeOf(old, figure)] : []
  })
  return {
    added: added.length,
    removed: removed.length,
    changed: changed.length,
    changes: [...changed, ...removed, ...added].toSorted(byDifference),
  }
}

const isSameValue = (one: ComparedFigure, other: ComparedFigure): boolean =>
  one.amount_fen === other.amount_fen &&
  one.quantity === other.quantity &&
  one.quantity_unit === other.quantity_unit &&
  one.state === other.state

const byDifference = (left: FigureChange, right: FigureChange): number =>
  differenceOf(right, 'amountFen') - differenceOf(left, 'amountFen') ||
  differenceOf(right, 'quantity') - differenceOf(left, 'quantity')

const differenceOf = ({ before, after }: FigureChange, of: 'amountFen' | 'quantity'): number =>
  Math.abs((after?.[of] ?? 0) - (before?.[of] ?? 0))

const changeOf = (before: ComparedFigure | null, after: ComparedFigure | null): FigureChange => {
  const figure = after ?? before
  if (figure === null) throw new Error('a figure that is nowhere has not changed')
  const { department, fiscal_year: fiscalYear, subject, item_name: item } = figure
  const labelled = { ...figure, name: subject ?? item }
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
