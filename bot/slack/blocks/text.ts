const ellipsis = '…'

/** Characters that Slack can carry: no lone surrogates, no control characters but the line break. */
export const cleanCharacters = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')

export const cleanText = (text: string): string => cleanCharacters(text).trim()

/** Clean text on one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ')

/** Counts as Slack is assumed to: UTF-16 units, never fewer than characters. */
export const lengthOf = (text: string): number => text.length

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Takes away all that Slack's markup is made of, so that data can neither mention nor link. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>]/gu, (character) => escapes[character] ?? '')

/**
 * Cuts to at most `limit` in length, counted by `measure` per character.
 *
 * Shape: characters stay whole; a number or Latin word that the cut would split is left out, because half a number
 * reads as another number.
 */
const cut = (text: string, limit: number, measure: (character: string) => number): string => {
  const characters = [...text]
  const sizes = characters.map(measure)
  if (sizes.reduce((sum, size) => sum + size, 0) <= limit) return text
  let end = 0
  let used = ellipsis.length
  for (const size of sizes) {
    if (used + size > limit) break
    used += size
    end += 1
  }
  const kept = characters.slice(0, end).join('')
  return `${kept.replace(/(?<![A-Za-z])[A-Za-z]{1,20}$/u, '').replace(/[\p{N}.,．，%％\s+\-−－]+$/u, '')}${ellipsis}`
}

export const cutText = (text: string, limit: number): string => cut(text, limit, lengthOf)

/** Escaped text of at most `limit` characters; an entity is never cut. */
export const cutEscaped = (text: string, limit: number): string =>
  escapeText(cut(text, limit, (character) => lengthOf(escapeText(character))))
