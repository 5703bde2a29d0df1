import { parseArgs } from 'node:util'
import { type PlanningWords, planningFlags } from './planning-options.ts'
import { UsageProblem } from './run-command.ts'

export type QueryOptions = Readonly<{
  isJson: boolean
  isJsonLines: boolean
  words: readonly string[]
  planning: PlanningWords
  /** The version whose documents are asked; null: the one in use. */
  asOf: number | null
}>

/**
 * The words and flags of a command that asks: `--json`, `--jsonl`, `--as-of`, and words unless lines come from stdin. `isPlanned`:
 * also who reads the questions.
 */
export const readQueryOptions = (usage: string, isPlanned = false): QueryOptions => {
  const parsed = parseFlags(usage, isPlanned)
  if (!parsed.isJsonLines && parsed.words.length === 0) throw new UsageProblem(usage)
  return parsed
}

const parseFlags = (usage: string, isPlanned: boolean): QueryOptions => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        json: { type: 'boolean' },
        jsonl: { type: 'boolean' },
        'as-of': { type: 'string' },
        ...planningFlags,
      },
    })
    const { json = false, jsonl = false, 'as-of': version, ...planning } = values
    if (!isPlanned && Object.keys(planning).length > 0) throw new UsageProblem(usage)
    if (version !== undefined && !/^\d+$/u.test(version)) throw new UsageProblem(usage)
    const asOf = version === undefined ? null : Number(version)
    return { isJson: json, isJsonLines: jsonl, words: positionals, planning, asOf }
  } catch {
    throw new UsageProblem(usage)
  }
}
