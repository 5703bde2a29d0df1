/**
 * Changing what is loaded from inside a running bot. Reading takes seconds of computing, so that a process of
 * its own does it, the same command that a person runs, and the bot goes on answering.
 */
import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { reportIdOf } from '../db/domain/figure.ts'
import { parseJson } from '../db/domain/json.ts'
import { type Edition, editions, keysOf, reportKinds, type Severity, severities } from '../db/domain/terms.ts'
import { type KeptDocument, readVersion, versionInUse } from '../db/versions.ts'
import type { RemarkProblem, SeedProblem } from './store.ts'
import { type StoreChange, seedWords } from './store-change.ts'

export type ReseedOptions = Readonly<{ dataFolder: string; change: StoreChange; timeLimitMs?: number }>

const countsSchema = z.object({
  document: z.number(),
  report: z.number(),
  print: z.number(),
  figure: z.number(),
  statement: z.number(),
  finding: z.number(),
})

const valueSchema = z
  .object({
    amountFen: z.number().nullable(),
    quantity: z.number().nullable(),
    quantityUnit: z.string().nullable(),
    /** Of the print: a blank, a dash and a zero are three things. */
    state: z.string(),
  })
  .nullable()

const comparisonSchema = z.object({
  before: countsSchema.nullable(),
  after: countsSchema,
  added: z.number(),
  removed: z.number(),
  changed: z.number(),
  largest: z.array(
    z.object({
      department: z.string(),
      fiscalYear: z.number(),
      label: z.object({ zh: z.string(), en: z.string() }),
      before: valueSchema,
      after: valueSchema,
    }),
  ),
})

const severityNames = keysOf(severities) as [Severity, ...Severity[]] // there are some
const noFindings = Object.fromEntries(severityNames.map((name) => [name, 0])) as Record<Severity, number> // every key is there

const documentSchema = z
  .object({
    file: z.string(),
    sha256: z.string(),
    identity: z.object({
      department: z.string(),
      fiscalYear: z.number(),
      kind: z.enum(keysOf(reportKinds) as ['finalAccounts', 'budget']), // all there are
      edition: z.enum(keysOf(editions) as [Edition, ...Edition[]]), // there are some
      doubts: z.array(
        z.object({
          part: z.enum(['department', 'fiscalYear', 'kind']),
          taken: z.string(),
          other: z.string(),
        }),
      ),
    }),
    coverage: z.object({ numbers: z.number(), loaded: z.number(), unread: z.array(z.unknown()) }),
    findings: z.array(z.object({ severity: z.enum(severityNames), isKnown: z.boolean() })),
  })
  .transform(({ file, sha256, identity, coverage, findings }) => {
    const counts = { ...noFindings }
    for (const { severity, isKnown } of findings) if (!isKnown) counts[severity] += 1
    return { file, sha256, ...identity, ...coverage, unread: coverage.unread.length, findings: counts }
  })

/** Whether a document is in use already, or comes in; one that amends answers instead of another that is loaded. */
export type DocumentStanding = 'held' | 'new' | 'amends'
/** One document that was read: whose it is, what became of its numbers, and what it contradicts. */
export type ReseedDocument = Readonly<z.infer<typeof documentSchema>> &
  Readonly<{ standing: DocumentStanding }>
export type ReseedCounts = Readonly<z.infer<typeof countsSchema>>
export type ReseedFigureValue = Readonly<NonNullable<z.infer<typeof valueSchema>>>
/** `before` and `after`: null where there is no such figure. */
export type ReseedFigureChange = Readonly<z.infer<typeof comparisonSchema>['largest'][number]>

const problemsSchema = z.object({
  problems: z.array(
    z.object({
      file: z.string(),
      code: z.string().transform((code) => code as SeedProblem['code'] | RemarkProblem), // our own command wrote it
    }),
  ),
})

/** What keeps a change from being made: `file` names the document, or what was to be remarked on. */
export type ReseedProblem = Readonly<z.infer<typeof problemsSchema>['problems'][number]>

const previewSchema = z.object({
  contentHash: z.string(),
  currentContentHash: z.string().nullable(),
  documents: z.array(documentSchema),
  held: z.array(z.object({ sha256: z.string(), fileName: z.string() })),
  comparison: comparisonSchema,
})

const appliedSchema = z.discriminatedUnion('isStored', [
  z.object({ isStored: z.literal(true), contentHash: z.string(), version: z.number() }),
  z.object({ isStored: z.literal(false), contentHash: z.string() }),
])

export type ReseedPreview =
  | Readonly<{
      kind: 'preview'
      contentHash: string
      /** null: there is no store in use. */
      currentContentHash: string | null
      isChange: boolean
      /** Those that were read, the earlier ones first: all of a department whose documents change. */
      documents: readonly ReseedDocument[]
      /** The names of those that are in use and would be no more. */
      gone: readonly string[]
      before: ReseedCounts | null
      after: ReseedCounts
      /** `largest`: at most 20, those of the largest amounts first. */
      figures: Readonly<{
        added: number
        removed: number
        changed: number
        largest: readonly ReseedFigureChange[]
      }>
      /** Every figure that differs, as CSV. */
      changesCsv: Uint8Array
    }>
  | Readonly<{ kind: 'failed'; problems: readonly ReseedProblem[] }>

