import { type CurrentStore, findCurrentStore } from '../db/store-location.ts'
import { type SeedProblem, type SeedProgress, seedStore } from '../seed/index.ts'
import type { Config } from './config.ts'

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
  config: Config,
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
