/**
 * The store for a process that stays up: it answers from the store in use, and goes over to another one, or to other
 * words, when the data folder names them, without a question noticing.
 */
import { statSync } from 'node:fs'
import type { Language } from '../db/domain/terms.ts'
import { findCurrentStore } from '../db/store-location.ts'
import type { Citation } from './answer/answer.ts'
import type { Answerer } from './answer/answerer.ts'
import type { PlannerMode } from './answer/choose-reading.ts'
import type { Planning } from './answer/create-answerer.ts'
import type { Config } from './config.ts'
import type { Example } from './library/examples.ts'
import { follow, type Sight } from './library/follow.ts'
import { openHeldStore } from './library/held-store.ts'
import { createKeptLines } from './library/kept-lines.ts'
import type { Overview } from './library/overview.ts'
import type { SourcePassage } from './library/source-passage.ts'
import { summaryQuestions } from './library/summary-questions.ts'
import { ensureStore, readKeptLines } from './store.ts'
import { type WordsProblem, WordsUnusable } from './understand/words-file.ts'

export type { Example } from './library/examples.ts'
export type { Overview, OverviewDepartment, OverviewReport, SeverityCounts } from './library/overview.ts'
export type { PassageFinding, PassageLine, SourcePassage } from './library/source-passage.ts'

/** Why the library goes on with what it had. */
export type LibraryProblem =
  | Readonly<{ kind: 'words'; problems: readonly WordsProblem[] }>
  /** No store is named any more, another version of the program made it, or it cannot be opened. */
  | Readonly<{ kind: 'store'; code: 'none' | 'outdated' | 'unusable'; detail: string }>

export type Library = Answerer &
  Readonly<{
    /** That of the newest store in use. */
    dataVersion: () => string
    /** Who reads questions: the rules, and a model by its name. */
    planner: Readonly<{ mode: PlannerMode; model: string | null }>
    overview: () => Promise<Overview>
    /** Up to 6, each answered by the store in use. */
    examples: (language: Language) => readonly Example[]
    /** Outcome: null where no kept document prints the quote at its lines. */
    sourcePassage: (citation: Citation) => Promise<SourcePassage | null>
    /** Questions for summaries of the bodies that a text names: at most 3, none where it names no body. */
    summaryQuestions: (text: string, language: Language) => readonly string[]
    /** What kept the library from following the data folder; empty while it follows. */
    problems: () => readonly LibraryProblem[]
    /** Follows the data folder now, also to what could not be used before. Resolves once it is followed or refused. */
    refresh: () => Promise<void>
    /** Ends everything at once; a question that still runs fails. */
    close: () => Promise<void>
  }>

export type LibraryOptions = Readonly<{
  config: Pick<Config, 'dataFolder' | 'shippedFolder' | 'words'>
  clock: () => number
  /** null: the embedded planner alone. Whoever opened the service closes it. */
  planning?: Planning | null
  log: (line: string) => void
  onProgress?: Parameters<typeof ensureStore>[1]
}>

/**
 * Opens the store of the data folder, building it where there is none.
 *
 * Faults: StoreUnavailable, WordsUnusable, and those of the query runner; later ones become problems.
 */
export const openLibrary = async ({
  config,
  clock,
  planning = null,
  log,
  onProgress = () => {},
}: LibraryOptions): Promise<Library> => {
  const { dataFolder, words } = config
  const keptLines = createKeptLines((documentId) => readKeptLines(dataFolder, documentId))
  await ensureStore(config, onProgress)
  const held = await follow({
    look: () => look(config),
    open: async (store) => {
      if (typeof store === 'string') throw new StoreNotThere(store)
      return openHeldStore({ store, words, keptLines, clock, planning })
    },
    onChange: ({ answerer }) => log(`library: answers from ${answerer.dataVersion} now`),
    onRefusal: (fault) => log(`library: goes on as before: ${JSON.stringify(problemOf(fault))}`),
  })
  return {
    answer: (turns, preferences) => held.use(({ answerer }) => answerer.answer(turns, preferences)),
    dataVersion: () => held.current().answerer.dataVersion,
    planner: { mode: planning?.mode ?? 'embedded', model: planning?.service.model ?? null },
    overview: () => held.use(({ overview }) => overview()),
    examples: (language) => held.current().examples[language],
    sourcePassage: (citation) => held.use(({ sourcePassage }) => sourcePassage(citation)),
    summaryQuestions: (text, language) =>
      summaryQuestions(text, language, held.current().answerer.vocabulary),
    problems: () => (held.fault() === null ? [] : [problemOf(held.fault())]),
    refresh: held.refresh,
    close: held.close,
  }
}

/** The store that is named, and the words as they stand: by time and size, since they are read at opening only. */
const look = ({
  dataFolder,
  words,
}: LibraryOptions['config']): Sight<ReturnType<typeof findCurrentStore>> => {
  const store = findCurrentStore(dataFolder)
  const file = statSync(words.path, { throwIfNoEntry: false })
  return { source: store, key: JSON.stringify([store, file?.mtimeMs, file?.size, file?.ino]) }
}

class StoreNotThere extends Error {
  readonly code: 'none' | 'outdated'
  constructor(code: StoreNotThere['code']) {
    super('the data folder names no store that can be used')
    this.code = code
  }
}

const problemOf = (fault: unknown): LibraryProblem => {
  if (fault instanceof WordsUnusable) return { kind: 'words', problems: fault.problems }
  const detail = fault instanceof Error ? fault.message : String(fault)
  return { kind: 'store', code: fault instanceof StoreNotThere ? fault.code : 'unusable', detail }
}
