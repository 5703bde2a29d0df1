import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { SlackFront } from '../local-slack/index.ts'
import type { SlackApp } from '../slack/app.ts'
import { openSlackBot } from '../slack-bot.ts'

/** A copy of the documents, their versions, the store and the words in use: what is tried changes none of them. */
const copyOf = (config: Config, folder: string): Config => {
  for (const part of ['documents', 'readings', 'versions', 'stores', 'current.json']) {
    const path = join(config.dataFolder, part)
    if (existsSync(path)) cpSync(path, join(folder, part), { recursive: true })
  }
  const words = { path: join(folder, 'words.json'), isRequired: false }
  if (existsSync(config.words.path)) copyFileSync(config.words.path, words.path)
  return { ...config, dataFolder: folder, words, statePath: join(folder, 'state.sqlite') }
}

/** Connects the real bot to the local Slack, as `npm start` connects it to Slack, over a copy that goes with it. */
export const startBot = async (
  front: SlackFront,
  config: Config,
  log: (line: string) => void,
): Promise<Pick<SlackApp, 'stop'>> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-playground-'))
  const bot = await openSlackBot({
    config: {
      ...copyOf(config, folder),
      admins: front.people.filter(({ isAdmin }) => isAdmin).map(({ id }) => id),
    },
    slack: {
      botToken: front.botToken,
      connection: { mode: 'socket', appToken: front.appToken },
      apiUrl: front.apiUrl,
    },
    log,
  })
  return {
    stop: async () => {
      await bot.stop()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
