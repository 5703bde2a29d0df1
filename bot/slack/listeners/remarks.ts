/** Correcting a figure, marking a finding as known, renaming and merging departments, and taking these back. */
import { thingOf } from '../../../db/remarks.ts'
import { type RemarkWords, remarkWordList } from '../../store-change.ts'
import { changeText } from '../blocks/job-message.ts'
import { remarkKey, remarkView, reorganisationView } from '../blocks/remark-views.ts'
import { inputIds } from '../blocks/small-views.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { phrases } from '../phrases.ts'
import { asAdmin, directly } from './admin.ts'
import { languageFor } from './guard.ts'
import { proposeChange } from './jobs.ts'
import { type Click, clickedValue, enteredIn, type Submission } from './payloads.ts'
import type { ViewReply } from './submissions.ts'
import { proposeFromVersions } from './versions.ts'

/** Value of the button: the answer, and which of its citations. */
export const openRemark = (bot: Bot, click: Click): Promise<void> =>
  asAdmin(bot, click.user.id, 'remark', '', directly(bot, click.user.id), async (language) => {
    const [answerId = '', index = ''] = clickedValue(click).split(' ')
    const given = await bot.books.answers.find(answerId)
    const citation = given?.answer.citations[Number(index)]
    const passage = citation === undefined ? null : await bot.library.sourcePassage(citation)
    if (passage === null || click.view == null) return
    await bot.api.updateView(click.view.id, remarkView(passage, language))
  })

export const openReorganisation = (bot: Bot, click: Click): Promise<void> =>
  asAdmin(bot, click.user.id, 'remark', '', directly(bot, click.user.id), async (language) => {
    if (click.view != null) await bot.api.updateView(click.view.id, reorganisationView(language))
  })

const noWords = { value: '', since: '', reason: '' } as const

/** Previews what was entered, once the modal is closed. */
const previewing = (bot: Bot, userId: string, words: Omit<RemarkWords, 'by'>): ViewReply => ({
  afterClosing: () =>
    asAdmin(bot, userId, words.word, words.id, directly(bot, userId), async (language) => {
      const change = { kind: 'remarked' as const, ...words, by: await bot.api.nameOf(userId) }
      const started = phrases[language].previewStarted(changeText(change, language))
      await directly(bot, userId)({ text: escapeText(started) })
      await proposeChange(bot, userId, change, language)
    }),
})

export const submitRemark = async (bot: Bot, submission: Submission): Promise<ViewReply> => {
  const userId = submission.user.id
  const say = phrases[await languageFor(bot, userId)]
  const [word, id = ''] = enteredIn(submission, inputIds.target).split(' ')
  const value = enteredIn(submission, inputIds.value).trim()
  const isCorrection = word === 'correct'
  if (isCorrection !== (value !== '')) {
    const errors = { [inputIds.value]: isCorrection ? say.remarkNeedsValue : say.remarkTakesNoValue }
    return { response_action: 'errors', errors }
  }
  const reason = enteredIn(submission, inputIds.reason).trim()
  if (reason === '')
    return { response_action: 'errors', errors: { [inputIds.reason]: say.remarkNeedsReason } }
  return previewing(bot, userId, { ...noWords, word: isCorrection ? 'correct' : 'known', id, value, reason })
}

export const submitReorganisation = async (bot: Bot, submission: Submission): Promise<ViewReply> => {
  const userId = submission.user.id
  const say = phrases[await languageFor(bot, userId)]
  const word = remarkWordList.find((known) => known === enteredIn(submission, inputIds.section))
  const [id, value, since, reason] = [inputIds.target, inputIds.value, inputIds.since, inputIds.reason].map(
    (name) => enteredIn(submission, name).trim(),
  )
  if (word === undefined || !id || !value || !since || !reason)
    return { response_action: 'errors', errors: { [inputIds.reason]: say.remarkNeedsReason } }
  return previewing(bot, userId, { word, id, value, since, reason })
}

export const withdrawRemark = (bot: Bot, click: Click): Promise<void> => {
  const { readVersion, versionInUse } = bot.reseeding
  const held = readVersion(versionInUse())?.remarks.find(
    (remark) => remarkKey(remark) === clickedValue(click),
  )
  const id = held === undefined ? clickedValue(click) : thingOf(held)
  return asAdmin(bot, click.user.id, 'withdraw', id, directly(bot, click.user.id), async (language) => {
    const by = await bot.api.nameOf(click.user.id)
    await proposeFromVersions(
      bot,
      click,
      { kind: 'remarked', word: 'withdraw', id, ...noWords, by },
      language,
    )
  })
}
