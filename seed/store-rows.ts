/** The rows of a store, table by table, before they are loaded. */
import { sha256OfParts } from '../db/domain/hash.ts'
import { type RowValues, valuesOf } from '../db/schema/row-values.ts'
import type {
  DepartmentNameTable,
  DepartmentTable,
  DocumentTable,
  ExcerptTable,
  FigurePrintTable,
  FigureTable,
  FindingPrintTable,
  FindingTable,
  ItemTable,
  PlaceTable,
  PrintTable,
  ReportTable,
  StatementFigureTable,
  StatementTable,
} from '../db/schema/tables.ts'
import type { Where } from './share-excerpts.ts'

/** With where it stands written out; the store keeps that once for all that stands there. */
export type PrintRow = PrintTable & Where

/** With what it measures written out. `fund_rank`: position of its fund in the order from general to particular. */
export type FigureRow = FigureTable & Omit<ItemTable, 'item_number'> & { fund_rank: number }

export type StoreRows = Readonly<{
  document: readonly DocumentTable[]
  department: readonly DepartmentTable[]
  department_name: readonly DepartmentNameTable[]
  report: readonly ReportTable[]
  place: readonly PlaceTable[]
  excerpt: readonly ExcerptTable[]
  print: readonly PrintRow[]
  item: readonly ItemTable[]
  figure: readonly FigureRow[]
  figure_print: readonly FigurePrintTable[]
  statement: readonly StatementTable[]
  statement_figure: readonly StatementFigureTable[]
  finding: readonly FindingTable[]
  finding_print: readonly FindingPrintTable[]
}>

/** The same without the names of their columns. */
export type StoreValues = Readonly<Record<keyof StoreRows, readonly RowValues[]>>

/** In the order in which they stand. */
export const tablesOf = (byTable: Readonly<Partial<Record<keyof StoreRows, unknown>>>) =>
  Object.keys(byTable) as (keyof StoreRows)[] // there are no others

export type RowCounts = Readonly<Record<keyof StoreRows, number>>

export const lengthsOf = (rows: StoreValues): RowCounts =>
  Object.fromEntries(tablesOf(rows).map((table) => [table, rows[table].length])) as RowCounts // every key is there

export const storeValuesOf = (rows: StoreRows): StoreValues =>
  Object.fromEntries(tablesOf(rows).map((table) => [table, valuesOf(table, rows[table])])) as StoreValues // every key is there

/** The content's own fingerprint. */
export const hashOf = (rows: StoreValues): string =>
  sha256OfParts(
    tablesOf(rows)
      .values()
      .map((table) => JSON.stringify([table, rows[table]])),
  )

/** Rows while they are being built. */
export type Mutable<Rows> = {
  -readonly [Name in keyof Rows]: Rows[Name] extends readonly (infer Row)[] ? Row[] : never
}

/** Shape: only the prints whose ids are asked for. */
export const printsById = (
  prints: readonly PrintRow[],
  ids: ReadonlySet<number>,
): ReadonlyMap<number, PrintRow> =>
  new Map(prints.flatMap((print) => (ids.has(print.print_id) ? [[print.print_id, print] as const] : [])))
