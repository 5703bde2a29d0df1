import { unreadableSign } from '../../db/domain/text.ts'
import { withoutSpace } from '../intermediate.ts'

const numberingWords = new Set(['栏次', '类', '款', '项'])

/** All that the role of a row is told from. */
export type RowTexts = Readonly<{ cells: readonly Readonly<{ text: string }>[] }>

const textsOf = (row: RowTexts): readonly string[] =>
  row.cells.map((cell) => withoutSpace(cell.text)).filter((text) => text !== '')

const longestNumber = 2

/** 栏次 1 2 3 …, 类 款 项 1 2 3 …, or the numbers alone: says which column is which, prints no figure. */
const isColumnNumbering = (texts: readonly string[]): boolean => {
  const words = texts.filter((text) => numberingWords.has(text))
  const numbered = texts.filter((text) => !numberingWords.has(text))
  const isNumber = (text: string) => /^\d{1,2}$/u.test(text)
  // On the picture of a page some may be unreadable, or misread beside the word: the others tell what they are.
  const isMisread = (text: string) =>
    text === unreadableSign || (words.includes('栏次') && text.length <= longestNumber)
  if (texts.length === 0 || !numbered.every((text) => isNumber(text) || isMisread(text))) return false
  const numbers = numbered.flatMap((text, index) => (isNumber(text) ? [Number(text) - index] : []))
  const [first] = numbers
  const isConsecutive = numbers.every((start) => start === first) && 2 * numbers.length >= numbered.length
  return isConsecutive && (words.length > 0 || (numbers.length > 2 && first === 1))
}

const looksLikeBody = (texts: readonly string[]): boolean =>
  texts.length === 0 ||
  texts.some((text) => /^[-\d.,，]*\d$/u.test(text)) ||
  (texts.length <= 2 && /^(?:合计|总计)$/u.test(texts[0] ?? ''))

/** How many rows stand above the figures: first the header's own, then the column numbering. */
export const countHeaderRows = (
  rows: readonly RowTexts[],
): { readonly header: number; readonly structural: number } => {
  const limit = Math.min(rows.length, 7)
  for (let index = 0; index < limit; index += 1) {
    const row = rows[index]
    if (!row) break
    const texts = textsOf(row)
    if (isColumnNumbering(texts)) {
      let end = index + 1
      for (let next = rows[end]; next && isColumnNumbering(textsOf(next)); next = rows[end]) end += 1
      return { header: index, structural: end - index }
    }
    if (looksLikeBody(texts)) return { header: index, structural: 0 }
  }
  return { header: 0, structural: 0 }
}
