import { CompiledQuery } from 'kysely'
import { openForReading, type Store } from './open.ts'
import type { StoreTables } from './schema/tables.ts'

/** What a finished store must hold. */
export type ExpectedStore = Readonly<{
  contentHash: string
  /** Rows by table. */
  counts: Readonly<Partial<Record<keyof StoreTables, number>>>
}>

/** Looks whether a store file is whole and holds what it was to hold. Outcome: what is wrong with it; null: nothing. */
export const findStoreFault = async (path: string, expected: ExpectedStore): Promise<string | null> => {
  const store = openForReading(path)
  try {
    const { rows } = await store.executeQuery<{ integrity_check: string }>(
      CompiledQuery.raw('pragma integrity_check'),
    )
    const [first] = rows
    if (first?.integrity_check !== 'ok') return first?.integrity_check ?? 'no integrity'
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

const countOf = async (store: Store, table: keyof StoreTables): Promise<number> => {
  const { count } = await store
    .selectFrom(table)
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return count
}
