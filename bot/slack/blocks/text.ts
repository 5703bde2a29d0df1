import { cutBy, lengthOf } from '../../answer/plain-text.ts'

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** Takes away all that Slack's markup is made of, so that data can neither mention nor link. */
export const escapeText = (text: string): string =>
  text.replace(/[&<>]/gu, (character) => escapes[character] ?? '')

/** Escaped text of at most `limit` characters; an entity is never cut. */
export const cutEscaped = (text: string, limit: number): string =>
  escapeText(cutBy(text, limit, (character) => lengthOf(escapeText(character))))
