import type { Language } from '../../db/domain/terms.ts'
import { openForReading } from '../../db/open.ts'
import type { CurrentStore } from '../../db/store-location.ts'
import type { Citation } from '../answer/answer.ts'
import { type OpenAnswerer, openAnswerer, type Planning } from '../answer/create-answerer.ts'
import type { WordsFile } from '../understand/words-file.ts'
import { type Example, findExamples } from './examples.ts'
import type { KeptLines } from './kept-lines.ts'
import { type Overview, readOverview } from './overview.ts'
import { readSourcePassage, type SourcePassage } from './source-passage.ts'

/** One store with all that is made of it; everything it says is of that store. */
export type HeldStore = Readonly<{
  answerer: OpenAnswerer
  examples: Readonly<Record<Language, readonly Example[]>>
  overview: () => Promise<Overview>
  sourcePassage: (citation: Citation) => Promise<SourcePassage | null>
  close: () => Promise<void>
}>

export type HeldStoreOptions = Readonly<{
  store: CurrentStore
  words: WordsFile
  keptLines: KeptLines
  clock: () => number
  planning: Planning | null
}>

/** Faults: those of openAnswerer. */
export const openHeldStore = async ({
  store,
  words,
  keptLines,
  clock,
  planning,
}: HeldStoreOptions): Promise<HeldStore> => {
  const answerer = await openAnswerer({ store, words, clock, planning })
  const reading = openForReading(store.path)
  let closing: Promise<unknown> | null = null
  const close = async (): Promise<void> => {
    closing ??= Promise.all([answerer.close(), reading.destroy()])
    await closing
  }
  try {
    const examplesIn = (language: Language) => findExamples(answerer, answerer.vocabulary, language)
    const examples = { zh: await examplesIn('zh'), en: await examplesIn('en') }
    const { contentHash, seededAt } = store
    let overview: Promise<Overview> | null = null
    return {
      answerer,
      examples,
      overview: () => {
        overview ??= readOverview(reading, { contentHash, seededAt, dataVersion: answerer.dataVersion })
        return overview
      },
      sourcePassage: (citation) => readSourcePassage(citation, reading, keptLines),
      close,
    }
  } catch (fault) {
    await close()
    throw fault
  }
}
