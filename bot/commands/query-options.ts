import { parseArgs } from 'node:util'
import { UsageProblem } from './run-command.ts'

export type QueryOptions = Readonly<{ isJson: boolean; isJsonLines: boolean; words: readonly string[] }>

/** The words and flags of a command that asks: `--json`, `--jsonl`, and words unless lines come from stdin. */
export const readQueryOptions = (usage: string): QueryOptions => {
  const parsed = parseFlags(usage)
  if (!parsed.isJsonLines && parsed.words.length === 0) throw new UsageProblem(usage)
  return parsed
}

const parseFlags = (usage: string): QueryOptions => {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean' }, jsonl: { type: 'boolean' } },
    })
    return { isJson: values.json ?? false, isJsonLines: values.jsonl ?? false, words: positionals }
  } catch {
    throw new UsageProblem(usage)
  }
}
