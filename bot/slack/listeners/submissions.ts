/** What the modals do when they are submitted. */
import { inputIds, type wordsView } from '../blocks/small-views.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { logText } from '../log.ts'
import { phrases } from '../phrases.ts'
import { badReasons } from '../state/feedback-book.ts'
import { languageFor } from './guard.ts'
import { enteredIn, type Submission } from './payloads.ts'
import { readMetadata, shareAnswer } from './share.ts'

/** What the modal answers: null closes it. */
export type ViewReply =
  | null
  | Readonly<{ response_action: 'errors'; errors: Record<string, string> }>
  | Readonly<{ response_action: 'update'; view: ReturnType<typeof wordsView> }>
  /** Closed at once; what takes longer is told in direct messages. */
  | Readonly<{ afterClosing: () => Promise<void> }>

/** Says that it is done. What was asked for is done by now, and a modal that reported a fault would be submitted again. */
const report = async ({ api, log }: Bot, responseUrl: string | null, text: string): Promise<void> => {
  if (responseUrl === null) return
  try {
    await api.whisper(responseUrl, { text: escapeText(text) })
  } catch (fault) {
    log(logText('slack: what a modal did could not be told:', fault))
  }
}

export const submitShare = async (bot: Bot, submission: Submission): Promise<ViewReply> => {
  const { answerId, responseUrl } = readMetadata(submission.view.private_metadata)
  const userId = submission.user.id
  const given = await bot.books.answers.find(answerId)
  const say = phrases[await languageFor(bot, userId)]
  const refuse = (text: string): ViewReply => ({
    response_action: 'errors',
    errors: { [inputIds.channel]: text },
  })
  if (given === null) return refuse(say.answerForgotten)
  const outcome = await shareAnswer(bot, given, userId, enteredIn(submission, inputIds.channel))
  if (outcome === 'shareRefused') return refuse(say.shareRefused)
  await report(bot, responseUrl, say.shared)
  return null
}

export const submitFeedback = async (bot: Bot, submission: Submission): Promise<ViewReply> => {
  const { answerId, responseUrl } = readMetadata(submission.view.private_metadata)
  const userId = submission.user.id
  const entered = enteredIn(submission, inputIds.reason)
  const comment = enteredIn(submission, inputIds.comment)
  await bot.books.feedback.write({
    answerId,
    userId,
    verdict: 'bad',
    reason: badReasons.find((reason) => reason === entered) ?? 'other',
    comment: comment === '' ? null : comment,
  })
  await report(bot, responseUrl, phrases[await languageFor(bot, userId)].feedbackThanks)
  return null
}
