import { parseArgs } from 'node:util'
import { reportKinds } from '../../db/domain/terms.ts'
import { type SeedOutcome, seedStore } from '../../seed/index.ts'
import { readConfig } from '../config.ts'
import { StoreUnavailable } from '../store.ts'
import { renderTable } from '../terminal/render-text.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const usage =
  'Usage: npm run seed -- [files or folders]   (--dry-run: read and check without storing; --json: the report as data)'

await runCommand(async () => {
  const { sources, isDryRun, isJson } = parseOptions()
  const config = readConfig()
  const since = performance.now()
  const outcome = await seedStore({
    dataFolder: config.dataFolder,
    shippedFolder: config.shippedFolder,
    sources,
    isDryRun,
    clock: () => new Date(),
    onProgress: showProgress,
  })
  if (outcome.kind === 'failed') throw new StoreUnavailable(outcome.problems)
  const elapsedMs = Math.round(performance.now() - since)
  say(isJson ? JSON.stringify(report(outcome, elapsedMs)) : summary(outcome, elapsedMs))
  return exitCodes.done
})

type Done = Exclude<SeedOutcome, { kind: 'failed' }>

function report(outcome: Done, elapsedMs: number) {
  return {
    isStored: outcome.kind === 'seeded',
    contentHash: outcome.kind === 'seeded' ? outcome.store.contentHash : null,
    elapsedMs,
    documents: outcome.readings.map((reading) => ({
      file: reading.fileName,
      sha256: reading.sha256,
      identity: reading.identity,
      tables: reading.tables,
      figures: new Set(reading.prints.flatMap((print) => print.figures.map((key) => JSON.stringify(key))))
        .size,
      prints: reading.prints.length,
      statements: reading.statements.length,
      findings: reading.findings,
    })),
    findings: outcome.rows.finding,
  }
}

/** The closing table: what was read from each document. */
function summary(outcome: Done, elapsedMs: number): string {
  const findingsByReport = Map.groupBy(outcome.rows.finding, (finding) => finding.report_id)
  const reportByDocument = new Map(outcome.rows.report.map((row) => [row.document_id, row]))
  const rows = outcome.readings.map(({ fileName, sha256, identity, tables, prints, statements }) => [
    fileName,
    identity.department,
    identity.fiscalYear,
    reportKinds[identity.kind].label.zh,
    `${tables.filter((table) => table.form !== null).length}/${tables.length}`,
    prints.length,
    statements.length,
    findingsByReport.get(reportByDocument.get(sha256)?.report_id ?? '')?.length ?? 0,
  ])
  const figures = outcome.rows.figure.length
  return [
    ...renderTable({
      labels: ['file', 'department', 'year', 'kind', 'tables read', 'prints', 'reasons', 'findings'],
      rows,
    }),
    '',
    `${rows.length} documents, ${outcome.rows.print.length} prints, ${figures} figures, ${outcome.rows.finding.length} findings in ${elapsedMs} ms.`,
    outcome.kind === 'seeded'
      ? `Store in use: ${outcome.store.path} (content ${outcome.store.contentHash.slice(0, 12)}).`
      : 'Dry run: nothing was stored.',
  ].join('\n')
}

function parseOptions() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' } },
    })
    return { sources: positionals, isDryRun: values['dry-run'] ?? false, isJson: values.json ?? false }
  } catch {
    throw new UsageProblem(usage)
  }
}
