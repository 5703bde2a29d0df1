import { expect, it } from 'vitest'
import { blankImage } from './gray-image.ts'
import { recognisePage } from './recognise-page.ts'
import type { ReadLines, Training } from './tesseract.ts'

/** One printed line on an empty page, and what each network makes of it; `failures`: times that each call fails first. */
const textRead = async (texts: Readonly<Record<Training, string>>, failures = 0): Promise<string | null> => {
  const image = blankImage(1200, 800)
  for (let x = 200; x < 400; x += 20)
    for (let y = 300; y < 332; y += 1) image.pixels.fill(0, y * 1200 + x, y * 1200 + x + 12)
  let failed = 0
  const read: ReadLines = async (images, _, training) => {
    failed += 1
    if (failed <= failures) return null
    failed = 0
    return images.map(({ width }) =>
      texts[training] === '' ? [] : [{ text: texts[training], left: 10, right: width - 10 }],
    )
  }
  const content = await recognisePage(image, 4, read)
  return content?.glyphs.map(({ text }) => text).join('') ?? null
}

it.each([
  { what: 'a number that both networks read', zh: '46.93', eng: '46.93', text: '46.93' },
  { what: 'a number that they read apart', zh: '46.93', eng: '46.98', text: '\ufffd' },
  { what: 'a number that only one reads', zh: '46.93', eng: '', text: '\ufffd' },
  { what: 'words', zh: '本年收入合计', eng: '8', text: '本年收入合计' },
  { what: 'a number among words', zh: '共46.93万元', eng: '46.93', text: '共46.93万元' },
  { what: 'signs beside ideographs', zh: '部门:总(区)', eng: '', text: '部门：总（区）' },
  { what: 'ink of which nothing is read', zh: '', eng: '', text: '\ufffd' },
])('writes $what as $text', async ({ zh, eng, text }) => {
  expect(await textRead({ chi_sim: zh, eng })).toBe(text)
})

it('tries once more where the program fails', async () => {
  const texts = { chi_sim: '46.93', eng: '46.93' }
  expect(await textRead(texts, 1)).toBe('46.93')
  expect(await textRead(texts, 2)).toBeNull()
})

it('says so where the program fails', async () => {
  const image = blankImage(100, 100)
  expect(await recognisePage(image, 4, async () => null)).toBeNull()
})
