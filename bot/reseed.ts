/**
 * Loading the kept documents again from inside a running bot. Reading takes seconds of computing, so that a process of
 * its own does it, the same command that a person runs, and the bot goes on answering.
 */
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { z } from 'zod'
import { parseJson } from '../db/domain/json.ts'
import { keysOf, reportKinds, type Severity, severities } from '../db/domain/terms.ts'
import type { SeedProblem } from './store.ts'

export type ReseedOptions = Readonly<{
  dataFolder: string
  /** Files or folders to add to the kept documents; none: the kept ones alone. */
  sources?: readonly string[]
  timeLimitMs?: number
}>

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
    identity: z.object({
      department: z.string(),
      fiscalYear: z.number(),
      kind: z.enum(keysOf(reportKinds) as ['finalAccounts', 'budget']), // all there are
    }),
    coverage: z.object({ numbers: z.number(), loaded: z.number(), unread: z.array(z.unknown()) }),
    findings: z.array(z.object({ severity: z.enum(severityNames) })),
  })
  .transform(({ file, identity, coverage, findings }) => {
    const counts = { ...noFindings }
    for (const { severity } of findings) counts[severity] += 1
    return { file, ...identity, ...coverage, unread: coverage.unread.length, findings: counts }
  })

/** One document that was read: whose it is, what became of its numbers, and what it contradicts. */
export type ReseedDocument = Readonly<z.infer<typeof documentSchema>>
export type ReseedCounts = Readonly<z.infer<typeof countsSchema>>
export type ReseedFigureValue = Readonly<NonNullable<z.infer<typeof valueSchema>>>
/** `before` and `after`: null where there is no such figure. */
export type ReseedFigureChange = Readonly<z.infer<typeof comparisonSchema>['largest'][number]>

const problemsSchema = z.object({
  problems: z.array(
    z.object({
      file: z.string(),
      code: z.string().transform((code) => code as SeedProblem['code']), // our own command wrote it
    }),
  ),
})

const previewSchema = z.object({
  contentHash: z.string(),
  currentContentHash: z.string().nullable(),
  documents: z.array(documentSchema),
  comparison: comparisonSchema,
})

const appliedSchema = z.object({ isStored: z.boolean(), contentHash: z.string() })

export type ReseedPreview =
  | Readonly<{
      kind: 'preview'
      contentHash: string
      /** null: there is no store in use. */
      currentContentHash: string | null
      isChange: boolean
      documents: readonly ReseedDocument[]
      before: ReseedCounts | null
      after: ReseedCounts
      /** `largest`: at most 20, those of the largest amounts first. */
      figures: Readonly<{
        added: number
        removed: number
        changed: number
        largest: readonly ReseedFigureChange[]
      }>
    }>
  | Readonly<{ kind: 'failed'; problems: readonly SeedProblem[] }>

export type ReseedOutcome =
  | Readonly<{ kind: 'applied'; contentHash: string }>
  /** The documents give this content by now; the store was left as it was. */
  | Readonly<{ kind: 'unexpected'; contentHash: string }>
  /** Another seeding is under way; the store was left to it. */
  | Readonly<{ kind: 'busy' }>
  | Readonly<{ kind: 'failed'; problems: readonly SeedProblem[] }>

/** The process that was to load the documents failed: its last words are the message. */
export class ReseedFault extends Error {
  readonly code: 'timed-out' | 'crashed'
  constructor(code: ReseedFault['code'], lastWords: string) {
    super(`the documents could not be loaded (${code}): ${lastWords}`)
    this.code = code
  }
}

/** What loading the documents would give and change, without changing anything. Faults: ReseedFault. */
export const previewReseed = async (options: ReseedOptions): Promise<ReseedPreview> => {
  const run = await runSeed(['--dry-run'], options)
  const failed = problemsSchema.safeParse(run.report)
  if (failed.success) return { kind: 'failed', problems: failed.data.problems }
  const { comparison, ...preview } = parsed(previewSchema, run)
  const { before, after, ...figures } = comparison
  return {
    kind: 'preview',
    ...preview,
    isChange: preview.contentHash !== preview.currentContentHash,
    before,
    after,
    figures,
  }
}

/** Loads the documents and swaps the store, if the content comes out as it was previewed. Faults: ReseedFault. */
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
  const { isStored, contentHash } = parsed(appliedSchema, run)
  return { kind: isStored ? 'applied' : 'unexpected', contentHash }
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
  { dataFolder, sources = [], timeLimitMs = usualTimeLimitMs }: ReseedOptions,
): Promise<SeedRun> =>
  new Promise((settle, fail) => {
    execFile(
      process.execPath,
      [command, '--json', ...words, '--', ...sources.map((source) => resolve(source))],
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
