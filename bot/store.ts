import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CurrentStore, findCurrentStore, folders } from '../db/store-location.ts'
import {
  decodeLines,
  findKeptReading,
  type SeedProblem,
  type SeedProgress,
  seedStore,
} from '../seed/index.ts'
import { type Config, readConfig } from './config.ts'

export type { RemarkProblem, SeedProblem } from '../seed/index.ts'

/** The store cannot be had: `problems` name each file and why. */
export class StoreUnavailable extends Error {
  readonly problems: readonly SeedProblem[]
  constructor(problems: readonly SeedProblem[]) {
    super('the store cannot be built')
    this.problems = problems
  }
}

/** The store in use; built on first use, and built anew from the kept documents when another version made it. */
export const ensureStore = async (
  config: Pick<Config, 'dataFolder' | 'shippedFolder'>,
  onProgress: (progress: SeedProgress) => void,
): Promise<CurrentStore> => {
  const current = findCurrentStore(config.dataFolder)
  if (current !== 'none' && current !== 'outdated') return current
  const outcome = await seedStore({
    dataFolder: config.dataFolder,
    shippedFolder: config.shippedFolder,
    sources: [],
    isDryRun: false,
    clock: () => new Date(),
    onProgress,
  })
  if (outcome.kind !== 'seeded') throw new StoreUnavailable(outcome.kind === 'failed' ? outcome.problems : [])
  return outcome.store
}

/** The lines of a kept document, by its SHA-256. Null: it is not kept here. */
export const readKeptLines = (dataFolder: string, documentId: string): readonly string[] | null => {
  const reading = findKeptReading(folders(dataFolder).readings, documentId)
  if (reading !== null) return reading.lines
  const path = join(folders(dataFolder).documents, documentId)
  return existsSync(path) ? decodeLines(readFileSync(path)) : null
}

export type TemporaryStore = Readonly<{
  dataFolder: string
  config: Config
  current: CurrentStore
  remove: () => void
}>

/** A store of the shipped documents alone, in a folder that `remove` deletes. Faults: StoreUnavailable. */
export const buildTemporaryStore = async (
  onProgress: (progress: SeedProgress) => void,
): Promise<TemporaryStore> => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'juesuan-'))
  const remove = () => rmSync(dataFolder, { recursive: true, force: true })
  try {
    const config = readConfig({ DATA_DIR: dataFolder })
    return { dataFolder, config, current: await ensureStore(config, onProgress), remove }
  } catch (error) {
    remove()
    throw error
  }
}
