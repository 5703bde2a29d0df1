import type { PrintState } from './terms.ts'

/** Money is whole fen (分), never a float. */
export const fenByUnit = { 元: 100, 千元: 100_000, 万元: 1_000_000, 亿元: 10_000_000_000 } as const
export type MoneyUnit = keyof typeof fenByUnit

export const isMoneyUnit = (unit: string): unit is MoneyUnit => Object.hasOwn(fenByUnit, unit)

export type ParsedAmount =
  | { readonly kind: 'amount'; readonly fen: number }
  | { readonly kind: Extract<PrintState, 'blank' | 'dash' | 'none'> }
  | { readonly kind: 'not-an-amount'; readonly text: string }

const plainNumber = /^-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?$/u

/**
 * Reads an amount as printed in a table cell or a sentence.
 *
 * Unit: `unit` is the table's or sentence's own ("万元" on many departmental forms); the result is in whole fen.
 * Shape: "1,234.50", "－", "", "无" and full-width digits; brackets mean negative. More digits than a fen holds
 * are rounded half up, as the forms themselves do.
 * Outcomes: 'blank', 'dash' and 'none' are values, not failures; anything else is 'not-an-amount' with the text, also
 * what is too large to be held to the fen (90 trillion yuan).
 */
export const parseAmount = (printed: string, unit: MoneyUnit): ParsedAmount => {
  const text = printed.normalize('NFKC').replace(/\s+/gu, '').replace(/，/gu, ',')
  if (text === '') return { kind: 'blank' }
  if (/^[-—–－−―]+$/u.test(text)) return { kind: 'dash' }
  if (text === '无') return { kind: 'none' }
  const bracketed = /^\((.+)\)$/u.exec(text)
  const digits = (bracketed ? `-${bracketed[1]}` : text).replace(/^−/u, '-')
  if (!plainNumber.test(digits)) return { kind: 'not-an-amount', text: printed }
  const fen = scaleDecimal(digits.replaceAll(',', ''), fenByUnit[unit])
  return Number.isSafeInteger(fen) ? { kind: 'amount', fen } : { kind: 'not-an-amount', text: printed }
}

/** A decimal text times a whole factor, without floats, rounded half away from zero. */
const scaleDecimal = (decimal: string, factor: number): number => {
  const isNegative = decimal.startsWith('-')
  const [whole = '0', fraction = ''] = decimal.replace('-', '').split('.')
  const scale = 10n ** BigInt(fraction.length)
  const scaled = BigInt(whole + fraction) * BigInt(factor)
  const rounded = (scaled * 2n + scale) / (scale * 2n)
  return Number(isNegative ? -rounded : rounded)
}

/** An amount as a decimal text in `unit`, with at least two decimals for 万元 and 亿元 and none dropped. */
export const formatAmount = (fen: number, unit: MoneyUnit): string => {
  const factor = fenByUnit[unit]
  const decimals = String(factor).length - 1
  const sign = fen < 0 ? '-' : ''
  const digits = String(Math.abs(fen)).padStart(decimals + 1, '0')
  const whole = digits.slice(0, -decimals)
  const fraction = digits.slice(-decimals).replace(/0+$/u, '')
  return `${sign}${whole}.${fraction.padEnd(2, '0')}`
}
