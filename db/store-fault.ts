import { CompiledQuery } from 'kysely'
import { openForReading, type Store } from './open.ts'
import type { StoreTables } from './schema/tables.ts'

/** What a finished store must hold. */
export type ExpectedStore = Readonly<{
  contentHash: string
  /** Every page is looked at; of a store that was copied from a whole one, and added to, only what it says it holds. */
  isNew: boolean
  /** Rows by table. */
  counts: Readonly<Partial<Record<keyof StoreTables, number>>>
}>

/** Looks whether a store file is whole and holds what it was to hold. Outcome: what is wrong with it; null: nothing. */
export const findStoreFault = async (path: string, expected: ExpectedStore): Promise<string | null> => {
  const store = openForReading(path)
  try {
    const pageFault = expected.isNew ? await findPageFault(store) : null
    if (pageFault !== null) return pageFault
    const info = await store.selectFrom('store_info').selectAll().execute()
    if (info.find(({ name }) => name === 'content_hash')?.value !== expected.contentHash)
      return 'content hash'
    for (const [table, count] of Object.entries(expected.counts))
      if ((await countOf(store, table as keyof StoreTables)) !== count) return `rows of ${table}` // keys of that very record
    return null
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  } finally {
    await store.destroy()
  }
}

const findPageFault = async (store: Store): Promise<string | null> => {
  // Not whether every index holds every row: it was made from them a moment ago.
  const { rows } = await store.executeQuery<{ quick_check: string }>(CompiledQuery.raw('pragma quick_check'))
  const [first] = rows
  return first?.quick_check === 'ok' ? null : (first?.quick_check ?? 'no integrity')
}

const countOf = async (store: Store, table: keyof StoreTables): Promise<number> => {
  const { count } = await store
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
