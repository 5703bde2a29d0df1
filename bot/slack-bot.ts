/** The whole bot as a configuration describes it: the live store, and Slack before it. */
import type { Config, SlackConfig } from './config.ts'
import { openLibrary } from './library.ts'
import { openPlanning } from './open-planning.ts'
import { openReseeding } from './reseeding.ts'
import { openSlackApp, type SlackApp } from './slack/app.ts'
import type { ensureStore } from './store.ts'
import { createWordsEditor } from './words-editor.ts'

export type SlackBotOptions = Readonly<{
  config: Omit<Config, 'slack'>
  slack: SlackConfig
  log: (line: string) => void
  onProgress?: Parameters<typeof ensureStore>[1]
  /** Slack has not been heard for long: the process had better end and begin anew. */
  onDeaf?: () => void
}>

/** Faults: those of the library, and of the Slack app. */
export const openSlackBot = async (options: SlackBotOptions): Promise<SlackApp> => {
  const { config, slack, log, onProgress, onDeaf } = options
  const { dataFolder, words } = config
  const planning = await openPlanning(config)
  const library = await openLibrary({
    config,
    clock: () => performance.now(),
    planning,
    log,
    ...(onProgress === undefined ? {} : { onProgress }),
  }).catch(async (fault: unknown) => {
    await planning?.service.close()
    throw fault
  })
  const close = async (): Promise<void> => {
    await library.close()
    await planning?.service.close()
  }
  try {
    const app = await openSlackApp({
      botToken: slack.botToken,
      connection: slack.connection,
      library,
      reseeding: openReseeding(dataFolder),
      words: createWordsEditor(words, dataFolder),
      statePath: config.statePath,
      admins: config.admins,
      auditDays: config.auditDays,
      ...(planning === null || config.model === null ? {} : { model: config.model }),
      logger: log,
      ...(onDeaf === undefined ? {} : { onDeaf }),
      ...(slack.apiUrl === undefined ? {} : { slackApiUrl: slack.apiUrl }),
    })
    return {
      port: app.port,
      stop: async () => {
        await app.stop()
        await close()
      },
    }
  } catch (fault) {
    await close()
    throw fault
  }
}
