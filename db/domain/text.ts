/**
 * Folds the width of characters, white space and case, for matching only; what is shown is always the printed text.
 */
export const foldText = (text: string): string => text.normalize('NFKC').replace(/\s+/gu, '').toLowerCase()

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
