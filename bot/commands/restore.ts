import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { type RestoreOutcome, restore } from '../../db/restore.ts'
import { openStateForReading, StateUnusable } from '../../db/state/open-state.ts'
import { type Config, readConfig } from '../config.ts'
import { listProcesses } from '../slack/state/process-book.ts'
import { describeRefusal, restoreUsage } from './backup-phrases.ts'
import { silentAfterMs } from './health-of.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, tell, UsageProblem } from './run-command.ts'

await runCommand(async () => {
  const { folder, mayReplace } = parseOptions()
  const config = readConfig()
  const running = mayReplace ? await findRunningBot(config) : null
  if (running !== null) {
    tell(`A bot runs on ${config.dataFolder} (process ${running}): stop it, and restore then.`)
    return exitCodes.failed
  }
  const outcome = await restore({
    folder,
    dataFolder: config.dataFolder,
    mayReplace,
    clock: () => new Date(),
    onWait: () => showProgress({ step: 'wait' }),
  })
  if (outcome.kind === 'refused') {
    tell(describeRefusal(outcome))
    return exitCodes.failed
  }
  for (const line of accountOf(outcome, config)) say(line)
  return exitCodes.done
})

function accountOf(
  { list, movedTo, leftOut }: Extract<RestoreOutcome, { kind: 'restored' }>,
  { dataFolder, words }: Config,
): readonly string[] {
  const count = `${list.files.length} ${list.files.length === 1 ? 'file' : 'files'}`
  const hasWords = list.files.some(({ path }) => path === 'words.json')
  return [
    `${count} of the backup of ${list.takenAt} are now the data folder ${dataFolder}.`,
    ...(movedTo === null ? [] : [`What was there before is now ${movedTo}.`]),
    ...(hasWords && words.isRequired
      ? [
          `Its words are in ${join(dataFolder, 'words.json')}; ${words.path} (JUESUAN_WORDS) was left as it is.`,
        ]
      : []),
    ...leftOut.map((path) => `Not restored, since it is no part of the backup: ${path}`),
  ]
}

/** The process of a bot that gave a sign of life lately; a state file that cannot be read says nothing of one. */
async function findRunningBot({ statePath }: Config): Promise<number | null> {
  try {
    const state = await openStateForReading(statePath)
    if (state === null) return null
    try {
      const [running] = await listProcesses(state, Date.now() - silentAfterMs)
      return running?.pid ?? null
    } finally {
      await state.destroy()
    }
  } catch (error) {
    if (error instanceof StateUnusable) return null
    throw error
  }
}

function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { force: { type: 'boolean', default: false } },
    })
    const [folder, ...more] = positionals
    if (!folder || more.length > 0) throw new UsageProblem(restoreUsage)
    return { folder, mayReplace: values.force }
  } catch {
    throw new UsageProblem(restoreUsage)
  }
}
