/** `npm run playground`: a Slack on this machine with the real bot in it, and a page to use it. */
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { exitCodes, runCommand, say, tell, UsageProblem } from '../commands/run-command.ts'
import { readConfig } from '../config.ts'
import { openSlackFront } from '../local-slack/index.ts'
import { openPageServer } from './page-server.ts'
import { playgroundChannels, playgroundPeople } from './people.ts'
import { startBot } from './start-bot.ts'

const usage = 'Usage: npm run playground -- --port 4400'
const readPort = (): number => {
  try {
    const { values } = parseArgs({ options: { port: { type: 'string', default: '4400' } } })
    return z.coerce.number().int().min(0).max(65_535).parse(values.port)
  } catch {
    throw new UsageProblem(usage)
  }
}

await runCommand(async () => {
  const port = readPort()
  const front = await openSlackFront({ people: playgroundPeople, channels: playgroundChannels })
  const page = await openPageServer(front, port).catch((fault: NodeJS.ErrnoException) => {
    if (fault.code === 'EADDRINUSE') throw new UsageProblem(`Port ${port} is taken. ${usage}`)
    throw fault
  })
  const bot = await startBot(front, readConfig(), tell)
  say(`The playground is open at ${page.url}`)
  say('Ctrl-C stops it.')
  await new Promise<void>((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve())
  })
  await page.close()
  await bot.stop()
  await front.close()
  return exitCodes.done
})
process.exit()
