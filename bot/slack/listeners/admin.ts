/** What admins do. Each action asks first whether the person may, and is written down either way. */
import { randomUUID } from 'node:crypto'
import { dayOf } from '../../model/token-book.ts'
import type { ReseedOutcome } from '../../reseed.ts'
import { jobOutcomeMessage, reloadMessage, reloadProblemsText } from '../blocks/reload-message.ts'
import { statusMessage } from '../blocks/status-message.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { logText } from '../log.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message } from '../slack-api.ts'
import type { Job } from '../state/job-book.ts'
import { languageFor } from './guard.ts'
import { type Click, clickedValue } from './payloads.ts'

type AdminAction =
  | 'status'
  | 'reload'
  | 'approve'
  | 'reject'
  | 'words'
  | 'add-word'
  | 'remove-word'
  | 'add-admin'
  | 'remove-admin'

/** True when the person is an admin. */
export const allowAdmin = async (
  { books }: Pick<Bot, 'books'>,
  userId: string,
  action: AdminAction,
  subject: string,
): Promise<boolean> => {
  const isAllowed = await books.admins.isAdmin(userId)
  await books.audit.write({
    userId,
    action: 'admin',
    surface: action,
    place: null,
    subject,
    verdict: isAllowed ? 'allowed' : 'not-permitted',
  })
  return isAllowed
}

/** Says something to the admin who asked: where they asked, or in their direct messages. */
export type Tell = (message: Message) => Promise<void>

/** Runs the work of an admin; anybody else is told that only admins may. */
export const asAdmin = async (
  bot: Bot,
  userId: string,
  action: AdminAction,
  subject: string,
  tell: Tell,
  work: (language: Language) => Promise<void>,
): Promise<void> => {
  const language = await languageFor(bot, userId)
  if (await allowAdmin(bot, userId, action, subject)) await work(language)
  else await tell({ text: escapeText(phrases[language].adminOnly) })
}

const failuresShown = 5
const aliveWithinMs = 60_000

export const tellStatus = (bot: Bot, userId: string, tell: Tell): Promise<void> =>
  asAdmin(bot, userId, 'status', '', tell, async (language) => {
    const { books, library, languageModel, clock } = bot
    await tell(
      statusMessage({
        language,
        overview: await library.overview(),
        processes: await books.processes.list(aliveWithinMs),
        open: await books.questions.open(),
        failures: await books.audit.lastFailures(failuresShown),
        problems: library.problems(),
        languageModel,
        tokensToday: await books.modelTokens.spentOn(dayOf(clock())),
        admins: await books.admins.list(),
        now: clock(),
      }),
    )
  })

/** Previews a reload in the direct messages of the admin who asked for it, and says so where they asked. */
export const previewReload = (bot: Bot, userId: string, tell: Tell): Promise<void> =>
  asAdmin(bot, userId, 'reload', '', tell, async (language) => {
    const { api, books, reseeding } = bot
    const say = phrases[language]
    await tell({ text: escapeText(say.reloadStarted) })
    const preview = await reseeding.preview()
    const direct = await api.openDirect(userId)
    if (preview.kind === 'failed') {
      await api.postTo(direct, { text: escapeText(reloadProblemsText(preview.problems, language)) })
      return
    }
    if (!preview.isChange) {
      await api.postTo(direct, { text: escapeText(say.reloadSame) })
      return
    }
    const jobId = randomUUID()
    await books.jobs.open({
      jobId,
      kind: 'reload',
      requestedBy: userId,
      baseHash: preview.currentContentHash ?? '',
      contentHash: preview.contentHash,
    })
    await api.postTo(direct, reloadMessage(preview, jobId, language))
  })

/** Why a job that was approved changed nothing; null: it did. */
const reasonAgainst = (outcome: ReseedOutcome, language: Language): string | null => {
  const reasons = phrases[language].reloadOutcomes
  switch (outcome.kind) {
    case 'applied':
      return null
    case 'busy':
      return reasons.busy
    case 'unexpected':
      return reasons['other-content']
    case 'failed':
      return `${reasons.unreadable}\n${reloadProblemsText(outcome.problems, language)}`
  }
}

