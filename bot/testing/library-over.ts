/** A library over a data folder of its own, which documents can be added to while it is open. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type SeedOptions, seedStore } from '../../seed/index.ts'
import { type Config, readConfig } from '../config.ts'
import { type Library, openLibrary } from '../library.ts'
import type { Documents } from './held-beside.ts'

export type LibraryOver = Readonly<{
  library: Library
  config: Config
  /** What it logged. */
  lines: readonly string[]
  /** Loads further documents into the data folder, beside those that are held. */
  add: (documents: Documents) => Promise<void>
  rollBackTo: (version: number) => Promise<void>
  close: () => Promise<void>
}>

/** `documents`: all that is held; the five disclosures where none are given. */
export const openLibraryOver = async (documents?: Documents): Promise<LibraryOver> => {
  const folder = mkdtempSync(join(tmpdir(), 'library-'))
  let received = 0
  const write = (texts: Documents): string => {
    received += 1
    const into = join(folder, `received-${received}`)
    mkdirSync(into)
    for (const [name, text] of Object.entries(texts)) writeFileSync(join(into, name), text)
    return into
  }
  const dataFolder = join(folder, 'data')
  const usual = readConfig({ DATA_DIR: dataFolder })
  const config = documents === undefined ? usual : { ...usual, shippedFolder: write(documents) }
  const lines: string[] = []
  const library = await openLibrary({ config, clock: () => 0, log: (line) => lines.push(line) })
  const seed = async (change: Pick<SeedOptions, 'sources' | 'rollBackTo'>) => {
    const outcome = await seedStore({
      ...config,
      ...change,
      isDryRun: false,
      clock: () => new Date(0),
      onProgress: () => {},
    })
    if (outcome.kind !== 'seeded') throw new Error(JSON.stringify(outcome))
  }
  return {
    library,
    config,
    lines,
    add: (further) => seed({ sources: [write(further)] }),
    rollBackTo: (version) => seed({ sources: [], rollBackTo: version }),
    close: async () => {
      await library.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
