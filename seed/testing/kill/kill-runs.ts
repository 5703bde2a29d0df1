/**
 * Seedings that are killed at random moments, one after another on one data folder: a document is added, or taken out
 * again, and whenever the process dies, the folder holds what it held before or what it was to hold, whole.
 */
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sha256 } from '../../../db/domain/hash.ts'
import { openForReading } from '../../../db/open.ts'
import { findStoreFault } from '../../../db/store-fault.ts'
import { findCurrentStore, folders } from '../../../db/store-location.ts'
import { readVersion } from '../../../db/versions.ts'
import { seedStore } from '../../seed-store.ts'
import { shiqiaoUnion, writeCellBudget, writeTabAccounts, yunxiUnion } from '../invented-report.ts'

export type KillRun = Readonly<{
  /** null: it was done before. */
  killedAt: Moment | null
  outcome: 'before' | 'after'
}>

const childFile = fileURLToPath(new URL('./kill-child.ts', import.meta.url))
const added = 'budget.txt'

/** A moment of a seeding: so long after it began, or after it began to build the store. */
type Moment = Readonly<{ after: 'begins' | 'loads'; ms: number }>

type Ended = Readonly<{ wasKilled: boolean; msSince: Readonly<Partial<Record<Moment['after'], number>>> }>

/** Kills at a moment; resolves when the process is gone. */
const runChild = (words: readonly string[], moment: Moment | null): Promise<Ended> =>
  new Promise((settle) => {
    const stdio = ['ignore', 'ignore', 'ignore', 'ipc'] as const
    const child = spawn(process.execPath, [childFile, ...words], { stdio: [...stdio] })
    const at: Partial<Record<Moment['after'], number>> = {}
    let timer: NodeJS.Timeout | undefined
    child.on('message', (step: Moment['after']) => {
      at[step] = performance.now()
      if (moment?.after === step) timer = setTimeout(() => child.kill('SIGKILL'), moment.ms)
    })
    child.once('exit', (_, signal) => {
      clearTimeout(timer)
      const now = performance.now()
      const msSince = Object.fromEntries(Object.entries(at).map(([step, since]) => [step, now - since]))
      settle({ wasKilled: signal === 'SIGKILL', msSince })
    })
  })

/** The documents of the store in use, after everything about it was looked at. Faults: whatever is not whole. */
const wholeContent = async (dataFolder: string): Promise<readonly string[]> => {
  const current = findCurrentStore(dataFolder)
  if (typeof current === 'string') throw new Error(`the store in use is ${current}`)
  const version = readVersion(dataFolder, current.version)
  if (version === 'altered') throw new Error(`version ${current.version} is damaged`)
  for (const document of version.documents) {
    const kept = readFileSync(join(folders(dataFolder).documents, document.sha256))
    if (sha256(kept) !== document.sha256) throw new Error(`${document.fileName} is damaged`)
  }
  const fault = await findStoreFault(current.path, {
    contentHash: version.contentHash,
    isNew: true,
    counts: { document: version.documents.length },
  })
  if (fault !== null) throw new Error(`the store is damaged: ${fault}`)
  if (current.contentHash !== version.contentHash)
    throw new Error('pointer and version do not belong together')
  const store = openForReading(current.path)
  try {
    const files = await store.selectFrom('document').select('file').orderBy('file').execute()
    const listed = version.documents.map(({ fileName }) => fileName).toSorted()
    if (files.map(({ file }) => file).join() !== listed.join())
      throw new Error('the store holds other documents than its version')
    return listed
  } finally {
    await store.destroy()
  }
}

/** `random`: numbers from 0 to 1. `onRun` sees each run as it ends. Faults: the first run that left something broken. */
export const killRuns = async (
  count: number,
  random: () => number,
  onRun: (run: KillRun, index: number) => void = () => {},
): Promise<readonly KillRun[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-kill-'))
  const [dataFolder, shippedFolder, file] = [
    join(folder, 'data'),
    join(folder, 'shipped'),
    join(folder, added),
  ]
  try {
    mkdirSync(shippedFolder)
    writeFileSync(join(shippedFolder, 'accounts.txt'), writeTabAccounts(yunxiUnion))
    writeFileSync(file, writeCellBudget(shiqiaoUnion))
    await seedStore({
      dataFolder,
      shippedFolder,
      sources: [],
      isDryRun: false,
      clock: () => new Date(),
      onProgress: () => {},
    })
    const wordsFor = (isThere: boolean) =>
      isThere ? [dataFolder, shippedFolder, 'unload', added] : [dataFolder, shippedFolder, 'add', file]
    // How long a seeding takes here, told by one that nobody kills.
    const { msSince: whole } = await runChild(wordsFor(false), null)
    const runs: KillRun[] = []
    for (let index = 0; index < count; index += 1) {
      const before = await wholeContent(dataFolder)
      // Two of three while the store is built and put in its place, which is short.
      const after = index % 3 === 0 ? 'begins' : 'loads'
      const moment: Moment = { after, ms: random() * (whole[after] ?? 0) }
      const { wasKilled } = await runChild(wordsFor(before.includes(added)), moment)
      const content = await wholeContent(dataFolder)
      const isChanged = content.includes(added) !== before.includes(added)
      if (!wasKilled && !isChanged) throw new Error('a seeding that nobody killed changed nothing')
      const run: KillRun = {
        killedAt: wasKilled ? moment : null,
        outcome: isChanged ? 'after' : 'before',
      }
      runs.push(run)
      onRun(run, index)
    }
    return runs
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
