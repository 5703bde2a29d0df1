import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../db/domain/hash.ts'
import { storeChangeSchema } from '../store-change.ts'
import { actionIds, viewIds } from './blocks/action-ids.ts'
import { inputIds } from './blocks/small-views.ts'
import { expireJobs } from './expire-jobs.ts'
import { jobLifeMs } from './state/job-book.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { samplePreview } from './testing/sample-preview.ts'
import { modalOf, textOf, whispered } from './testing/seen.ts'

/** Documents that an admin hands in: the modal, the files on their way, and every way in which they are let go. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']
  let now: number

  const [held] = samplePreview.documents
  if (held === undefined) throw new Error('the sample has a document')
  const preview = {
    ...samplePreview,
    documents: [held, { ...held, file: '决算.txt', department: '乙区总工会', standing: 'new' as const }],
  }

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
  const said = (matching: RegExp) => front.until(() => front.posted().find(({ text }) => matching.test(text)))
  const outcomeOf = (message: Readonly<{ ts: string }>, matching: RegExp) =>
    front.until(() => front.posted().find(({ ts, text }) => ts === message.ts && matching.test(text)))

  const openModal = async () => {
    await front.command('reseed', { channel: front.channel, user: li().id })
    return modalOf(front, li().id)
  }
  const handIn = async (...files: Readonly<{ name: string; text: string }>[]) => {
    const modal = await openModal()
    const ids = files.map(({ name, text }) => front.upload({ name, bytes: Buffer.from(text) }, li().id).id)
    await front.submit(modal, { [inputIds.files]: ids })
  }
  const document = { name: '决算.txt', text: '甲' }
  const handedIn = async (...files: Parameters<typeof handIn>) => {
    await handIn(...files)
    return front.until(() => front.posted().find(({ blocks }) => textOf(blocks).includes(actionIds.approve)))
  }
  const changeOfJob = async () => {
    const { change } = await bot.state.selectFrom('job').select('change').executeTakeFirstOrThrow()
    const parsed = storeChangeSchema.parse(JSON.parse(change))
    return parsed.kind === 'added' ? parsed : expect.fail()
  }
  const keptTexts = async () =>
    (await changeOfJob()).files.map((file) => readFileSync(join(bot.folder, file), 'utf8'))
  const statuses = async () =>
    (await bot.state.selectFrom('job').select('status').execute()).map(({ status }) => status)

  it.each([
    'reseed',
    '收录文件',
  ])('opens the modal at /juesuan %s, and closes it when it is submitted', async (words) => {
    await front.command(words, { channel: front.channel, user: li().id })
    const modal = await modalOf(front, li().id)
    expect(modal).toMatchObject({ callback_id: viewIds.handIn })
    const file = front.upload({ name: '决算.txt', bytes: Buffer.from('甲') }, li().id)
    await front.submit(modal, { [inputIds.files]: [file.id] })
    expect(front.workspace.modals(li().id)).toEqual([])
    expect(await said(/正在取得并读取1份文件：决算.txt/u)).toMatchObject({ channel: li().directChannel })
  })

  it('opens the modal also where Slack is slow to say what language the admin has', async () => {
    front.failNext('users.info', { kind: 'no-answer' })
    await front.command('reseed', { channel: front.channel, user: li().id })
    expect(await modalOf(front, li().id)).toMatchObject({ title: { text: 'Hand in documents' } })
  })

  it('opens the modal from the home tab', async () => {
    await front.openHome(li().id)
    const home = await front.until(() => front.workspace.home(li().id))
    await front.click(home, actionIds.handIn)
    expect(await modalOf(front, li().id)).toMatchObject({ callback_id: viewIds.handIn })
  })

  it('is for admins only, and the audit knows who tried', async () => {
    await front.command('reseed', { channel: front.channel, user: ann().id })
    await whispered(front, ann().id, /Only an administrator/u)
    expect(front.workspace.modals(ann().id)).toEqual([])
    const audit = bot.state.selectFrom('audit').select(['user_id', 'surface', 'verdict'])
    expect(await audit.execute()).toEqual([
      { user_id: ann().id, surface: 'hand-in', verdict: 'not-permitted' },
    ])
  })

  it('fetches nothing for one who is no admin any more when it is submitted', async () => {
    const admin = { user_id: ann().id, added_by: li().id, added_at: 0 }
    await bot.state.insertInto('admin').values(admin).execute()
    await front.command('reseed', { channel: front.channel, user: ann().id })
    const modal = await modalOf(front, ann().id)
    await bot.state.deleteFrom('admin').execute()
    const file = front.upload({ name: '决算.txt', bytes: Buffer.from('甲') }, ann().id)
    await front.submit(modal, { [inputIds.files]: [file.id] })
    expect(await said(/Only an administrator/u)).toMatchObject({ channel: ann().directChannel })
    expect(bot.core.previewed).toEqual([])
  })

  it('previews what is new, and sends every difference as a file before it', async () => {
    const message = await handedIn(document)
    expect(message.channel).toBe(li().directChannel)
    const shown = textOf(message.blocks)
    expect(shown).toContain('预览：收录1份文件：决算.txt')
    expect(shown).toContain('决算.txt：乙区总工会，2023年部门决算，新文件；50个数字，收录40个，未读2个')
    expect(shown).not.toContain('a.txt')
    const [csv] = front.workspace.files().filter(({ filetype }) => filetype === 'csv')
    expect(front.workspace.file(csv?.id ?? '')?.bytes).toEqual(samplePreview.changesCsv)
    const texts = front.workspace.messagesIn(li().directChannel).map(({ text }) => text)
    expect(texts.map((text) => text.slice(0, 4))).toEqual(['正在取得', '全部变化', '预览：收'])
    expect(bot.core.previewed).toEqual([await changeOfJob()])
    expect(await keptTexts()).toEqual(['甲'])
  })

  it('keeps two files of one name apart, and no path of a name', async () => {
    await handedIn(document, { ...document, text: '乙' }, { name: '../../.丙.txt', text: '丙' })
    expect(await keptTexts()).toEqual(['甲', '乙', '丙'])
    const { files } = await changeOfJob()
    expect(files.map((file) => file.split('/').slice(2))).toEqual([
      ['01', '决算.txt'],
      ['02', '决算.txt'],
      ['03', '丙.txt'],
    ])
  })

  it('does what was approved, once, and lets go of the files', async () => {
    const message = await handedIn(document)
    const click = () => front.click(message, actionIds.approve, { user: li().id })
    await Promise.all([click(), click()])
    const done = await outcomeOf(message, /已更新/u)
    expect(done.text).toContain('收录1份文件：决算.txt')
    await whispered(front, li().id, /已经处理过了/u)
    expect([bot.core.applied, bot.incoming.jobIds()]).toEqual([['then'], []])
    const { version } = await bot.state.selectFrom('job').select('version').executeTakeFirstOrThrow()
    expect(version).toBe(2)
  })

  it('lets go of the files that are rejected', async () => {
    const message = await handedIn(document)
    await front.click(message, actionIds.reject, { user: li().id })
    await outcomeOf(message, /不采用/u)
    expect([bot.core.applied, bot.incoming.jobIds()]).toEqual([[], []])
  })

  it('lets go of the files where the store is another by now', async () => {
    bot.core.preview = { ...preview, currentContentHash: 'older' }
    const message = await handedIn(document)
    await front.click(message, actionIds.approve, { user: li().id })
    await outcomeOf(message, /预览之后数据已被更新/u)
    expect([bot.core.applied, bot.incoming.jobIds()]).toEqual([[], []])
  })

  it('lets go of the files when nobody decides', async () => {
    const message = await handedIn(document)
    now += jobLifeMs
    await front.click(message, actionIds.approve, { user: li().id })
    await outcomeOf(message, /已过期/u)
    expect([bot.core.applied, bot.incoming.jobIds()]).toEqual([[], []])
  })

  it('keeps the files while another seeding is under way, and can be approved then', async () => {
    bot.core.outcome = { kind: 'busy' }
    const message = await handedIn(document)
    await front.click(message, actionIds.approve, { user: li().id })
    const busy = await outcomeOf(message, /另一次读取正在进行/u)
    expect(await keptTexts()).toEqual(['甲'])
    bot.core.outcome = { kind: 'applied', contentHash: 'then', version: 2 }
    await front.click(busy, actionIds.approve, { user: li().id })
    await outcomeOf(message, /已更新/u)
    expect(bot.incoming.jobIds()).toEqual([])
  })

  it('names a file that cannot be read, and offers nothing', async () => {
    bot.core.preview = { kind: 'failed', problems: [{ file: '决算.txt', code: 'damaged-file' }] }
    await handIn(document)
    expect((await said(/决算\.txt: 文件已损坏/u)).blocks).toBeUndefined()
    await expect.poll(statuses).toEqual(['failed'])
    expect(bot.incoming.jobIds()).toEqual([])
  })

  it('has nothing to do for a document that is loaded', async () => {
    const seededAt = '2026-11-28T08:00:00.000Z'
    const documents = [{ sha256: sha256('甲'), fileName: '旧名.txt' }]
    const cause = { kind: 'seeded' as const, files: [] }
    bot.core.versions = [{ version: 1, contentHash: 'now', seededAt, cause, documents, remarks: [] }]
    await handIn(document)
    const told = await said(/已经收录，不再重复：决算\.txt\n结果与现有数据完全相同/u)
    expect(told.blocks).toBeUndefined()
    expect(bot.core.previewed).toEqual([])
    const message = await handedIn(document, { name: '新.txt', text: '新' })
    expect(textOf(message.blocks)).toContain('已经收录，不再重复：决算.txt')
    expect(await keptTexts()).toEqual(['新'])
  })

  it.each([
    { fault: { kind: 'redirect', location: 'https://example.org/' }, said: /决算\.txt: Slack 不让我读取/u },
    { fault: { kind: 'server-error' }, said: /决算\.txt: Slack 没有送来文件/u },
  ] as const)('says which file could not be fetched: $fault.kind', async ({ fault, said: words }) => {
    const modal = await openModal()
    front.failNext('download', fault)
    const file = front.upload({ name: '决算.txt', bytes: Buffer.from('甲') }, li().id)
    await front.submit(modal, { [inputIds.files]: [file.id] })
    expect((await said(words)).blocks).toBeUndefined()
    expect([bot.core.previewed, await statuses()]).toEqual([[], []])
  })

  it('lets go of the files where the preview cannot be sent, and says so', async () => {
    const modal = await openModal()
    front.refuseNext('files.getUploadURLExternal', 'internal_error')
    const file = front.upload({ name: '决算.txt', bytes: Buffer.from('甲') }, li().id)
    await front.submit(modal, { [inputIds.files]: [file.id] })
    await said(/编号 [0-9a-f]{8}/u)
    expect([await statuses(), bot.incoming.jobIds()]).toEqual([['failed'], []])
  })

  it('takes no eleven files', async () => {
    const modal = await openModal()
    const ids = Array.from(
      { length: 11 },
      (_, index) => front.upload({ name: `${index}.txt`, bytes: Buffer.from('甲') }, li().id).id,
    )
    await expect(front.submit(modal, { [inputIds.files]: ids })).rejects.toThrow('at most 10 files')
  })
})

it('lets go of what a job left that ended with its process, and of nothing that is still open', async () => {
  const folder = (jobId: string) => join(bot.folder, 'incoming', jobId)
  const bot = await openBotInSlack()
  const find = async (jobId: string) =>
    jobId === 'open'
      ? ({ status: 'pending' } as const)
      : jobId === 'over'
        ? ({ status: 'failed' } as const)
        : null
  for (const jobId of ['open', 'over', 'unknown']) mkdirSync(folder(jobId), { recursive: true })
  const books = { jobs: { expire: async () => {}, find } } as never // of all books, these are used
  await expireJobs({ books, reseeding: { incoming: bot.incoming } as never }) // as above
  expect(['open', 'over', 'unknown'].map((jobId) => existsSync(folder(jobId)))).toEqual([true, false, false])
  await bot.close()
})
