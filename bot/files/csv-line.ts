/** What a spreadsheet takes for the beginning of a formula; full-width signs are read so in some editions. */
const formulaStart = /^[=+\-@\t\r＝＋－＠]/u

/** A text that no spreadsheet runs: an apostrophe stands before what would begin a formula. A lone dash begins none. */
const harmless = (text: string): string =>
  formulaStart.test(text) && !/^[-－]$/u.test(text) ? `'${text}` : text

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return harmless(value)
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** One line of a table as RFC 4180 writes it, without its end. Lists are JSON; numbers stay as they are. */
export const csvLine = (values: readonly unknown[]): string =>
  values
    .map((value) => {
      const text = cellText(value)
      return /[",\r\n]/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text
    })
    .join(',')

// Without it Excel reads Chinese text in the code page of the machine.
const byteOrderMark = '\uFEFF'
const lineEnd = '\r\n'

/** A whole table that opens in Excel by a double click. */
export const csvBytes = (lines: readonly (readonly unknown[])[]): Uint8Array =>
  new TextEncoder().encode(byteOrderMark + lines.map((cells) => csvLine(cells) + lineEnd).join(''))
