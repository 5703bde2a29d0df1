import { webApi } from '@slack/bolt'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSlackFront, type SlackFront } from './slack-front.ts'

/** The stand-in refuses what Slack would refuse: otherwise the tests behind it prove nothing. */
let front: SlackFront
const silent = () => {}
const clientWith = (token: string) =>
  new webApi.WebClient(token, {
    slackApiUrl: front.apiUrl,
    retryConfig: { retries: 0 },
    logger: {
      debug: silent,
      info: silent,
      warn: silent,
      error: silent,
      setLevel: silent,
      setName: silent,
      getLevel: () => webApi.LogLevel.ERROR,
    },
  })

beforeEach(async () => {
  front = await openSlackFront()
})
afterEach(async () => {
  await front.close()
})

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const section = (text: string) => ({ type: 'section' as const, text: plain(text) })

it.each([
  { what: '51 blocks', blocks: Array.from({ length: 51 }, () => section('甲')), error: 'invalid_blocks' },
  { what: 'a section too long', blocks: [section('甲'.repeat(3_001))], error: 'invalid_blocks' },
  { what: 'an empty text', blocks: [section('')], error: 'invalid_blocks' },
  {
    what: 'a table of uneven rows',
    blocks: [
      {
        type: 'data_table' as const,
        caption: '表',
        rows: [[{ type: 'raw_text' as const, text: '甲' }], []],
      },
    ],
    error: 'invalid_blocks',
  },
  {
    what: 'too much text',
    blocks: Array.from({ length: 5 }, () => section('甲'.repeat(2_900))),
    error: 'msg_blocks_too_long',
  },
])('refuses $what with $error', async ({ blocks, error }) => {
  const posting = clientWith(front.botToken).chat.postMessage({ channel: front.channel, text: '甲', blocks })
  await expect(posting).rejects.toThrow(error)
  expect(front.posted()).toEqual([])
})

it('refuses a token it does not know', async () => {
  await expect(clientWith('xoxb-made-up').auth.test()).rejects.toThrow('invalid_auth')
})

it('refuses a method whose scope the manifest does not ask for', async () => {
  const { ts } = await clientWith(front.botToken).chat.postMessage({ channel: front.channel, text: '甲' })
  const reacting = clientWith(front.botToken).reactions.add({
    channel: front.channel,
    timestamp: `${ts}`,
    name: 'eyes',
  })
  await expect(reacting).rejects.toThrow('missing_scope')
})
