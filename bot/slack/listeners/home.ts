/** The home tab, its settings and examples; the suggested prompts of the messages tab. */
import { homeView } from '../blocks/home-view.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { phrases } from '../phrases.ts'
import { languageFor } from './guard.ts'
import { type Click, clickedValue } from './payloads.ts'

/** Slack takes this many. */
const mostPrompts = 4

export const publishHome = async (bot: Bot, userId: string): Promise<void> => {
  const { api, books, library, languageModel } = bot
  const language = await languageFor(bot, userId)
  await api.publishHome(
    userId,
    homeView({
      language,
      overview: await library.overview(),
      examples: library.examples(language),
      preferences: await books.preferences.read(userId),
      languageModel,
      isAdmin: await books.admins.isAdmin(userId),
    }),
  )
}

export const suggestPrompts = async (bot: Bot, userId: string, channel: string): Promise<void> => {
  const examples = bot.library.examples(await languageFor(bot, userId)).slice(0, mostPrompts)
  await bot.api.suggestPrompts(
    channel,
    examples.map(({ title, question }) => ({ title, message: question })),
  )
}

export const setLanguage = async (bot: Bot, click: Click): Promise<void> => {
  const chosen = (['zh', 'en'] as const).find((language) => language === clickedValue(click)) ?? null
  await bot.books.preferences.write(click.user.id, { language: chosen })
  await publishHome(bot, click.user.id)
}

export const setUnit = async (bot: Bot, click: Click): Promise<void> => {
  const chosen = (['yuan', 'wanYuan'] as const).find((unit) => unit === clickedValue(click)) ?? null
  await bot.books.preferences.write(click.user.id, { unit: chosen })
  await publishHome(bot, click.user.id)
}

/** Asks an example in the direct messages of the person who clicked it, and answers it there. */
export const askExample = async (bot: Bot, click: Click): Promise<void> => {
  const userId = click.user.id
  const text = clickedValue(click)
  const channel = await bot.api.openDirect(userId)
  const asked = phrases[await languageFor(bot, userId)].asked(text)
  const threadTs = await bot.api.postTo(channel, { text: escapeText(asked) })
  await bot.desk.ask(
    {
      questionId: `example:${channel}:${threadTs}`,
      surface: 'example',
      place: { kind: 'thread', channel, threadTs },
      userId,
      text,
    },
    [],
  )
}
