import { App, SocketModeReceiver } from '@slack/bolt'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSlackFront, type SlackFront } from '../local-slack/index.ts'
import { wholeManifest } from '../local-slack/testing/manifest.ts'
import { silentLogger, webClient } from '../local-slack/testing/web-client.ts'
import { openPageServer, type PageServer } from './page-server.ts'
import { playgroundChannels, playgroundPeople } from './people.ts'
import { chromiumPath, openBrowser, openPage, phone, takePicture } from './testing/browser.ts'
import { charts, form, homeBlocks, otherBlocks, tableAndText } from './testing/every-block.ts'

/** The page in a real browser, with a bot that sends one of each block. */
describe.skipIf(chromiumPath === undefined)('the page', () => {
  let front: SlackFront
  let app: App
  let server: PageServer
  let browser: Browser
  let heard: string[]

  beforeAll(async () => {
    front = await openSlackFront({
      people: playgroundPeople,
      channels: playgroundChannels,
      manifest: {
        ...wholeManifest,
        features: {
          ...wholeManifest.features,
          agent_view: { suggested_prompts: [{ title: 'Over budget', message: 'Which unions overspent?' }] },
        },
      },
    })
    app = await startBlockBot()
    server = await openPageServer(front, 0)
    browser = await openBrowser()
  })
  afterAll(async () => {
    await browser.close()
    await server.close()
    await app.stop()
    await front.close()
  })
  beforeEach(() => {
    heard = []
  })

  /** Answers by the last word of a question, and tells what it was told. */
  const startBlockBot = async (): Promise<App> => {
    const bot = new App({
      token: front.botToken,
      receiver: new SocketModeReceiver({
        appToken: front.appToken,
        logger: silentLogger,
        installerOptions: { clientOptions: { slackApiUrl: front.apiUrl } },
      }),
      logger: silentLogger,
      convoStore: false,
      deferInitialization: true,
      clientOptions: { slackApiUrl: front.apiUrl },
    })
    bot.event(/^app_mention|message$/u, async ({ event, client }) => {
      if (!('channel' in event && 'ts' in event && 'text' in event) || 'bot_id' in event) return
      const channel = `${event.channel}`
      const thread_ts = `${event.ts}`
      const text = `${event.text}`
      if (text.includes('slow'))
        return void (await client.assistant.threads.setStatus({
          channel_id: channel,
          thread_ts,
          status: 'is reading the documents…',
        }))
      if (text.includes('file'))
        return void (await client.filesUploadV2({
          channel_id: channel,
          thread_ts,
          filename: '决算.csv',
          title: 'Figures',
          content: '\ufeff部门,决算\n',
        }))
      const blocks = text.includes('chart') ? charts : text.includes('other') ? otherBlocks : tableAndText
      // The chart block is not among the typed blocks.
      await client.chat.postMessage({ channel, thread_ts, text: 'answer', blocks: [...blocks] as never })
    })
    bot.event('app_home_opened', async ({ event, client }) => {
      if (event.tab === 'home')
        await client.views.publish({
          user_id: event.user,
          view: { type: 'home', blocks: [...homeBlocks] as never },
        })
    })
    bot.action(/^/u, async ({ ack, action, body, client }) => {
      await ack()
      heard.push('action_id' in action ? action.action_id : '')
      if ('action_id' in action && action.action_id === 'sources' && 'trigger_id' in body)
        await client.views.open({ trigger_id: body.trigger_id, view: form('Report') })
    })
    bot.command('/juesuan', async ({ ack, command }) => ack({ text: `you asked: ${command.text}` }))
    bot.shortcut('summarise', async ({ ack }) => {
      await ack()
      heard.push('summarise')
    })
    bot.view('form', async ({ ack, view }) => {
      const typed = view.state.values.words?.typed?.value ?? ''
      if (typed.includes('wrong')) return ack({ response_action: 'errors', errors: { words: 'Say more.' } })
      if (typed.includes('again')) return ack({ response_action: 'push', view: form('Once more') })
      heard.push(`form: ${typed} ${view.state.values.files?.files?.files?.length}`)
      return ack({ response_action: 'clear' })
    })
    await bot.init()
    await bot.start()
    return bot
  }

  const ask = async (page: Awaited<ReturnType<typeof openPage>>['page'], words: string) => {
    await page.locator('.main-pane .composer-field').fill(words)
    await page.locator('.main-pane .composer-field').press('Enter')
  }

  it('answers in a thread, with a table that can be sorted and paged', async () => {
    const { page, faults } = await openPage(browser, server.url)
    await page.locator('.main-pane .composer-field').pressSequentially('@ju')
    await page.locator('.completions li').first().waitFor()
    await takePicture(page, 'completion')
    await page.locator('.main-pane .composer-field').press('Tab')
    await page.locator('.main-pane .composer-field').pressSequentially('show a table')
    await page.locator('.main-pane .composer-field').press('Enter')
    const table = page.locator('.thread-pane .data-table')
    await table.waitFor()
    await takePicture(page, 'table')
    const firstCells = () => table.locator('tbody tr td:nth-child(2)').allTextContents()
    expect(await firstCells()).toHaveLength(5)
    await table.locator('.sorter').nth(1).click()
    expect((await firstCells())[0]).toBe('1204.50')
    await table.getByRole('button', { name: 'Next page' }).click()
    expect(await firstCells()).toEqual(['58.20', '33.30'])
    await page.locator('.thread-pane .thumb.positive').click()
    await expect.poll(() => heard).toEqual(['rate'])
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('asks before a dangerous button, and opens menus', async () => {
    const { page } = await openPage(browser, server.url)
    await ask(page, '@juesuan table')
    await page.locator('.thread-pane').getByRole('button', { name: 'Erase' }).click()
    await takePicture(page, 'confirm')
    await page.getByRole('button', { name: 'Keep' }).click()
    expect(heard).toEqual([])
    await page.locator('.thread-pane').getByRole('button', { name: 'Erase' }).click()
    await page.locator('.confirm').getByRole('button', { name: 'Erase' }).click()
    await expect.poll(() => heard).toEqual(['erase'])
    await page.locator('.thread-pane .actions .square').click()
    await takePicture(page, 'menu')
    await page.getByRole('menuitem', { name: 'Export' }).click()
    await expect.poll(() => heard).toEqual(['erase', 'more'])
    await page.context().close()
  })

  it('stacks modals, shows their errors, and uploads files', async () => {
    const { page, faults } = await openPage(browser, server.url)
    await ask(page, '@juesuan table')
    await page.locator('.thread-pane').getByRole('button', { name: 'Sources' }).click()
    const dialog = page.locator('dialog.dialog')
    await dialog.getByRole('button', { name: 'Send' }).click()
    expect(await dialog.locator('.input-error').first().textContent()).toBe('Please complete this field.')
    await dialog.locator('textarea').fill('wrong')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await dialog.getByText('Say more.').waitFor()
    await dialog.locator('input[type=file]').setInputFiles({
      name: '说明.txt',
      mimeType: 'text/plain',
      buffer: Buffer.from('甲'),
    })
    await dialog.getByText('说明.txt').waitFor()
    await takePicture(page, 'modal')
    await dialog.locator('textarea').fill('again')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await dialog.getByText('Once more').waitFor()
    await dialog.getByRole('button', { name: 'Back' }).click()
    await dialog.getByText('说明.txt').waitFor()
    await dialog.locator('textarea').fill('done')
    await dialog.getByRole('button', { name: 'Send' }).click()
    await expect.poll(() => heard).toEqual(['sources', 'form: done 1'])
    await expect.poll(() => dialog.isVisible()).toBe(false)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows commands, ephemeral answers, shortcuts, edits and deletions', async () => {
    const { page } = await openPage(browser, server.url)
    await ask(page, '/juesuan total')
    await page.getByText('you asked: total').waitFor()
    await page.getByText('Only visible to you').first().waitFor()
    await ask(page, 'a first note')
    const written = page.locator('.main-pane .message', { hasText: 'a first note' })
    const note = page.locator(`.main-pane .message[data-ts="${await written.getAttribute('data-ts')}"]`)
    await note.hover()
    await note.getByRole('button', { name: 'More actions' }).click()
    await takePicture(page, 'message-menu')
    await page.getByRole('menuitem', { name: 'Summarise' }).click()
    await expect.poll(() => heard).toEqual(['summarise'])
    await note.hover()
    await note.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Edit' }).click()
    await note.locator('textarea').fill('a second note')
    await note.locator('textarea').press('Enter')
    await note.getByText('a second note').waitFor()
    await note.hover()
    await note.getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Delete' }).click()
    await page.locator('.confirm').getByRole('button', { name: 'Delete message' }).click()
    await expect.poll(() => note.count()).toBe(0)
    await page.locator('.person-picker').selectOption({ label: '林晓' })
    await expect.poll(() => page.getByText('you asked: total').count()).toBe(0)
    await page.context().close()
  })

  it('shows the home tab, prompts, status and files', async () => {
    const { page, faults } = await openPage(browser, server.url)
    await page.locator('.rail-entry').last().click()
    await page.getByRole('tab', { name: 'Home' }).click()
    await page.getByText('Five disclosures').waitFor()
    await takePicture(page, 'home')
    await page.getByRole('tab', { name: 'Messages' }).click()
    await takePicture(page, 'prompts')
    await page.getByRole('button', { name: 'Over budget' }).click()
    await page.locator('.thread-pane .data-table').waitFor()
    await page.locator('.thread-pane').getByRole('button', { name: 'Close' }).click()
    await ask(page, 'slow')
    await page.locator('.main-pane .status').waitFor()
    await ask(page, 'a file')
    const file = page.locator('.thread-pane .file')
    await file.waitFor()
    await takePicture(page, 'file')
    const [download] = await Promise.all([page.waitForEvent('download'), file.click()])
    expect(download.suggestedFilename()).toBe('决算.csv')
    expect(faults).toEqual([])
    await page.context().close()
  })

  it.each([
    { name: 'desk-light', colorScheme: 'light' as const, viewport: { width: 1280, height: 1_700 } },
    { name: 'desk-dark', colorScheme: 'dark' as const, viewport: { width: 1280, height: 1_700 } },
    { name: 'phone-light', colorScheme: 'light' as const, viewport: { ...phone, height: 1_700 } },
    { name: 'phone-dark', colorScheme: 'dark' as const, viewport: { ...phone, height: 1_700 } },
  ])('fits its window: $name', async ({ name, ...options }) => {
    const { page, faults } = await openPage(browser, server.url, options)
    for (const what of ['table', 'chart', 'other']) {
      await ask(page, `@juesuan ${what}`)
      await page.locator('.thread-pane .message').nth(1).waitFor()
      await page
        .locator('.thread-pane')
        .getByText(`@juesuan ${what}`)
        .or(page.locator('.thread-pane .mention'))
        .first()
        .waitFor()
      await takePicture(page, `${name}-${what}`)
      const overflow = Number(await page.evaluate('document.documentElement.scrollWidth - innerWidth'))
      expect(overflow).toBeLessThanOrEqual(0)
      await page.locator('.thread-pane').getByRole('button', { name: 'Close' }).click()
    }
    await takePicture(page, `${name}-channel`)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('shows what a bot sends as text, never as HTML, and follows no harmful link', async () => {
    const text = '<b>bold</b> &lt;img src=x onerror=alert(1)&gt; <javascript:alert(1)|here>'
    await webClient(front.botToken, front.apiUrl).chat.postMessage({
      channel: front.channel,
      text,
      blocks: [
        { type: 'section', text: { type: 'plain_text', text: '<img src=x onerror=alert(1)>' } },
        { type: 'section', text: { type: 'mrkdwn', text } },
        { type: 'markdown', text: '<img src=x onerror=alert(1)> [here](javascript:alert(1))' },
      ],
    })
    const { page, faults } = await openPage(browser, server.url)
    await page.locator('.rail-entry', { hasText: 'general' }).click()
    const message = page.locator('.main-pane .message-content', { hasText: '<img src=x' })
    await message.waitFor()
    expect(await message.locator('.section').first().textContent()).toBe('<img src=x onerror=alert(1)>')
    expect(await message.locator('img, b, a').count()).toBe(0)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('works on a phone: the list of channels, the home tab, a modal', async () => {
    const { page, faults } = await openPage(browser, server.url, { viewport: phone, colorScheme: 'dark' })
    await page.getByRole('button', { name: 'Open the list of channels' }).click()
    await page.locator('.rail-entry').last().click({ trial: true })
    await takePicture(page, 'phone-rail')
    await page.locator('.rail-entry').last().click()
    await page.getByRole('tab', { name: 'Home' }).click()
    await page.getByText('Five disclosures').waitFor()
    await takePicture(page, 'phone-home')
    await page.getByRole('button', { name: 'Sources' }).click()
    await page.locator('dialog.dialog').getByText('Your words').waitFor()
    await takePicture(page, 'phone-modal')
    await page.keyboard.press('Escape')
    await expect.poll(() => page.locator('dialog.dialog').isVisible()).toBe(false)
    expect(faults).toEqual([])
    await page.context().close()
  })

  it('speaks Chinese when asked to', async () => {
    const { page } = await openPage(browser, server.url)
    await page.getByRole('button', { name: '中文' }).click()
    await page.getByText('频道', { exact: true }).waitFor()
    await page.reload()
    await page.getByText('频道', { exact: true }).waitFor()
    await takePicture(page, 'chinese')
    await page.context().close()
  })
})

it('has a browser to be tried in', (context) => {
  // The continuous build must have one; elsewhere a machine may do without.
  if (chromiumPath === undefined && process.env.CI === undefined)
    context.skip('no Chromium was found on this machine, so the playground was not tried in one')
  expect(chromiumPath).toBeDefined()
})
