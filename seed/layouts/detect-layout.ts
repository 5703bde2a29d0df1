/** Fewer lines with tabs than this are slips of the keyboard, no table. */
const fewestRows = 3

/**
 * Tells a text's layout by its shape: lines that begin with their only tab hold one cell each, lines with inner tabs
 * hold a row each, and without tabs columns are told apart by blanks.
 */
export const detectLayout = (lines: readonly string[]): 'tabs' | 'cells' | 'spaces' => {
  const leading = lines.filter((line) => /^\s?\t[^\t]*$/u.test(line)).length
  const inner = lines.filter((line) => /[^\t]\t|\t[^\t]*\t/u.test(line)).length
  if (leading + inner < fewestRows) return 'spaces'
  return leading > inner ? 'cells' : 'tabs'
}
