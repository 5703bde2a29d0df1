import { readConfig } from '../config.ts'
import { openSlackApp } from '../slack/app.ts'
import { chat } from '../terminal/chat.ts'
import { exitCodes, runCommand, tell } from './run-command.ts'
import { withAnswerer } from './with-answerer.ts'

await runCommand(async () => {
  const config = readConfig()
  return withAnswerer(config, async (answerer) => {
    if (config.slack === null)
      await chat({
        answerer,
        input: process.stdin,
        output: process.stdout,
        isInteractive: process.stdin.isTTY && process.stdout.isTTY,
      })
    else {
      const { botToken, appToken, apiUrl } = config.slack
      const app = await openSlackApp({
        botToken,
        appToken,
        answerer,
        logger: tell,
        ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
      })
      tell('Connected to Slack. Ctrl-C stops.')
      await stopSignal()
      await app.stop()
    }
    return exitCodes.done
  })
})

// A reconnect that is under way in the Slack client would keep the process alive after a stop.
process.exit()

function stopSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
}
