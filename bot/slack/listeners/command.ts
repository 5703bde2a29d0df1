/** `/juesuan`: a private question, help, or an admin's word. */
import { randomUUID } from 'node:crypto'
import type { z } from 'zod'
import { helpMessage } from '../blocks/help-message.ts'
import type { Bot } from '../bot.ts'
import { changeAdmins, isAdminChange, type Tell, tellStatus } from './admin.ts'
import { languageFor } from './guard.ts'
import { openHandIn } from './hand-in.ts'
import { previewReload } from './jobs.ts'
import type { commandSchema } from './payloads.ts'
import { readQuestionText } from './read-question.ts'
import { openVersions } from './versions.ts'
import { openWords } from './words.ts'

export type Command = Readonly<z.infer<typeof commandSchema>>

/** What stands for something else than a question, in both languages. */
const orders = {
  help: ['', 'help', '帮助', '幫助', '?', '？'],
  status: ['status', '状态', '運行情況', '运行情况'],
  handIn: ['reseed', 'hand in', '收录文件', '提交文件'],
  versions: ['versions', '版本', '历史版本'],
  reload: ['reload', '重新读取', '重载'],
  words: ['words', 'aliases', '词语', '别名', '同义词'],
} as const

const orderIn = (words: string): keyof typeof orders | null =>
  (Object.keys(orders) as (keyof typeof orders)[]) // our own keys
    .find((order) => (orders[order] as readonly string[]).includes(words.toLowerCase())) ?? null

/** An order is acknowledged at once, a question once it is written down: Slack sends a command once only. */
export const answerCommand = async (bot: Bot, command: Command, ack: () => Promise<void>): Promise<void> => {
  const words = command.text.trim()
  const adminWords = /^(?:admin\b|管理员)\s*(.*)$/isu.exec(words)?.[1]
  const isChange = adminWords !== undefined && isAdminChange(adminWords)
  const order = orderIn(words)
  if (isChange) {
    await ack()
    await changeAdmins(bot, command.user_id, adminWords, telling(bot, command))
  } else if (order !== null) {
    await ack()
    await obey(bot, command, order)
  } else {
    await askPrivately(bot, command, words)
    await ack()
  }
}

const telling =
  ({ api }: Bot, { response_url }: Command): Tell =>
  (message) =>
    api.whisper(response_url, message)

const obey = async (bot: Bot, command: Command, order: keyof typeof orders): Promise<void> => {
  const { user_id: userId, trigger_id } = command
  const { books, languageModel } = bot
  const tell = telling(bot, command)
  switch (order) {
    case 'help':
      return tell(
        helpMessage(await languageFor(bot, userId), await books.admins.isAdmin(userId), languageModel),
      )
    case 'status':
      return tellStatus(bot, userId, tell)
    case 'handIn':
      return openHandIn(bot, userId, trigger_id, tell)
    case 'versions':
      return openVersions(bot, userId, trigger_id, tell)
    case 'reload':
      return previewReload(bot, userId, tell)
    case 'words':
      return openWords(bot, userId, trigger_id, tell)
  }
}

const askPrivately = async ({ desk }: Bot, command: Command, words: string): Promise<void> => {
  const { user_id: userId, channel_id: channel, response_url: responseUrl } = command
  await desk.ask(
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
