import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { readConfig } from '../config.ts'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { openSlackBot } from '../slack-bot.ts'
import type { SlackApp } from './app.ts'

/** The whole product behind a local Slack: real documents, real store, real Bolt app. */
let folder: string
let front: SlackFront
let bot: SlackApp
/** Messages posted so far: the next answer is the one after them. */
let posted = 0

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-slack-'))
  front = await openSlackFront()
  bot = await openSlackBot({
    config: { ...readConfig({ DATA_DIR: folder }), admins: front.people.slice(0, 1).map(({ id }) => id) },
    slack: {
      botToken: front.botToken,
      connection: { mode: 'socket', appToken: front.appToken },
      apiUrl: front.apiUrl,
    },
    log: () => {},
  })
})

afterAll(async () => {
  await bot.stop()
  await front.close()
  rmSync(folder, { recursive: true })
})

it.each([
  '@juesuan which unions exceeded initial budget by over 50%?',
  '@juesuan 哪些工会超出年初预算50%以上？',
])('answers %s with both unions, the printed figures and their sentences', async (question) => {
  const ts = await front.say(question, { channel: front.channel })
  posted += 1
  await front.untilPosted(posted)
  const message = (await front.replies(front.channel, ts)).find(({ user }) => user === front.botUserId)
  const shown = JSON.stringify(message?.blocks)
  for (const printed of ['株洲市天元区总工会', '141.61', '429.56', '303.34', '203.34'])
    expect(shown).toContain(printed)
  for (const printed of ['武汉市新洲区总工会', '370.76', '673.16', '181.56', '81.56'])
    expect(shown).toContain(printed)
  expect(shown).toContain('平乡县总工会')
  expect(shown).toContain('126.29')
  expect(shown).toContain('年初预算数为141.61万元，支出决算数为429.56万元，完成年初预算的303.34%')
})

it('answers why in the thread of a question by the printed reasons', async () => {
  const ts = await front.say('@juesuan 新洲总工会超出年初预算多少', { channel: front.channel })
  await front.say('@juesuan 为什么？', { channel: front.channel, threadTs: ts })
  posted += 2
  await front.untilPosted(posted)
  const replies = (await front.replies(front.channel, ts)).filter(({ user }) => user === front.botUserId)
  expect(JSON.stringify(replies.at(-1)?.blocks)).toContain('2023 年财务预留基础绩效及住房公积金部分')
})

it('reads all documents anew for an admin, and finds nothing to change', async () => {
  await front.command('reload', { channel: front.channel })
  const told = await front.until(() =>
    front.posted().find(({ text }) => /完全相同|the same as the data in use/u.test(text)),
  )
  expect(told.channel).toBe(front.directChannel)
})
