/** Decimal texts, compared and moved without floats: "429.560", "0429.56" and "429.56" are one number. */

/** Outcomes: null for what is no plain decimal, with or without commas between each three digits. */
export const plainDecimal = (printed: string): string | null =>
  /^(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?$/u.test(printed) ? moved(printed.replaceAll(',', ''), 0) : null

/** A decimal times ten to the power of `places`. */
export const moved = (decimal: string, places: number): string => {
  const [whole = '', fraction = ''] = decimal.split('.')
  const digits = whole + fraction.padEnd(places, '0')
  const point = whole.length + places
  const before = digits.slice(0, point).replace(/^0+(?=\d)/u, '')
  const after = digits.slice(point).replace(/0+$/u, '')
  return `${before === '' ? '0' : before}${after === '' ? '' : `.${after}`}`
}
