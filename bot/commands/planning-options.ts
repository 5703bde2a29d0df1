/** Who reads the questions of a command: the rules, a model, what a model once said, or whoever answers in a folder. */
import type { Planning } from '../answer/create-answerer.ts'
import type { Config } from '../config.ts'
import {
  appendExchange,
  ExchangeFileProblem,
  readExchanges,
  recordExchanges,
  replayExchanges,
} from '../model/exchanges.ts'
import { openFolderService } from '../model/folder-service.ts'
import type { ModelService } from '../model/model-service.ts'
import { openModel } from '../model/open-model.ts'
import { UsageProblem } from './run-command.ts'

export const planningFlags = {
  planner: { type: 'string' },
  record: { type: 'string' },
  replay: { type: 'string' },
  scripted: { type: 'string' },
  wait: { type: 'string' },
} as const

export const planningUsage =
  '[--planner auto|embedded|model] [--replay FILE | --scripted FOLDER [--wait SECONDS]] [--record FILE]'

export type PlanningWords = Readonly<{ [Flag in keyof typeof planningFlags]?: string | undefined }>

const modes = ['auto', 'embedded', 'model'] as const
const usualWaitSeconds = 600

/**
 * The planning that the words of a command ask for; `usual` where they name no planner. null: the rules alone.
 *
 * `statePath`: where the tokens of a day are counted; null: only while this lasts. Faults: UsageProblem, StateUnusable.
 */
export const openPlanning = async (
  words: PlanningWords,
  { model }: Pick<Config, 'model'>,
  usual: Planning['mode'],
  statePath: string | null,
): Promise<Planning | null> => {
  const mode = readMode(words.planner ?? usual)
  if (mode === 'embedded') {
    if (words.replay ?? words.scripted ?? words.record)
      throw new UsageProblem('--replay, --scripted and --record are for --planner model or --planner auto.')
    return null
  }
  const service = await openService(words, model, statePath)
  if (service === null) {
    if (words.planner === undefined) return null
    throw new UsageProblem(
      'There is no model to read the questions: set OPENAI_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL, or give --replay FILE or --scripted FOLDER.',
    )
  }
  return {
    mode,
    service: words.record === undefined ? service : recordExchanges(service, appendExchange(words.record)),
  }
}

const readMode = (text: string): Planning['mode'] => {
  const mode = modes.find((it) => it === text)
  if (mode === undefined) throw new UsageProblem(`--planner takes ${modes.join(', ')}, not "${text}".`)
  return mode
}

const openService = async (
  { replay, scripted, wait }: PlanningWords,
  model: Config['model'],
  statePath: string | null,
): Promise<ModelService | null> => {
  if (replay !== undefined && scripted !== undefined)
    throw new UsageProblem('--replay and --scripted exclude each other.')
  if (replay !== undefined) return openReplay(replay)
  if (scripted !== undefined) return openFolderService({ folder: scripted, waitMs: readWait(wait) * 1_000 })
  return model && openModel({ model, statePath })
}

const openReplay = (path: string): ModelService => {
  try {
    return replayExchanges(readExchanges(path))
  } catch (problem) {
    if (problem instanceof ExchangeFileProblem) throw new UsageProblem(problem.message)
    throw problem
  }
}

const readWait = (text: string | undefined): number => {
  const seconds = Number(text ?? usualWaitSeconds)
  if (text?.trim() === '' || !(seconds >= 0))
    throw new UsageProblem(`--wait takes a number of seconds, not "${text}".`)
  return seconds
}
