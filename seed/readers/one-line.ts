/** Signs that a line of Chinese may be broken beside without a blank. */
const chinese = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef\u2018-\u201d\u2026\u2014\u00b7]/u

const isChinese = (character: string | undefined): boolean =>
  character !== undefined && chinese.test(character)

/** Marks that are not seen: zero widths, soft hyphens, byte order marks. */
const unseen = /[\u00ad\u200b-\u200f\u2060\ufeff]/gu

/**
 * Text on one line, trimmed. A break or tab within it goes where Chinese stands beside it, and is a blank elsewhere;
 * blanks that are not to be broken are blanks.
 */
export const oneLine = (text: string): string =>
  text
    .replace(unseen, '')
    .replace(/\s+/gu, (blanks: string, at: number, whole: string) => {
      if (!/[\t\n\v\f\r\u2028\u2029]/u.test(blanks)) return blanks.replaceAll('\u00a0', ' ')
      return isChinese(whole[at - 1]) || isChinese(whole[at + blanks.length]) ? '' : ' '
    })
    .trim()
