import { guardLimits } from './limits.ts'
import { type GuardRefusal, refusal } from './refusal.ts'

/**
 * Characters on which SQLite and a JavaScript parser can differ (SQLite stops reading at NUL and takes a BOM for a
 * space) or which a reader of the text cannot see: controls, format and bidi marks, zero widths, lone surrogates,
 * unassigned and private ones, every space but the plain one and the ideographic one.
 */
const forbiddenCharacter = /[[\p{C}\p{Z}\p{Default_Ignorable_Code_Point}]--[ \t\n\r\u3000]]/v

/** Looks at the text alone, before anything parses it. */
export const checkText = (sql: string): GuardRefusal | null => {
  if (sql.length > guardLimits.characters) {
    return refusal('too-long', String(guardLimits.characters), [guardLimits.characters, sql.length])
  }
  const found = forbiddenCharacter.exec(sql)
  if (found === null) return null
  const codePoint = found[0].codePointAt(0) ?? 0
  return refusal('forbidden-character', `U+${codePoint.toString(16).toUpperCase().padStart(4, '0')}`, [
    found.index,
    found.index + found[0].length,
  ])
}
