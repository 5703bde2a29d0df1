/** What every command shares: one clear sentence and a sensible exit code for whatever goes wrong, never a stack trace. */
import { StateUnusable } from '../../db/state/open-state.ts'
import { ConfigProblem } from '../config.ts'
import { StartProblem } from '../slack/start-problem.ts'
import { StoreUnavailable } from '../store.ts'
import { WordsUnusable } from '../understand/words-file.ts'
import { describeProblem } from './seed-phrases.ts'
import { describeStartObstacle, describeStateProblem } from './start-phrases.ts'
import { describeWordsProblem } from './words-phrases.ts'

export const exitCodes = { done: 0, failed: 1, usage: 2 } as const

export const say = (line: string): void => {
  process.stdout.write(`${line}\n`)
}

export const tell = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** The words of the command line are wrong; the message says how they should be. */
export class UsageProblem extends Error {}

/** Runs a command to its exit code; whatever it throws becomes a sentence on stderr. */
export const runCommand = async (command: () => Promise<number>): Promise<void> => {
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(exitCodes.done) // the reader of our output has gone
    throw error
  })
  try {
    process.exitCode = await command()
  } catch (error) {
    process.exitCode = explain(error)
  }
}

const explain = (error: unknown): number => {
  if (error instanceof UsageProblem) {
    tell(error.message)
    return exitCodes.usage
  }
  if (error instanceof ConfigProblem) {
    tell(`Configuration: ${error.message}`)
    return exitCodes.usage
  }
  if (error instanceof WordsUnusable) {
    for (const problem of error.problems) tell(describeWordsProblem(problem))
    return exitCodes.usage
  }
  if (error instanceof StoreUnavailable) {
    for (const problem of error.problems) tell(describeProblem(problem))
    tell('The store was left as it was.')
    return exitCodes.failed
  }
  if (error instanceof StateUnusable) {
    tell(describeStateProblem(error))
    return exitCodes.failed
  }
  if (error instanceof StartProblem) {
    tell(describeStartObstacle(error.obstacle))
    return error.obstacle.kind.endsWith('-refused') ? exitCodes.usage : exitCodes.failed
  }
  tell(`Something failed: ${error instanceof Error ? error.message : String(error)}`)
  return exitCodes.failed
}
