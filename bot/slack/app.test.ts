import { afterEach, beforeEach, expect, it } from 'vitest'
import { type BotInSlack, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'

/** The real Bolt app over Socket Mode, against the emulator behind our front. */
let bot: BotInSlack
let front: BotInSlack['front']
let lines: string[]

beforeEach(async () => {
  bot = await openBotInSlack()
  ;({ front, lines } = bot)
})

afterEach(async () => {
  await bot.close()
})

/** Everything sent to a thread before this question is dealt with when its answer is there. */
const sentinel = '还有吗？'
const textsInThread = async (channel: string, ts: string): Promise<readonly string[]> =>
  (await front.replies(channel, ts)).filter(({ user }) => user === front.botUserId).map(({ text }) => text)

it('answers a mention in its thread, with table, citations and warnings', async () => {
  const ts = await front.say('@juesuan 天元区总工会 <超出> & 多少？', { channel: front.channel })
  const [message] = await front.untilPosted(1)

  expect(bot.turns()).toEqual([['天元区总工会 <超出> & 多少？']])
  expect(message).toMatchObject({ channel: front.channel, thread_ts: ts })
  expect(message?.text).toBe('答：天元区总工会 &lt;超出&gt; &amp; 多少？')
  expect(message?.blocks?.map((block) => block.type)).toEqual([
    'section',
    'context',
    'data_table',
    'context',
    'context',
    'actions',
    'context_actions',
  ])
  const shown = JSON.stringify(message?.blocks)
  expect(shown).toContain(
    '[1] 003_52168a6d5cc201e6.txt · 第407行 · 第三部分 五（三） · “年初预算数为141.61万元',
  )
  expect(shown).toContain('"value":429.56,"text":"429.56 [1]"')
  expect(shown).toContain('⚠ 表7与正文的数字相差0.01万元')
  const [stored] = (await front.replies(front.channel, ts)).filter(({ user }) => user === front.botUserId)
  expect(stored?.blocks).toEqual(message?.blocks)
})

it('answers a direct message in its thread', async () => {
  const ts = await front.say('Which unions exceeded initial budget by over 50%?', {
    channel: front.directChannel,
  })
  const [message] = await front.untilPosted(1)
  expect(message).toMatchObject({ channel: front.directChannel, thread_ts: ts })
  expect(bot.turns()).toEqual([['Which unions exceeded initial budget by over 50%?']])
})

it.each([
  { what: 'the words beside a shared file', subtype: 'file_share' },
  { what: 'a reply that is also sent to the channel', subtype: 'thread_broadcast' },
])('answers $what', async ({ subtype }) => {
  await front.deliver({
    type: 'message',
    subtype,
    channel_type: 'im',
    channel: front.directChannel,
    user: 'U1',
    text: '甲',
    ts: '1700000000.000100',
  })
  await front.untilPosted(1)
  expect(bot.turns()).toEqual([['甲']])
})

it('asks for a question when a mention holds none', async () => {
  await front.say('@juesuan', { channel: front.channel })
  const [message] = await front.untilPosted(1)
  expect(bot.turns()).toEqual([])
  expect(message?.text).toMatch(/请写下您的问题.*\n.*Please write your question/u)
})

it.each([
  { question: '天元区总工会超出多少？', said: /^出错了.*编号 ([0-9a-f]{8}) / },
  { question: 'How much did Tianyuan exceed?', said: /^Something failed.*reference ([0-9a-f]{8})\.$/ },
])('tells the person in their language that it failed: $question', async ({ question, said }) => {
  bot.core.reply = async () => {
    throw new Error('the store xoxb-1-secret is\nbroken')
  }
  await front.say(question, { channel: front.directChannel })
  const [message] = await front.untilPosted(1)
  const reference = said.exec(message?.text ?? '')?.[1]
  expect(reference).toBeDefined()
  expect(message?.text).not.toContain('broken')
  const logged = lines.filter((line) => line.includes(`reference=${reference}`))
  expect(logged).toHaveLength(1)
  expect(logged[0]).toContain('broken')
  expect(logged[0]).not.toMatch(/secret|\n/u)
})

it('passes the turns of a thread, and only of that thread', async () => {
  const first = await front.say('@juesuan 天元区总工会超出多少？', { channel: front.channel })
  await front.untilPosted(1)
  await front.say('@juesuan 那芦淞区呢？', { channel: front.channel, threadTs: first })
  await front.say('@juesuan 新问题', { channel: front.channel })
  await front.untilPosted(3)
  expect(bot.turns()).toEqual([
    ['天元区总工会超出多少？'],
    ['天元区总工会超出多少？', '那芦淞区呢？'],
    ['新问题'],
  ])
})

it('asks the question of a clicked choice in the same thread, once', async () => {
  bot.core.reply = async (turns) =>
    turns.length === 1
      ? sampleAnswer({
          status: 'clarify',
          code: 'which-stage',
          rows: [],
          evidence: [],
          choices: [
            { label: '年初预算', question: '天元区总工会 2023年 年初预算数' },
            { label: '决算', question: '天元区总工会 2023年 决算数' },
          ],
        })
      : sampleAnswer({ text: `答：${turns.at(-1)}` })
  const ts = await front.say('@juesuan 天元区总工会2023年', { channel: front.channel })
  const [offer] = await front.untilPosted(1)
  if (offer === undefined) throw new Error('nothing was posted')
  await front.click(offer, 'choose_question_1')
  await front.click(offer, 'choose_question_1')
  await front.say(`@juesuan ${sentinel}`, { channel: front.channel, threadTs: ts })
  await front.untilPosted(3)
  expect(bot.turns()).toEqual([
    ['天元区总工会2023年'],
    ['天元区总工会2023年', '天元区总工会 2023年 决算数'],
    ['天元区总工会2023年', '天元区总工会 2023年 决算数', sentinel],
  ])
  expect((await textsInThread(front.channel, ts))[1]).toBe('答：天元区总工会 2023年 决算数')
})

it('asks the other choice that stands in its place after an edit', async () => {
  bot.core.reply = async (turns) => {
    const asked = turns.at(-1)
    return sampleAnswer({ text: `答：${asked}`, choices: [{ label: '决算', question: `${asked}决算` }] })
  }
  const ts = await front.say('甲', { channel: front.directChannel })
  const [offer] = await front.untilPosted(1)
  if (offer === undefined) throw new Error('nothing was posted')
  await front.click(offer, 'choose_question_0')
  await front.untilPosted(2)
  await front.edit({ channel: front.directChannel, ts }, '乙')
  const edited = await front.until(() => {
    const [first] = front.posted()
    return first?.text === '答：乙' && first
  })
  await front.click(edited, 'choose_question_0')
  await front.say(sentinel, { channel: front.directChannel, threadTs: ts })
  await expect.poll(() => bot.turns().at(-1)?.at(-1)).toBe(sentinel)
  expect(bot.turns().map((turns) => turns.at(-1))).toEqual(['甲', '甲决算', '乙', '乙决算', sentinel])
})

it('lets a choice be clicked again after it failed', async () => {
  let failures = 1
  bot.core.reply = async (turns) => {
    if (turns.at(-1) === '坏' && failures > 0) {
      failures -= 1
      throw new Error('broken')
    }
    return sampleAnswer({ text: `答：${turns.at(-1)}`, choices: [{ label: '坏', question: '坏' }] })
  }
  await front.say('甲', { channel: front.directChannel })
  const [offer] = await front.untilPosted(1)
  if (offer === undefined) throw new Error('nothing was posted')
  await front.click(offer, 'choose_question_0')
  await front.untilPosted(2)
  await front.click(offer, 'choose_question_0')
  const messages = await front.untilPosted(3)
  expect(messages[1]?.text).toContain('出错了')
  expect(messages[2]?.text).toBe('答：坏')
})

it('steps down to simpler messages and then to text when Slack refuses blocks', async () => {
  front.refuseNext('chat.postMessage', 'msg_blocks_too_long', 'invalid_blocks', 'invalid_blocks')
  await front.say('甲', { channel: front.directChannel })
  const [message] = await front.untilPosted(1)
  expect(message?.blocks).toBeUndefined()
  expect(message?.text).toContain('答：甲')
  expect(message?.text).toContain('[1] 003_52168a6d5cc201e6.txt')
  expect(lines.filter((line) => /form [123] of an answer/u.test(line))).toHaveLength(3)
})

it('tells of a failure when Slack refuses the answer for another reason', async () => {
  front.refuseNext('chat.postMessage', 'fatal_error')
  await front.say('甲', { channel: front.directChannel })
  const [message] = await front.untilPosted(1)
  expect(message?.text).toContain('出错了')
})

it('finishes what it began before it closes', async () => {
  const gate = Promise.withResolvers<void>()
  bot.core.reply = async () => {
    await gate.promise
    return sampleAnswer()
  }
  await front.say('甲', { channel: front.directChannel })
  await expect.poll(() => bot.asked.length).toBe(1)
  const stopped = bot.app.stop()
  await expect.poll(() => front.openSockets()).toBe(0)
  gate.resolve()
  await stopped
  expect(front.posted()).toHaveLength(1)
  expect(lines.at(-1)).toBe('slack: closed')
})

it('closes without an answer that does not come in time', async () => {
  bot.core.reply = () => new Promise(() => {})
  await front.say('甲', { channel: front.directChannel })
  await expect.poll(() => bot.asked.length).toBe(1)
  await bot.app.stop()
  expect(lines.at(-1)).toBe('slack: closed, 1 question(s) left to be taken up later')
})

it('does not open with a token that Slack refuses', async () => {
  await expect(bot.another({ botToken: 'xoxb-wrong' })).rejects.toThrow('invalid_auth')
  await expect(bot.another({ connection: { mode: 'socket', appToken: 'xapp-wrong' } })).rejects.toThrow(
    'invalid_auth',
  )
})