export type ReseedOutcome =
  | Readonly<{ kind: 'applied'; contentHash: string; version: number }>
  /** The documents give this content by now; the store was left as it was. */
  | Readonly<{ kind: 'unexpected'; contentHash: string }>
  /** Another seeding is under way; the store was left to it. */
  | Readonly<{ kind: 'busy' }>
  | Readonly<{ kind: 'failed'; problems: readonly ReseedProblem[] }>

/** The process that was to read the documents failed: its last words are the message. */
export class ReseedFault extends Error {
  readonly code: 'timed-out' | 'crashed'
  constructor(code: ReseedFault['code'], lastWords: string) {
    super(`the documents could not be loaded (${code}): ${lastWords}`)
    this.code = code
  }
}

/** What a change would give, without changing anything. Faults: ReseedFault. */
export const previewReseed = async (options: ReseedOptions): Promise<ReseedPreview> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-preview-'))
  try {
    const changesPath = join(folder, 'changes.csv')
    const run = await runSeed(['--dry-run', '--changes', changesPath], options)
    const failed = problemsSchema.safeParse(run.report)
    if (failed.success) return { kind: 'failed', problems: failed.data.problems }
    const { comparison, documents: read, held, ...preview } = parsed(previewSchema, run)
    const { before, after, ...figures } = comparison
    const inUse = documentsInUse(options.dataFolder)
    const documents = withStanding(read, inUse)
    const gone = inUse
      .filter(({ sha256 }) => !held.some((document) => document.sha256 === sha256))
      .map(({ fileName }) => fileName)
    const isSame =
      preview.contentHash === preview.currentContentHash && gone.length === 0 && held.length === inUse.length
    return {
      kind: 'preview',
      ...preview,
      isChange: !isSame,
      documents,
      gone,
      before,
      after,
      figures,
      changesCsv: readFileSync(changesPath),
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const documentsInUse = (dataFolder: string): readonly KeptDocument[] => {
  const version = readVersion(dataFolder, versionInUse(dataFolder))
  return version === 'altered' ? [] : version.documents
}

const withStanding = (
  documents: z.infer<typeof previewSchema>['documents'],
  inUse: readonly KeptDocument[],
): readonly ReseedDocument[] => {
  const held = new Set(inUse.map(({ sha256 }) => sha256))
  const reports = new Set<string>()
  return documents.map((document) => {
    const report = reportIdOf(document)
    const isAmendment = reports.has(report)
    reports.add(report)
    return { ...document, standing: held.has(document.sha256) ? 'held' : isAmendment ? 'amends' : 'new' }
  })
}

/** Makes the change and swaps the store, if the content comes out as it was previewed. Faults: ReseedFault. */
export const applyReseed = async (
  expectedContentHash: string,
  options: ReseedOptions,
): Promise<ReseedOutcome> => {
  const run = await runSeed(['--expect', expectedContentHash], options)
  const failed = problemsSchema.safeParse(run.report)
  if (failed.success) {
    const { problems } = failed.data
    return problems.some(({ code }) => code === 'being-seeded')
      ? { kind: 'busy' }
      : { kind: 'failed', problems }
  }
  const applied = parsed(appliedSchema, run)
  return applied.isStored
    ? { kind: 'applied', contentHash: applied.contentHash, version: applied.version }
    : { kind: 'unexpected', contentHash: applied.contentHash }
}

type SeedRun = Readonly<{ report: unknown; lastWords: string }>

const parsed = <Report>(schema: z.ZodType<Report>, { report, lastWords }: SeedRun): Report => {
  const outcome = schema.safeParse(report)
  if (!outcome.success) throw new ReseedFault('crashed', lastWords)
  return outcome.data
}

const command = join(import.meta.dirname, 'commands', 'seed.ts')
const usualTimeLimitMs = 10 * 60_000
/** What the command writes of hundreds of documents. */
const mostOutputBytes = 256 * 1024 * 1024
const keptLastWords = 4_000

const runSeed = (
  words: readonly string[],
  { dataFolder, change, timeLimitMs = usualTimeLimitMs }: ReseedOptions,
): Promise<SeedRun> =>
  new Promise((settle, fail) => {
    execFile(
      process.execPath,
      [command, '--json', ...words, ...seedWords(change, dataFolder)],
      {
        env: { DATA_DIR: resolve(dataFolder) },
        timeout: timeLimitMs,
        killSignal: 'SIGKILL',
        maxBuffer: mostOutputBytes,
      },
      (error, stdout, stderr) => {
        const lastWords = stderr.trim().slice(-keptLastWords)
        if (error?.killed) fail(new ReseedFault('timed-out', lastWords))
        else settle({ report: parseJson(stdout), lastWords: lastWords || (error?.message ?? '') })
      },
    )
  })
