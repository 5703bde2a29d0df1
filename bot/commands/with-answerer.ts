import { type OpenAnswerer, openAnswerer } from '../answer/create-answerer.ts'
import type { Config } from '../config.ts'
import { ensureStore } from '../store.ts'
import { showProgress } from './progress.ts'

/** Opens the store in use, building it where there is none, works with an answerer over it, and closes it again. */
export const withAnswerer = async <Result>(
  config: Config,
  work: (answerer: OpenAnswerer) => Promise<Result>,
): Promise<Result> => {
  const answerer = await openAnswerer({
    store: await ensureStore(config, showProgress),
    words: config.words,
    clock: () => performance.now(),
  })
  try {
    return await work(answerer)
  } finally {
    await answerer.close()
  }
}
