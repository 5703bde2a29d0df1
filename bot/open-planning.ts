import type { Planning } from './answer/create-answerer.ts'
import type { Config } from './config.ts'
import { openModel } from './model/open-model.ts'

/**
 * Who reads questions, as a configuration says. null: the rules alone.
 *
 * `statePath`: where the tokens of a day are counted; null: only while this lasts. Faults: StateUnusable.
 */
export const openPlanning = async ({
  planner,
  model,
  statePath,
}: Pick<Config, 'planner' | 'model'> & Readonly<{ statePath: string | null }>): Promise<Planning | null> =>
  planner === 'embedded' || model === null
    ? null
    : {
        mode: planner,
        prices: model,
        writesProse: model.writesProse,
        service: await openModel({ model, statePath }),
      }
