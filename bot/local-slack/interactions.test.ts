import { Server } from 'node:http'
import { App, HTTPReceiver, SocketModeReceiver, type types } from '@slack/bolt'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openSlackFront, postSigned, type SlackFront, staleAgeSeconds, wrongSignature } from './index.ts'
import { wholeManifest } from './testing/manifest.ts'
import { silentLogger, webClient } from './testing/web-client.ts'

/** Slack's own framework as the bot: what it is told, and what its answers do. */
let front: SlackFront
let app: App
let now: number
let told: Record<string, unknown>[]
let submitted: unknown
const clock = () => now

const section = (text: string) => ({ type: 'section' as const, text: { type: 'plain_text' as const, text } })
const plain = (text: string) => ({ type: 'plain_text' as const, text })
const choices = {
  type: 'actions' as const,
  elements: [
    { type: 'button' as const, action_id: 'press', text: plain('按'), value: 'pressed' },
    {
      type: 'static_select' as const,
      action_id: 'pick',
      placeholder: plain('选'),
      options: [{ text: plain('甲'), value: 'first' }],
    },
  ],
}
const feedback = {
  type: 'context_actions' as const,
  elements: [
    {
      type: 'feedback_buttons' as const,
      action_id: 'rate',
      positive_button: { text: plain('好'), value: 'good' },
      negative_button: { text: plain('差'), value: 'bad' },
    },
  ],
}
const modal = (title: string) => ({
  type: 'modal' as const,
  callback_id: 'form',
  title: plain(title),
  submit: plain('好'),
  notify_on_close: true,
  blocks: [
    {
      type: 'input' as const,
      block_id: 'words',
      label: plain('名'),
      element: { type: 'plain_text_input' as const, action_id: 'typed' },
    },
  ],
})
const client = () => webClient(front.botToken, front.apiUrl)
const anyone = () => {
  const [person] = front.people
  if (person === undefined) throw new Error('there is nobody')
  return person
}
const post = (...blocks: types.KnownBlock[]) =>
  client()
    .chat.postMessage({ channel: front.channel, text: '甲', blocks })
    .then(({ ts }) => ({ channel: front.channel, ts: `${ts}` }))

beforeEach(async () => {
  now = 1_700_000_000_000
  told = []
  front = await openSlackFront({ manifest: wholeManifest, clock })
})
afterEach(async () => {
  await app.stop()
  await front.close()
})

/** Events are acknowledged before they are listened to. */
const untilTold = (count: number) => expect.poll(() => told.length).toBe(count)

const start = async (receiver: SocketModeReceiver | HTTPReceiver) => {
  app = new App({
    token: front.botToken,
    receiver,
    logger: silentLogger,
    convoStore: false,
    deferInitialization: true,
    clientOptions: { slackApiUrl: front.apiUrl, retryConfig: { retries: 0 } },
  })
  app.event(/^/u, async ({ body }) => void told.push({ ...body }))
  app.action(/^/u, async ({ ack, body }) => {
    told.push({ ...body })
    await ack()
  })
  app.command(/^/u, async ({ ack, body }) => {
    told.push({ ...body })
    await ack({ text: '收到' })
  })
  app.shortcut(/^/u, async ({ ack, body }) => {
    told.push({ ...body })
    await ack()
  })
  app.view({ callback_id: 'form', type: 'view_closed' }, async ({ ack, body }) => {
    told.push({ ...body })
    await ack()
  })
  app.view('form', async ({ ack, view }) => {
    submitted = view.state.values
    const typed = view.state.values.words?.typed?.value
    if (typed === 'wrong') await ack({ response_action: 'errors', errors: { words: '不对' } })
    else if (typed === 'more') await ack({ response_action: 'push', view: modal('再') })
    else if (typed === 'clear') await ack({ response_action: 'clear' })
    else await ack()
  })
  app.error(async () => {})
  await app.init()
  return app.start(0)
}
const startOverSocket = async (): Promise<void> => {
  await start(
    new SocketModeReceiver({
      appToken: front.appToken,
      logger: silentLogger,
      clientPingTimeout: 500,
      installerOptions: { clientOptions: { slackApiUrl: front.apiUrl } },
    }),
  )
}

