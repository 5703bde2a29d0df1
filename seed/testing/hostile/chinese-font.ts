import { fileURLToPath } from 'node:url'

/** The font that comes with the program, for pages with Chinese text. */
export const chineseFont = fileURLToPath(
  new URL('../fonts/NotoSansHans-Regular.otf', import.meta.resolve('@embedpdf/fonts-sc')),
)
