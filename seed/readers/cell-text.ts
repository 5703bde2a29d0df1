import type { CellObject } from '@e965/xlsx'

/** All the digits that a workbook holds of a number, without an exponent: 0.1 + 0.2 is 0.3. */
const inFull = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 15, useGrouping: false })

/** The format that shows as much of a number as the column is wide; `@` is that of text, where a number was typed in. */
const isGeneral = (format: CellObject['z']): boolean =>
  format === undefined || /^(?:general|@)$/iu.test(`${format}`)

/**
 * A cell as the workbook shows it. What a format of its own shows is what is printed; where the format shows as much
 * as there is room for, or an exponent, the number stands in full. Of a formula, what it came to when it was saved.
 */
export const cellText = ({ t: type, v: value, w: shown, z: format }: CellObject): string => {
  if (type === 's') return String(value ?? '')
  if (type !== 'n' || typeof value !== 'number') return shown ?? ''
  const isShort = shown === undefined || isGeneral(format) || /\dE[+-]?\d/u.test(shown)
  return isShort ? inFull.format(value) : shown
}
