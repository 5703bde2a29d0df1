/** What the store in use says it was made of, so that a seeding reads only what has changed since. */
import { z } from 'zod'
import { parseJson } from '../db/domain/json.ts'
import { openForReading, type Store } from '../db/open.ts'
import { type Remark, remarkSchema } from '../db/remarks.ts'
import { findCurrentStore } from '../db/store-location.ts'
import type { KeptDocument } from '../db/versions.ts'
import type { RowCounts } from './store-rows.ts'

export type MadeOf = Readonly<{
  path: string
  /** Fingerprint of the program that read the documents. */
  program: string
  /** By the department's id; `contentHash`: of its rows. */
  departments: ReadonlyMap<
    string,
    Readonly<{ documents: readonly KeptDocument[]; remarks: readonly Remark[]; contentHash: string }>
  >
}>

const countsSchema = z.record(z.string(), z.number())

/** What a finished store says it holds: very many rows take long to count. */
export const readRowCounts = async (store: Store): Promise<RowCounts> => {
  const { value } = await store
    .selectFrom('store_info')
    .select('value')
    .where('name', '=', 'rows')
    .executeTakeFirstOrThrow()
  return countsSchema.parse(parseJson(value)) as RowCounts // written by the names of the tables
}

const remarksSchema = z.array(remarkSchema)
const documentsSchema = z.array(z.object({ sha256: z.string(), fileName: z.string() }))

/** Null: there is no store that this program could use; a damaged one is no better than none. */
export const readMadeOf = async (dataFolder: string): Promise<MadeOf | null> => {
  const current = findCurrentStore(dataFolder)
  if (typeof current === 'string') return null
  const store = openForReading(current.path)
  try {
    const { value: program } = await store
      .selectFrom('store_info')
      .select('value')
      .where('name', '=', 'program')
      .executeTakeFirstOrThrow()
    const sources = await store.selectFrom('department_source').selectAll().execute()
    const departments = sources.map(
      ({ department_id: id, documents, remarks, content_hash: contentHash }) =>
        [
          id,
          {
            documents: documentsSchema.parse(parseJson(documents)),
            remarks: remarksSchema.parse(parseJson(remarks)),
            contentHash,
          },
        ] as const,
    )
    return { path: current.path, program, departments: new Map(departments) }
  } catch {
    return null
  } finally {
    await store.destroy()
  }
}
