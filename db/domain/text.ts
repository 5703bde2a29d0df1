const numbering =
  /^(?:[(（]?[一二三四五六七八九十百]{1,3}[)）]?[、.．]|[(（][一二三四五六七八九十百]{1,3}[)）]|[(（]?\d{1,3}[)）]?[、.．]|[(（]\d{1,3}[)）]|[①-⑳])/u

/** A printed label without its numbering ("二十一、", "（三）", "3．") and white space, brackets in full width. */
export const stripNumbering = (label: string): string =>
  label
    .replace(/\s+/gu, '')
    .replace(numbering, '')
    .replace(/\(/gu, '（')
    .replace(/\)/gu, '）')
    .replace(/^其中[:：]/u, '')

export const hasChinese = (text: string): boolean => /\p{Script=Han}/u.test(text)

/**
 * The language of a text that may mix both: English where more words are English than stretches are Chinese, so that
 * "spending of the 新洲 union" is English and "zhongzhan区总工会的支出" is Chinese.
 */
export const languageOf = (text: string): 'zh' | 'en' => {
  const chinese = text.match(/\p{Script=Han}+/gu)?.length ?? 0
  const english = text.match(/[a-z]+/giu)?.length ?? 0
  return chinese > 0 && english <= chinese + 1 ? 'zh' : 'en'
}

/** Stands in a text for what was printed there and could not be read. */
export const unreadableSign = '\ufffd'
