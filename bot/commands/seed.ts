import { writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { reportKinds } from '../../db/domain/terms.ts'
import type { Remark } from '../../db/remarks.ts'
import { findCurrentStore } from '../../db/store-location.ts'
import { listVersions, type Version } from '../../db/versions.ts'
import {
  type DocumentAccount,
  type FigureChange,
  findRemark,
  largestFirst,
  proposeCorrection,
  proposeKnown,
  proposeReorganisation,
  type RemarkProblem,
  type SeedOptions,
  type SeedOutcome,
  type StoreComparison,
  seedStore,
} from '../../seed/index.ts'
import { money } from '../answer/format.ts'
import { type Config, readConfig } from '../config.ts'
import { doubtText } from '../identity-doubts.ts'
import { seedProblems } from '../seed-problems.ts'
import { StoreUnavailable } from '../store.ts'
import { type RemarkWords, remarkWordList } from '../store-change.ts'
import { renderTable } from '../terminal/render-text.ts'
import { accountPage } from './account-page.ts'
import { changesCsv } from './changes-csv.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, say, tell, UsageProblem } from './run-command.ts'

const usage = `Usage: npm run seed -- [files or folders]   add or amend; without words, read the kept documents anew
       npm run seed -- --unload FILE        leave a document out from now on (its name, or the beginning of its hash)
       npm run seed -- versions             what was loaded, when and why
       npm run seed -- rollback VERSION     the documents of that version again
       npm run seed -- correct FIGURE VALUE --reason TEXT   answer with another value (12.5万元) than is printed
       npm run seed -- known FINDING --reason TEXT          what a check found is known; ids as exported
       npm run seed -- rename FROM TO --since 2024-03-01 --reason TEXT   a department goes by another name (full names)
       npm run seed -- merge FROM TO --since 2024-03-01 --reason TEXT    a department has become part of another
       npm run seed -- withdraw ID          take back what was remarked on a figure, a finding or a department
       --by NAME: who remarks, if not whoever runs this;
       --dry-run: read and check without storing; --yes: store without asking; --json: the report as data;
       --report PATH: a page for a person; --changes PATH, with --dry-run: every figure that would change, as CSV;
       --expect HASH: store only what has this content hash, and do not wait`

const mostChangesShown = 10

const remarkNames: Readonly<Record<Remark['kind'], string>> = {
  correction: 'a figure corrected',
  known: 'a finding known',
  renamed: 'a department renamed',
  merged: 'a department merged',
}

await runCommand(async () => {
  const options = parseOptions()
  const config = readConfig()
  if (options.isAboutVersions) {
    say(versionsText(config, options.isJson))
    return exitCodes.done
  }
  const { isJson, reportPath, changesPath, expectedContentHash } = options
  const remark = options.remark === null ? null : await remarkOf(options.remark, config)
  if (typeof remark === 'string') {
    const file = options.remark?.id ?? ''
    if (isJson) say(JSON.stringify({ problems: [{ file, code: remark }] }))
    throw new UsageProblem(`${file}: ${seedProblems[remark].en}`)
  }
  const accounts: DocumentAccount[] = []
  const changed: FigureChange[] = []
  const seed = (isDryRun: boolean, expected: string | null): Promise<SeedOutcome> =>
    seedStore({
      dataFolder: config.dataFolder,
      shippedFolder: config.shippedFolder,
      sources: options.sources,
      unload: options.unload,
      rollBackTo: options.rollBackTo,
      remark,
      isDryRun,
      expectedContentHash: expected,
      ...(expected === null ? {} : { waitMs: 0 }),
      clock: () => new Date(),
      onProgress: showProgress,
      onDocument: (account, place) => {
        accounts[place] = account
      },
      ...(changesPath === null ? {} : { onChange: (change) => changed.push(change) }),
    })
  /** In the order of the documents; those that were not read have no account. */
  const read = () => Object.values(accounts)
  const preview = options.mustAsk ? await seed(true, null) : null
  if (preview?.kind === 'read' && !(await agrees(preview, read()))) {
    tell('Nothing was stored.')
    return exitCodes.done
  }
  const since = performance.now()
  const outcome =
    preview === null
      ? await seed(options.isDryRun, expectedContentHash)
      : preview.kind === 'read'
        ? await seed(false, preview.contentHash)
        : preview
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
  if (reportPath !== null) writeResult(reportPath, accountPage(read()))
  if (changesPath !== null) writeResult(changesPath, changesCsv(changed.toSorted(largestFirst)))
  if (!isJson) say(summary(outcome, read(), elapsedMs))
  else say(JSON.stringify({ ...report(outcome, read(), elapsedMs), ...changes(outcome, config) }))
  return exitCodes.done
})

type Done = Extract<SeedOutcome, { kind: 'read' | 'seeded' }>

function report(outcome: Done, documents: readonly DocumentAccount[], elapsedMs: number) {
  return {
    isStored: outcome.kind === 'seeded',
    ...(outcome.kind === 'seeded'
      ? { contentHash: outcome.store.contentHash, version: outcome.store.version }
      : { contentHash: outcome.contentHash }),
    elapsedMs,
    documents,
    /** All that are in use then, those that were not read among them. */
    held: outcome.documents,
  }
}

/** Of a dry run: what storing it would change. */
function changes(outcome: Done, { dataFolder }: Config) {
  if (outcome.kind === 'seeded') return {}
  const current = findCurrentStore(dataFolder)
  const currentContentHash = typeof current === 'string' ? null : current.contentHash
  return { currentContentHash, comparison: outcome.comparison }
}

/** Shows what would change and asks; only a clear yes is one. */
async function agrees(
  preview: Extract<SeedOutcome, { kind: 'read' }>,
  accounts: readonly DocumentAccount[],
): Promise<boolean> {
  say(summary(preview, accounts, null))
  say(changesText(preview.comparison))
  const asking = createInterface({ input: process.stdin, output: process.stderr })
  try {
    return /^(?:y|yes|是|好)$/iu.test((await asking.question('Store this? [y/N] ')).trim())
  } finally {
    asking.close()
  }
}

function changesText({ before, added, removed, changed, largest }: StoreComparison): string {
  if (before === null) return 'There is no store yet.'
  const value = (change: FigureChange['before']): string => {
    if (change === null) return '–'
    if (change.amountFen !== null) return money(change.amountFen, 'en')
    return change.quantity === null ? change.state : `${change.quantity} ${change.quantityUnit ?? ''}`
  }
  const rows = largest
    .slice(0, mostChangesShown)
    .map((change) => [
      change.department,
      change.fiscalYear,
      change.label.en,
      value(change.before),
      value(change.after),
    ])
  const counts = `Figures: ${added} new, ${removed} gone, ${changed} changed.`
  return rows.length === 0
    ? counts
    : [counts, ...renderTable({ labels: ['department', 'year', 'figure', 'now', 'then'], rows })].join('\n')
}

function versionsText({ dataFolder }: Config, isJson: boolean): string {
  const versions = listVersions(dataFolder)
  if (isJson) return JSON.stringify(versions)
  if (versions.length === 0) return 'Nothing was loaded yet.'
  const why = ({ cause }: Version): string => {
    if (cause.kind === 'rolledBack') return `back to version ${cause.to}`
    if (cause.kind === 'remarked') return remarkText(cause.on)
    if (cause.kind === 'withdrawn') return `withdrawn: ${remarkText(cause.on)}`
    if (cause.kind === 'unloaded') return `without ${cause.files.join(', ')}`
    return cause.files.length === 0 ? 'kept documents read anew' : `with ${cause.files.join(', ')}`
  }
  const rows = versions.map((version) => [
    version.version,
    version.seededAt,
    version.documents.length,
    version.contentHash.slice(0, 12),
    why(version),
  ])
  return renderTable({ labels: ['version', 'since', 'documents', 'content', 'why'], rows }).join('\n')
}

function remarkText({ kind, by, reason }: Remark): string {
  return `${remarkNames[kind]} by ${by}: ${reason}`
}

async function remarkOf(
  { word, id, value, since, reason, by }: RemarkWords,
  { dataFolder }: Config,
): Promise<NonNullable<SeedOptions['remark']> | RemarkProblem> {
  const wanted = { dataFolder, id, reason, by, at: new Date() }
  const found =
    word === 'correct'
      ? await proposeCorrection({ ...wanted, value })
      : word === 'known'
        ? await proposeKnown(wanted)
        : word === 'rename' || word === 'merge'
          ? await proposeReorganisation(word === 'rename' ? 'renamed' : 'merged', {
              ...wanted,
              to: value,
              since,
            })
          : await findRemark(dataFolder, id)
  if (typeof found === 'string') return found
  return { kind: word === 'withdraw' ? 'withdrawn' : 'remarked', on: found }
}

function writeResult(path: string, content: string | Uint8Array): void {
  try {
    writeFileSync(path, content)
  } catch (error) {
    throw new UsageProblem(`Nothing could be written to ${path}: ${String(error)}`)
  }
}

/** The closing table: what was read from each document. */
function summary(outcome: Done, accounts: readonly DocumentAccount[], elapsedMs: number | null): string {
  const rows = accounts.map(({ file, identity, tables, coverage, statements, findings }) => [
    file,
    identity.department,
    identity.fiscalYear,
    reportKinds[identity.kind].label.zh,
    `${tables.filter((table) => table.form !== null).length}/${tables.length}`,
    `${coverage.loaded}/${coverage.numbers}`,
    coverage.unread.length,
    Object.values(statements).reduce((sum, count) => sum + count, 0),
    findings.filter(({ isKnown }) => !isKnown).length,
  ])
  const counts = outcome.kind === 'seeded' ? outcome.counts : outcome.comparison.after
  const untouched = counts.document - rows.length
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
    ...doubtsOf(accounts),
    '',
    ...(untouched > 0 ? [`${untouched} more documents stay as they were read before.`] : []),
    `${counts.document} documents, ${counts.print} prints, ${counts.figure} figures, ${counts.finding} findings${elapsedMs === null ? '' : ` in ${elapsedMs} ms`}.`,
    outcome.kind === 'seeded'
      ? `Store in use: ${outcome.store.path} (content ${outcome.store.contentHash.slice(0, 12)}).`
      : 'Dry run: nothing was stored.',
  ].join('\n')
}

