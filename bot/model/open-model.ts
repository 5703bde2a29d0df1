/** The model of a configuration, used as the configuration says. */
import { openState } from '../../db/state/open-state.ts'
import type { ModelConfig } from '../config.ts'
import type { ModelService } from './model-service.ts'
import { createOpenaiService } from './openai-service.ts'
import { createTokenBook, createTokenBookInMemory, type TokenBook } from './token-book.ts'
import { withConduct } from './with-conduct.ts'

export type ModelOptions = Readonly<{
  model: ModelConfig
  /** Where it is kept what a day has cost; null: only for as long as this is open. */
  statePath: string | null
}>

/** Faults: StateUnusable. */
export const openModel = async ({ model, statePath }: ModelOptions): Promise<ModelService> => {
  const state = statePath === null ? null : await openState(statePath)
  const book: TokenBook = state === null ? createTokenBookInMemory() : createTokenBook(state)
  const service = withConduct(createOpenaiService(model), {
    parallel: model.parallel,
    book,
    dailyTokens: model.dailyTokens,
    clock: Date.now,
  })
  return {
    ...service,
    close: async () => {
      await service.close()
      await state?.destroy()
    },
  }
}
