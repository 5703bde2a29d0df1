/**
 * The store for a process that stays up: it answers from the store in use, and goes over to another one, or to other
 * words, when the data folder names them, without a question noticing.
 */
import { statSync } from 'node:fs'
import type { Language } from '../db/domain/terms.ts'
import { type CurrentStore, findCurrentStore } from '../db/store-location.ts'
import type { Citation } from './answer/answer.ts'
import type { Answerer } from './answer/answerer.ts'
import type { Config } from './config.ts'
import type { Example } from './library/examples.ts'
import { type HeldStore, openHeldStore } from './library/held-store.ts'
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
  log: (line: string) => void
  onProgress?: Parameters<typeof ensureStore>[1]
}>

/** A store in use, and how many still work with it. */
type Held = HeldStore & { readonly key: string; users: number }

/**
 * Opens the store of the data folder, building it where there is none.
 *
 * Faults: StoreUnavailable, WordsUnusable, and those of the query runner; later ones become problems.
 */
export const openLibrary = async ({
  config,
  clock,
  log,
  onProgress = () => {},
}: LibraryOptions): Promise<Library> => {
  const { dataFolder, words } = config
  const keptLines = createKeptLines((documentId) => readKeptLines(dataFolder, documentId))
  await ensureStore(config, onProgress)
  const open = async ({ store, key }: Sight): Promise<Held> => {
    if (typeof store === 'string') throw new StoreNotThere(store)
    const held = await openHeldStore({ store, words, keptLines, clock })
    return { ...held, key, users: 0 }
  }
  let current = await open(look(config))
  /** Those that are no longer current and whose last questions still run. */
  const retired = new Set<Held>()
  let opening: Promise<void> | null = null
  let problem: LibraryProblem | null = null
  /** What was tried and could not be used; it is not tried again until something changes. */
  let refusedKey: string | null = null
  let isClosed = false

  const closeIfDone = async (held: Held): Promise<void> => {
    if (held.users === 0 && retired.delete(held)) await held.close()
  }

  const exchange = async (seen: Sight): Promise<void> => {
    try {
      const next = await open(seen)
      if (isClosed) return await next.close()
      const before = current
      current = next
      problem = null
      refusedKey = null
      log(`library: answers from ${next.answerer.dataVersion}`)
      retired.add(before)
      await closeIfDone(before)
    } catch (fault) {
      refuse(seen.key, problemOf(fault))
    }
  }

  const refuse = (key: string, found: LibraryProblem): void => {
    refusedKey = key
    if (JSON.stringify(found) !== JSON.stringify(problem))
      log(`library: still answers from ${current.answerer.dataVersion}: ${JSON.stringify(found)}`)
    problem = found
  }

  /** Null: what the folder names cannot be read. */
  const sight = (): Sight | null => {
    try {
      return look(config)
    } catch (fault) {
      refuse('', problemOf(fault))
      return null
    }
  }

  /** One opening at a time; what changes meanwhile is seen by the next look. */
  const follow = (isTriedAgain = false): Promise<void> => {
    if (isClosed) return Promise.resolve()
    if (opening !== null) return opening
    const seen = sight()
    if (seen === null) return Promise.resolve()
    if (seen.key === current.key) {
      problem = null
      refusedKey = null
      return Promise.resolve()
    }
    if (seen.key === refusedKey && !isTriedAgain) return Promise.resolve()
    opening = exchange(seen).finally(() => {
      opening = null
    })
    return opening
  }

  /** The store that was in use when the work began stays open until it is done. */
  const use = async <Result>(work: (held: HeldStore) => Promise<Result>): Promise<Result> => {
    void follow()
    const held = current
    held.users += 1
    try {
      return await work(held)
    } finally {
      held.users -= 1
      await closeIfDone(held)
    }
  }

  return {
    answer: (turns, preferences) => use(({ answerer }) => answerer.answer(turns, preferences)),
    dataVersion: () => current.answerer.dataVersion,
    overview: () => use(({ overview }) => overview()),
    examples: (language) => current.examples[language],
    sourcePassage: (citation) => use((held) => held.sourcePassage(citation)),
    summaryQuestions: (text, language) => summaryQuestions(text, language, current.answerer.vocabulary),
    problems: () => (problem === null ? [] : [problem]),
    refresh: async () => {
      await opening
      await follow(true)
    },
    close: async () => {
      isClosed = true
      await opening
      await Promise.all([current, ...retired].map((held) => held.close()))
    },
  }
}

/** What the data folder names at this moment; `key` tells whether that is something else than before. */
type Sight = Readonly<{ store: CurrentStore | 'none' | 'outdated'; key: string }>

const look = ({ dataFolder, words }: LibraryOptions['config']): Sight => {
  const store = findCurrentStore(dataFolder)
  const file = statSync(words.path, { throwIfNoEntry: false })
  return { store, key: JSON.stringify([store, file?.mtimeMs, file?.size, file?.ino]) }
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