const apply = async (bot: Bot, job: Job, language: Language): Promise<string | null> => {
  const { contentHash } = await bot.library.overview()
  if (contentHash !== job.baseHash) return phrases[language].reloadOutcomes['store-changed']
  try {
    const outcome = await bot.reseeding.apply(job.contentHash)
    await bot.library.refresh()
    return reasonAgainst(outcome, language)
  } catch (fault) {
    bot.log(logText(`slack: job=${job.jobId} failed:`, fault))
    return fault instanceof Error ? fault.message : String(fault)
  }
}

/** The message with the preview, its buttons gone and the outcome in their place. */
const replacePreview = async (bot: Bot, click: Click, text: string): Promise<void> => {
  if (click.channel == null || click.message == null) return
  await bot.api.replace(click.channel.id, click.message.ts, jobOutcomeMessage(text))
}

/** Approves or rejects a job, once: a stale or repeated click changes nothing. */
export const decideJob = async (bot: Bot, click: Click, decision: 'running' | 'rejected'): Promise<void> => {
  const userId = click.user.id
  const jobId = clickedValue(click)
  const tell: Tell = async (message) => {
    if (click.response_url != null) await bot.api.whisper(click.response_url, message)
  }
  await asAdmin(bot, userId, decision === 'running' ? 'approve' : 'reject', jobId, tell, async (language) => {
    const say = phrases[language]
    const user = `<@${userId}>`
    const job = await bot.books.jobs.decide(jobId, decision, userId)
    if (job === null) {
      await bot.books.jobs.expire()
      const known = await bot.books.jobs.find(jobId)
      if (known?.status === 'expired') await replacePreview(bot, click, escapeText(say.jobExpired))
      else await tell({ text: escapeText(say.jobOver) })
      return
    }
    if (decision === 'rejected') return replacePreview(bot, click, say.jobRejected(user))
    // What was approved is done, also when that cannot be shown.
    await replacePreview(bot, click, say.jobRunning(user)).catch((fault: unknown) =>
      bot.log(logText(`slack: job=${jobId} the preview could not be replaced:`, fault)),
    )
    const reason = await apply(bot, job, language)
    await bot.books.jobs.close(jobId, reason === null ? 'done' : 'failed', reason)
    await replacePreview(
      bot,
      click,
      reason === null ? say.jobDone(user, bot.library.dataVersion()) : escapeText(say.jobFailed(reason)),
    )
  })
}

const personIn = (words: string): string | null => /<@([A-Z0-9]+)(?:\|[^>]*)?>/u.exec(words)?.[1] ?? null

const additionWords = /^(?:add\b|加入|添加|增加)/iu
const removalWords = /^(?:(?:remove|delete)\b|移除|删除|去掉)/iu

/** Questions may begin with `admin` too: `words`, which follow it, name a change or a person, or are none. */
export const isAdminChange = (words: string): boolean =>
  words === '' || personIn(words) !== null || additionWords.test(words) || removalWords.test(words)

/** `add @someone`, `remove @someone`; a person without either of these words changes nothing. */
export const changeAdmins = async (bot: Bot, userId: string, words: string, tell: Tell): Promise<void> => {
  const isRemoval = removalWords.test(words)
  await asAdmin(bot, userId, isRemoval ? 'remove-admin' : 'add-admin', words, tell, async (language) => {
    const say = phrases[language]
    const person = personIn(words)
    const user = `<@${person}>`
    if (person === null || !(isRemoval || additionWords.test(words)))
      return tell({ text: escapeText(say.adminUnclear) })
    if (!isRemoval) {
      await bot.books.admins.add(person, userId)
      return tell({ text: say.adminAdded(user) })
    }
    const isRemoved = await bot.books.admins.remove(person)
    await tell({ text: isRemoved ? say.adminRemoved(user) : say.adminConfigured(user) })
  })
}
