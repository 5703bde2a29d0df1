import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportKinds } from '../../db/domain/terms.ts'
import { accountsOf, type DocumentAccount, type SeedOutcome, seedStore } from '../../seed/index.ts'
import { readConfig } from '../config.ts'
import { StoreUnavailable } from '../store.ts'
import { renderTable } from '../terminal/render-text.ts'
import { accountPage } from './account-page.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, UsageProblem } from './run-command.ts'

const usage =
  'Usage: npm run seed -- [files or folders]   (--dry-run: read and check without storing; --json: the report as data; --report PATH: a page for a person)'

await runCommand(async () => {
  const { sources, isDryRun, isJson, reportPath } = parseOptions()
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
  const accounts = accountsOf(outcome.readings, outcome.rows)
  if (reportPath !== null) writeReport(reportPath, accounts)
  say(isJson ? JSON.stringify(report(outcome, accounts, elapsedMs)) : summary(outcome, accounts, elapsedMs))
  return exitCodes.done
})

type Done = Exclude<SeedOutcome, { kind: 'failed' }>

function report(outcome: Done, documents: readonly DocumentAccount[], elapsedMs: number) {
  return {
    isStored: outcome.kind === 'seeded',
    contentHash: outcome.kind === 'seeded' ? outcome.store.contentHash : null,
    elapsedMs,
    documents,
  }
}

function writeReport(path: string, accounts: readonly DocumentAccount[]): void {
  try {
    writeFileSync(path, accountPage(accounts))
  } catch (error) {
    throw new UsageProblem(`The page could not be written to ${path}: ${String(error)}`)
  }
}

/** The closing table: what was read from each document. */
function summary(outcome: Done, accounts: readonly DocumentAccount[], elapsedMs: number): string {
  const rows = accounts.map(({ file, identity, tables, coverage, statements, findings }) => [
    file,
    identity.department,
    identity.fiscalYear,
    reportKinds[identity.kind].label.zh,
    `${tables.filter((table) => table.form !== null).length}/${tables.length}`,
    `${coverage.loaded}/${coverage.numbers}`,
    coverage.unread.length,
    Object.values(statements).reduce((sum, count) => sum + count, 0),
    findings.length,
  ])
  const figures = outcome.rows.figure.length
  return [
    ...renderTable({
      labels: [
        'file',
        'department',
        'year',
        'kind',
        'tables read',
        'numbers loaded',
        'unread',
        'statements',
        'findings',
      ],
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
      options: { 'dry-run': { type: 'boolean' }, json: { type: 'boolean' }, report: { type: 'string' } },
    })
    return {
      sources: positionals,
      isDryRun: values['dry-run'] ?? false,
      isJson: values.json ?? false,
      reportPath: values.report ?? null,
    }
  } catch {
    throw new UsageProblem(usage)
  }
}
