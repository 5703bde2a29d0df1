import { parseArgs } from 'node:util'
import { exportKinds, exportRows } from '../../db/export.ts'
import { openForReading } from '../../db/open.ts'
import { exportState, stateExportKinds } from '../../db/state/export-state.ts'
import { openStateForReading } from '../../db/state/open-state.ts'
import { type Config, readConfig } from '../config.ts'
import { csvLine } from '../files/csv-line.ts'
import { ensureStore } from '../store.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const usage = `Usage: npm run export -- ${[...exportKinds, ...stateExportKinds].join('|')} [--format jsonl|csv]`

await runCommand(async () => {
  const { kind, format } = parseOptions()
  const config = readConfig()
  const stateKind = stateExportKinds.find((known) => known === kind)
  const storeKind = exportKinds.find((known) => known === kind)
  if (stateKind !== undefined) await write(rowsOfState(config, stateKind), format)
  else if (storeKind !== undefined) await write(rowsOfStore(config, storeKind), format)
  else throw new UsageProblem(usage)
  return exitCodes.done
})

async function* rowsOfStore(config: Config, kind: (typeof exportKinds)[number]) {
  const store = openForReading((await ensureStore(config, showProgress)).path)
  try {
    yield* exportRows(store, kind)
  } finally {
    await store.destroy()
  }
}

/** Nothing where no bot has run yet. */
async function* rowsOfState({ statePath }: Config, kind: (typeof stateExportKinds)[number]) {
  const state = await openStateForReading(statePath)
  if (state === null) return
  try {
    yield* exportState(state, kind)
  } finally {
    await state.destroy()
  }
}

async function write(rows: AsyncIterable<Readonly<Record<string, unknown>>>, format: 'jsonl' | 'csv') {
  let isFirst = true
  for await (const row of rows) {
    if (format === 'csv' && isFirst) say(csvLine(Object.keys(row)))
    isFirst = false
    say(format === 'csv' ? csvLine(Object.values(row)) : JSON.stringify(row))
  }
}

function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { format: { type: 'string', default: 'jsonl' } },
    })
    const [kind, ...more] = positionals
    const format = (['jsonl', 'csv'] as const).find((known) => known === values.format)
    if (!kind || !format || more.length > 0) throw new UsageProblem(usage)
    return { kind, format }
  } catch {
    throw new UsageProblem(usage)
  }
}
