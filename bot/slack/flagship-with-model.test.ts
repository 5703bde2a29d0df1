import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openStateForReading } from '../../db/state/open-state.ts'
import { readConfig } from '../config.ts'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { type ModelServer, says, startModelServer } from '../model/testing/model-server.ts'
import { everywhere, outturnOf, saidFigures, saidPlan } from '../model/testing/said-plans.ts'
import { openSlackBot } from '../slack-bot.ts'
import type { SlackApp } from './app.ts'
import { actionIds } from './blocks/action-ids.ts'
import { textOf, whispered } from './testing/seen.ts'

/** The whole product behind a local Slack, with a model's service beside it of which every word is known. */
const apiKey = 'sk-test-0123456789abcdef'
const receptions = saidPlan(
  saidFigures({
    scope: { ...everywhere, kinds: ['tradeUnion'] },
    columns: [outturnOf('officialReceptions')],
    presentation: 'list',
  }),
)
let folder: string
let server: ModelServer
let front: SlackFront
let bot: SlackApp
const lines: string[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'juesuan-slack-'))
  server = await startModelServer(says(JSON.stringify(receptions), { usage: [900, 100] }))
  front = await openSlackFront()
  bot = await openSlackBot({
    config: {
      ...readConfig({
        DATA_DIR: folder,
        OPENAI_MODEL: 'test-model',
        OPENAI_API_KEY: apiKey,
        OPENAI_BASE_URL: server.baseUrl,
        MODEL_DAILY_TOKENS: '100000',
        MODEL_PROMPT_PRICE: '2',
        MODEL_COMPLETION_PRICE: '8',
      }),
      admins: front.people.slice(0, 1).map(({ id }) => id),
    },
    slack: {
      botToken: front.botToken,
      connection: { mode: 'socket', appToken: front.appToken },
      apiUrl: front.apiUrl,
    },
    log: (line) => lines.push(line),
  })
})
afterAll(async () => {
  await bot.stop()
  await front.close()
  await server.close()
  rmSync(folder, { recursive: true })
})

const ask = async (words: string) => {
  const before = front.posted().length
  await front.say(words, { channel: front.channel })
  return (await front.untilPosted(before + 1)).at(-1) ?? expect.fail()
}

it('answers from the documents what the model alone understood, and says that it read', async () => {
  const shown = textOf(await ask('@juesuan 各工会在觥筹交错上破费多少？'))
  expect(shown).toContain('公务接待费')
  expect(shown).toContain('这个问题是由语言模型理解的')
  expect(shown).toContain(actionIds.sources)
  expect(shown).not.toContain(actionIds.askModel)
})

it('has the model read again what the rules understood, and shows its reading beside theirs', async () => {
  const answer = await ask('@juesuan 各工会支出多少？')
  expect(textOf(answer)).not.toContain('语言模型理解')
  const before = front.posted().length
  await front.click(answer, actionIds.askModel)
  const offer = (await front.untilPosted(before + 1)).at(-1)
  expect(offer?.thread_ts).toBe(answer.thread_ts)
  expect(textOf(offer)).toContain('这句话有几种读法')
})

it('keeps the count of what it cost, for the status and the audit, and the key nowhere', async () => {
  await front.command('status', { channel: front.channel })
  const [person = expect.fail()] = front.people
  const status = textOf(await whispered(front, person.id, /test-model/u))
  const spent = 1_000 * server.received.length
  expect(spent).toBeGreaterThan(0)
  expect(status).toMatch(new RegExp(`${spent} .*100000`, 'u'))
  const state = await openStateForReading(join(folder, 'state.sqlite'))
  const audit = await state?.selectFrom('audit').selectAll().where('model_code', '=', 'used').execute()
  await state?.destroy()
  expect(audit).toMatchObject([
    { model_name: 'test-model', prompt_tokens: 900, completion_tokens: 100, model_cost: 0.0026 },
  ])
  const kept = readdirSync(folder).filter((name) => name.startsWith('state.sqlite'))
  for (const name of kept) expect(readFileSync(join(folder, name), 'latin1'), name).not.toContain(apiKey)
  expect(textOf([front.workspace.allMessages(), lines])).not.toContain(apiKey)
})
