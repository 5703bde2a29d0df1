/** A store built beside the one in use: from nothing, or from a copy in which the rows of some departments are replaced. */
import { randomUUID } from 'node:crypto'
import { constants, rmSync } from 'node:fs'
import { copyFile, open } from 'node:fs/promises'
import { join } from 'node:path'
import type { NotNull } from 'kysely'
import { createViews } from '../db/catalog/relations.ts'
import { type BuildingStore, openForBuilding, type Store, type TakenNumbers } from '../db/open.ts'
import { createIndexes, createTables, dropIndexes } from '../db/schema/create-tables.ts'
import { valuesOf } from '../db/schema/row-values.ts'
import { numberedTables } from '../db/schema/table-shapes.ts'
import type { StoreTables } from '../db/schema/tables.ts'
import { findStoreFault } from '../db/store-fault.ts'
import { folders } from '../db/store-location.ts'
import { makeFolder } from '../db/write-files.ts'
import { buildTerms, type NamingRows } from './build-terms.ts'
import { readRowCounts } from './made-of.ts'
import type { DepartmentReading } from './read-department.ts'
import { lengthsOf, type RowCounts, type StoreRows, tablesOf } from './store-rows.ts'

export type StoreOptions = Readonly<{
  dataFolder: string
  /** Fingerprint of the program that reads. */
  program: string
  /** Path of a store to begin with; null: nothing. */
  basis: string | null
}>

export type StoreBuild = Readonly<{
  path: string
  /** Takes out what the basis holds of a department, if anything. */
  remove: (departmentId: string) => Promise<void>
  /** Nothing more is to be taken out. `isMuch`: more is to be added than is held, so that sorting it once is less work. */
  beReady: (isMuch: boolean) => Promise<void>
  add: (department: DepartmentReading) => void
  /** Outcome: what is wrong with the finished store; null: nothing. */
  finish: (contentHash: string) => Promise<string | null>
  /** Takes the file away, unless it was put in its place. */
  discard: () => Promise<void>
}>

export const beginStore = async ({ dataFolder, program, basis }: StoreOptions): Promise<StoreBuild> => {
  const { stores } = folders(dataFolder)
  makeFolder(stores)
  const path = join(stores, `building-${randomUUID()}.sqlite`)
  let building: BuildingStore | null = null
  const discard = async () => {
    await building?.abandon()
    rmSync(path, { force: true })
  }
  try {
    if (basis !== null) await copyToDisk(basis, path)
    const opened = openForBuilding(path)
    building = opened
    let isIndexed = basis !== null
    const counts = await (basis === null ? startEmpty(opened.store) : takeOver(opened.store))
    const taken = await takenNumbers(opened.store)
    const lastHeld = taken.department ?? 0
    let heldNames = noNames
    return {
      path,
      remove: async (departmentId) => count(counts, await removeDepartment(opened.store, departmentId), -1),
      beReady: async (isMuch) => {
        // Read now, while the first department is not there yet.
        heldNames = await namesIn(opened.store, 'held', lastHeld)
        if (isIndexed && isMuch) await dropIndexes(opened.store)
        isIndexed &&= !isMuch
      },
      add: (department) => {
        const added = lengthsOf(department.rows)
        addDepartment(opened, department, taken)
        count(counts, added)
        count(taken, added)
      },
      finish: async (contentHash) => {
        const { store, insertRows } = opened
        const terms = buildTerms(joinNames(heldNames, await namesIn(store, 'added', lastHeld)))
        const numbered = terms.map((term, index) => ({ term_id: index + 1, ...term }))
        insertRows('term', valuesOf('term', numbered))
        const info = { content_hash: contentHash, program, rows: JSON.stringify(counts) }
        insertRows('store_info', Object.entries(info))
        if (!isIndexed) await createIndexes(store)
        if (basis === null) await createViews(store)
        await opened.finish()
        return findStoreFault(path, { contentHash, isNew: basis === null, counts })
      },
      discard,
    }
  } catch (error) {
    await discard()
    throw error
  }
}

/** What was copied is on the disk before it is changed: at the end only the changes have to be waited for. */
const copyToDisk = async (from: string, to: string): Promise<void> => {
  // Where the file system can share blocks between files, nothing is copied until it is changed.
  await copyFile(from, to, constants.COPYFILE_FICLONE)
  const copied = await open(to, 'r+')
  try {
    await copied.datasync()
  } finally {
    await copied.close()
  }
}

const startEmpty = async (store: Store): Promise<Counting> => {
  await createTables(store)
  return {}
}

/** A table that nothing was put into yet has no entry. */
type Counting = Partial<Record<keyof StoreTables, number>>

const count = (counts: Counting, rows: Partial<RowCounts>, sign: 1 | -1 = 1): void => {
  for (const table of tablesOf(rows)) counts[table] = (counts[table] ?? 0) + sign * (rows[table] ?? 0)
}

/** All but what is made of all departments together. */
const takeOver = async (store: Store): Promise<Counting> => {
  const counts = await readRowCounts(store)
  await store.deleteFrom('term').execute()
  await store.deleteFrom('store_info').execute()
  return counts
}

