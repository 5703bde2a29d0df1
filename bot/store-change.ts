/** What may be changed about the documents that a store is made from; each way is previewed, approved and done alike. */
import { resolve } from 'node:path'
import { z } from 'zod'

export const remarkWordList = ['correct', 'known', 'rename', 'merge', 'withdraw'] as const
export type RemarkWord = (typeof remarkWordList)[number]

/** What an administrator holds against what is printed; each text is empty where the word takes none. */
const remarkWords = {
  word: z.enum(remarkWordList),
  /** Of a figure or a finding; of a department its full name. */
  id: z.string(),
  /** Of a figure; of a department its new name, or what it is part of. */
  value: z.string(),
  /** A day, as 2024-03-01. */
  since: z.string(),
  reason: z.string(),
  by: z.string(),
}

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
  z.object({ kind: z.literal('remarked'), ...remarkWords }),
])
export type StoreChange = Readonly<z.infer<typeof storeChangeSchema>>
/** What is remarked, in the words of the command. */
export type RemarkWords = Omit<Extract<StoreChange, { kind: 'remarked' }>, 'kind'>

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
    case 'remarked': {
      const { word, id, value, since, reason, by } = change
      const options = Object.entries({ since, reason, by })
        .filter(([, text]) => text !== '')
        .map(([name, text]) => `--${name}=${text}`)
      return [...options, '--', word, id, ...(value === '' ? [] : [value])]
    }
  }
}
