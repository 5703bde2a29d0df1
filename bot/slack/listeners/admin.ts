/** What admins do. Each action asks first whether the person may, and is written down either way. */
import { dayOf } from '../../model/token-book.ts'
import type { RemarkWord } from '../../store-change.ts'
import { statusMessage } from '../blocks/status-message.ts'
import { escapeText } from '../blocks/text.ts'
import type { Bot } from '../bot.ts'
import { type Language, phrases } from '../phrases.ts'
import type { Message } from '../slack-api.ts'
import { languageFor } from './guard.ts'

type AdminAction =
  | 'status'
  | 'reload'
  | 'hand-in'
  | 'versions'
  | 'unload'
  | 'roll-back'
  | 'approve'
  | 'reject'
  | 'remark'
  | RemarkWord
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

/** The home tab and modals have no place for words. */
export const directly =
  ({ api }: Pick<Bot, 'api'>, userId: string): Tell =>
  async (message) => {
    await api.postTo(await api.openDirect(userId), message)
  }

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
