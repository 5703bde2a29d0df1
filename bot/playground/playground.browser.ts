import { readFileSync } from 'node:fs'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { buildTemporaryStore, type TemporaryStore } from '../store.ts'
import { openPageServer, type PageServer } from './page-server.ts'
import { playgroundChannels, playgroundPeople } from './people.ts'
import { startBot } from './start-bot.ts'
import { chromiumPath, openBrowser, openPage, phone, takePicture } from './testing/browser.ts'

/** The whole playground as `npm run playground` has it: the real bot, the shipped documents, a real browser. */
describe.skipIf(chromiumPath === undefined)('the playground', () => {
  let store: TemporaryStore
  let front: SlackFront
  let bot: Awaited<ReturnType<typeof startBot>>
  let server: PageServer
  let browser: Browser

  beforeAll(async () => {
    store = await buildTemporaryStore(() => {})
    front = await openSlackFront({ people: playgroundPeople, channels: playgroundChannels })
    bot = await startBot(front, store.config, () => {})
    server = await openPageServer(front, 0)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    await bot.stop()
    await front.close()
    store.remove()
  })

  it.each([
    { name: 'light', options: {} },
    { name: 'dark', options: { colorScheme: 'dark' as const } },
    { name: 'phone', options: { viewport: phone } },
    { name: 'phone-dark', options: { viewport: phone, colorScheme: 'dark' as const } },
  ])('answers the first question of the README in a channel: $name', async ({ name, options }) => {
    const { page, faults } = await openPage(browser, server.url, options)
    const field = page.locator('.main-pane .composer-field')
    await field.fill('@juesuan Which unions exceeded initial budget by over 50%?')
    await field.press('Enter')
    await page.locator('.thread-pane .data-table').waitFor()
    expect(await page.locator('.thread-pane .data-table').textContent()).toContain('303.34')
    await takePicture(page, `real-${name}`)
    const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
    expect(overflow).toBeLessThanOrEqual(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  /** Writes into the open conversation; resolves with the newest answer in the thread beside it. */
  const ask = async (page: Page, words: string, answers = 1) => {
    const field = page.locator('.main-pane .composer-field')
    await field.fill(words)
    await field.press('Enter')
    const answer = page.locator('.thread-pane .message').nth(answers)
    await answer.waitFor()
    return answer
  }
  const flagship = '@juesuan Which unions exceeded initial budget by over 50%?'

  it('quotes the documents of an answer, shows its query, and sends its figures as a file', async () => {
    const { page, faults } = await openPage(browser, server.url)
    const answer = await ask(page, flagship)
    const dialog = page.locator('dialog.dialog')
    await answer.getByRole('button', { name: 'Sources' }).click()
    await dialog.getByText('年初预算数为141.61万元，支出决算数为429.56万元').first().waitFor()
    await takePicture(page, 'real-sources')
    await dialog.getByRole('button', { name: 'Next' }).click()
    await dialog.getByText('Page 2 of 2').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await answer.getByRole('button', { name: 'SQL' }).click()
    await dialog.getByText('initial_budget_fen').first().waitFor()
    await takePicture(page, 'real-sql')
    await dialog.getByRole('button', { name: 'Close' }).last().click()
    await answer.getByRole('button', { name: 'CSV' }).click()
    const link = page.locator('.thread-pane a[download]').first()
    await link.waitFor()
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()])
    const text = readFileSync(await download.path(), 'utf8')
    expect(text.startsWith('\uFEFF')).toBe(true)
    expect(text).toContain('株洲市天元区总工会')
    expect(text).toContain('203.34')
    await answer.getByRole('button', { name: 'Chart' }).click()
    await page.locator('.thread-pane svg.chart, .thread-pane .chart svg').first().waitFor()
    await takePicture(page, 'real-chart')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows the home tab, and speaks Chinese when told to', async () => {
    const { page, faults } = await openPage(browser, server.url)
    await page.locator('.rail-entry').last().click()
    await page.getByRole('tab', { name: 'Home' }).click()
    await page.getByText('What is loaded').waitFor()
    await takePicture(page, 'real-home')
    await page.locator('.main-pane select, .main-pane .select').first().selectOption('zh')
    await page.getByText('收录的文件').waitFor()
    await takePicture(page, 'real-home-chinese')
    await page.locator('.rail-entry').first().click()
    const answer = await ask(page, flagship)
    await answer.getByText('理解为').waitFor()
    await takePicture(page, 'real-answer-in-chinese')
    await page.locator('.rail-entry').last().click()
    await page.getByRole('tab', { name: 'Home' }).click()
    await page.locator('.main-pane select, .main-pane .select').first().selectOption('auto')
    await page.getByText('What is loaded').waitFor()
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('asks a person who writes Chinese back, and answers the choice', async () => {
    const { page, faults } = await openPage(browser, server.url, { locale: 'zh-CN' })
    await page.locator('.person-picker').selectOption({ label: '林晓' })
    await page.locator('.rail-entry').last().click()
    await page.locator('.prompt').first().waitFor()
    await takePicture(page, 'real-prompts')
    const offer = await ask(page, '中站区2023年支出决算数是多少？')
    await takePicture(page, 'real-clarify')
    await offer.locator('.actions .button').first().click()
    await page.locator('.thread-pane .message').nth(2).waitFor()
    await takePicture(page, 'real-chosen')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('summarises, and answers a command for the asker alone', async () => {
    const { page, faults } = await openPage(browser, server.url, { viewport: phone })
    const field = page.locator('.main-pane .composer-field')
    await field.fill('/juesuan 新洲区总工会2023年决算概况')
    await field.press('Enter')
    await page.getByText('“三公”经费决算数').first().waitFor()
    await takePicture(page, 'real-summary')
    await field.fill('/juesuan help')
    await field.press('Enter')
    await page.getByText('How to use Juesuan').waitFor()
    await takePicture(page, 'real-help')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('lets an admin correct a figure and take down a reorganisation', async () => {
    const { page, faults } = await openPage(browser, server.url, { locale: 'zh-CN' })
    await page.locator('.person-picker').selectOption({ label: '陈主任 · 管理员' })
    await page.setViewportSize(phone)
    const field = page.locator('.main-pane .composer-field')
    await field.fill('/juesuan 中站区委的三公经费花了多少？')
    await field.press('Enter')
    await page.getByRole('button', { name: '出处' }).click()
    const dialog = page.locator('dialog.dialog')
    await dialog.getByRole('button', { name: '更正或注明' }).first().click()
    await dialog.getByText('更正后的数').waitFor()
    await takePicture(page, 'real-correction')
    await dialog.locator('select').selectOption({ index: 1 })
    await dialog.locator('input').last().fill('看错了')
    await dialog.getByRole('button', { name: '预览' }).click()
    await dialog.getByText('请填写更正后的数').waitFor()
    await dialog.getByRole('button', { name: '取消' }).click()
    await dialog.waitFor({ state: 'hidden' })
    await field.fill('/juesuan versions')
    await field.press('Enter')
    await dialog.getByRole('button', { name: '登记部门改名或合并' }).scrollIntoViewIfNeeded()
    await takePicture(page, 'real-versions')
    await dialog.getByRole('button', { name: '登记部门改名或合并' }).click()
    await dialog.locator('input[type=date]').fill('2024-03-01')
    await takePicture(page, 'real-reorganisation')
    expect(faults).toEqual([])
    await page.context().close()
  })
})
