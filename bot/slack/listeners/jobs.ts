/** A change of what is loaded: previewed in the direct messages of the admin who wants it, done once it is approved. */
import { randomUUID } from 'node:crypto'
import type { ReseedOutcome } from '../../reseed.ts'
import type { StoreChange } from '../../store-change.ts'
import {
  changesFile,
  changeText,
  documentProblemsText,
  jobOutcomeMessage,
  previewMessage,
  watchedAnswersText,
} from '../blocks/job-message.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { expireJobs } from '../expire-jobs.ts'
import { logText } from '../log.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message } from '../slack-api.ts'
import type { Job, JobEnd } from '../state/job-book.ts'
import { failAfter } from '../time-limit.ts'
import { watchAnswers } from '../watch-answers.ts'
import { asAdmin, directly, type Tell } from './admin.ts'
import { type Click, clickedValue } from './payloads.ts'

/** An approval waits for the answers that are compared, but not for ever. */
const longestWatchMs = 20_000

type NewJob = Pick<Job, 'jobId' | 'change' | 'requestedBy'>

const closeJob = async ({ books, reseeding }: Bot, jobId: string, end: JobEnd): Promise<void> => {
  await books.jobs.close(jobId, end)
  reseeding.incoming.drop(jobId)
}

/** Previews a job that is open, or says why there is nothing to decide; then it is closed. `held`: as in the message. */
export const previewJob = async (
  bot: Bot,
  job: NewJob,
  language: Language,
  held: readonly string[] = [],
): Promise<void> => {
  const tell = directly(bot, job.requestedBy)
  let end: JobEnd | null = { status: 'failed', detail: 'not-previewed' }
  try {
    const preview = await bot.reseeding.preview(job.change)
    if (preview.kind === 'failed') {
      await tell({ text: escapeText(documentProblemsText(preview.problems, language)) })
    } else if (!preview.isChange) {
      await tell({ text: escapeText(phrases[language].nothingToChange) })
      end = { status: 'done', version: null }
    } else {
      const { currentContentHash, contentHash } = preview
      await bot.books.jobs.offer(job.jobId, { baseHash: currentContentHash ?? '', contentHash })
      const direct = await bot.api.openDirect(job.requestedBy)
      await bot.api.upload(direct, null, changesFile(preview, job.jobId, language))
      await tell(previewMessage(preview, job, held, language))
      end = null
    }
  } finally {
    if (end !== null) await closeJob(bot, job.jobId, end)
  }
}

/** Opens a job for a change and previews it. */
export const proposeChange = async (
  bot: Bot,
  userId: string,
  change: StoreChange,
  language: Language,
): Promise<void> => {
  const job: NewJob = { jobId: randomUUID(), change, requestedBy: userId }
  await bot.books.jobs.open(job)
  await previewJob(bot, job, language)
}

/** Previews a reload in the direct messages of the admin who asked for it, and says so where they asked. */
export const previewReload = (bot: Bot, userId: string, tell: Tell): Promise<void> =>
  asAdmin(bot, userId, 'reload', '', tell, async (language) => {
    const change: StoreChange = { kind: 'anew' }
    await tell({ text: escapeText(phrases[language].previewStarted(changeText(change, language))) })
    await proposeChange(bot, userId, change, language)
  })

type Applied =
  | Readonly<{ kind: 'done'; version: number }>
  /** It may be approved again. */
  | Readonly<{ kind: 'busy' }>
  | Readonly<{ kind: 'not-done'; reason: string }>

const appliedOf = (outcome: ReseedOutcome, language: Language): Applied => {
  const reasons = phrases[language].notApplied
  switch (outcome.kind) {
    case 'applied':
      return { kind: 'done', version: outcome.version }
    case 'busy':
      return outcome
    case 'unexpected':
      return { kind: 'not-done', reason: reasons['other-content'] }
    case 'failed':
      return {
        kind: 'not-done',
        reason: documentProblemsText(outcome.problems, language, reasons.unreadable),
      }
  }
}

