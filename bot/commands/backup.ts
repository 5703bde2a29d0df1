import { parseArgs } from 'node:util'
import { backUp } from '../../db/backup.ts'
import { readConfig } from '../config.ts'
import { backupUsage, describeRefusal } from './backup-phrases.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, tell, UsageProblem } from './run-command.ts'

await runCommand(async () => {
  const target = parseOptions()
  const { dataFolder, statePath, words } = readConfig()
  const outcome = await backUp({
    dataFolder,
    statePath,
    words,
    target,
    clock: () => new Date(),
    onWait: () => showProgress({ step: 'wait' }),
  })
  if (outcome.kind === 'refused') {
    tell(describeRefusal(outcome))
    return exitCodes.failed
  }
  const { folder, list, alteredDocuments } = outcome
  for (const document of alteredDocuments)
    tell(`${document} is not what was received (its SHA-256 is another); it was copied as it is.`)
  say(`${described(list)} copied to ${folder}.`)
  return exitCodes.done
})

function described({ files, version }: Readonly<{ files: readonly unknown[]; version: number | null }>) {
  const count = `${files.length} ${files.length === 1 ? 'file' : 'files'}`
  return version === null ? `${count} (no version in use)` : `${count} of version ${version}`
}

function parseOptions(): string {
  try {
    const [folder, ...more] = parseArgs({ allowPositionals: true, options: {} }).positionals
    if (!folder || more.length > 0) throw new UsageProblem(backupUsage)
    return folder
  } catch {
    throw new UsageProblem(backupUsage)
  }
}
