const ellipsis = '…'

/**
 * Characters that every surface and file can carry: no lone surrogates, no control characters but the line break, none that
 * turn the direction of what follows.
 */
export const cleanCharacters = (text: string): string =>
  text
    .toWellFormed()
    .replace(/\r\n?/gu, '\n')
    .replace(/[^\P{Cc}\n]/gu, ' ')
    .replace(/[\u202A-\u202E\u2066-\u2069]/gu, '')

export const cleanText = (text: string): string => cleanCharacters(text).trim()

/** Clean text on one line. */
export const cleanLine = (text: string): string => cleanText(text).replace(/\s+/gu, ' ')

/** Counts UTF-16 units, never fewer than characters: as Slack is assumed to. */
export const lengthOf = (text: string): number => text.length

/**
 * Cuts to at most `limit` in length, counted by `measure` per character.
 *
 * Shape: characters stay whole; a number or Latin word that the cut would split is left out, because half a number
 * reads as another number.
 */
export const cutBy = (text: string, limit: number, measure: (character: string) => number): string => {
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

export const cutText = (text: string, limit: number): string => cutBy(text, limit, lengthOf)