/** What nobody but a person can settle. */
function doubtsOf(accounts: readonly DocumentAccount[]): readonly string[] {
  return accounts.flatMap(({ file, identity }) =>
    identity.doubts.map((doubt) => `${file}: ${doubtText(doubt, 'en')}.`),
  )
}

function parseOptions() {
  const { values, positionals } = parsed()
  const [word, ...rest] = positionals
  const isAboutVersions = word === 'versions' && rest.length === 0
  const isRollback = word === 'rollback'
  const rollBackTo = isRollback ? Number(rest[0]) : null
  if (isRollback && (rest.length !== 1 || !Number.isSafeInteger(rollBackTo))) throw new UsageProblem(usage)
  const remark = remarkWords(word, rest, values)
  const sources = isAboutVersions || isRollback || remark !== null ? [] : positionals
  const unload = values.unload ?? []
  if (unload.length > 0 && positionals.length > 0) throw new UsageProblem(usage)
  const isDryRun = values['dry-run'] ?? false
  if (values.changes !== undefined && !isDryRun) throw new UsageProblem(usage)
  const isJson = values.json ?? false
  const isChange = sources.length > 0 || unload.length > 0 || isRollback || remark !== null
  return {
    isAboutVersions,
    sources,
    unload,
    rollBackTo,
    remark,
    isDryRun,
    isJson,
    reportPath: values.report ?? null,
    changesPath: values.changes ?? null,
    expectedContentHash: values.expect ?? null,
    /** A person at a terminal sees what would change first; a script has said what it wants. */
    mustAsk:
      isChange &&
      !isDryRun &&
      !isJson &&
      values.yes !== true &&
      values.expect === undefined &&
      process.stdin.isTTY === true &&
      process.stdout.isTTY === true,
  }
}

