/**
 * Words that are added and taken away while the bot runs, in the file that whoever runs it may also edit by hand: what
 * would make the file unusable is not written, and everything else in it stays as it is.
 */
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { type Lock, tryLock } from '../db/open.ts'
import { findCurrentStore } from '../db/store-location.ts'
import { makeFolder, writeWhole } from '../db/write-files.ts'
import { readVocabularySources } from './understand/load-vocabulary.ts'
import { heardAs, teach } from './understand/teach.ts'
import {
  parseWords,
  readWords,
  type Words,
  type WordsFile,
  type WordsProblem,
  type WordsSection,
  WordsUnusable,
} from './understand/words-file.ts'

/** `surface`: what people type for `target`, which stands in its section as a file of words has it. */
export type TaughtWord = Readonly<{ section: WordsSection; target: string; surface: string }>

export type WordsListing =
  | Readonly<{ kind: 'words'; words: readonly TaughtWord[] }>
  | Readonly<{ kind: 'refused'; problems: readonly WordsProblem[] }>

export type WordsEdit =
  | Readonly<{ kind: 'written' }>
  /** It stands there already, or nothing that could be taken away does. */
  | Readonly<{ kind: 'unchanged' }>
  /** The file as it is, or as it would be, cannot be used; it was left as it was. */
  | Readonly<{ kind: 'refused'; problems: readonly WordsProblem[] }>
  /** Someone else has been writing all the time. */
  | Readonly<{ kind: 'busy' }>

export type WordsEditor = Readonly<{
  /** In the order of the file. */
  list: () => WordsListing
  /** What the word stands for must be held by the store in use. */
  add: (word: TaughtWord) => Promise<WordsEdit>
  /** Also of a target that is not held any more. */
  remove: (word: TaughtWord) => Promise<WordsEdit>
}>

type Sections = Readonly<Partial<Record<WordsSection, Readonly<Record<string, readonly string[]>>>>>

const lockRetryMs = 20
const lockWaitMs = 5_000

/** Faults of its functions: no store in use to check against, and those of the file system. */
export const createWordsEditor = (file: WordsFile, dataFolder: string): WordsEditor => {
  const path = file.path
  const read = (): Words => readWords({ path, isRequired: false }) ?? noWords

  const edit = async (
    change: (words: Sections) => Sections | null,
    check: (words: Words) => void,
  ): Promise<WordsEdit> => {
    makeFolder(dirname(path))
    const lock = await waitForLock(`${path}.lock`)
    if (lock === null) return { kind: 'busy' }
    try {
      const changed = change(read())
      if (changed === null) return { kind: 'unchanged' }
      const content = new TextEncoder().encode(`${JSON.stringify(withoutEmpty(changed), null, 2)}\n`)
      check(parseWords(content, path))
      writeWhole(path, content)
      return { kind: 'written' }
    } catch (error) {
      if (error instanceof WordsUnusable) return { kind: 'refused', problems: error.problems }
      throw error
    } finally {
      lock.release()
    }
  }

  return {
    list: () => {
      try {
        return { kind: 'words', words: wordsOf(read()) }
      } catch (error) {
        if (error instanceof WordsUnusable) return { kind: 'refused', problems: error.problems }
        throw error
      }
    },
    add: async (word) => {
      const held = await readVocabularySources(storePathOf(dataFolder))
      return edit(
        (words) => withWord(words, word),
        (words) => teach(words, held, path),
      )
    },
    remove: (word) =>
      edit(
        (words) => withoutWord(words, word),
        () => {},
      ),
  }
}

const noWords: Words = { departments: {}, measures: {}, items: {}, words: {} }

const storePathOf = (dataFolder: string): string => {
  const store = findCurrentStore(dataFolder)
  if (typeof store === 'string') throw new Error('there is no store in use to check words against')
  return store.path
}

const waitForLock = async (path: string): Promise<Lock | null> => {
  for (let waitedMs = 0; waitedMs <= lockWaitMs; waitedMs += lockRetryMs) {
    const lock = tryLock(path)
    if (lock) return lock
    await wait(lockRetryMs)
  }
  return null
}

const wordsOf = (words: Sections): readonly TaughtWord[] =>
  Object.entries(words).flatMap(([section, targets]) =>
    Object.entries(targets).flatMap(
      ([target, surfaces]) =>
        surfaces.map((surface) => ({ section: section as WordsSection, target, surface })), // keys of a closed type
    ),
  )

const isSame = (one: string, other: string): boolean => heardAs(one) === heardAs(other)

/** null: it is there already. */
const withWord = (words: Sections, { section, target, surface }: TaughtWord): Sections | null => {
  const targets = Object.entries(words[section] ?? {})
  const known = targets.find(([name]) => isSame(name, target))
  if (known?.[1].some((it) => isSame(it, surface))) return null
  const [name, surfaces] = known ?? [target.trim(), []]
  return replaced(words, section, [
    ...targets.map((it) => (it === known ? ([name, [...surfaces, surface.trim()]] as const) : it)),
    ...(known ? [] : [[name, [surface.trim()]] as const]),
  ])
}

/** null: it is not there. */
const withoutWord = (words: Sections, { section, target, surface }: TaughtWord): Sections | null => {
  const targets = Object.entries(words[section] ?? {})
  const left = targets.map(([name, surfaces]) => {
    const isOfTarget = isSame(name, target)
    return [name, surfaces.filter((it) => !isOfTarget || !isSame(it, surface))] as const
  })
  const isThere = left.some(([, surfaces], at) => surfaces.length !== targets[at]?.[1].length)
  if (!isThere) return null
  return replaced(
    words,
    section,
    left.filter(([name, surfaces]) => surfaces.length > 0 || !isSame(name, target)),
  )
}

const replaced = (
  words: Sections,
  section: WordsSection,
  targets: readonly (readonly [string, readonly string[]])[],
): Sections => ({ ...words, [section]: Object.fromEntries(targets) })

/** A section that nothing stands in says nothing. */
const withoutEmpty = (words: Sections): Sections =>
  Object.fromEntries(Object.entries(words).filter(([, targets]) => Object.keys(targets).length > 0))
