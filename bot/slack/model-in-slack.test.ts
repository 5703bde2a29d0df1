import { afterEach, describe, expect, it } from 'vitest'
import { createTokenBook, dayOf } from '../model/token-book.ts'
import { actionIds } from './blocks/action-ids.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { modelPart, sampleAnswer } from './testing/sample-answers.ts'
import { textOf, whispered } from './testing/seen.ts'

const planner = { mode: 'auto', model: 'a-model' } as const
const model = { dailyTokens: 50_000, timeoutMs: 20_000, parallel: 4 }
const people = [
  { name: 'li', realName: '李伟', locale: 'zh-CN' as const },
  { name: 'ann', realName: 'Ann Hill', locale: 'en-US' as const },
]

/** A language model beside the rules, as people meet it. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']

  const open = async (changes: Parameters<typeof openBotInSlack>[0] = { planner, model }): Promise<void> => {
    bot = await openBotInSlack(changes, { people }, door)
    ;({ front } = bot)
  }
  afterEach(() => bot.close())

  const li = () => front.people[0] ?? expect.fail()
  const ann = () => front.people[1] ?? expect.fail()
  const posted = async (count: number) => (await front.untilPosted(count)).at(-1) ?? expect.fail()
  const homeOf = (userId: string) => front.until(() => front.workspace.home(userId))

  it('asks the model once, in the thread, however often and by whomever its button is pressed', async () => {
    await open()
    const ts = await front.say('@juesuan 甲花了多少？', { channel: front.channel, user: li().id })
    const answer = await posted(1)
    bot.core.reply = async () => sampleAnswer({ text: '读过', model: modelPart() })
    await front.click(answer, actionIds.askModel, { user: ann().id })
    await front.click(answer, actionIds.askModel, { user: li().id })
    const read = await posted(2)
    expect(read.thread_ts).toBe(ts)
    expect(textOf(read.blocks)).toContain('这个问题是由语言模型理解的')
    expect(textOf(read.blocks)).not.toContain(actionIds.askModel)
    await front.say('@juesuan 为什么？', { channel: front.channel, threadTs: ts, user: ann().id })
    await posted(3)
    const marked = '甲花了多少？（按模型的理解）'
    expect(bot.turns()).toEqual([
      ['甲花了多少？'],
      ['甲花了多少？', marked],
      ['甲花了多少？', marked, '为什么？'],
    ])
  })

  it('asks the model for a private answer privately, and shares what it read with the words that asked it', async () => {
    await open()
    await front.command('which union?', { channel: front.channel, user: ann().id })
    await front.click(await whispered(front, ann().id, /which union/u), actionIds.askModel)
    const read = await whispered(front, ann().id, /as the model reads it/u)
    expect(front.posted()).toEqual([])
    await front.click(read, actionIds.share)
    const shared = await posted(1)
    expect(textOf(shared.blocks)).toContain('“which union? (as the model reads it)”')
    // In the channel the question stands without the thread that it belongs to.
    expect(textOf(shared.blocks)).not.toContain(actionIds.askModel)
  })

  it('lets a model that failed be asked once more', async () => {
    await open()
    bot.core.reply = async () =>
      sampleAnswer({ status: 'no_data', rows: [], citations: [], model: modelPart({ code: 'timeout' }) })
    await front.say('@juesuan 甲', { channel: front.channel })
    await front.click(await posted(1), actionIds.askModel)
    await front.click(await posted(2), actionIds.askModel)
    await posted(3)
    const marked = '甲（按模型的理解）'
    expect(bot.turns()).toEqual([['甲'], ['甲', marked], ['甲', marked, marked]])
  })

  it('writes down what asking the model came to, also where its answer could not be given', async () => {
    await open()
    bot.core.reply = async () => sampleAnswer({ model: modelPart() })
    await front.say('@juesuan 甲', { channel: front.channel })
    await posted(1)
    front.refuseNext('chat.postMessage', 'not_in_channel')
    await front.say('@juesuan 乙', { channel: front.channel })
    await posted(2)
    bot.core.reply = async () => sampleAnswer()
    await front.say('@juesuan 丙', { channel: front.channel })
    await posted(3)
    const audited = () =>
      bot.state
        .selectFrom('audit')
        .select(['subject', 'verdict', 'model_code', 'model_name'])
        .select(['prompt_tokens', 'completion_tokens', 'model_cost'])
        .orderBy('subject', 'desc')
        .execute()
    const cost = {
      model_code: 'used',
      model_name: 'a-model',
      prompt_tokens: 900,
      completion_tokens: 100,
      model_cost: 0.002,
    }
    const none = {
      model_code: null,
      model_name: null,
      prompt_tokens: null,
      completion_tokens: null,
      model_cost: null,
    }
    await expect.poll(audited).toEqual([
      { subject: '甲', verdict: 'answer', ...cost },
      { subject: '乙', verdict: 'failed', ...cost },
      { subject: '丙', verdict: 'answer', ...none },
    ])
  })

  it.each([
    { mode: 'auto', said: 'built-in rules; where words are left over, the language model a-model' },
    { mode: 'model', said: 'the language model a-model for every question, checked against built-in rules' },
  ] as const)('tells an admin who reads, and what it has cost today: $mode', async ({ mode, said }) => {
    await open({ planner: { mode, model: 'a-model' }, model, admins: [], clock: () => 0 })
    await bot.state.insertInto('admin').values({ user_id: ann().id, added_by: 'U1', added_at: 0 }).execute()
    await createTokenBook(bot.state).reserve(dayOf(0), 1_234, 50_000)
    await front.command('status', { channel: front.channel, user: ann().id })
    const shown = textOf((await whispered(front, ann().id, /Data version/u)).blocks)
    expect(shown).toContain(said)
    expect(shown).toContain('1234 tokens today (UTC), of 50000 a day')
    expect(shown).not.toContain('no model')
  })

  it('explains the model in the help and on the home tab', async () => {
    await open()
    await front.command('help', { channel: front.channel, user: ann().id })
    const help = textOf((await whispered(front, ann().id, /How to use/u)).blocks)
    expect(help).toContain('read by a language model, and its readings are marked')
    expect(help).toContain('(as the model reads it)')
    await front.openHome(li().id)
    expect(textOf(await homeOf(li().id))).toContain('由语言模型来读，读法会注明；数字始终取自文件')
  })

  it('goes on answering others while as many wait for the model as it is asked at once', async () => {
    await open()
    const gate = Promise.withResolvers<void>()
    bot.core.reply = async (turns) => {
      if (turns.at(-1) !== '快') await gate.promise
      return sampleAnswer({ text: `答：${turns.at(-1)}` })
    }
    for (const slow of ['一', '二', '三', '四']) await front.say(slow, { channel: front.directChannel })
    await front.say('快', { channel: front.directChannel })
    expect((await posted(1)).text).toBe('答：快')
    gate.resolve()
    await posted(5)
  })

  it('says once to the asker of a private question that the model takes its time', async () => {
    await open({ planner, model, desk: { workingPrivatelyAfterMs: 5 } })
    const gate = Promise.withResolvers<void>()
    bot.core.reply = async () => {
      await gate.promise
      return sampleAnswer({ text: 'there', language: 'en', model: modelPart() })
    }
    await front.command('which union?', { channel: front.channel, user: ann().id })
    await whispered(front, ann().id, /please wait/u)
    gate.resolve()
    await whispered(front, ann().id, /there/u)
    const whispers = front.workspace.allMessages().filter(({ ephemeralTo }) => ephemeralTo === ann().id)
    expect(whispers.map(({ text }) => text)).toEqual([
      'Finding and checking the figures, please wait…',
      'there',
    ])
  })

  it('says nothing of a model where none is configured', async () => {
    await open({})
    await front.say('@juesuan 甲', { channel: front.channel, user: li().id })
    expect(textOf((await posted(1)).blocks)).not.toContain(actionIds.askModel)
    await front.command('help', { channel: front.channel, user: li().id })
    expect(textOf((await whispered(front, li().id, /怎样使用/u)).blocks)).not.toContain('模型')
    await front.openHome(li().id)
    expect(textOf(await homeOf(li().id))).not.toContain('模型')
    await front.command('status', { channel: front.channel, user: li().id })
    const status = textOf((await whispered(front, li().id, /更新于/u)).blocks)
    expect(status).toContain('内置规则（无需模型）')
    expect(status).not.toContain('token')
  })
})
