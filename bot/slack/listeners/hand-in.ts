/** Documents that an admin hands in by a modal: fetched from Slack, kept in a folder of their job, previewed. */
import { randomUUID } from 'node:crypto'
import { sha256 } from '../../../db/domain/hash.ts'
import { incomingPaths, safeFileName } from '../../incoming.ts'
import { type FetchProblem, fetchProblemsText, shownNames } from '../blocks/job-message.ts'
import { handInView, inputIds } from '../blocks/small-views.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import type { HandedFile } from '../fetch-file.ts'
import { phrases } from '../phrases.ts'
import { asAdmin, directly, type Tell } from './admin.ts'
import { previewJob } from './jobs.ts'
import { filesIn, type Submission } from './payloads.ts'
import type { ViewReply } from './submissions.ts'

export const openHandIn = (bot: Bot, userId: string, triggerId: string, tell: Tell): Promise<void> =>
  asAdmin(bot, userId, 'hand-in', '', tell, (language) => bot.api.openView(triggerId, handInView(language)))

type Document = Readonly<{ name: string; bytes: Uint8Array }>

/** All of them, or what is wrong with those that did not come. */
const fetchDocuments = async (
  { api }: Bot,
  files: readonly HandedFile[],
): Promise<Readonly<{ documents: readonly Document[]; problems: readonly FetchProblem[] }>> => {
  const documents: Document[] = []
  const problems: FetchProblem[] = []
  for (const file of files) {
    const name = safeFileName(file.name)
    const fetched = await api.fetchFile(file)
    if (fetched.kind === 'fetched') documents.push({ name, bytes: fetched.bytes })
    else problems.push({ name, code: fetched.code })
  }
  return { documents, problems }
}

export const submitHandIn = async (bot: Bot, submission: Submission): Promise<ViewReply> => ({
  afterClosing: () => handIn(bot, submission),
})

const handIn = async (bot: Bot, submission: Submission): Promise<void> => {
  const userId = submission.user.id
  const files = filesIn(submission, inputIds.files)
  const names = files.map(({ name }) => safeFileName(name))
  const tell = directly(bot, userId)
  await asAdmin(bot, userId, 'hand-in', names.join(', '), tell, async (language) => {
    const say = phrases[language]
    await tell({ text: escapeText(say.handInStarted(shownNames(names))) })
    const { documents, problems } = await fetchDocuments(bot, files)
    if (problems.length > 0) return tell({ text: escapeText(fetchProblemsText(problems, language)) })
    const { readVersion, versionInUse } = bot.reseeding
    const inUse = new Set(readVersion(versionInUse())?.documents.map((document) => document.sha256))
    const held = documents.filter(({ bytes }) => inUse.has(sha256(bytes))).map(({ name }) => name)
    const fresh = documents.filter(({ bytes }) => !inUse.has(sha256(bytes)))
    if (fresh.length === 0)
      return tell({ text: escapeText(`${say.documentsHeld(shownNames(held))}\n${say.nothingToChange}`) })
    const jobId = randomUUID()
    const paths = incomingPaths(
      jobId,
      fresh.map(({ name }) => name),
    )
    const job = { jobId, change: { kind: 'added' as const, files: paths }, requestedBy: userId }
    await bot.books.jobs.open(job)
    bot.reseeding.incoming.keep(fresh.map(({ bytes }, index) => ({ path: paths[index] ?? '', bytes })))
    await previewJob(bot, job, language, held)
  })
}
