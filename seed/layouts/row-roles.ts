import { withoutSpace } from '../intermediate.ts'

const numberingWords = new Set(['栏次', '类', '款', '项'])

/** All that the role of a row is told from. */
export type RowTexts = Readonly<{ cells: readonly Readonly<{ text: string }>[] }>

const textsOf = (row: RowTexts): readonly string[] =>
  row.cells.map((cell) => withoutSpace(cell.text)).filter((text) => text !== '')

/** 栏次 1 2 3 …, 类 款 项 1 2 3 …, or the numbers alone: says which column is which, prints no figure. */
const isColumnNumbering = (row: RowTexts): boolean => {
  const texts = textsOf(row)
  const words = texts.filter((text) => numberingWords.has(text))
  const numbers = texts.filter((text) => /^\d{1,2}$/u.test(text)).map(Number)
  if (texts.length === 0 || words.length + numbers.length < texts.length) return false
  const isConsecutive = numbers.every(
    (number, index) => index === 0 || number === (numbers[index - 1] ?? 0) + 1,
  )
  return isConsecutive && (words.length > 0 || (numbers.length > 2 && numbers[0] === 1))
}

const looksLikeBody = (row: RowTexts): boolean => {
  const texts = textsOf(row)
  return (
    texts.length === 0 ||
    texts.some((text) => /^[-\d.,，]*\d$/u.test(text)) ||
    (texts.length <= 2 && /^(?:合计|总计)$/u.test(texts[0] ?? ''))
  )
}

/** How many rows stand above the figures: first the header's own, then the column numbering. */
export const countHeaderRows = (
  rows: readonly RowTexts[],
): { readonly header: number; readonly structural: number } => {
  const limit = Math.min(rows.length, 7)
  for (let index = 0; index < limit; index += 1) {
    const row = rows[index]
    if (!row) break
    if (isColumnNumbering(row)) {
      let end = index
      for (let next = rows[end]; next && isColumnNumbering(next); next = rows[end]) end += 1
      return { header: index, structural: end - index }
    }
    if (looksLikeBody(row)) return { header: index, structural: 0 }
  }
  return { header: 0, structural: 0 }
}
