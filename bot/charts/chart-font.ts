import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chartPhrases, type Language } from './phrases.ts'

/** Noto Sans for simplified Chinese, regular: the family is called as the file calls itself. */
export const chartFontFamily = 'Noto Sans S Chinese'
export const chartFontFile = fileURLToPath(
  new URL('../fonts/NotoSansHans-Regular.otf', import.meta.resolve('@embedpdf/fonts-sc')),
)

/** The same letters on every machine: no font but the one that comes with the program. */
export const fontOptions = (file: string) => ({
  loadSystemFonts: false,
  fontFiles: [file],
  defaultFontFamily: chartFontFamily,
})

const sample = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100">
  <rect width="200" height="100" fill="#fff"/>
  <text x="10" y="75" font-family="${chartFontFamily}" font-size="80" fill="#000">预算</text>
</svg>`
/** The two characters cover some thousands of the sample's pixels. */
const leastDarkPixels = 1_000
const darkBelow = 128

/** Draws 预算 and looks whether anything is there: without a usable font the drawing is blank, and nothing fails. */
export const checkChartFont = async (
  language: Language = 'zh',
  file: string = chartFontFile,
): Promise<string | null> => {
  const say = chartPhrases[language]
  if (!existsSync(file)) return say.fontMissing(file)
  const { renderAsync } = await import('@resvg/resvg-js')
  const { pixels } = await renderAsync(sample, { font: fontOptions(file) })
  // Four bytes a pixel: the first is its red, which black lacks.
  const dark = pixels.filter((value, at) => at % 4 === 0 && value < darkBelow).length
  return dark < leastDarkPixels ? say.fontUnusable(file) : null
}
