import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Version } from '../../db/versions.ts'
import { actionIds, actionPrefixes, viewIds } from './blocks/action-ids.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { samplePreview } from './testing/sample-preview.ts'
import { modalOf, textOf, whispered } from './testing/seen.ts'

/** Going back to a version and leaving a document out: seen, previewed, approved. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']

  const documents = [
    { sha256: 'a'.repeat(64), fileName: 'a.txt' },
    { sha256: 'b'.repeat(64), fileName: 'b.txt' },
  ]
  const versionOf = (version: number, contentHash: string, cause: Version['cause']): Version => ({
    version,
    contentHash,
    seededAt: `2026-11-2${version}T08:15:00.000Z`,
    cause,
    documents: documents.slice(0, version),
    remarks: [],
  })
  const versions = [
    versionOf(2, 'now', { kind: 'seeded', files: ['b.txt'] }),
    versionOf(1, 'then', { kind: 'seeded', files: [] }),
  ]

  beforeEach(async () => {
    bot = await openBotInSlack(
      {},
      {
        people: [
          { name: 'li', realName: '李伟', locale: 'zh-CN' },
          { name: 'ann', realName: 'Ann Hill', locale: 'en-US' },
        ],
      },
      door,
    )
    ;({ front } = bot)
    bot.core.versions = versions
    bot.core.preview = { ...samplePreview, gone: ['b.txt'] }
    bot.core.outcome = { kind: 'applied', contentHash: 'then', version: 3 }
  })
  afterEach(async () => {
    await bot.close()
  })

  const li = () => front.people[0] ?? expect.fail()
  const ann = () => front.people[1] ?? expect.fail()
  const openVersions = async () => {
    await front.command('versions', { channel: front.channel, user: li().id })
    return modalOf(front, li().id)
  }
  const previewed = () =>
    front.until(() => front.posted().find(({ blocks }) => textOf(blocks).includes(actionIds.approve)))
  const outcomeOf = (message: Readonly<{ ts: string }>, matching: RegExp) =>
    front.until(() => front.posted().find(({ ts, text }) => ts === message.ts && matching.test(text)))

  it.each(['versions', '版本'])('lists versions and documents at /juesuan %s', async (words) => {
    await front.command(words, { channel: front.channel, user: li().id })
    const modal = await modalOf(front, li().id)
    const shown = textOf(modal)
    expect(modal).toMatchObject({ callback_id: viewIds.versions })
    expect(shown).toContain('版本 2 · 2026-11-22 08:15 UTC · 2份文件 · 正在使用')
    expect(shown).toContain('收录1份文件：b.txt')
    expect(shown).toContain('版本 1 · 2026-11-21 08:15 UTC · 1份文件')
    expect(shown).toContain(`${actionPrefixes.rollBack}1`)
    expect(shown).not.toContain(`${actionPrefixes.rollBack}2`)
    expect(shown).toContain(`${actionPrefixes.unload}1`)
  })

  it('opens from the home tab', async () => {
    await front.openHome(li().id)
    await front.click(await front.until(() => front.workspace.home(li().id)), actionIds.versions)
    expect(await modalOf(front, li().id)).toMatchObject({ callback_id: viewIds.versions })
  })

  it('offers nobody to unload the last document', async () => {
    bot.core.versions = [versionOf(1, 'now', { kind: 'seeded', files: [] })]
    expect(textOf(await openVersions())).not.toContain(actionPrefixes.unload)
  })

  it('turns the pages where there are many', async () => {
    const many = Array.from({ length: 50 }, (_, index) => ({
      sha256: `${index}`,
      fileName: `${index}号.txt`,
    }))
    bot.core.versions = versions.map((version) => ({ ...version, documents: many }))
    const modal = await openVersions()
    expect(textOf(modal)).toContain('版本 1 ·')
    expect(textOf(modal)).not.toContain('45号.txt')
    await front.click(modal, `${actionPrefixes.versionsPage}1`)
    const next = await front.until(() =>
      front.workspace.modals(li().id).find((view) => textOf(view).includes('45号.txt')),
    )
    expect(textOf(next)).not.toContain('版本 1 ·')
    await front.click(next, `${actionPrefixes.unload}45`)
    expect(textOf((await previewed()).blocks)).toContain('不再使用：45号.txt')
  })

  it.each([
    {
      what: 'rolls back',
      actionId: `${actionPrefixes.rollBack}1`,
      change: { kind: 'rolledBack', version: 1 },
      title: '回到版本 1',
      audited: { surface: 'roll-back', subject: '1' },
    },
    {
      what: 'unloads',
      actionId: `${actionPrefixes.unload}1`,
      change: { kind: 'unloaded', documents: [documents[1]] },
      title: '不再使用：b.txt',
      audited: { surface: 'unload', subject: 'b.txt' },
    },
  ])('$what once it is approved, and says who approved it', async ({ actionId, change, title, audited }) => {
    await front.click(await openVersions(), actionId)
    const message = await previewed()
    expect(message.channel).toBe(li().directChannel)
    expect(textOf(message.blocks)).toContain(`预览：${title}`)
    expect(textOf(message.blocks)).toContain('不再使用的文件：b.txt')
    expect(textOf(front.workspace.modals(li().id))).toContain('预览将发到您与我的私信中')
    expect(bot.core.previewed).toEqual([change])
    await front.click(message, actionIds.approve, { user: li().id })
    expect((await outcomeOf(message, /已更新/u)).text).toContain(title)
    expect(bot.core.applied).toEqual(['then'])
    bot.core.versions = [versionOf(3, 'now', { kind: 'rolledBack', to: 1 }), ...versions]
    await front.closeModal(li().id)
    expect(textOf(await openVersions())).toContain(`<@${li().id}> 批准`)
    const audit = bot.state.selectFrom('audit').select(['surface', 'subject', 'verdict'])
    expect(await audit.execute()).toContainEqual({ ...audited, verdict: 'allowed' })
  })

  it('previews also for one who closes the modal at once', async () => {
    const modal = await openVersions()
    front.refuseNext('views.update', 'not_found')
    await front.click(modal, `${actionPrefixes.rollBack}1`)
    await front.closeModal(li().id)
    expect(await previewed()).toMatchObject({ channel: li().directChannel })
  })

  it('changes nothing where it is rejected', async () => {
    await front.click(await openVersions(), `${actionPrefixes.rollBack}1`)
    const message = await previewed()
    await front.click(message, actionIds.reject, { user: li().id })
    await outcomeOf(message, /不采用/u)
    expect(bot.core.applied).toEqual([])
  })

  it('lets one of two admins change the store, and tells the other', async () => {
    const admin = { user_id: ann().id, added_by: li().id, added_at: 0 }
    await bot.state.insertInto('admin').values(admin).execute()
    await front.click(await openVersions(), `${actionPrefixes.rollBack}1`)
    const first = await previewed()
    await front.command('reload', { channel: front.channel, user: ann().id })
    const second = await front.until(() =>
      front.posted().find(({ blocks, ts }) => textOf(blocks).includes(actionIds.approve) && ts !== first.ts),
    )
    await front.click(first, actionIds.approve, { user: li().id })
    await outcomeOf(first, /已更新/u)
    bot.core.outcome = { kind: 'busy' }
    await front.click(second, actionIds.approve, { user: ann().id })
    await outcomeOf(second, /another reading is under way/u)
  })

  it('names a version that is there no more', async () => {
    bot.core.preview = { kind: 'failed', problems: [{ file: '1', code: 'no-such-version' }] }
    await front.click(await openVersions(), `${actionPrefixes.rollBack}1`)
    await front.until(() => front.posted().find(({ text }) => text.includes('1: 没有这个版本')))
  })

  it('is for admins only, also when a button is pressed', async () => {
    await front.command('versions', { channel: front.channel, user: ann().id })
    await whispered(front, ann().id, /Only an administrator/u)
    const admin = { user_id: ann().id, added_by: li().id, added_at: 0 }
    await bot.state.insertInto('admin').values(admin).execute()
    await front.command('versions', { channel: front.channel, user: ann().id })
    const modal = await modalOf(front, ann().id)
    await bot.state.deleteFrom('admin').execute()
    await front.click(modal, `${actionPrefixes.rollBack}1`)
    await front.until(() => front.posted().find(({ text }) => /Only an administrator/u.test(text)))
    expect(bot.core.previewed).toEqual([])
  })
})
