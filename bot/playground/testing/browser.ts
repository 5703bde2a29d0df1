import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core'

/** A real browser for the page; the pictures it takes go to a folder that git ignores. */
const pictures = join(import.meta.dirname, '..', '..', '..', '.screenshots')
const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']

export const chromiumPath: string | undefined = places.find((path) => existsSync(path))

export const openBrowser = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: ['--no-sandbox'] })

export const desk = { width: 1280, height: 860 }
export const phone = { width: 390, height: 844 }

/** A page at the given address; whatever goes wrong on it is collected. */
export const openPage = async (
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Readonly<{ page: Page; faults: readonly string[] }>> => {
  const context = await browser.newContext({ viewport: desk, locale: 'en-US', ...options })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('pageerror', (fault) => faults.push(String(fault)))
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(message.text())
  })
  await page.goto(url)
  await page.locator('.rail-entry').first().waitFor({ state: 'attached' })
  return { page, faults }
}

export const takePicture = async (page: Page, name: string): Promise<void> => {
  mkdirSync(pictures, { recursive: true })
  await page.screenshot({ path: join(pictures, `${name}.png`) })
}
