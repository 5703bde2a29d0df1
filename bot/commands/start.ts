import { checkChartFont } from '../charts/chart-font.ts'
import { type Config, readConfig, type SlackConfig } from '../config.ts'
import { openPlanning } from '../open-planning.ts'
import { openSlackBot } from '../slack-bot.ts'
import { chat } from '../terminal/chat.ts'
import { showProgress } from './progress.ts'
import { exitCodes, runCommand, tell } from './run-command.ts'
import { withAnswerer } from './with-answerer.ts'

await runCommand(async () => {
  const config = readConfig()
  return config.slack === null ? talk(config) : serveSlack(config, config.slack)
})

// A reconnect that is under way in the Slack client would keep the process alive after a stop.
process.exit()

async function talk(config: Config): Promise<number> {
  tell(
    'No Slack token is set, so this is the terminal. For Slack set the tokens (see README); to see the bot in a Slack on this machine: npm run playground',
  )
  const planning = await openPlanning(config)
  return withAnswerer(config, { planning, asOf: null }, async (answerer) => {
    await chat({
      answerer,
      input: process.stdin,
      output: process.stdout,
      isInteractive: process.stdin.isTTY && process.stdout.isTTY,
    })
    return exitCodes.done
  })
}

async function serveSlack(config: Config, slack: SlackConfig): Promise<number> {
  const ending = Promise.withResolvers<number>()
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.once(signal, () => ending.resolve(exitCodes.done))
  void tellOfChartFont()
  const bot = await openSlackBot({
    config,
    slack,
    log: tell,
    onProgress: showProgress,
    // Whoever supervises the process starts it again.
    onDeaf: () => ending.resolve(exitCodes.failed),
  })
  const port = bot.port()
  tell(
    port === null ? 'Connected to Slack. Ctrl-C stops.' : `Waiting for Slack on port ${port}. Ctrl-C stops.`,
  )
  const code = await ending.promise
  await bot.stop()
  return code
}

/** Without letters every picture would be blank, which nobody would notice here; the start does not wait for it. */
async function tellOfChartFont(): Promise<void> {
  const reason = await checkChartFont('en').catch((fault: unknown) => String(fault))
  if (reason !== null) tell(`Charts: ${reason}`)
}
