import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Version } from '../../db/versions.ts'
import { actionIds, actionPrefixes, viewIds } from './blocks/action-ids.ts'
import { inputIds } from './blocks/small-views.ts'
import { type BotInSlack, doors, openBotInSlack } from './testing/bot-in-slack.ts'
import { sampleAnswer } from './testing/sample-answers.ts'
import { samplePreview } from './testing/sample-preview.ts'
import { modalOf, textOf } from './testing/seen.ts'

/** Correcting figures, marking findings as known, renaming and merging: entered, checked, previewed. */
describe.each(doors)('over the %s door', (door) => {
  let bot: BotInSlack
  let front: BotInSlack['front']

  const renaming = {
    kind: 'renamed',
    from: '甲局',
    to: '乙局',
    since: '2024-03-01',
    departmentId: 'd',
    reason: '机构改革',
    by: '王芳',
    at: '2026-11-22',
  } as const
  const version: Version = {
    version: 1,
    contentHash: 'now',
    seededAt: '2026-11-22T08:15:00.000Z',
    cause: { kind: 'seeded', files: ['a.txt'] },
    documents: [{ sha256: 'a'.repeat(64), fileName: 'a.txt' }],
    remarks: [renaming],
  }

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
    bot.core.reply = async () => sampleAnswer()
    bot.core.versions = [version]
    bot.core.preview = samplePreview
    bot.core.passages = async () => ({
      title: '甲局2023年度部门决算',
      department: { zh: '甲局', en: 'Bureau Jia' },
      fiscalYear: 2023,
      kind: 'finalAccounts',
      file: 'a.txt',
      lines: [{ number: 7, text: '支出12.20万元', isCited: true }],
      figures: [{ figureId: 'f1', label: { zh: '支出 · 决算数', en: 'expenditure' }, printed: '12.20万元' }],
      findings: [
        { severity: 'real', message: { zh: '正文与表格不符', en: 'text and table differ' }, openId: 'r-3' },
        { severity: 'real', message: { zh: '已知的', en: 'known' }, openId: null },
      ],
    })
  })
  afterEach(async () => {
    await bot.close()
  })

  const li = () => front.people[0] ?? expect.fail()
  const ann = () => front.people[1] ?? expect.fail()
  const openSources = async (user: string) => {
    const ts = await front.say('@juesuan 甲局支出多少？', { channel: front.channel })
    const answer = await front.until(() => front.posted().find(({ thread_ts }) => thread_ts === ts))
    await front.click(answer, actionIds.sources, { user })
    return modalOf(front, user)
  }
  const viewWith = (callbackId: string, user: string = li().id) =>
    front.until(() => front.workspace.modals(user).find((view) => view.callback_id === callbackId))
  const openRemark = async () => {
    await front.click(await openSources(li().id), `${actionPrefixes.remark}0`)
    return viewWith(viewIds.remark)
  }
  const openVersions = async () => {
    await front.command('versions', { channel: front.channel, user: li().id })
    return modalOf(front, li().id)
  }
  const previewed = () =>
    front.until(() => front.posted().find(({ blocks }) => textOf(blocks).includes(actionIds.approve)))

  it('offers what can be corrected or marked as known at a source', async () => {
    const shown = textOf(await openRemark())
    expect(shown).toContain('更正：12.20万元（支出 · 决算数）')
    expect(shown).toContain('已知：正文与表格不符')
    expect(shown).not.toContain('已知的')
  })

  it.each([
    {
      target: 'correct f1',
      value: '12.5万元',
      change: { word: 'correct', id: 'f1', value: '12.5万元' },
      title: '李伟更正了一个数：抄错',
    },
    {
      target: 'known r-3',
      value: undefined,
      change: { word: 'known', id: 'r-3', value: '' },
      title: '李伟注明一处矛盾为已知：抄错',
    },
  ])('previews $change.word in the name of whoever entered it', async ({ target, value, change, title }) => {
    const entered = { [inputIds.target]: target, [inputIds.reason]: ' 抄错 ' }
    await front.submit(
      await openRemark(),
      value === undefined ? entered : { ...entered, [inputIds.value]: value },
    )
    expect(textOf((await previewed()).blocks)).toContain(`预览：${title}`)
    expect(bot.core.previewed).toEqual([
      { kind: 'remarked', since: '', reason: '抄错', by: '李伟', ...change },
    ])
    const audit = bot.state.selectFrom('audit').select(['surface', 'subject', 'verdict'])
    expect(await audit.execute()).toContainEqual({
      surface: change.word,
      subject: change.id,
      verdict: 'allowed',
    })
  })

  it.each([
    { target: 'correct f1', value: undefined, id: inputIds.value, error: '请填写更正后的数' },
    { target: 'known r-3', value: '12', id: inputIds.value, error: '注明为已知时不填数' },
    {
      target: 'correct f1',
      value: '12',
      reason: ' ',
      id: inputIds.reason,
      error: '请把各项都填上，包括理由',
    },
  ])('refuses $target with $value: $error', async ({ target, value, reason = '抄错', id, error }) => {
    const entered = { [inputIds.target]: target, [inputIds.reason]: reason }
    const reply = await front.submit(
      await openRemark(),
      value === undefined ? entered : { ...entered, [inputIds.value]: value },
    )
    expect(reply).toMatchObject({ response_action: 'errors', errors: { [id]: error } })
    expect(bot.core.previewed).toEqual([])
  })

  it('names what cannot be corrected so', async () => {
    bot.core.preview = { kind: 'failed', problems: [{ file: 'f1', code: 'not-a-value' }] }
    const entered = { [inputIds.target]: 'correct f1', [inputIds.value]: '很多', [inputIds.reason]: '抄错' }
    await front.submit(await openRemark(), entered)
    await front.until(() => front.posted().find(({ text }) => text.includes('f1: 这里不能填这样的值')))
  })

  it('takes down that a department was renamed', async () => {
    await front.click(await openVersions(), actionIds.reorganise)
    await front.submit(await viewWith(viewIds.reorganisation), {
      [inputIds.section]: 'merge',
      [inputIds.target]: '丙局',
      [inputIds.value]: '乙局',
      [inputIds.since]: '2024-03-01',
      [inputIds.reason]: '机构改革',
    })
    expect(textOf((await previewed()).blocks)).toContain('预览：李伟登记一个部门并入另一个：机构改革')
    expect(bot.core.previewed).toEqual([
      {
        kind: 'remarked',
        word: 'merge',
        id: '丙局',
        value: '乙局',
        since: '2024-03-01',
        reason: '机构改革',
        by: '李伟',
      },
    ])
  })

  it('shows what is held against documents, and takes it back', async () => {
    const modal = await openVersions()
    expect(textOf(modal)).toContain('王芳登记一个部门改名：机构改革 · 2026-11-22\\n甲局 → 乙局 (2024-03-01)')
    await front.click(modal, `${actionPrefixes.withdraw}0`)
    expect(textOf((await previewed()).blocks)).toContain('预览：撤回一处更正或说明')
    expect(bot.core.previewed).toMatchObject([{ kind: 'remarked', word: 'withdraw', id: '甲局', reason: '' }])
  })

  it('is for admins only, also when a form is sent that was opened before', async () => {
    expect(textOf(await openSources(ann().id))).not.toContain(actionPrefixes.remark)
    await front.closeModal(ann().id)
    const admin = { user_id: ann().id, added_by: li().id, added_at: 0 }
    await bot.state.insertInto('admin').values(admin).execute()
    await front.click(await openSources(ann().id), `${actionPrefixes.remark}0`)
    const form = await viewWith(viewIds.remark, ann().id)
    await bot.state.deleteFrom('admin').execute()
    await front.submit(form, {
      [inputIds.target]: 'known r-3',
      [inputIds.reason]: 'a slip',
    })
    await front.until(() => front.posted().find(({ text }) => /Only an administrator/u.test(text)))
    expect(bot.core.previewed).toEqual([])
  })
})
