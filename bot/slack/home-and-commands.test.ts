import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { actionIds, actionPrefixes, shortcutIds } from './blocks/action-ids.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'
import { modalOf, sharedFile, textOf, whispered } from './testing/seen.ts'

/** The home tab, the messages tab, the command and the shortcut, as the first person (an admin) and the second meet them. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']

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
  })
  afterEach(async () => {
    await bot.close()
  })

  const li = () => front.people[0] ?? expect.fail()
  const ann = () => front.people[1] ?? expect.fail()
  const homeOf = (userId: string, matching: RegExp) =>
    front.until(() => {
      const home = front.workspace.home(userId)
      return home !== undefined && matching.test(textOf(home)) && home
    })

  it('shows on the home tab what is loaded, how fresh it is and what was found, in the language of the person', async () => {
    await front.openHome(ann().id)
    const shown = textOf(await homeOf(ann().id, /./u))
    expect(shown).toContain('Jia District trade union')
    expect(shown).toContain('2023 departmental final accounts')
    expect(shown).toContain('1 department, 1 report, 700 figures')
    expect(shown).toContain('Data of 2026-11-28, version now')
    expect(shown).toContain('1 real, 2 to be judged, 3 of rounding, 4 of names or conversion')
    await front.openHome(li().id)
    const inChinese = textOf(await homeOf(li().id, /./u))
    expect(inChinese).toContain('甲区总工会')
    expect(inChinese).toContain('2023年部门决算')
  })

  it('shows the admin area to admins only', async () => {
    await front.openHome(li().id)
    await front.openHome(ann().id)
    expect(textOf(await homeOf(li().id, /./u))).toContain(actionIds.reload)
    expect(textOf(await homeOf(ann().id, /./u))).not.toContain('admin_')
  })

  it('answers an example of the home tab in the direct messages', async () => {
    await front.openHome(ann().id)
    await front.click(await homeOf(ann().id, /./u), `${actionPrefixes.example}0`)
    const [asked, answered] = await front.untilPosted(2)
    expect(asked).toMatchObject({ channel: ann().directChannel, text: 'Asked: which?' })
    expect(answered).toMatchObject({ channel: ann().directChannel, thread_ts: asked?.ts })
    expect(bot.turns()).toEqual([['which?']])
  })

  it('keeps the language and the unit that a person sets, and answers so', async () => {
    await front.openHome(ann().id)
    await front.click(await homeOf(ann().id, /Try asking/u), actionIds.language, { choose: 'zh' })
    await front.click(await homeOf(ann().id, /试着问/u), actionIds.unit, { choose: 'yuan' })
    await homeOf(ann().id, /"initial_option":\{"text":\{[^}]*"text":"元"/u)
    await front.say('@juesuan which?', { channel: front.channel, user: ann().id })
    await front.untilPosted(1)
    expect(bot.asked).toEqual([{ turns: ['which?'], preferences: { language: 'zh', unit: 'yuan' } }])
    await front.click(await homeOf(ann().id, /试着问/u), actionIds.language, { choose: 'auto' })
    await homeOf(ann().id, /Try asking/u)
  })

  it('tells in the direct messages when a click on the home tab fails', async () => {
    await front.openHome(ann().id)
    const home = await homeOf(ann().id, /./u)
    front.refuseNext('chat.postMessage', 'internal_error')
    await front.click(home, `${actionPrefixes.example}0`)
    const [told] = await front.untilPosted(1)
    expect(told?.channel).toBe(ann().directChannel)
    expect(told?.text).toMatch(/reference [0-9a-f]{8}/u)
  })

  it('suggests prompts when the messages tab is opened', async () => {
    await front.openHome(ann().id, 'messages')
    const prompts = await front.until(() =>
      front.workspace.prompts().find(({ channel }) => channel === ann().directChannel),
    )
    expect(prompts.prompts).toEqual([{ title: 'Over', message: 'which?' }])
  })

  it('lets anybody in a thread ask on, in a channel and over a choice', async () => {
    bot.core.reply = async (turns) =>
      sampleAnswer({ text: `答：${turns.at(-1)}`, choices: [{ label: '决算', question: '决算数' }] })
    const ts = await front.say('@juesuan 甲', { channel: front.channel, user: li().id })
    const [offer] = await front.untilPosted(1)
    if (offer === undefined) throw new Error('nothing was posted')
    await front.click(offer, `${actionPrefixes.choice}0`, { user: ann().id })
    await front.untilPosted(2)
    await front.say('@juesuan and for B?', { channel: front.channel, threadTs: ts, user: ann().id })
    const answers = await front.untilPosted(3)
    expect(answers.map(({ thread_ts }) => thread_ts)).toEqual([ts, ts, ts])
    expect(bot.turns()).toEqual([['甲'], ['甲', '决算数'], ['甲', '决算数', 'and for B?']])
  })

  it('answers a command for the asker alone, and shares it when asked to', async () => {
    await front.command('哪些工会超支？', { channel: front.channel, user: ann().id })
    const answer = await whispered(front, ann().id, /答/u)
    expect(answer.text).toBe('答：哪些工会超支？')
    expect(front.posted()).toEqual([])
    await front.click(answer, actionIds.share)
    const [shared] = await front.untilPosted(1)
    expect(shared).toMatchObject({ channel: front.channel })
    expect(textOf(shared?.blocks)).toContain(`<@${ann().id}> 分享了问题“哪些工会超支？”的回答`)
  })

  it('sends the file of a private answer to the direct messages of the asker', async () => {
    await front.command('哪些工会超支？', { channel: front.channel, user: ann().id })
    await front.click(await whispered(front, ann().id, /答/u), actionIds.csv)
    await sharedFile(front)
    const holding = await front.until(() =>
      front.workspace.allMessages().find(({ files }) => files !== undefined),
    )
    expect(holding.channel).toBe(ann().directChannel)
    await whispered(front, ann().id, /私信/u)
  })

  it('understands a follow-up by command, and a click on a choice of a private answer', async () => {
    bot.core.reply = async (turns) =>
      sampleAnswer({ text: `答：${turns.at(-1)}`, choices: [{ label: '决算', question: '决算数' }] })
    await front.command('甲', { channel: front.channel, user: ann().id })
    const offer = await whispered(front, ann().id, /答：甲/u)
    await front.click(offer, `${actionPrefixes.choice}0`)
    await whispered(front, ann().id, /答：决算数/u)
    await front.command('那乙呢', { channel: front.channel, user: ann().id })
    await whispered(front, ann().id, /答：那乙呢/u)
    expect(bot.turns()).toEqual([['甲'], ['甲', '决算数'], ['甲', '决算数', '那乙呢']])
  })

  it.each(['help', '', '帮助'])('explains itself to the command "%s"', async (words) => {
    await front.command(words, { channel: front.channel, user: ann().id })
    const { blocks } = await whispered(front, ann().id, /How to use/u)
    expect(textOf(blocks)).toContain('/juesuan question')
    expect(textOf(blocks)).not.toContain('/juesuan reload')
    await front.command(words, { channel: front.channel, user: li().id })
    expect(textOf((await whispered(front, li().id, /怎样使用/u)).blocks)).toContain('/juesuan reload')
    expect(bot.turns()).toEqual([])
  })

  it('summarises, for the one who asks, the departments that a message names', async () => {
    bot.core.summaries = ['甲区总工会2023年决算概况']
    const ts = await front.say('甲区总工会的决算出来了', { channel: front.channel })
    await front.shortcut(shortcutIds.summarise, { channel: front.channel, ts }, { user: ann().id })
    expect((await whispered(front, ann().id)).text).toBe('答：甲区总工会2023年决算概况')
    bot.core.summaries = []
    const other = await front.say('今天天气好', { channel: front.channel })
    await front.shortcut(shortcutIds.summarise, { channel: front.channel, ts: other }, { user: ann().id })
    await whispered(front, ann().id, /names no department/u)
  })

  it('keeps the address of a private answer out of the log when the answer fails', async () => {
    bot.core.summaries = ['甲']
    bot.core.reply = async () => {
      throw new Error('broken')
    }
    const ts = await front.say('甲区总工会', { channel: front.channel })
    await front.shortcut(shortcutIds.summarise, { channel: front.channel, ts }, { user: ann().id })
    await whispered(front, ann().id, /编号/u)
    expect(bot.lines.find((line) => line.includes('broken'))).not.toContain('http')
  })

  it('tells a person who is no admin that only admins may, and writes it down', async () => {
    for (const words of ['status', 'reload', 'words', `admin add <@${ann().id}>`])
      await front.command(words, { channel: front.channel, user: ann().id })
    await front.until(
      () =>
        front.workspace.allMessages().filter(({ text }) => /Only an administrator/u.test(text)).length === 4,
    )
    expect(front.workspace.modals(ann().id)).toEqual([])
    const audit = await bot.state
      .selectFrom('audit')
      .select(['surface', 'verdict'])
      .orderBy('surface')
      .execute()
    expect(audit).toEqual(
      ['add-admin', 'reload', 'status', 'words'].map((surface) => ({ surface, verdict: 'not-permitted' })),
    )
  })

  it('tells an admin how it runs', async () => {
    bot.core.reply = async () => {
      throw new Error('broken')
    }
    await front.say('@juesuan 坏', { channel: front.channel })
    await front.untilPosted(1)
    await front.command('status', { channel: front.channel, user: li().id })
    const shown = textOf((await whispered(front, li().id, /版本/u)).blocks)
    expect(shown).toContain('数据版本 now，更新于 2026-11-28')
    expect(shown).toContain(`进程 ${process.pid}（${door}）：已运行 0 min，已连接`)
    expect(shown).toContain('内置规则')
    expect(shown).toMatch(/[0-9a-f]{8} · 坏/u)
    expect(shown).toContain(`<@${li().id}>`)
  })

  it('lets an admin make another, who can be taken out again; the first one cannot', async () => {
    const isAdmin = () => bot.state.selectFrom('admin').select('user_id').execute()
    await front.command('admin add @ann', { channel: front.channel, user: li().id })
    await whispered(front, li().id, /现在是管理员/u)
    expect(await isAdmin()).toEqual([{ user_id: ann().id }])
    await front.command(`admin remove <@${li().id}>`, { channel: front.channel, user: ann().id })
    await whispered(front, ann().id, /ADMIN_USER_IDS/u)
    await front.command(`admin remove <@${ann().id}>`, { channel: front.channel, user: li().id })
    await whispered(front, li().id, /不再是管理员/u)
    expect(await isAdmin()).toEqual([])
    await front.command('admin add somebody', { channel: front.channel, user: li().id })
    await whispered(front, li().id, /请写明人员/u)
  })

  it('makes nobody an admin by a word that it does not know', async () => {
    await front.command(`admin revoke <@${ann().id}|add>`, { channel: front.channel, user: li().id })
    await whispered(front, li().id, /请写明人员/u)
    expect(await bot.state.selectFrom('admin').selectAll().execute()).toEqual([])
  })

  it.each([
    'admin expenses of unions',
    '管理员经费是多少？',
    'admin additional budget',
  ])('answers the question "%s", which only begins like an order to change the admins', async (words) => {
    await front.command(words, { channel: front.channel, user: ann().id })
    await whispered(front, ann().id, /答/u)
    expect(bot.turns()).toEqual([[words]])
  })

  it('adds words in a modal that says what is wrong with one, and takes them away', async () => {
    await front.command('words', { channel: front.channel, user: li().id })
    const view = await modalOf(front, li().id)
    const word = { section: 'departments', target: '甲区总工会', surface: '甲工会' }
    bot.core.wordsEdit = {
      kind: 'refused',
      problems: [{ file: 'words.json', place: [], code: 'unknown-department', detail: '' }],
    }
    expect(await front.submit(view, word)).toMatchObject({
      errors: { target: expect.stringContaining('没有') },
    })
    bot.core.wordsEdit = { kind: 'written' }
    await front.submit(view, word)
    expect(bot.core.words).toEqual([word])
    const filled = await front.until(() => {
      const [open] = front.workspace.modals(li().id)
      return textOf(open).includes('甲工会 → 甲区总工会') && open
    })
    await front.click(filled, actionIds.removeWord)
    await front.until(() => textOf(front.workspace.modals(li().id)).includes('还没有加入任何说法'))
    expect(bot.core.words).toEqual([])
  })

  it('does not add the word of one who is no admin any more', async () => {
    await bot.state
      .insertInto('admin')
      .values({ user_id: ann().id, added_by: li().id, added_at: 0 })
      .execute()
    await front.command('words', { channel: front.channel, user: ann().id })
    const view = await modalOf(front, ann().id)
    await bot.state.deleteFrom('admin').execute()
    const word = { section: 'departments', target: '甲区总工会', surface: '甲工会' }
    expect(await front.submit(view, word)).toMatchObject({ response_action: 'errors' })
    expect(bot.core.words).toEqual([])
  })

  it('says in the modal why a word was not taken away', async () => {
    bot.core.words = [{ section: 'departments', target: '甲区总工会', surface: '甲工会' }]
    await bot.state
      .insertInto('admin')
      .values({ user_id: ann().id, added_by: li().id, added_at: 0 })
      .execute()
    await front.command('words', { channel: front.channel, user: ann().id })
    const view = await modalOf(front, ann().id)
    const shown = (matching: RegExp) =>
      front.until(() => matching.test(textOf(front.workspace.modals(ann().id))))
    bot.core.wordsEdit = { kind: 'busy' }
    await front.click(view, actionIds.removeWord)
    await shown(/Somebody else is changing the words/u)
    await bot.state.deleteFrom('admin').execute()
    await front.click(await modalOf(front, ann().id), actionIds.removeWord)
    await shown(/Only an administrator/u)
    expect(bot.core.words).toHaveLength(1)
  })
})
