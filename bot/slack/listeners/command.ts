/** `/juesuan`: a private question, help, or an admin's word. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { helpMessage } from '../blocks/help-message.ts'
import type { Bot } from '../bot.ts'
import { changeAdmins, isAdminChange, previewReload, type Tell, tellStatus } from './admin.ts'
import { languageFor } from './guard.ts'
import type { commandSchema } from './payloads.ts'
import { readQuestionText } from './read-question.ts'
import { openWords } from './words.ts'

export type Command = Readonly<z.infer<typeof commandSchema>>

/** What stands for something else than a question, in both languages. */
const orders = {
  help: ['', 'help', '帮助', '幫助', '?', '？'],
  status: ['status', '状态', '運行情況', '运行情况'],
  reload: ['reload', 'reseed', '重新读取', '重载'],
  words: ['words', 'aliases', '词语', '别名', '同义词'],
} as const

const orderIn = (words: string): keyof typeof orders | null =>
  (Object.keys(orders) as (keyof typeof orders)[]) // our own keys
    .find((order) => (orders[order] as readonly string[]).includes(words.toLowerCase())) ?? null

export const answerCommand = async (bot: Bot, command: Command): Promise<void> => {
  const { user_id: userId, channel_id: channel, response_url: responseUrl, text } = command
  const tell: Tell = (message) => bot.api.whisper(responseUrl, message)
  const words = text.trim()
  const adminWords = /^(?:admin\b|管理员)\s*(.*)$/isu.exec(words)?.[1]
  if (adminWords !== undefined && isAdminChange(adminWords))
    return changeAdmins(bot, userId, adminWords, tell)
  switch (orderIn(words)) {
    case 'help':
      return tell(helpMessage(await languageFor(bot, userId), await bot.books.admins.isAdmin(userId)))
    case 'status':
      return tellStatus(bot, userId, tell)
    case 'reload':
      return previewReload(bot, userId, tell)
    case 'words':
      return openWords(bot, userId, command.trigger_id, tell)
    case null:
      await bot.desk.ask(
        {
          questionId: `command:${randomUUID()}`,
          surface: 'command',
          place: { kind: 'private', channel, responseUrl },
          userId,
          text: readQuestionText(words),
        },
        // Each command has an address of its own.
        [`command:${responseUrl}`],
      )
  }
}
