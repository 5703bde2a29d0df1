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
import { openPlanning } from '../open-planning.ts'
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

/** What of a configuration says who reads. */
type Configured = Pick<Config, 'planner' | 'model'> & Readonly<{ statePath: string | null }>

/** The planning that the words of a command ask for, else the configuration. Faults: UsageProblem, StateUnusable. */
export const planningFor = async (words: PlanningWords, config: Configured): Promise<Planning | null> => {
  const { replay, scripted, record } = words
  const planner = words.planner === undefined ? usualMode(words, config) : readMode(words.planner)
  if (planner === 'embedded' && (replay ?? scripted ?? record) !== undefined)
    throw new UsageProblem('--replay, --scripted and --record are for --planner model or --planner auto.')
  const kept = await openKept(words)
  const planning =
    kept === null ? await openPlanning({ ...config, planner }) : { mode: planner, service: kept }
  if (planning === null && words.planner !== undefined && planner !== 'embedded')
    throw new UsageProblem(
      'There is no model to read the questions: set OPENAI_MODEL with OPENAI_API_KEY or OPENAI_BASE_URL, or give --replay FILE or --scripted FOLDER.',
    )
  return planning === null || record === undefined
    ? planning
    : { ...planning, service: recordExchanges(planning.service, appendExchange(record)) }
}

const usualMode = ({ replay, scripted }: PlanningWords, { planner }: Configured): Planning['mode'] =>
  (replay ?? scripted) === undefined ? planner : 'auto'

const readMode = (text: string): Planning['mode'] => {
  const mode = modes.find((it) => it === text)
  if (mode === undefined) throw new UsageProblem(`--planner takes ${modes.join(', ')}, not "${text}".`)
  return mode
}

/** Replies that are no model's at this moment; null: none are asked for. */
const openKept = async ({ replay, scripted, wait }: PlanningWords): Promise<ModelService | null> => {
  if (replay !== undefined && scripted !== undefined)
    throw new UsageProblem('--replay and --scripted exclude each other.')
  if (replay !== undefined) return openReplay(replay)
  return scripted === undefined
    ? null
    : openFolderService({ folder: scripted, waitMs: readWait(wait) * 1_000 })
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
