import { afterEach, expect, it } from 'vitest'
import { type BotInSlack, openBotInSlack } from './testing/bot-in-slack.ts'

let bot: BotInSlack
afterEach(() => bot.close())

const deafAfterMs = 60_000

/** A bot whose clock stands still until it is moved, and which looks at it often. */
const openWithClock = async () => {
  let now = 1_700_000_000_000
  let deafened = 0
  bot = await openBotInSlack({
    clock: () => now,
    deafAfterMs,
    beatMs: 10,
    onDeaf: () => {
      deafened += 1
    },
  })
  /** Resolves when the bot has looked at the new time, and then once more. */
  const pass = async (byMs: number): Promise<void> => {
    for (const stepMs of [byMs - 1, 1]) {
      now += stepMs
      await expect
        .poll(async () => (await bot.state.selectFrom('process').select('beat_at').execute())[0]?.beat_at)
        .toBe(now)
    }
  }
  return { pass, timesDeaf: () => deafened }
}

it('counts as deaf when nothing is heard of Slack for too long, though its socket is open', async () => {
  const { pass, timesDeaf } = await openWithClock()
  bot.front.deafenSockets()
  await pass(deafAfterMs - 1)
  expect(timesDeaf()).toBe(0)
  await pass(2)
  expect(timesDeaf()).toBeGreaterThan(0)
  expect(bot.front.openSockets()).toBe(1)
  expect(bot.lines).toContainEqual(expect.stringMatching(/^slack: nothing was heard for \d+ ms/u))
})

it('is not deaf while it hears', async () => {
  const { pass, timesDeaf } = await openWithClock()
  for (const question of ['甲', '乙', '丙']) {
    await pass(deafAfterMs - 10)
    await bot.front.say(question, { channel: bot.front.directChannel })
  }
  expect(timesDeaf()).toBe(0)
})
