import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { renderText } from './terminal/render-text.ts'
import { openSeededAnswerer, type SeededAnswerer } from './testing/five-disclosures.ts'

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8')
let five: SeededAnswerer
beforeAll(async () => {
  five = await openSeededAnswerer()
})
afterAll(() => five.close())

/** What stands under each `$ npm run --silent ask -- "…"` of the page. */
const shown = [
  ...readme.matchAll(/\$ npm run --silent ask -- "(?<question>[^"]+)"\n(?<answer>[\s\S]*?)\n```/gu),
].map(({ groups }) => ({ question: groups?.question ?? '', answer: groups?.answer ?? '' }))

it('shows answers', () => {
  expect(shown.length).toBeGreaterThan(1)
})

it.each(shown)('shows the answer to $question as it is given', async ({ question, answer }) => {
  expect(renderText(await five.ask(question))).toBe(answer)
})
