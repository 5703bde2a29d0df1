import { parseArgs } from 'node:util'
import { openStateForReading } from '../../db/state/open-state.ts'
import { readConfig } from '../config.ts'
import { listProcesses, type RunningProcess } from '../slack/state/process-book.ts'
import { describeHealth, healthOf } from './health-of.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

await runCommand(async () => {
  const isJson = parseOptions()
  const processes = await readProcesses(readConfig().statePath)
  const health = healthOf(processes, Date.now())
  const isHealthy = health.kind === 'healthy'
  say(
    isJson
      ? JSON.stringify({ isHealthy, state: health.kind, processes: (processes ?? []).map(asShown) })
      : describeHealth(health),
  )
  return isHealthy ? exitCodes.done : exitCodes.failed
})

async function readProcesses(statePath: string): Promise<readonly RunningProcess[] | null> {
  const state = await openStateForReading(statePath)
  if (state === null) return null
  try {
    return await listProcesses(state, 0)
  } finally {
    await state.destroy()
  }
}

function asShown({ pid, mode, startedAt, beatAt, isConnected }: RunningProcess) {
  const [started, beat] = [startedAt, beatAt].map((moment) => new Date(moment).toISOString())
  return { pid, mode, startedAt: started, beatAt: beat, isConnected }
}

function parseOptions(): boolean {
  try {
    return parseArgs({ options: { json: { type: 'boolean', default: false } } }).values.json
  } catch {
    throw new UsageProblem('Usage: npm run health [-- --json]')
  }
}
