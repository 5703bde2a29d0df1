import { parseArgs } from 'node:util'
import { type ExportRow, exportKinds, exportRows } from '../../db/export.ts'
import { openForReading } from '../../db/open.ts'
import { readConfig } from '../config.ts'
import { csvLine } from '../files/csv-line.ts'
import { ensureStore } from '../store.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const usage = `Usage: npm run export -- ${exportKinds.join('|')} [--format jsonl|csv]`

await runCommand(async () => {
  const { kind, format } = parseOptions()
  const store = openForReading((await ensureStore(readConfig(), showProgress)).path)
  try {
    let isFirst = true
    for await (const row of exportRows(store, kind)) {
      if (format === 'csv' && isFirst) say(csvLine(Object.keys(row)))
      isFirst = false
      say(format === 'csv' ? csvLine(Object.values(row)) : JSON.stringify(row satisfies ExportRow))
    }
    return exitCodes.done
  } finally {
    await store.destroy()
  }
})

function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { format: { type: 'string', default: 'jsonl' } },
    })
    const kind = exportKinds.find((known) => known === positionals[0])
    const format = (['jsonl', 'csv'] as const).find((known) => known === values.format)
    if (!kind || !format || positionals.length !== 1) throw new UsageProblem(usage)
    return { kind, format }
  } catch {
    throw new UsageProblem(usage)
  }
}
