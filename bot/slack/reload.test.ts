import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actionIds } from './blocks/action-ids.ts'
import { jobLifeMs } from './state/job-book.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'
import { samplePreview as preview } from './testing/sample-preview.ts'
import { textOf, whispered } from './testing/seen.ts'

/** Reading the documents anew: preview, approval, and every way in which an approval may come too late. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']
  let now: number

  beforeEach(async () => {
    now = Date.now()
    bot = await openBotInSlack(
      { clock: () => now },
      {
        people: [
          { name: 'li', realName: '李伟', locale: 'zh-CN' },
          { name: 'ann', realName: 'Ann Hill', locale: 'en-US' },
        ],
      },
      door,
    )
    ;({ front } = bot)
    bot.core.preview = preview
    bot.core.outcome = { kind: 'applied', contentHash: 'then', version: 2 }
  })
  afterEach(async () => {
    await bot.close()
  })

  const li = () => front.people[0] ?? expect.fail()
  const ann = () => front.people[1] ?? expect.fail()

  const askForPreview = async (user = li().id) => {
    await front.command('reload', { channel: front.channel, user })
    return front.until(() => front.posted().find(({ blocks }) => textOf(blocks).includes(actionIds.approve)))
  }
  const outcomeOf = (message: Readonly<{ ts: string }>, matching: RegExp) =>
    front.until(() => front.posted().find(({ ts, text }) => ts === message.ts && matching.test(text)))

  it('previews in the direct messages of the admin what would change', async () => {
    const message = await askForPreview()
    expect(message.channel).toBe(li().directChannel)
    const shown = textOf(message.blocks)
    expect(shown).toContain('新增3个数字，减少1个，变化1个')
    expect(shown).toContain('数字：90 → 92')
    expect(shown).toContain('支出合计')
    expect(shown).toContain('12.345678万元')
    expect(shown).toContain('a.txt：甲区总工会，2023年')
    expect(shown).toContain('"style":"primary"')
  })

  it('says where it was asked that the preview comes in direct messages', async () => {
    await front.command('reload', { channel: front.channel, user: li().id })
    expect((await whispered(front, li().id, /重新读取全部文件/u)).text).toContain('私信')
  })

  it('does what was approved, once, and takes the buttons away', async () => {
    const message = await askForPreview()
    await front.click(message, actionIds.approve, { user: li().id })
    const done = await outcomeOf(message, /已更新/u)
    expect(textOf(done.blocks)).not.toContain(actionIds.approve)
    expect(bot.core.applied).toEqual(['then'])
  })

  it('tells which answers are others by then, and how many are not', async () => {
    bot.core.reply = async ([question = '']) => {
      const isAfter = bot.core.applied.length > 0
      return sampleAnswer({ text: question.startsWith('which') && isAfter ? 'B & C' : '甲' })
    }
    await front.say('@juesuan 花了多少？', { channel: front.channel, user: ann().id })
    await front.untilPosted(1)
    const message = await askForPreview()
    await front.click(message, actionIds.approve, { user: li().id })
    const { text } = await outcomeOf(message, /已更新/u)
    expect(text).toContain('更新前后各问了3个问题：2个回答不变，1个有变化。')
    expect(text).toContain('• which? ——之前：甲 ——现在：B &amp; C')
  })

  it('does what was approved also where no answer can be compared', async () => {
    bot.core.reply = async () => {
      throw new Error('no answer today')
    }
    const message = await askForPreview()
    await front.click(message, actionIds.approve, { user: li().id })
    expect((await outcomeOf(message, /已更新/u)).text).not.toContain('更新前后')
    expect(bot.core.applied).toEqual(['then'])
  })

  it('does nothing at a second click', async () => {
    const message = await askForPreview()
    const click = () => front.click(message, actionIds.approve, { user: li().id })
    await Promise.all([click(), click()])
    await outcomeOf(message, /已更新/u)
    await whispered(front, li().id, /已经处理过了/u)
    expect(bot.core.applied).toEqual(['then'])
  })

  it('does not obey one who is no admin any more', async () => {
    await bot.state
      .insertInto('admin')
      .values({ user_id: ann().id, added_by: li().id, added_at: 0 })
      .execute()
    const message = await askForPreview(ann().id)
    await bot.state.deleteFrom('admin').execute()
    await front.click(message, actionIds.approve, { user: ann().id })
    await whispered(front, ann().id, /Only an administrator/u)
    expect(bot.core.applied).toEqual([])
    expect(await bot.state.selectFrom('job').select('status').execute()).toEqual([{ status: 'pending' }])
  })

  it('leaves the data as it is when it is rejected', async () => {
    const message = await askForPreview()
    await front.click(message, actionIds.reject, { user: li().id })
    await outcomeOf(message, /不采用/u)
    expect(bot.core.applied).toEqual([])
  })

  it('expires', async () => {
    const message = await askForPreview()
    now += jobLifeMs
    await front.click(message, actionIds.approve, { user: li().id })
    await outcomeOf(message, /已过期/u)
    expect(bot.core.applied).toEqual([])
  })

  it('does not apply a preview of a store that is in use no more', async () => {
    bot.core.preview = { ...preview, currentContentHash: 'older' }
    const message = await askForPreview()
    await front.click(message, actionIds.approve, { user: li().id })
    await outcomeOf(message, /预览之后数据已被更新/u)
    expect(bot.core.applied).toEqual([])
  })

  it.each([
    { outcome: { kind: 'busy' }, said: /另一次读取正在进行/u },
    { outcome: { kind: 'unexpected', contentHash: 'other' }, said: /与预览不同/u },
    {
      outcome: { kind: 'failed', problems: [{ file: 'b.txt', code: 'empty-file' }] },
      said: /b\.txt: 文件是空的/u,
    },
  ] as const)('says why nothing was changed: $outcome.kind', async ({ outcome, said }) => {
    bot.core.outcome = outcome
    const message = await askForPreview()
    await front.click(message, actionIds.approve, { user: li().id })
    await outcomeOf(message, said)
  })

  it.each([
    { preview: { ...preview, isChange: false }, said: /完全相同/u },
    {
      preview: { kind: 'failed', problems: [{ file: 'b.txt', code: 'no-figures' }] },
      said: /b\.txt: 没有读出任何数字/u,
    },
  ] as const)('offers nothing to approve where there is nothing: $preview.kind', async ({
    preview: shown,
    said,
  }) => {
    bot.core.preview = shown
    await front.command('reload', { channel: front.channel, user: li().id })
    const message = await front.until(() => front.posted().find(({ text }) => said.test(text)))
    expect(message.blocks).toBeUndefined()
  })
})
