import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { phrases } from '../phrases.ts'
import { languageFor } from './guard.ts'
import type { shortcutSchema } from './payloads.ts'
import { readQuestionText } from './read-question.ts'

export type Shortcut = Readonly<z.infer<typeof shortcutSchema>>

/** Summarises, for the person who asks, the departments that a message names. */
export const summariseMessage = async (bot: Bot, shortcut: Shortcut): Promise<void> => {
  const { user, channel, message, response_url: responseUrl } = shortcut
  const language = await languageFor(bot, user.id)
  const questions = bot.library.summaryQuestions(readQuestionText(message.text), language)
  if (questions.length === 0)
    return bot.api.whisper(responseUrl, { text: escapeText(phrases[language].nothingToSummarise) })
  for (const [index, text] of questions.entries())
    await bot.desk.ask(
      {
        // Ids are logged; whoever has the address may speak for the bot.
        questionId: `shortcut:${randomUUID()}`,
        surface: 'shortcut',
        place: { kind: 'private', channel: channel.id, responseUrl },
        userId: user.id,
        text,
      },
      [`shortcut:${responseUrl}:${index}`],
    )
}