const apply = async (bot: Bot, job: Job, language: Language): Promise<Applied> => {
  const { contentHash } = await bot.library.overview()
  if (contentHash !== job.baseHash)
    return { kind: 'not-done', reason: phrases[language].notApplied['store-changed'] }
  try {
    const outcome = await bot.reseeding.apply(job.change, job.contentHash)
    await bot.library.refresh()
    return appliedOf(outcome, language)
  } catch (fault) {
    bot.log(logText(`slack: job=${job.jobId} failed:`, fault))
    return { kind: 'not-done', reason: fault instanceof Error ? fault.message : String(fault) }
  }
}

/** The message with the preview, its buttons gone and the outcome in their place. */
const replacePreview = async ({ api }: Bot, click: Click, message: Message): Promise<void> => {
  if (click.channel == null || click.message == null) return
  await api.replace(click.channel.id, click.message.ts, message)
}

/** Of what is only told: a fault of it is logged, and what was approved goes on. */
const orNull = <Told>({ log }: Bot, { jobId }: Job, work: Promise<Told>): Promise<Told | null> =>
  work.catch((fault: unknown) => {
    log(logText(`slack: job=${jobId} something of it could not be told:`, fault))
    return null
  })

/** Does what was approved, also when that cannot be shown. */
const carryOut = async (bot: Bot, click: Click, job: Job, language: Language): Promise<void> => {
  const say = phrases[language]
  const user = `<@${click.user.id}>`
  const show = (text: string, canBeDecided = false): Promise<void> =>
    replacePreview(bot, click, jobOutcomeMessage(text, job, language, canBeDecided))
  await orNull(bot, job, show(say.jobRunning(user)))
  const askAgain = await orNull(bot, job, failAfter(longestWatchMs, watchAnswers(bot)))
  const applied = await apply(bot, job, language)
  switch (applied.kind) {
    case 'done': {
      await closeJob(bot, job.jobId, { status: 'done', version: applied.version })
      const done = say.jobDone(user, bot.library.dataVersion())
      const watched = askAgain && (await orNull(bot, job, failAfter(longestWatchMs, askAgain())))
      return show(watched ? `${done}\n${escapeText(watchedAnswersText(watched, language))}` : done)
    }
    case 'busy':
      await bot.books.jobs.putBack(job.jobId)
      return show(escapeText(say.jobFailed(say.notApplied.busy)), true)
    case 'not-done':
      await closeJob(bot, job.jobId, { status: 'failed', detail: applied.reason })
      return show(escapeText(say.jobFailed(applied.reason)))
  }
}

/** Why a click on a job changes nothing. */
const tellOver = async (
  bot: Bot,
  click: Click,
  jobId: string,
  language: Language,
  tell: Tell,
): Promise<void> => {
  const say = phrases[language]
  await expireJobs(bot)
  const known = await bot.books.jobs.find(jobId)
  if (known?.status === 'expired')
    await replacePreview(bot, click, jobOutcomeMessage(escapeText(say.jobExpired), known, language))
  else await tell({ text: escapeText(say.jobOver) })
}

/** Approves or rejects a job, once: a stale or repeated click changes nothing. */
export const decideJob = async (bot: Bot, click: Click, decision: 'running' | 'rejected'): Promise<void> => {
  const userId = click.user.id
  const jobId = clickedValue(click)
  const tell: Tell = async (message) => {
    if (click.response_url != null) await bot.api.whisper(click.response_url, message)
  }
  await asAdmin(bot, userId, decision === 'running' ? 'approve' : 'reject', jobId, tell, async (language) => {
    const job = await bot.books.jobs.decide(jobId, decision, userId)
    if (job === null) return tellOver(bot, click, jobId, language, tell)
    if (decision === 'running') return carryOut(bot, click, job, language)
    bot.reseeding.incoming.drop(jobId)
    const rejected = phrases[language].jobRejected(`<@${userId}>`)
    await replacePreview(bot, click, jobOutcomeMessage(rejected, job, language))
  })
}
