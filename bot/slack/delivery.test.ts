import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { tryLock } from '../../db/open.ts'
import { type BotInSlack, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'

/** From an event to its answer, over Socket Mode, with what can go wrong on the way. */
let bot: BotInSlack
let front: BotInSlack['front']
let lines: string[]

const open = async (changes: Parameters<typeof openBotInSlack>[0] = {}): Promise<void> => {
  bot = await openBotInSlack(changes)
  ;({ front, lines } = bot)
}
beforeEach(() => open())
afterEach(() => bot.close())
const reopen = async (changes: Parameters<typeof openBotInSlack>[0]): Promise<void> => {
  await bot.close()
  await open(changes)
}

/** Everything sent to a thread before this question is dealt with when its answer is there. */
const sentinel = '还有吗？'
const textsInThread = async (channel: string, ts: string): Promise<readonly string[]> =>
  (await front.replies(channel, ts)).filter(({ user }) => user === front.botUserId).map(({ text }) => text)
const untilPostedTexts = async (count: number): Promise<readonly string[]> =>
  (await front.untilPosted(count)).map(({ text }) => text)
const direct = (text: string) => ({
  type: 'message',
  channel_type: 'im',
  channel: front.directChannel,
  ts: '1700000000.000100',
  user: 'U1',
  text,
})
const mention = (text: string) => ({
  type: 'app_mention',
  channel: front.channel,
  ts: '1700000000.000100',
  user: 'U1',
  text,
})
/** Answers to this question wait until they are let go. */
const holdAnswersTo = (question: string): (() => void) => {
  const gate = Promise.withResolvers<void>()
  bot.core.reply = async (turns) => {
    if (turns.at(-1) === question) await gate.promise
    return sampleAnswer({ text: `答：${turns.at(-1)}` })
  }
  return gate.resolve
}

describe('an event', () => {
  it('that is delivered again is answered once', async () => {
    const event = mention('甲')
    await front.deliver(event, { eventId: 'EvSame' })
    await front.deliver({ ...event, ts: '1700000000.000199' }, { eventId: 'EvSame', retry: 1 })
    await front.untilPosted(1)
    await front.deliver(event, { eventId: 'EvSame', retry: 2 })
    await front.deliver({ ...event, ts: '1700000000.000200', thread_ts: event.ts, text: sentinel })
    await front.untilPosted(2)
    expect(await textsInThread(front.channel, event.ts)).toEqual(['答：甲', `答：${sentinel}`])
    expect(bot.turns()).toEqual([['甲'], ['甲', sentinel]])
  })

  it('that comes both as mention and as message is answered once', async () => {
    const { ts } = direct('甲')
    await front.deliver({ ...mention('甲'), channel: front.directChannel })
    await front.deliver(direct('甲'))
    await front.deliver({ ...direct('甲'), channel_type: 'channel', channel: front.channel })
    await front.say(sentinel, { channel: front.directChannel, threadTs: ts })
    await front.untilPosted(2)
    expect(bot.turns()).toEqual([['甲'], ['甲', sentinel]])
  })

  it.each([
    { what: 'another bot', extra: { bot_id: 'B1' } },
    { what: 'the bot itself', extra: { user: 'U00000BOT' } },
    { what: 'a notice', extra: { subtype: 'channel_join' } },
    {
      what: 'a changed message',
      extra: { subtype: 'message_changed', text: undefined, message: { text: '甲' } },
    },
  ])('of $what is ignored', async ({ extra }) => {
    const event = direct('甲')
    await front.deliver({ ...event, ...extra })
    await front.say(sentinel, { channel: front.directChannel, threadTs: event.ts })
    await front.untilPosted(1)
    expect(bot.turns()).toEqual([[sentinel]])
    expect(lines.filter((line) => line.includes('could not be read'))).toEqual([])
  })

  it('that cannot be read is logged, and the next is answered', async () => {
    await front.deliver({ ...mention(''), text: 5 })
    await front.say('@juesuan 甲', { channel: front.channel })
    await front.untilPosted(1)
    expect(bot.turns()).toEqual([['甲']])
    expect(lines.filter((line) => line.includes('could not be read'))).toHaveLength(1)
  })

  it('that cannot be written down is not acknowledged, and answered when it is delivered again', async () => {
    await reopen({ stateBusyMs: 1 })
    const lock = await lockState()
    await expect(front.deliver(mention('甲'), { eventId: 'EvLocked' })).rejects.toThrow('no acknowledgement')
    lock.release()
    await front.deliver(mention('甲'), { eventId: 'EvLocked', retry: 1 })
    await front.untilPosted(1)
    expect(bot.turns()).toEqual([['甲']])
  })
})

/** As another program does that writes to the file for a long time. */
const lockState = async () => {
  let lock = tryLock(bot.statePath)
  await expect.poll(() => (lock ??= tryLock(bot.statePath))).not.toBeNull()
  if (lock === null) throw new Error('the state file could not be locked')
  return lock
}

describe('a question', () => {
  it('is answered in the order of its thread while other threads go on', async () => {
    const letGo = holdAnswersTo('慢')
    const thread = await front.say('慢', { channel: front.directChannel })
    await front.say('快', { channel: front.directChannel, threadTs: thread })
    await front.say('别处', { channel: front.directChannel })
    expect(await untilPostedTexts(1)).toEqual(['答：别处'])
    expect(bot.turns()).toEqual([['慢'], ['别处']])
    letGo()
    expect(await untilPostedTexts(3)).toEqual(['答：别处', '答：慢', '答：快'])
  })

  it('is announced while its answer is slow, until the answer comes', async () => {
    await reopen({ desk: { workingAfterMs: 5 } })
    const letGo = holdAnswersTo('慢')
    const ts = await front.say('慢', { channel: front.directChannel })
    const [status] = await front.until(
      () => front.workspace.statuses().length > 0 && front.workspace.statuses(),
    )
    expect(status).toMatchObject({ thread_ts: ts, status: '正在查找并核对数据…' })
    letGo()
    await front.untilPosted(1)
    expect(front.workspace.statuses()).toEqual([])
  })

  it('is taken up again when the book was locked as its answer came', async () => {
    await reopen({ stateBusyMs: 1, leaseMs: 200 })
    const letGo = holdAnswersTo('慢')
    await front.say('慢', { channel: front.directChannel })
    await expect.poll(() => bot.asked.length).toBe(1)
    const lock = await lockState()
    letGo()
    await expect.poll(() => lines.some((line) => line.includes('was left'))).toBe(true)
    lock.release()
    expect(await untilPostedTexts(1)).toEqual(['答：慢'])
  })
})

describe('an edited question', () => {
  it.each([
    { where: 'a direct message', words: (text: string) => text, place: () => front.directChannel },
    { where: 'a channel', words: (text: string) => `@juesuan ${text}`, place: () => front.channel },
  ])('is answered in the place of its answer in $where', async ({ words, place }) => {
    const channel = place()
    const ts = await front.say(words('甲'), { channel })
    await front.untilPosted(1)
    await front.edit({ channel, ts }, words('乙'))
    await front.until(() => front.posted()[0]?.text === '答：乙')
    await front.say(words(sentinel), { channel, threadTs: ts })
    await front.untilPosted(2)
    expect(await textsInThread(channel, ts)).toEqual(['答：乙', `答：${sentinel}`])
    expect(bot.turns()).toEqual([['甲'], ['乙'], ['乙', sentinel]])
  })

  it('is answered as it is now when it was edited while it was being answered', async () => {
    const letGo = holdAnswersTo('甲')
    const channel = front.directChannel
    const ts = await front.say('甲', { channel })
    await expect.poll(() => bot.asked.length).toBe(1)
    await front.edit({ channel, ts }, '乙')
    letGo()
    await front.until(() => front.posted()[0]?.text === '答：乙')
    await front.say(sentinel, { channel, threadTs: ts })
    await front.untilPosted(2)
    expect(await textsInThread(channel, ts)).toEqual(['答：乙', `答：${sentinel}`])
  })

  it('that was deleted keeps its answer, and nothing more is said', async () => {
    const channel = front.directChannel
    const ts = await front.say('甲', { channel })
    await front.untilPosted(1)
    await front.remove({ channel, ts })
    await front.say(sentinel, { channel })
    await front.untilPosted(2)
    expect(front.posted().map(({ text }) => text)).toEqual(['答：甲', `答：${sentinel}`])
  })
})

describe('a question that is deleted while it is being answered', () => {
  it('keeps nobody waiting, also where Slack has its thread no more', async () => {
    const letGo = holdAnswersTo('甲')
    const channel = front.directChannel
    const ts = await front.say('甲', { channel })
    await expect.poll(() => bot.asked.length).toBe(1)
    await front.remove({ channel, ts })
    // First the answer, then the word that it could not be given.
    front.refuseNext('chat.postMessage', 'thread_not_found', 'thread_not_found')
    letGo()
    await expect.poll(() => lines.some((line) => line.includes('could not be told'))).toBe(true)
    await front.say(sentinel, { channel })
    expect(await untilPostedTexts(1)).toEqual([`答：${sentinel}`])
    expect(lines.some((line) => line.includes('is tried again'))).toBe(false)
  })
})

describe('a socket', () => {
  it('that Slack recycles is opened anew', async () => {
    await front.recycleSocket()
    await front.say('甲', { channel: front.directChannel })
    await front.untilPosted(1)
    expect(bot.turns()).toEqual([['甲']])
  })

  it('that ends without a word is opened anew', async () => {
    front.dropSockets()
    await front.untilSockets(0)
    await front.untilSockets(1)
    await front.say('甲', { channel: front.directChannel })
    await front.untilPosted(1)
    expect(bot.turns()).toEqual([['甲']])
  })
})

describe('a call to Slack', () => {
  it('that comes too soon is made again when Slack said, not before', async () => {
    const times: number[] = []
    front.workspace.onChange(({ kind }) => {
      if (kind === 'refusal') times.push(performance.now())
    })
    front.failNext('chat.postMessage', { kind: 'rate-limited', retryAfterSeconds: 1 })
    const ts = await front.say('甲', { channel: front.directChannel })
    await front.untilPosted(1)
    expect(times).toHaveLength(1)
    // Timers may be a little early, never this much.
    expect(performance.now() - (times[0] ?? 0)).toBeGreaterThan(990)
    expect(await textsInThread(front.directChannel, ts)).toEqual(['答：甲'])
  })

  it('that Slack fails at is made again, and the next question waits for it', async () => {
    // The client itself tries three times; then the desk does.
    front.failNext(
      'chat.postMessage',
      ...Array.from({ length: 4 }, () => ({ kind: 'server-error' }) as const),
    )
    const ts = await front.say('甲', { channel: front.directChannel })
    await front.say('乙', { channel: front.directChannel, threadTs: ts })
    expect(await untilPostedTexts(2)).toEqual(['答：甲', '答：乙'])
    expect(lines.filter((line) => line.includes('is tried again'))).toHaveLength(1)
  })

  it('that Slack never answers is given up and made again', async () => {
    await reopen({ webTimeoutMs: 50 })
    front.failNext('chat.postMessage', { kind: 'no-answer' })
    await front.say('甲', { channel: front.directChannel })
    expect(await untilPostedTexts(1)).toEqual(['答：甲'])
  })

  it('at the address of a private answer is made again after a fault, and in a simpler form after a refusal', async () => {
    front.failNext(
      'response_url',
      { kind: 'server-error' },
      { kind: 'error', error: 'invalid_blocks' },
      { kind: 'error', error: 'invalid_blocks' },
    )
    await front.command('甲', { channel: front.channel })
    const told = await front.until(() =>
      front.workspace.allMessages().find(({ ephemeralTo }) => ephemeralTo !== undefined),
    )
    expect(told.text).toBe('答：甲')
    expect(told.blocks?.map(({ type }) => type)).toContain('rich_text')
  })

  it('that can never succeed is logged under one reference, and the next question is answered', async () => {
    // First the answer, then the word that it failed.
    front.refuseNext('chat.postMessage', 'channel_not_found', 'channel_not_found')
    const ts = await front.say('甲', { channel: front.directChannel })
    await front.say('乙', { channel: front.directChannel, threadTs: ts })
    expect(await untilPostedTexts(1)).toEqual(['答：乙'])
    const references = lines.flatMap((line) => /reference=([0-9a-f]{8})/u.exec(line)?.[1] ?? [])
    expect(references).toHaveLength(2)
    expect(new Set(references).size).toBe(1)
  })
})
