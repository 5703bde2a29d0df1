/** What may be changed about the documents that a store is made from; each way is previewed, approved and done alike. */
import { resolve } from 'node:path'
import { z } from 'zod'

export const storeChangeSchema = z.discriminatedUnion('kind', [
  /** The kept documents are read once more. */
  z.object({ kind: z.literal('anew') }),
  /** Files or folders; a path that is not absolute begins at the data folder. */
  z.object({ kind: z.literal('added'), files: z.array(z.string()).readonly() }),
  z.object({
    kind: z.literal('unloaded'),
    documents: z.array(z.object({ sha256: z.string(), fileName: z.string() })).readonly(),
  }),
  z.object({ kind: z.literal('rolledBack'), version: z.number() }),
])
export type StoreChange = Readonly<z.infer<typeof storeChangeSchema>>

/** The change as the words of `npm run seed`. */
export const seedWords = (change: StoreChange, dataFolder: string): readonly string[] => {
  switch (change.kind) {
    case 'anew':
      return []
    case 'added':
      return ['--', ...change.files.map((file) => resolve(dataFolder, file))]
    case 'unloaded':
      return change.documents.flatMap(({ sha256 }) => ['--unload', sha256])
    case 'rolledBack':
      return ['rollback', String(change.version)]
  }
}