/** Null: nothing is remarked. Faults: UsageProblem. */
function remarkWords(
  word: string | undefined,
  [id, value, ...rest]: readonly string[],
  { reason = '', by, since = '' }: Readonly<{ reason?: string; by?: string; since?: string }>,
): RemarkWords | null {
  const known = remarkWordList.find((each) => each === word)
  if (known === undefined) {
    if (reason !== '' || since !== '' || by !== undefined) throw new UsageProblem(usage)
    return null
  }
  const takesValue = known !== 'known' && known !== 'withdraw'
  const isWhole = (value !== undefined) === takesValue && (reason.trim() !== '') === (known !== 'withdraw')
  if (id === undefined || !isWhole || rest.length > 0) throw new UsageProblem(usage)
  return { word: known, id, value: value ?? '', since, reason: reason.trim(), by: by ?? ownName() }
}

/** Not every machine knows whoever runs this by a name. */
function ownName(): string {
  try {
    return userInfo().username
  } catch {
    throw new UsageProblem('Say with --by NAME who remarks this.')
  }
}

function parsed() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        'dry-run': { type: 'boolean' },
        json: { type: 'boolean' },
        yes: { type: 'boolean' },
        unload: { type: 'string', multiple: true },
        report: { type: 'string' },
        changes: { type: 'string' },
        expect: { type: 'string' },
        reason: { type: 'string' },
        since: { type: 'string' },
        by: { type: 'string' },
      },
    })
  } catch {
    throw new UsageProblem(usage)
  }
}
