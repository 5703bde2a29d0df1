import { afterEach, beforeEach, expect, it } from 'vitest'
import { openSlackFront, type SlackFront } from './index.ts'
import { manifestWith, wholeManifest } from './testing/manifest.ts'
import { webClient } from './testing/web-client.ts'

/** The stand-in refuses what Slack would refuse: otherwise the tests behind it prove nothing. */
let front: SlackFront
const clientWith = (token: string) => webClient(token, front.apiUrl)
const reopen = async (manifest: unknown): Promise<void> => {
  await front.close()
  front = await openSlackFront({
    manifest,
    channels: [{ name: 'aside' }, { name: 'closed', isPrivate: true }],
  })
}
const channelNamed = (name: string): string => front.channels.find((each) => each.name === name)?.id ?? ''

beforeEach(async () => {
  front = await openSlackFront({ manifest: wholeManifest })
})
afterEach(async () => {
  await front.close()
})

const plain = (text: string) => ({ type: 'plain_text' as const, text })
const section = (text: string) => ({ type: 'section' as const, text: plain(text) })

it.each([
  { what: '51 blocks', blocks: Array.from({ length: 51 }, () => section('甲')), error: 'invalid_blocks' },
  { what: 'a section too long', blocks: [section('甲'.repeat(3_001))], error: 'invalid_blocks' },
  {
    what: 'too much text',
    blocks: Array.from({ length: 5 }, () => section('甲'.repeat(2_900))),
    error: 'msg_blocks_too_long',
  },
  {
    what: 'an image of a file nobody uploaded',
    blocks: [{ type: 'image' as const, alt_text: '图', slack_file: { id: 'F1' } }],
    error: 'invalid_blocks',
  },
])('refuses $what with $error', async ({ blocks, error }) => {
  const posting = clientWith(front.botToken).chat.postMessage({ channel: front.channel, text: '甲', blocks })
  await expect(posting).rejects.toThrow(error)
  expect(front.posted()).toEqual([])
  expect(front.refusals()[0]).toMatch(error)
})

it('refuses a token it does not know', async () => {
  await expect(clientWith('xoxb-made-up').auth.test()).rejects.toThrow('invalid_auth')
  await expect(clientWith(front.appToken).auth.test()).rejects.toThrow('invalid_auth')
})

it('refuses a method whose scope the manifest does not ask for, whoever answers it', async () => {
  await reopen({ ...wholeManifest, oauth_config: { scopes: { bot: ['chat:write'] } } })
  const client = clientWith(front.botToken)
  const { ts } = await client.chat.postMessage({ channel: front.channel, text: '甲' })
  const reacting = client.reactions.add({ channel: front.channel, timestamp: `${ts}`, name: 'eyes' })
  await expect(reacting).rejects.toThrow('missing_scope')
  await expect(client.users.info({ user: front.people[0]?.id ?? '' })).rejects.toThrow('missing_scope')
  const prompting = client.assistant.threads.setSuggestedPrompts({
    channel_id: front.channel,
    thread_ts: `${ts}`,
    prompts: [{ title: '甲', message: '乙' }],
  })
  await expect(prompting).rejects.toThrow('missing_scope')
  const element = { type: 'file_input' as const, action_id: 'files' }
  const input = { type: 'input' as const, label: plain('文件'), element }
  const view = { type: 'modal' as const, title: plain('文件'), submit: plain('好'), blocks: [input] }
  await expect(client.views.open({ trigger_id: 'any', view })).rejects.toThrow('missing_scope')
})

it('refuses posts where the bot is no member, except in public with its scope', async () => {
  await reopen(wholeManifest)
  const post = (name: string) =>
    clientWith(front.botToken).chat.postMessage({ channel: channelNamed(name), text: '甲' })
  await expect(post('aside')).rejects.toThrow('not_in_channel')
  await reopen(manifestWith('chat:write.public'))
  await post('aside')
  await expect(post('closed')).rejects.toThrow('not_in_channel')
})

it('answers as planned once, and then as ever', async () => {
  const client = clientWith(front.botToken)
  front.failNext(
    'chat.postMessage',
    { kind: 'rate-limited', retryAfterSeconds: 7 },
    { kind: 'server-error' },
    { kind: 'error', error: 'fatal_error' },
  )
  const post = () => client.chat.postMessage({ channel: front.channel, text: '甲' })
  await expect(post()).rejects.toMatchObject({ retryAfter: 7 })
  await expect(post()).rejects.toMatchObject({ statusCode: 500 })
  await expect(post()).rejects.toThrow('fatal_error')
  await post()
  expect(front.posted()).toHaveLength(1)
})

it('shows messages as they are by now, with the status gone once the bot writes', async () => {
  const client = clientWith(front.botToken)
  const { ts } = await client.chat.postMessage({
    channel: front.channel,
    text: '甲',
    blocks: [section('甲')],
  })
  const thread = { channel_id: front.channel, thread_ts: `${ts}` }
  await client.assistant.threads.setStatus({ ...thread, status: '在查……' })
  expect(front.workspace.statuses()).toMatchObject([{ status: '在查……' }])
  await client.chat.postMessage({ channel: front.channel, thread_ts: `${ts}`, text: '乙' })
  expect(front.workspace.statuses()).toEqual([])
  await client.chat.update({ channel: front.channel, ts: `${ts}`, text: '丙' })
  expect(front.posted()[0]).toMatchObject({ text: '丙', blocks: undefined })
  expect(front.workspace.repliesIn(front.channel, `${ts}`).map(({ text }) => text)).toEqual(['乙'])
  await client.chat.delete({ channel: front.channel, ts: `${ts}` })
  expect(front.workspace.messagesIn(front.channel)).toEqual([])
})

it('shows an ephemeral message to one person', async () => {
  const [person] = front.people
  await clientWith(front.botToken).chat.postEphemeral({
    channel: front.channel,
    user: person?.id ?? '',
    text: '甲',
  })
  expect(front.posted()).toEqual([])
  expect(front.workspace.messagesIn(front.channel)).toMatchObject([{ text: '甲', ephemeralTo: person?.id }])
})

it('tells the language of a person who has one', async () => {
  const chinese = front.people.find(({ locale }) => locale === 'zh-CN')
  const client = clientWith(front.botToken)
  const { user } = await client.users.info({ user: chinese?.id ?? '', include_locale: true })
  expect(user).toMatchObject({ locale: 'zh-CN', real_name: chinese?.realName })
  expect((await client.users.info({ user: chinese?.id ?? '' })).user).not.toHaveProperty('locale')
})

it('keeps the bytes of a file and shares it in its thread', async () => {
  const client = clientWith(front.botToken)
  const { ts } = await client.chat.postMessage({ channel: front.channel, text: '甲' })
  await client.filesUploadV2({
    channel_id: front.channel,
    thread_ts: `${ts}`,
    filename: '决算.csv',
    title: '决算',
    content: '部门,金额\n甲,1\n',
  })
  const [file] = front.workspace.files()
  expect(front.workspace.repliesIn(front.channel, `${ts}`)).toMatchObject([
    { files: [{ name: '决算.csv', title: '决算' }] },
  ])
  const read = (token: string) =>
    fetch(`${file?.url_private}`, { headers: { authorization: `Bearer ${token}` } }).then((reply) =>
      reply.text(),
    )
  expect(await read(front.botToken)).toBe('部门,金额\n甲,1\n')
  expect(await read('xoxb-made-up')).not.toContain('部门')
  expect((await client.files.info({ file: `${file?.id}` })).file).toMatchObject({ name: '决算.csv' })
})
