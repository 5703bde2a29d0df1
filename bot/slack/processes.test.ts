import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openState, type State } from '../../db/state/open-state.ts'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { buildTemporaryStore } from '../store.ts'
import { type BotInSlack, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'

/** Several processes on one file of what the bot remembers: after one another, and side by side. */
const closers: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close()
})

const sentinel = '还有吗？'
const openBot = async (): Promise<BotInSlack> => {
  const bot = await openBotInSlack()
  closers.push(bot.close)
  return bot
}
const mention = ({ front }: BotInSlack) => ({
  type: 'app_mention',
  channel: front.channel,
  ts: '1700000000.000100',
  user: 'U1',
  text: '甲',
})
const postedTexts = (front: SlackFront): readonly string[] => front.posted().map(({ text }) => text)

describe('a question', () => {
  it('that was answered before a restart is not answered again after it', async () => {
    const bot = await openBot()
    const event = mention(bot)
    await bot.front.deliver(event, { eventId: 'EvSame' })
    await bot.front.untilPosted(1)
    await bot.app.stop()
    await bot.another()
    await bot.front.deliver(event, { eventId: 'EvSame', retry: 1 })
    await bot.front.say(sentinel, { channel: bot.front.directChannel })
    await bot.front.untilPosted(2)
    expect(postedTexts(bot.front)).toEqual(['答：甲', `答：${sentinel}`])
  })

  it('that is delivered to two processes is answered by one', async () => {
    const bot = await openBot()
    await bot.another()
    const event = mention(bot)
    // The sockets take turns.
    await bot.front.deliver(event, { eventId: 'EvSame' })
    await bot.front.deliver(event, { eventId: 'EvSame', retry: 1 })
    await bot.front.deliver({ ...event, thread_ts: event.ts, ts: '1700000000.000200', text: sentinel })
    await bot.front.untilPosted(2)
    expect(postedTexts(bot.front)).toEqual(['答：甲', `答：${sentinel}`])
  })

  it('whose answer a stopping process cannot wait for is answered by the next, and by it alone', async () => {
    const bot = await openBotInSlack({ stopWaitMs: 5, leaseMs: 100 })
    closers.push(bot.close)
    const gate = Promise.withResolvers<void>()
    let begun = 0
    bot.core.reply = async (turns) => {
      begun += 1
      if (begun > 1) return sampleAnswer({ text: `答：${turns.at(-1)}` })
      await gate.promise
      return sampleAnswer({ text: '晚了' })
    }
    await bot.front.say('甲', { channel: bot.front.directChannel })
    await expect.poll(() => begun).toBe(1)
    await bot.app.stop()
    expect(bot.lines).toContain('slack: closed, 1 question(s) left to be taken up later')
    await bot.another()
    await bot.front.untilPosted(1)
    gate.resolve()
    // What came too late finds the book closed, and says nothing to anybody.
    await expect.poll(() => bot.lines.some((line) => line.includes('was left'))).toBe(true)
    await bot.front.say(sentinel, { channel: bot.front.directChannel })
    await bot.front.untilPosted(2)
    expect(postedTexts(bot.front)).toEqual(['答：甲', `答：${sentinel}`])
  })

  it('that was begun is finished by a process told to stop, and the rest are answered by the next', async () => {
    const bot = await openBot()
    const gate = Promise.withResolvers<void>()
    bot.core.reply = async (turns) => {
      await gate.promise
      return sampleAnswer({ text: `答：${turns.at(-1)}` })
    }
    const questions = Array.from({ length: 20 }, (_, number) => `第${number}问`)
    for (const question of questions) await bot.front.say(question, { channel: bot.front.directChannel })
    await expect.poll(() => bot.asked.length).toBeGreaterThan(0)
    const stopped = bot.app.stop()
    await bot.front.untilSockets(0)
    gate.resolve()
    await stopped
    const begun = bot.asked.length
    expect(begun).toBeLessThan(questions.length)
    expect(postedTexts(bot.front)).toHaveLength(begun)
    await bot.another()
    await bot.front.untilPosted(questions.length)
    expect(postedTexts(bot.front).toSorted()).toEqual(
      questions.map((question) => `答：${question}`).toSorted(),
    )
  })
})

describe('two programs', () => {
  it('answer fifty questions once each though one of them is killed while it answers', async () => {
    const store = await buildTemporaryStore(() => {})
    const front = await openSlackFront()
    closers.push(async () => store.remove(), front.close)
    const one = await startProgram(front, store.dataFolder)
    const other = await startProgram(front, store.dataFolder)
    await front.untilSockets(2)
    const state = await openState(join(store.dataFolder, 'state.sqlite'))
    closers.push(() => state.destroy())

    // Slack is silent to the first answers of both, so that one can be killed in the midst of its own.
    front.failNext('chat.postMessage', ...Array.from({ length: 8 }, () => ({ kind: 'no-answer' }) as const))
    const threads: string[] = []
    for (let number = 1; number <= 50; number += 1)
      threads.push(await front.say('@juesuan 新洲总工会超出年初预算多少', { channel: front.channel }))
    await expect.poll(() => answeredBy(state, one.pid), { timeout: 30_000 }).toBeGreaterThan(0)
    one.kill('SIGKILL')
    await front.untilSockets(1)
    await front.untilPosted(50)
    // Nothing more will be said.
    await expect.poll(() => openQuestions(state), { timeout: 30_000 }).toBe(0)
    expect(other.exitCode).toBeNull()
    for (const ts of threads) {
      const replies = (await front.replies(front.channel, ts)).filter(({ user }) => user === front.botUserId)
      expect(replies.map(({ text }) => text)).toEqual([expect.stringContaining('302.40万元')])
    }
  })
})

const startProgram = async (front: SlackFront, dataFolder: string): Promise<ChildProcess> => {
  const program = join(import.meta.dirname, '..', 'commands', 'start.ts')
  const child = spawn(process.execPath, [program], {
    env: {
      DATA_DIR: dataFolder,
      SLACK_BOT_TOKEN: front.botToken,
      SLACK_APP_TOKEN: front.appToken,
      SLACK_API_URL: front.apiUrl,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const ended = once(child, 'exit')
  closers.push(async () => {
    child.kill('SIGTERM')
    await ended
  })
  let said = ''
  while (!said.includes('Connected to Slack')) said += String((await once(child.stderr, 'data'))[0])
  child.stderr.resume()
  return child
}

/** How many questions the process with this id is answering. */
const answeredBy = async (state: State, pid: number | undefined): Promise<number> =>
  (
    await state
      .selectFrom('question')
      .innerJoin('process', 'process.process_id', 'question.owner')
      .select('question.ordinal')
      .where('question.status', '=', 'running')
      .where('process.pid', '=', pid ?? 0)
      .execute()
  ).length

const openQuestions = async (state: State): Promise<number> =>
  (
    await state
      .selectFrom('question')
      .select('ordinal')
      .where('status', 'in', ['waiting', 'running'])
      .execute()
  ).length
