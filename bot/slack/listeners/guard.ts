import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Bot } from '../bot.ts'
import { logText } from '../log.ts'
import { type Language, phrases } from '../phrases.ts'
import { failAfter } from '../time-limit.ts'

/** A modal has to be opened within three seconds of what asked for it. */
const languageWaitMs = 1_000

/** The language that this surface speaks to a person: the one they chose, or that of their Slack. */
export const languageFor = async (
  { books, api, log }: Pick<Bot, 'books' | 'api' | 'log'>,
  userId: string,
): Promise<Language> => {
  const { language } = await books.preferences.read(userId)
  if (language !== null) return language
  try {
    return await failAfter(languageWaitMs, api.languageOf(userId))
  } catch (fault) {
    log(logText('slack: the language of a person could not be read:', fault))
    return 'en'
  }
}

const personSchema = z.object({
  user: z.object({ id: z.string() }).optional(),
  user_id: z.string().optional(),
  response_url: z.string().nullish(),
})

/**
 * Runs what a click, command or submission asks for; a fault is logged under a reference, told to the person, and noted in
 * the audit, so that it is among the last failures.
 */
export const withFaultsTold = async (
  bot: Pick<Bot, 'books' | 'api' | 'log'>,
  body: unknown,
  what: string,
  work: () => Promise<void>,
): Promise<void> => {
  try {
    await work()
  } catch (fault) {
    const reference = randomUUID().slice(0, 8)
    bot.log(logText(`slack: reference=${reference} ${what} failed:`, fault))
    const person = personSchema.safeParse(body).data
    const userId = person?.user?.id ?? person?.user_id
    if (userId === undefined) return
    try {
      await bot.books.audit.write({
        userId,
        action: 'use',
        surface: what,
        place: null,
        subject: what,
        verdict: 'failed',
        reference,
      })
      const told = { text: phrases[await languageFor(bot, userId)].failed(reference) }
      // The home tab and modals give no address.
      if (person?.response_url == null) await bot.api.postTo(await bot.api.openDirect(userId), told)
      else await bot.api.whisper(person.response_url, told)
    } catch (unsaid) {
      bot.log(logText(`slack: reference=${reference} the failure could not be told:`, unsaid))
    }
  }
}
