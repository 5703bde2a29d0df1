import type { Browser } from 'playwright-core'
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

  it('answers a person who writes Chinese in direct messages, and asks back', async () => {
    const { page, faults } = await openPage(browser, server.url, { locale: 'zh-CN' })
    await page.locator('.person-picker').selectOption({ label: '林晓' })
    await page.locator('.rail-entry').last().click()
    await page.locator('.prompt').first().waitFor()
    await takePicture(page, 'real-prompts')
    const field = page.locator('.main-pane .composer-field')
    await field.fill('总工会决算数是多少？')
    await field.press('Enter')
    await page.locator('.thread-pane .message').nth(1).waitFor()
    await takePicture(page, 'real-chinese')
    const choices = page.locator('.thread-pane .actions .button')
    if ((await choices.count()) > 0) {
      await choices.first().click()
      await page.locator('.thread-pane .message').nth(2).waitFor()
      await takePicture(page, 'real-chosen')
    }
    expect(faults).toEqual([])
    await page.context().close()
  })
})
