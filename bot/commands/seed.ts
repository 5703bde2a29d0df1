import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { reportKinds } from '../../db/domain/terms.ts'
import { findCurrentStore } from '../../db/store-location.ts'
import {
  accountsOf,
  compareStore,
  type DocumentAccount,
  type SeedOutcome,
  seedStore,
} from '../../seed/index.ts'
import { type Config, readConfig } from '../config.ts'
import { StoreUnavailable } from '../store.ts'
import { renderTable } from '../terminal/render-text.ts'
import { accountPage } from './account-page.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, tell, UsageProblem } from './run-command.ts'

const usage =
  'Usage: npm run seed -- [files or folders]   (--dry-run: read and check without storing; --json: the report as data; --report PATH: a page for a person; --expect HASH: store only what has this content hash, and do not wait for another seeding)'

await runCommand(async () => {
  const { sources, isDryRun, isJson, reportPath, expectedContentHash } = parseOptions()
  const config = readConfig()
  const since = performance.now()
  const outcome = await seedStore({
    dataFolder: config.dataFolder,
    shippedFolder: config.shippedFolder,
    sources,
    isDryRun,
    expectedContentHash,
    ...(expectedContentHash === null ? {} : { waitMs: 0 }),
    clock: () => new Date(),
    onProgress: showProgress,
  })
  if (outcome.kind === 'failed') {
    if (isJson) say(JSON.stringify({ problems: outcome.problems }))
    throw new StoreUnavailable(outcome.problems)
  }
  if (outcome.kind === 'unexpected') {
    if (isJson) say(JSON.stringify({ isStored: false, contentHash: outcome.contentHash }))
    tell(`The documents give the content ${outcome.contentHash}, which was not expected.`)
    tell('The store was left as it was.')
    return exitCodes.failed
  }
  const elapsedMs = Math.round(performance.now() - since)
  const accounts = accountsOf(outcome.readings, outcome.rows)
  if (reportPath !== null) writeReport(reportPath, accounts)
  if (!isJson) say(summary(outcome, accounts, elapsedMs))
  else say(JSON.stringify({ ...report(outcome, accounts, elapsedMs), ...(await changes(outcome, config)) }))
  return exitCodes.done
})

type Done = Extract<SeedOutcome, { kind: 'read' | 'seeded' }>

function report(outcome: Done, documents: readonly DocumentAccount[], elapsedMs: number) {
  return {
    isStored: outcome.kind === 'seeded',
    contentHash: outcome.kind === 'seeded' ? outcome.store.contentHash : outcome.contentHash,
    elapsedMs,
    documents,
  }
}

/** Of a dry run: what storing it would change. */
async function changes(outcome: Done, { dataFolder }: Config) {
  if (outcome.kind === 'seeded') return {}
  const current = findCurrentStore(dataFolder)
  const store = typeof current === 'string' ? null : current
  return {
    currentContentHash: store?.contentHash ?? null,
    comparison: await compareStore(outcome.rows, store?.path ?? null),
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
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        report: { type: 'string' },
        expect: { type: 'string' },
      },
    })
    return {
      sources: positionals,
      isDryRun: values['dry-run'] ?? false,
      isJson: values.json ?? false,
      reportPath: values.report ?? null,
      expectedContentHash: values.expect ?? null,
    }
  } catch {
    throw new UsageProblem(usage)
  }
}
