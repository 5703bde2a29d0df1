import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import {
  openSlackFront,
  postSigned,
  type SlackFront,
  staleAgeSeconds,
  wrongSignature,
} from '../local-slack/index.ts'
import { type SeededStore, seedFiveDisclosures } from '../testing/five-disclosures.ts'
import { stackTrace } from '../testing/run-command.ts'

// Processes start slowly on a busy machine; each ends by itself long before this.
vi.setConfig({ testTimeout: 150_000 })

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

const startPath = join(import.meta.dirname, 'start.ts')
/** What is empty keeps a developer's own .env out. */
const noTokens = { SLACK_BOT_TOKEN: '', SLACK_APP_TOKEN: '', SLACK_SIGNING_SECRET: '', ADMIN_USER_IDS: '' }

const start = (environment: Readonly<Record<string, string>>) => {
  const child = spawn(process.execPath, [startPath], {
    env: { DATA_DIR: seeded.dataFolder, SLACK_API_URL: front.apiUrl, ...noTokens, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { child, exited: once(child, 'exit') }
}

/** What was said on a stream, up to and with the words. */
const untilSaid = async (stream: Readable, words: RegExp): Promise<RegExpExecArray> => {
  let said = ''
  for (;;) {
    const found = words.exec(said)
    if (found !== null) return found
    said += String((await once(stream, 'data'))[0])
  }
}

/** What a start that fails says, without the lines of Slack's own client. */
const failedStart = async (environment: Readonly<Record<string, string>>) => {
  const { child, exited } = start(environment)
  let said = ''
  child.stderr.on('data', (bytes: Buffer) => {
    said += bytes.toString('utf8')
  })
  await once(child, 'close')
  expect(said).not.toMatch(stackTrace)
  const [code] = await exited
  return { code, sentences: said.split('\n').filter((line) => line !== '' && !line.startsWith('slack: ')) }
}

it('is a Slack bot where both tokens are set, and ends cleanly when told to stop', async () => {
  const { child, exited } = start({ SLACK_BOT_TOKEN: front.botToken, SLACK_APP_TOKEN: front.appToken })
  await untilSaid(child.stderr, /Connected to Slack/u)
  const posted = front.posted().length
  await front.say('@juesuan 新洲总工会超出年初预算多少', { channel: front.channel })
  const messages = await front.untilPosted(posted + 1)
  expect(messages.at(-1)?.text).toContain('302.40万元')
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

it('answers signed requests over HTTP, and no others', async () => {
  const signingSecret = 'a-local-secret'
  const { child, exited } = start({
    SLACK_BOT_TOKEN: front.botToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_PORT: '0',
  })
  const [, port] = await untilSaid(child.stderr, /Waiting for Slack on port (\d+)/u)
  const route = { url: `http://127.0.0.1:${port}/slack/events`, signingSecret }
  const posted = front.posted().length
  front.routeBy(route)
  await front.say('@juesuan 新洲总工会超出年初预算多少', { channel: front.channel })
  front.routeBy('socket')
  const messages = await front.untilPosted(posted + 1)
  expect(messages.at(-1)?.text).toContain('302.40万元')

  const request = { contentType: 'application/json', body: '{"type":"event_callback"}' } as const
  expect((await postSigned(route, { ...request, signature: wrongSignature })).status).toBe(401)
  expect((await postSigned(route, { ...request, ageSeconds: staleAgeSeconds })).status).toBe(401)
  const oversized = JSON.stringify({ type: 'event_callback', text: 'x'.repeat(1024 * 1024) })
  expect((await postSigned(route, { ...request, body: oversized })).status).toBe(413)
  const health = await fetch(`http://127.0.0.1:${port}/health`)
  expect({ status: health.status, body: await health.text() }).toEqual({ status: 200, body: 'ok\n' })
  child.kill('SIGTERM')
  expect(await exited).toEqual([0, null])
})

describe('names what keeps it from starting', () => {
  const bot = 'xoxb-1'
  it.each([
    {
      what: 'a bot token beside nothing else',
      environment: { SLACK_BOT_TOKEN: bot },
      said: /^Configuration: SLACK_APP_TOKEN is missing: .* or SLACK_SIGNING_SECRET /u,
    },
    {
      what: 'an app token without a bot token',
      environment: { SLACK_APP_TOKEN: 'xapp-1' },
      said: /^Configuration: SLACK_BOT_TOKEN is missing: /u,
    },
    {
      what: 'a signing secret without a bot token',
      environment: { SLACK_SIGNING_SECRET: 'secret' },
      said: /^Configuration: SLACK_BOT_TOKEN is missing: /u,
    },
    {
      what: 'a bot token in the place of the app token',
      environment: { SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: bot },
      said: /^Configuration: SLACK_APP_TOKEN: .*xapp-/u,
    },
    {
      what: 'admins that are no user ids',
      environment: { ADMIN_USER_IDS: '@lin' },
      said: /^Configuration: ADMIN_USER_IDS: Slack user ids such as U012ABCDEF/u,
    },
  ])('$what', async ({ environment, said }) => {
    expect(await failedStart(environment)).toEqual({ code: 2, sentences: [expect.stringMatching(said)] })
  })

  it('a bot token that Slack refuses', async () => {
    expect(await failedStart({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: front.appToken })).toEqual({
      code: 2,
      sentences: [expect.stringMatching(/^SLACK_BOT_TOKEN: Slack refuses it \(invalid_auth\)/u)],
    })
  })

  it('a bot token of an account that is closed', async () => {
    const slackError = 'account_inactive'
    front.refuseNext('auth.test', slackError)
    expect(
      await failedStart({ SLACK_BOT_TOKEN: front.botToken, SLACK_APP_TOKEN: front.appToken }),
    ).toMatchObject({
      code: 2,
      sentences: [expect.stringContaining(`SLACK_BOT_TOKEN: Slack refuses it (${slackError})`)],
    })
  })

  // Of the second and third, Slack's own client would try for ever.
  it.each([
    'invalid_auth',
    'not_allowed_token_type',
    'missing_scope',
  ])('an app token refused with %s', async (slackError) => {
    front.refuseNext('apps.connections.open', slackError)
    expect(
      await failedStart({ SLACK_BOT_TOKEN: front.botToken, SLACK_APP_TOKEN: front.appToken }),
    ).toMatchObject({
      code: 2,
      sentences: [expect.stringContaining(`SLACK_APP_TOKEN: Slack refuses it (${slackError})`)],
    })
  })

  it('a port that another program has', async () => {
    const other = createServer().listen(0)
    await once(other, 'listening')
    // A listening TCP server has an address with a port.
    const { port } = other.address() as AddressInfo
    const outcome = await failedStart({
      SLACK_BOT_TOKEN: front.botToken,
      SLACK_SIGNING_SECRET: 'secret',
      SLACK_PORT: `${port}`,
    })
    other.close()
    expect(outcome).toEqual({
      code: 1,
      sentences: [expect.stringContaining(`Port ${port} is in use by another program`)],
    })
  })

  it('a Slack that cannot be reached', async () => {
    const closed = createServer().listen(0, '127.0.0.1')
    await once(closed, 'listening')
    // As above.
    const { port } = closed.address() as AddressInfo
    closed.close()
    const outcome = await failedStart({
      SLACK_BOT_TOKEN: front.botToken,
      SLACK_APP_TOKEN: front.appToken,
      SLACK_API_URL: `http://127.0.0.1:${port}/api/`,
    })
    expect(outcome).toEqual({
      code: 1,
      sentences: [expect.stringMatching(/^Slack cannot be reached \(.*ECONNREFUSED.*\)/u)],
    })
  })
})
