import type { Citation } from './answer.ts'
import type { Phrases } from './phrases.ts'

/** The page where the document has pages, else the lines: what a reader of it can turn to. */
export const placeWords = (
  { lines, page }: Pick<Citation, 'lines' | 'page'>,
  say: Pick<Phrases, 'lines' | 'page'>,
): string => {
  if (page !== null) return say.page(page)
  return lines === null ? '' : say.lines(...lines)
}
