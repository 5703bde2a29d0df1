import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CompiledQuery } from 'kysely'
import { afterAll, expect, it } from 'vitest'
import { createViews } from '../catalog/relations.ts'
import { openForBuilding, openForReading, type Store } from '../open.ts'
import { createIndexes, createTables, dropIndexes } from './create-tables.ts'

const folder = mkdtempSync(join(tmpdir(), 'juesuan-tables-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const path = join(folder, 'store.sqlite')
const rowsOf = async (store: Store, sql: string) => (await store.executeQuery(CompiledQuery.raw(sql))).rows

it('takes the same for granted of every store, also once its indexes were made anew', async () => {
  const { store, finish } = openForBuilding(path)
  await createTables(store)
  await createIndexes(store)
  await createViews(store)
  const known = 'select tbl, idx, stat from sqlite_stat1 order by idx'
  const before = await rowsOf(store, known)
  expect(before).toHaveLength(4)
  await dropIndexes(store)
  expect(await rowsOf(store, known)).toEqual([])
  await createIndexes(store)
  expect(await rowsOf(store, known)).toEqual(before)
  await finish()
})

it('plans the budget beside the outturn of every body by what is measured, not by all figures of a body', async () => {
  const store = openForReading(path)
  const isHeld = (alias: string, stage: string) =>
    `${alias}.stage = '${stage}' and ${alias}.measure = 'expenditure' and ${alias}.item_key = '' and ${alias}.aspect = 'amount'`
  const plan = await rowsOf(
    store,
    `explain query plan select a.amount_fen, b.amount_fen from figures a join figures b on a.department_id = b.department_id and a.fiscal_year = b.fiscal_year where ${isHeld('a', 'initialBudget')} and ${isHeld('b', 'finalAccounts')}`,
  )
  await store.destroy()
  const steps = plan.map((step) => String((step as { detail: unknown }).detail)) // a column of every plan
  expect(steps.filter((step) => step.includes('item_by_measure_item_key_department_number'))).toHaveLength(2)
  expect(steps.filter((step) => step.includes('figure_by_item_number'))).toHaveLength(2)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
})
