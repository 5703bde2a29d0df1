import { type OpenAnswerer, openAnswerer } from '../answer/create-answerer.ts'
import type { Config } from '../config.ts'
import type { SlackFront } from '../local-slack/index.ts'
import { openSlackApp } from '../slack/app.ts'
import { ensureStore } from '../store.ts'

export type RunningBot = Readonly<{ stop: () => Promise<void> }>

/** Connects the real bot to the local Slack, as `npm start` connects it to Slack. */
export const startBot = async (
  front: SlackFront,
  config: Config,
  log: (line: string) => void,
): Promise<RunningBot> => {
  const answerer: OpenAnswerer = await openAnswerer({
    store: await ensureStore(config, () => {}),
    words: config.words,
    clock: () => performance.now(),
  })
  const app = await openSlackApp({
    botToken: front.botToken,
    appToken: front.appToken,
    slackApiUrl: front.apiUrl,
    answerer,
    logger: log,
  })
  return {
    stop: async () => {
      await app.stop()
      await answerer.close()
    },
  }
}
