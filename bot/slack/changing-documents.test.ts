import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  shiqiaoUnion,
  writeCellBudget,
  writeTabAccounts,
  yunxiUnion,
} from '../../seed/testing/invented-report.ts'
import { readConfig } from '../config.ts'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { openSlackBot } from '../slack-bot.ts'
import type { SlackApp } from './app.ts'
import { actionIds, actionPrefixes, viewIds } from './blocks/action-ids.ts'
import { inputIds } from './blocks/small-views.ts'
import { modalOf, textOf } from './testing/seen.ts'

/** The whole product behind a local Slack: an admin hands in a real document, and what can be asked follows. */
describe('documents that are handed in', () => {
  let folder: string
  let front: SlackFront
  let bot: SlackApp

  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'juesuan-slack-'))
    const shippedFolder = join(folder, 'shipped')
    mkdirSync(shippedFolder)
    writeFileSync(join(shippedFolder, '石桥.txt'), writeCellBudget(shiqiaoUnion))
    front = await openSlackFront({ people: [{ name: 'li', realName: '李伟', locale: 'zh-CN' }] })
    bot = await openSlackBot({
      config: {
        ...readConfig({ DATA_DIR: join(folder, 'data') }),
        shippedFolder,
        admins: front.people.map(({ id }) => id),
      },
      slack: {
        botToken: front.botToken,
        connection: { mode: 'socket', appToken: front.appToken },
        apiUrl: front.apiUrl,
      },
      log: () => {},
    })
  }, 60_000)
  afterEach(async () => {
    await bot.stop()
    await front.close()
    rmSync(folder, { recursive: true })
  })

  const li = () => front.people[0] ?? expect.fail()
  /** The newest message of the bot after `since`. */
  const next = (since: number, matching: RegExp) =>
    front.until(() =>
      front
        .posted()
        .slice(since)
        .findLast(({ text }) => matching.test(text)),
    )

  const ask = async (): Promise<string> => {
    const ts = await front.say('@juesuan 云溪县总工会2023年决算支出多少？', { channel: front.channel })
    const answer = await front.until(() => front.posted().find(({ thread_ts }) => thread_ts === ts))
    return textOf(answer.blocks)
  }
  const handIn = async (name: string, text: string) => {
    const since = front.posted().length
    await front.command('reseed', { channel: front.channel })
    const modal = await modalOf(front, li().id)
    const file = front.upload({ name, bytes: Buffer.from(text) })
    await front.submit(modal, { [inputIds.files]: [file.id] })
    return since
  }
  const pressInVersions = async (button: string) => {
    const since = front.posted().length
    await front.command('versions', { channel: front.channel })
    const modal = await front.until(() =>
      front.workspace.modals(li().id).findLast((view) => textOf(view).includes(button)),
    )
    await front.click(modal, button)
    await front.closeModal(li().id)
    return since
  }
  const approve = async (since: number) => {
    const preview = await next(since, /^预览/u)
    await front.click(preview, actionIds.approve)
    await front.until(() => front.posted().find(({ ts, text }) => ts === preview.ts && /已更新/u.test(text)))
    return preview
  }
  const outcome = ({ ts }: Readonly<{ ts: string }>) =>
    front.posted().find((message) => message.ts === ts)?.text

  it('are answered from, and not when they are taken back', async () => {
    expect(await ask()).not.toContain('431.72')

    const preview = await approve(await handIn('云溪.txt', writeTabAccounts(yunxiUnion)))
    expect(outcome(preview)).toMatch(/更新前后各问了\d+个问题/u)
    expect(outcome(preview)).toContain('431.72')
    expect(textOf(preview.blocks)).toContain(`云溪.txt：${yunxiUnion.department}，2023年部门决算，新文件`)
    const [csv] = front.workspace.files().filter(({ filetype }) => filetype === 'csv')
    const lines = new TextDecoder().decode(front.workspace.file(csv?.id ?? '')?.bytes).split('\r\n')
    expect(lines.filter((line) => line.startsWith(`${yunxiUnion.department},2023,`)).length).toBeGreaterThan(
      100,
    )
    const answer = await ask()
    expect(answer).toContain('431.72')
    expect(answer).toContain('云溪.txt')

    await next(await handIn('云溪.txt', writeTabAccounts(yunxiUnion)), /已经收录，不再重复：云溪\.txt/u)
    await next(await handIn('信.txt', '今天天气不错。'), /信\.txt: 看起来不是部门预算或部门决算/u)

    await approve(await pressInVersions(`${actionPrefixes.rollBack}1`))
    expect(await ask()).not.toContain('431.72')

    await approve(await pressInVersions(`${actionPrefixes.rollBack}2`))
    expect(await ask()).toContain('431.72')

    await approve(await pressInVersions(`${actionPrefixes.unload}1`))
    expect(await ask()).not.toContain('431.72')
    expect(readdirSync(join(folder, 'data', 'incoming'))).toEqual([])
  }, 300_000)

  it('are corrected, renamed, and taken back', async () => {
    const askTotal = async (department: string): Promise<string> => {
      const ts = await front.say(`@juesuan ${department}2023年预算支出多少？`, { channel: front.channel })
      const answer = await front.until(() => front.posted().find(({ thread_ts }) => thread_ts === ts))
      await front.click(answer, actionIds.sources)
      return textOf(answer.blocks)
    }
    const formWith = (callbackId: string) =>
      front.until(() => front.workspace.modals(li().id).find((view) => view.callback_id === callbackId))
    const printed = await askTotal(shiqiaoUnion.department)
    expect(printed).not.toContain('更正')

    await front.click(await modalOf(front, li().id), `${actionPrefixes.remark}0`)
    const form = await formWith(viewIds.remark)
    const [, id = ''] = /本年支出 · 年初预算数[^}]*\},"value":"correct (\w+)/u.exec(textOf(form)) ?? []
    const since = front.posted().length
    await front.submit(form, {
      [inputIds.target]: `correct ${id}`,
      [inputIds.value]: '-987.65万元',
      [inputIds.reason]: '--抄错',
    })
    const preview = await approve(since)
    expect(textOf(preview.blocks)).toContain('-987.65万元')
    const corrected = await askTotal(shiqiaoUnion.department)
    expect(corrected).toContain('-987.65')
    expect(corrected).toMatch(/李伟.*--抄错/u)
    await front.closeModal(li().id)

    const renamed = front.posted().length
    await front.command('versions', { channel: front.channel })
    await front.click(await formWith(viewIds.versions), actionIds.reorganise)
    await front.submit(await formWith(viewIds.reorganisation), {
      [inputIds.section]: 'rename',
      [inputIds.target]: shiqiaoUnion.department,
      [inputIds.value]: '青山市石桥区职工服务中心',
      [inputIds.since]: '2024-03-01',
      [inputIds.reason]: '机构改革',
    })
    await approve(renamed)
    expect(await askTotal('青山市石桥区职工服务中心')).toContain('-987.65')
    await front.closeModal(li().id)

    await approve(await pressInVersions(`${actionPrefixes.withdraw}1`))
    await approve(await pressInVersions(`${actionPrefixes.withdraw}0`))
    const again = await askTotal(shiqiaoUnion.department)
    expect(again).not.toMatch(/987\.65|更正/u)
  }, 300_000)
})
