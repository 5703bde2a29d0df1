import { type OpenAnswerer, openAnswerer, type Planning } from '../answer/create-answerer.ts'
import type { Config } from '../config.ts'
import { ensureStore } from '../store.ts'
import { openPastStore, type PastStore } from './past-store.ts'
import { showProgress } from './progress.ts'
import { tell } from './run-command.ts'

/**
 * Opens the store in use, building it where there is none, or that of an earlier version; works with an answerer over it,
 * and closes it and the model again.
 */
export const withAnswerer = async <Result>(
  config: Config,
  { planning = null, asOf }: Readonly<{ planning?: Planning | null; asOf: number | null }>,
  work: (answerer: OpenAnswerer) => Promise<Result>,
): Promise<Result> => {
  let past: PastStore | null = null
  try {
    past = asOf === null ? null : await openPastStore(config, asOf, showProgress)
    if (past) tell(`As of version ${past.store.version}, in use since ${past.store.seededAt.slice(0, 10)}.`)
    const answerer = await openAnswerer({
      store: past?.store ?? (await ensureStore(config, showProgress)),
      words: config.words,
      clock: () => performance.now(),
      planning,
    })
    return await work(answerer).finally(() => answerer.close())
  } finally {
    past?.close()
    await planning?.service.close()
  }
}