describe('over a socket', () => {
  beforeEach(startOverSocket)

  it('delivers edits and deletions of direct messages, and edits of mentions', async () => {
    const channel = front.directChannel
    const ts = await front.say('甲', { channel })
    await front.edit({ channel, ts }, '乙')
    await front.remove({ channel, ts })
    const mention = await front.say('@juesuan 甲', { channel: front.channel })
    await front.edit({ channel: front.channel, ts: mention }, '@juesuan 乙')
    await untilTold(5)
    expect(told.map(({ event }) => event)).toMatchObject([
      { type: 'message', text: '甲' },
      { subtype: 'message_changed', message: { text: '乙', ts }, previous_message: { text: '甲' } },
      { subtype: 'message_deleted', deleted_ts: ts, previous_message: { text: '乙' } },
      { type: 'app_mention', ts: mention },
      { type: 'app_mention', ts: mention, edited: { user: anyone().id } },
    ])
  })

  it('takes the owner of direct messages for the one who acts in them', async () => {
    const owner = front.people.at(-1)
    await front.say('甲', { channel: owner?.directChannel ?? '' })
    await untilTold(1)
    expect(told).toMatchObject([{ event: { user: owner?.id, channel: owner?.directChannel } }])
  })

  it('delivers again under the same event id', async () => {
    const event = {
      type: 'app_mention',
      channel: front.channel,
      user: 'U1',
      text: '甲',
      ts: '1700000000.000001',
    }
    await front.deliver(event, { eventId: 'EvSame' })
    await front.deliver(event, { eventId: 'EvSame', retry: 1 })
    await untilTold(2)
    expect(told).toMatchObject([{ event_id: 'EvSame' }, { event_id: 'EvSame' }])
  })

  it('sends a command and answers it through its response_url five times', async () => {
    const reply = await front.command('多少', { channel: front.channel })
    expect(reply).toEqual({ text: '收到' })
    expect(told[0]).toMatchObject({
      command: '/juesuan',
      text: '多少',
      user_name: anyone().name,
      channel_name: 'general',
      is_enterprise_install: 'false',
    })
    const respond = (body: object) =>
      fetch(`${told[0]?.response_url}`, { method: 'POST', body: JSON.stringify(body) })
    await respond({ text: '只给你' })
    await respond({ text: '给大家', response_type: 'in_channel', blocks: [section('给大家')] })
    expect(front.workspace.messagesIn(front.channel)).toMatchObject([
      { text: '收到', ephemeralTo: anyone().id },
      { text: '只给你', ephemeralTo: anyone().id },
      { text: '给大家' },
    ])
    for (let use = 4; use <= 5; use += 1) expect((await respond({ text: '甲' })).status).toBe(200)
    expect((await respond({ text: '甲' })).status).toBe(404)
    expect(front.refusals()).toEqual(['used_url'])
  })

  it('lets a response_url replace and delete the message that was clicked, for half an hour', async () => {
    const place = await post(choices)
    await front.click(place, 'press')
    const respond = (body: object) =>
      fetch(`${told[0]?.response_url}`, { method: 'POST', body: JSON.stringify(body) })
    await respond({ text: '乙', replace_original: true })
    expect(front.posted()).toMatchObject([{ text: '乙', blocks: undefined }])
    now += 30 * 60 * 1_000
    expect((await respond({ delete_original: true })).status).toBe(404)
    expect(front.refusals()).toEqual(['expired_url'])
  })

  it('tells what was clicked and chosen', async () => {
    const place = await post(choices, feedback)
    await front.click(place, 'press')
    await front.click(place, 'pick', { choose: 'first' })
    await front.click(place, 'rate', { choose: 'negative' })
    expect(told.map(({ actions }) => actions)).toMatchObject([
      [{ type: 'button', action_id: 'press', value: 'pressed' }],
      [{ type: 'static_select', selected_option: { value: 'first' } }],
      [{ type: 'feedback_buttons', value: 'bad' }],
    ])
    expect(told[0]).toMatchObject({
      container: { type: 'message', message_ts: place.ts, is_ephemeral: false },
      channel: { name: 'general' },
      message: { text: '甲' },
    })
    await expect(front.click(place, 'nothing')).rejects.toThrow('no element')
  })

  it('sends a message shortcut and the opening of the home tab', async () => {
    const place = await post(choices)
    await front.shortcut('summarise', place)
    await front.openHome()
    await untilTold(2)
    expect(told).toMatchObject([
      { type: 'message_action', callback_id: 'summarise', message_ts: place.ts, message: { text: '甲' } },
      { event: { type: 'app_home_opened', tab: 'home', user: anyone().id } },
    ])
  })

  it('opens a modal with a trigger of the last three seconds, once', async () => {
    const triggerOf = async (): Promise<string> => {
      await front.command('甲', { channel: front.channel })
      return `${told.at(-1)?.trigger_id}`
    }
    const trigger_id = await triggerOf()
    await client().views.open({ trigger_id, view: modal('题') })
    await expect(client().views.open({ trigger_id, view: modal('题') })).rejects.toThrow(
      'exchanged_trigger_id',
    )
    const late = await triggerOf()
    now += 3_000
    await expect(client().views.open({ trigger_id: late, view: modal('题') })).rejects.toThrow(
      'expired_trigger_id',
    )
    expect(front.workspace.modals(anyone().id)).toMatchObject([{ title: { text: '题' } }])
  })

  it('stacks modals three deep, and does what a submission is answered with', async () => {
    await front.command('甲', { channel: front.channel })
    await client().views.open({ trigger_id: `${told[0]?.trigger_id}`, view: modal('一') })
    const top = () => {
      const view = front.workspace.modals(anyone().id).at(-1)
      if (view === undefined) throw new Error('no modal is open')
      return view
    }
    expect(await front.submit(top(), { typed: 'wrong' })).toEqual({
      response_action: 'errors',
      errors: { words: '不对' },
    })
    await front.submit(top(), { typed: 'more' })
    await front.submit(top(), { typed: 'more' })
    await expect(front.submit(top(), { typed: 'more' })).rejects.toThrow('push_limit_reached')
    await front.submit(top(), { typed: 'right' })
    expect(front.workspace.modals(anyone().id)).toHaveLength(2)
    await front.closeModal(anyone().id)
    expect(told.at(-1)).toMatchObject({ type: 'view_closed', is_cleared: false })
    await front.submit(top(), { typed: 'clear' })
    expect(front.workspace.modals(anyone().id)).toEqual([])
  })

  const fileModal = {
    ...modal('文件'),
    blocks: [
      {
        type: 'input' as const,
        block_id: 'files',
        label: plain('文件'),
        element: { type: 'file_input' as const, action_id: 'files', filetypes: ['txt'] },
      },
    ],
  }
  const openFileModal = async () => {
    await front.command('甲', { channel: front.channel })
    await client().views.open({ trigger_id: `${told[0]?.trigger_id}`, view: fileModal })
    const [view] = front.workspace.modals(anyone().id)
    if (view === undefined) throw new Error('no modal is open')
    return view
  }
  const uploads = (count: number, name = '决算.txt', size = 1) =>
    Array.from({ length: count }, () => front.upload({ name, bytes: new Uint8Array(size) }).id)

  it('hands in up to ten files of a modal', async () => {
    await front.submit(await openFileModal(), { files: uploads(10) })
    expect(submitted).toMatchObject({
      files: { files: { files: Array.from({ length: 10 }, () => ({ name: '决算.txt', size: 1 })) } },
    })
  })

  it.each([
    { what: 'eleven files', files: () => uploads(11), refusal: 'at most 10 files' },
    { what: 'another type', files: () => uploads(1, '决算.zip'), refusal: 'of a type' },
    { what: 'too large a file', files: () => uploads(1, '决算.txt', 10_485_761), refusal: 'too large' },
  ])('lets nobody choose $what', async ({ files, refusal }) => {
    await expect(front.submit(await openFileModal(), { files: files() })).rejects.toThrow(refusal)
  })

  it('refuses a view that has changed meanwhile', async () => {
    const home = (text: string) => ({ type: 'home' as const, blocks: [section(text)] })
    const user_id = anyone().id
    const { view } = await client().views.publish({ user_id, view: home('一') })
    await client().views.publish({ user_id, view: home('二'), hash: `${view?.hash}` })
    await expect(
      client().views.publish({ user_id, view: home('三'), hash: `${view?.hash}` }),
    ).rejects.toThrow('hash_conflict')
    expect(front.workspace.home(user_id)).toMatchObject({ blocks: [{ text: { text: '二' } }] })
  })

  it('hears nothing over a deaf socket, and comes back after a cut', async () => {
    front.deafenSockets()
    await expect(front.say('甲', { channel: front.directChannel })).rejects.toThrow('no socket')
    front.dropSockets()
    await front.untilSockets(0)
    await front.untilSockets(1)
    await front.say('乙', { channel: front.directChannel })
    await untilTold(1)
    expect(told).toMatchObject([{ event: { text: '乙' } }])
  })
})

describe('over signed HTTP', () => {
  const signingSecret = 'local-secret'
  let url: string

  beforeEach(async () => {
    const receiver = new HTTPReceiver({ signingSecret, port: 0, logger: silentLogger })
    const server = await start(receiver)
    const address = server instanceof Server ? server.address() : null
    url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : address}/slack/events`
    now = Date.now()
    front.routeBy({ url, signingSecret })
  })

  it('delivers events, commands and interactions', async () => {
    await front.say('甲', { channel: front.directChannel })
    expect(await front.command('多少', { channel: front.channel })).toEqual({ text: '收到' })
    await front.click(await post(choices), 'press')
    await untilTold(3)
    expect(told).toMatchObject([{ event: { text: '甲' } }, { text: '多少' }, { type: 'block_actions' }])
  })

  it.each([
    ['a wrong signature', { signature: wrongSignature }],
    ['an old timestamp', { ageSeconds: staleAgeSeconds }],
  ])('can send %s', async (_, wrong) => {
    const reply = await postSigned(
      { url, signingSecret },
      { contentType: 'application/json', body: '{"type":"event_callback"}', ...wrong },
    )
    expect(reply.status).toBe(401)
    expect(told).toEqual([])
  })
})