/** The greatest number that is in use in each table. */
const takenNumbers = async (store: Store): Promise<Counting> => {
  const taken: Counting = {}
  for (const [column, table] of numberedTables) {
    const { greatest } = await store
      .selectFrom(table)
      .select(({ fn }) => fn.max<number | null>(column as never).as('greatest')) // of this very table
      .executeTakeFirstOrThrow()
    taken[table] = greatest ?? 0
  }
  return taken
}

const addDepartment = (
  { insertRows }: BuildingStore,
  { departmentId, documents, remarks, contentHash, rows }: DepartmentReading,
  taken: TakenNumbers,
): void => {
  const source = {
    department_id: departmentId,
    documents: JSON.stringify(documents),
    remarks: JSON.stringify(remarks),
    content_hash: contentHash,
  }
  insertRows('department_source', valuesOf('department_source', [source]))
  for (const table of tablesOf(rows)) insertRows(table, rows[table], taken)
}

const noNames: NamingRows = { department: [], department_name: [], item: [] }

/** Names of the departments that a basis holds, up to the last of them, or of those that were added behind it. */
const namesIn = async (store: Store, of: 'held' | 'added', lastHeld: number): Promise<NamingRows> => {
  const among = of === 'held' ? '<=' : '>'
  return {
    department: await store
      .selectFrom('department')
      .selectAll()
      .where('department_number', among, lastHeld)
      .execute(),
    department_name: await store
      .selectFrom('department_name')
      .innerJoin('department', 'department.department_number', 'department_name.department_number')
      .select(['department_id', 'name'])
      .where('department_name.department_number', among, lastHeld)
      .orderBy('document_id')
      .orderBy('line')
      .execute(),
    item: await store
      .selectFrom('item')
      .select(['item_key', 'item_name', 'measure', 'item_code', 'item_level', 'subject'])
      .distinct()
      .where('department_number', among, lastHeld)
      .where('item_name', 'is not', null)
      .$narrowType<{ item_name: NotNull }>()
      .execute(),
  }
}

/** In an order of their own, so that the terms do not depend on which department was loaded first. */
const joinNames = (held: NamingRows, added: NamingRows): NamingRows => {
  const items = [...held.item, ...added.item].map((row) => [orderOf(row), row] as const)
  return {
    department: [...held.department, ...added.department].toSorted(by(({ department }) => department)),
    department_name: [...held.department_name, ...added.department_name].toSorted(
      by(({ department_id: id }) => id),
    ),
    item: [...new Map(items)].toSorted(by(([order]) => order)).map(([, row]) => row),
  }
}

const orderOf = ({ item_key, item_name, measure, item_code, item_level }: NamingRows['item'][number]) =>
  [item_key, item_name, measure, item_code, item_level].join('\t')

const by =
  <Row>(order: (row: Row) => string) =>
  (one: Row, other: Row): number =>
    order(one) < order(other) ? -1 : order(one) > order(other) ? 1 : 0

/** Everything that was loaded of a department. Shape: how many rows of each table. */
const removeDepartment = async (store: Store, departmentId: string): Promise<Partial<RowCounts>> => {
  const found = await store
    .selectFrom('department')
    .select('department_number')
    .where('department_id', '=', departmentId)
    .executeTakeFirst()
  if (!found) return {}
  const { department_number: number } = found
  const reports = store.selectFrom('report').where('department_number', '=', number)
  const ofReports = reports.select('report_number')
  const figures = store.selectFrom('figure').select('figure_number').where('department_number', '=', number)
  const statements = store
    .selectFrom('statement')
    .select('statement_id')
    .where('report_number', 'in', ofReports)
  const findings = store.selectFrom('finding').select('finding_id').where('report_number', 'in', ofReports)
  const places = store.selectFrom('place').select('place_number').where('report_number', 'in', ofReports)
  // What points to a row goes before it; the reports, by which everything is found, last but one.
  const removals = {
    finding_print: store.deleteFrom('finding_print').where('finding_id', 'in', findings),
    statement_figure: store.deleteFrom('statement_figure').where('statement_id', 'in', statements),
    figure_print: store.deleteFrom('figure_print').where('figure_number', 'in', figures),
    finding: store.deleteFrom('finding').where('report_number', 'in', ofReports),
    statement: store.deleteFrom('statement').where('report_number', 'in', ofReports),
    figure: store.deleteFrom('figure').where('department_number', '=', number),
    item: store.deleteFrom('item').where('department_number', '=', number),
    print: store.deleteFrom('print').where('report_number', 'in', ofReports),
    excerpt: store.deleteFrom('excerpt').where('place_number', 'in', places),
    place: store.deleteFrom('place').where('report_number', 'in', ofReports),
    document: store.deleteFrom('document').where('document_id', 'in', reports.select('document_id')),
    report: store.deleteFrom('report').where('department_number', '=', number),
    department_name: store.deleteFrom('department_name').where('department_number', '=', number),
    department: store.deleteFrom('department').where('department_number', '=', number),
  } satisfies Record<keyof StoreRows, unknown>
  const counts: Counting = {}
  for (const table of tablesOf(removals))
    counts[table] = Number((await removals[table].executeTakeFirstOrThrow()).numDeletedRows)
  await store.deleteFrom('department_source').where('department_id', '=', departmentId).execute()
  return counts
}
