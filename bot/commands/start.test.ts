import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'

let seeded: SeededStore
let front: SlackFront
beforeAll(async () => {
  seeded = await seedFiveDisclosures()
  front = await openSlackFront()
})
afterAll(async () => {
  await front.close()
  seeded.remove()
})

const untilSaid = async (stream: Readable, words: string): Promise<void> => {
  let said = ''
  while (!said.includes(words)) said += String((await once(stream, 'data'))[0])
}

const startPath = join(import.meta.dirname, 'start.ts')

it('is a Slack bot where both tokens are set, and ends cleanly when told to stop', async () => {
  const child = spawn(process.execPath, [startPath], {
    env: {
      DATA_DIR: seeded.dataFolder,
      SLACK_BOT_TOKEN: front.botToken,
      SLACK_APP_TOKEN: front.appToken,
      SLACK_API_URL: front.apiUrl,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  await untilSaid(child.stderr, 'Connected to Slack')
  await front.say('@juesuan 新洲总工会超出年初预算多少', { channel: front.channel })
  const [message] = await front.untilPosted(1)
  expect(message?.text).toContain('302.40万元')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

it('says which token is missing where only one is set', async () => {
  const child = spawn(process.execPath, [startPath], {
    env: { DATA_DIR: seeded.dataFolder, SLACK_BOT_TOKEN: front.botToken },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  const [said] = await once(child.stderr, 'data')
  expect(String(said)).toBe(
    'Configuration: SLACK_BOT_TOKEN and SLACK_APP_TOKEN go together: only one of them is set\n',
  )
  expect(await exited).toEqual([2, null])
})
