import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Config } from '../config.ts'
import type { SlackFront } from '../local-slack/index.ts'
import type { SlackApp } from '../slack/app.ts'
import { openSlackBot } from '../slack-bot.ts'

/**
 * Connects the real bot to the local Slack, as `npm start` connects it to Slack.
 *
 * What the bot remembers is of this Slack, which is gone when the playground ends; the store is the one in use.
 */
export const startBot = async (
  front: SlackFront,
  config: Config,
  log: (line: string) => void,
): Promise<Pick<SlackApp, 'stop'>> => {
  const folder = mkdtempSync(join(tmpdir(), 'juesuan-playground-'))
  const bot = await openSlackBot({
    config: {
      ...config,
      statePath: join(folder, 'state.sqlite'),
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
