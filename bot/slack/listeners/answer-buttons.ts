/** What the buttons below an answer do. */
import type { Answer } from '../../answer/answer.ts'
import { cutText } from '../../answer/plain-text.ts'
import { chartOf } from '../../charts/chart-of.ts'
import { drawChart } from '../../charts/draw-chart.ts'
import { nativeChart } from '../../charts/native-chart.ts'
import { answerFileName } from '../../files/file-name.ts'
import { contextBlocks, type SlackBlock, sectionBlock } from '../blocks/elements.ts'
import { feedbackView, shareView } from '../blocks/small-views.ts'
import { citationsOnPage, sourcePages, sourcesView } from '../blocks/sources-view.ts'
import { sqlView } from '../blocks/sql-view.ts'
import { cutEscaped, escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { answerFile } from '../files-of-answer.ts'
import { limits } from '../limits.ts'
import { type Language, phrases } from '../phrases.ts'
import { isDirectChannel } from '../place.ts'
import { type OutgoingFile, slackRefusal } from '../slack-api.ts'
import type { GivenAnswer } from '../state/answer-book.ts'
import { languageFor } from './guard.ts'
import { type Click, clickedValue, placeOfClick } from './payloads.ts'
import { metadataText, shareAnswer } from './share.ts'

type ClickHandler = (bot: Bot, click: Click) => Promise<void>

const whisper = async ({ api }: Bot, { response_url }: Click, text: string): Promise<void> => {
  if (response_url != null) await api.whisper(response_url, { text: escapeText(text) })
}

/** The answer whose button was clicked, unless it is forgotten: then the person is told. */
const findAnswer = async (bot: Bot, click: Click, answerId: string): Promise<GivenAnswer | null> => {
  const given = await bot.books.answers.find(answerId)
  if (given === null) {
    const language = await languageFor(bot, click.user.id)
    await whisper(bot, click, phrases[language].answerForgotten)
  }
  return given
}

/** What must be said first where the store has been replaced since. */
const replacedNote = ({ library }: Bot, { language, dataVersion }: Answer): string | null =>
  dataVersion === library.dataVersion()
    ? null
    : phrases[language].storeReplaced(dataVersion, library.dataVersion())

export const showSql: ClickHandler = async (bot, click) => {
  const given = await findAnswer(bot, click, clickedValue(click))
  if (given === null) return
  await bot.api.openView(click.trigger_id, sqlView(given.answer, replacedNote(bot, given.answer)))
}

const sourcesPage = async (bot: Bot, click: Click, { answerId, answer }: GivenAnswer, page: number) =>
  sourcesView({
    answerId,
    answer,
    page,
    canRemark: await bot.books.admins.isAdmin(click.user.id),
    note: replacedNote(bot, answer),
    sources: await Promise.all(
      citationsOnPage(answer, page).map(async (citation) => ({
        citation,
        passage: await bot.library.sourcePassage(citation),
      })),
    ),
  })

export const showSources: ClickHandler = async (bot, click) => {
  const given = await findAnswer(bot, click, clickedValue(click))
  if (given !== null) await bot.api.openView(click.trigger_id, await sourcesPage(bot, click, given, 0))
}

export const turnSources: ClickHandler = async (bot, click) => {
  const [answerId = '', page = '0'] = clickedValue(click).split(' ')
  const given = await findAnswer(bot, click, answerId)
  if (given === null || click.view == null) return
  const wanted = Math.min(Math.max(Number(page) || 0, 0), sourcePages(given.answer) - 1)
  await bot.api.updateView(click.view.id, await sourcesPage(bot, click, given, wanted))
}

/** Into the thread of the answer; of a private answer, into the direct messages of the person who clicked. */
const send = async (bot: Bot, click: Click, language: Language, file: OutgoingFile): Promise<void> => {
  const place = placeOfClick(click)
  if (place?.kind === 'thread') return bot.api.upload(place.channel, place.threadTs, file)
  await bot.api.upload(await bot.api.openDirect(click.user.id), null, file)
  await whisper(bot, click, phrases[language].fileInDirect)
}

const sendFigures = async (bot: Bot, click: Click, kind: 'csv' | 'xlsx'): Promise<void> => {
  const given = await findAnswer(bot, click, clickedValue(click))
  if (given === null) return
  const { answer } = given
  const file = await answerFile(answer, kind)
  const note = replacedNote(bot, answer)
  await send(bot, click, answer.language, note === null ? file : { ...file, comment: escapeText(note) })
}

export const sendCsv: ClickHandler = (bot, click) => sendFigures(bot, click, 'csv')
export const sendXlsx: ClickHandler = (bot, click) => sendFigures(bot, click, 'xlsx')

/** Slack's own chart where the figures fit into one, else a picture. */
export const showChart: ClickHandler = async (bot, click) => {
  const given = await findAnswer(bot, click, clickedValue(click))
  if (given === null) return
  const { answer } = given
  const say = phrases[answer.language]
  const chart = chartOf(answer)
  if (chart === null) return whisper(bot, click, say.noChart)
  const place = placeOfClick(click)
  const native = nativeChart(chart)
  const note = replacedNote(bot, answer)
  if (native !== null && place !== null) {
    const blocks: readonly SlackBlock[] = [
      sectionBlock(say.chartNote(chart.title)),
      // Slack knows this block, the typings of its package do not yet.
      native as unknown as SlackBlock,
      ...contextBlocks([...chart.notes, ...(note === null ? [] : [note])]),
    ]
    try {
      await bot.api.post(place, { text: cutEscaped(say.chartNote(chart.title), limits.fallbackText), blocks })
      return
    } catch (fault) {
      if (slackRefusal(fault) === null) throw fault
      bot.log(`slack: ${slackRefusal(fault)} for a chart, a picture goes instead`)
    }
  }
  await send(bot, click, answer.language, {
    bytes: await drawChart(chart),
    name: answerFileName(answer, 'png'),
    title: cutText(chart.title, limits.fileTitle),
    comment: escapeText(note ?? say.chartNote(chart.title)),
  })
}

/** From a channel to that channel; from direct messages, the person says where. */
export const share: ClickHandler = async (bot, click) => {
  const given = await findAnswer(bot, click, clickedValue(click))
  if (given === null) return
  const channel = click.channel?.id
  if (channel === undefined || isDirectChannel(channel)) {
    const language = await languageFor(bot, click.user.id)
    const metadata = metadataText({ answerId: given.answerId, responseUrl: click.response_url ?? null })
    return bot.api.openView(click.trigger_id, shareView(language, metadata))
  }
  const outcome = await shareAnswer(bot, given, click.user.id, channel)
  await whisper(bot, click, phrases[given.answer.language][outcome])
}

export const takeFeedback: ClickHandler = async (bot, click) => {
  const [verdict, answerId = ''] = clickedValue(click).split(':')
  const userId = click.user.id
  const language = await languageFor(bot, userId)
  const isGood = verdict === 'good'
  // A bad one counts at once, also if the reason is never told.
  const feedback = { answerId, userId, reason: null, comment: null }
  await bot.books.feedback.write({ ...feedback, verdict: isGood ? 'good' : 'bad' })
  if (isGood) return whisper(bot, click, phrases[language].feedbackThanks)
  const metadata = metadataText({ answerId, responseUrl: click.response_url ?? null })
  await bot.api.openView(click.trigger_id, feedbackView(language, metadata))
}
