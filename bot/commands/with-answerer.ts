import { type OpenAnswerer, openAnswerer, type Planning } from '../answer/create-answerer.ts'
import type { Config } from '../config.ts'
import { ensureStore } from '../store.ts'
import { showProgress } from './progress.ts'

/** Opens the store in use, building it where there is none, works with an answerer over it, and closes it and the model again. */
export const withAnswerer = async <Result>(
  config: Config,
  planning: Planning | null,
  work: (answerer: OpenAnswerer) => Promise<Result>,
): Promise<Result> => {
  try {
    const answerer = await openAnswerer({
      store: await ensureStore(config, showProgress),
      words: config.words,
      clock: () => performance.now(),
      planning,
    })
    return await work(answerer).finally(() => answerer.close())
  } finally {
    await planning?.service.close()
  }
}
