/** What a single line of a disclosure can be, told from its own characters. */
import { withoutSpace } from '../intermediate.ts'

/** A line without the marks that converters leave: Word bookmarks, Markdown emphasis and list dashes. */
export const cleanLine = (line: string): string =>
  line
    .replace(/\[bookmark:[^\]]*\]/gu, '')
    .replace(/^\s*\*\*|\*\*\s*$/gu, '')
    .replace(/^\s*#+\s+/u, '')
    .replace(/^\s*- (?=\S)(?!\d+ -\s*$)/u, '')
    .trim()

export const isBlankLine = (line: string): boolean => line.trim() === ''

/** "- 10 -", "— 3 —". */
export const isPageNumber = (line: string): boolean => /^\s*[-—–]\s*\d{1,4}\s*[-—–]\s*$/u.test(line)

const captionPatterns: readonly RegExp[] = [
  /^(?:部门|单位)?(?:公开|预算|决算)表?\d+(?:[-－]\d+)?表?$/u,
  /^附?表\d+(?:[-－]\d+)?$/u,
  /(?:单位|金额单位)[:：](?:人民币)?(?:万元|千元|亿元|元)/u,
  /^计量单位[:：]/u,
  /^(?:编制)?(?:部门|单位|预算单位|部门单位)(?:名称)?(?:[（(][^）)]*[）)])?(?:名称)?[:：]/u,
  /^[（(]?20\d\d年度?[）)]?$/u,
  /^(?:预算|决算)?年度[:：]/u,
  /^(?:截止|填报|编制)(?:时间|日期)[:：]/u,
  /^\d{3,12}(?!年)\p{Script=Han}+$/u,
]

/** The small lines between a table's title and its grid: form number, department, year, unit. */
export const isCaption = (text: string): boolean => {
  const folded = withoutSpace(text)
  return folded.length <= 80 && captionPatterns.some((pattern) => pattern.test(folded))
}

export const statesUnit = (text: string): boolean =>
  /单位[:：](?:人民币)?(?:万元|千元|亿元|元)/u.test(withoutSpace(text))

/** Ends in 表, short, no sentence: can be the title of a table. */
export const isTableTitle = (text: string): boolean => {
  const folded = withoutSpace(text)
  return (
    folded.length >= 3 &&
    folded.length <= 60 &&
    /表(?:[（(][^（）()]*[）)])?$/u.test(folded) &&
    !/[。；，:：《]/u.test(folded)
  )
}

/** "…2023年部门预算信息公开情况说明". */
export const isDisclosureTitle = (text: string): boolean =>
  /^[^，。：]*20\d{2}年[^，。：]*(?:预算|决算)[^，。：]*(?:说明|报告|公开|书)$/u.test(withoutSpace(text))

export const isTableNote = (text: string): boolean => /^(?:注|说明|备注)\s*[:：]/u.test(text.trim())

const headingPatterns: readonly (readonly [level: number, pattern: RegExp])[] = [
  [1, /^第[一二三四五六七八九十]{1,3}部分/u],
  [1, /^(?:20\d{2}年度?)?[^，。：]{0,20}预算编制(?:情况)?的?说明$/u],
  [1, /^附件?\s*\d*\s*(?:-\d+)?\s*(?:[:：].*)?$/u],
  [2, /^[一二三四五六七八九十]{1,3}[、.．]/u],
  [3, /^[（(][一二三四五六七八九十]{1,3}[）)]/u],
]

const numberedPattern =
  /^(?:第[一二三四五六七八九十]{1,3}部分|[一二三四五六七八九十]{1,3}[、.．]|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]|\d{1,2}[、.．](?!\d)|[①-⑳])/u

/** Starts with a number of any of the usual kinds. */
export const isNumbered = (text: string): boolean => numberedPattern.test(text.trim())

/** 1 第一部分, 2 一、, 3 （一）; null for anything longer than a heading, or with an amount in it. */
export const headingLevelOf = (text: string): number | null => {
  const folded = withoutSpace(text)
  if (folded.length > 45 || /[。；].|[；：:，,]$|\d(?:万元|元|[%％])/u.test(folded)) return null
  const level = headingPatterns.find(([, pattern]) => pattern.test(folded))?.[0] ?? null
  const isDefinition = level !== 1 && /[：:]/u.test(folded)
  return isDefinition ? null : level
}

export const endsSentence = (text: string): boolean => /[。！？；;：:]["”）)]?\s*$/u.test(text)
