/** Numbers as an answer states them, and whether one of them states what is expected. */
import type { Answer } from '../answer/answer.ts'
import type { Amount, Quantity } from './case.ts'
import { acrossScripts, plainText } from './plain-text.ts'

/** Made by the words beside a number; `yuan` is named as money, `scaled` (万, million, thousand) is money if asked for. */
type NumberKind = 'yuan' | 'scaled' | 'percent' | 'times' | 'count' | 'bare'

/** Unit: that of its kind, amounts in yuan. `position`: a character of a text, or a row. */
export type StatedNumber = Readonly<{ value: number; kind: NumberKind; position: number }>

const digits = /(?<![\d.])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?!\d)/gu
const currency = '(?:rmb|cny|yuan|renminbi|元|圆|人民币)'
const currencyBefore = /(?:¥|￥|(?<![a-z])(?:rmb|cny|yuan))\s*$/u
const emphasis = '\\s*_`'
const brackets = ')(\\['

const after = (marks: string, ...words: readonly string[]): RegExp =>
  acrossScripts(new RegExp(`^[${marks}]*(?:${words.join('|')})`, 'u'))

const tenThousandYuan = [
  ...['万元', '万人民币', '万圆', '万块', '万rmb', '万cny', '万yuan', 'wan\\b(?:[- ]?(?:yuan|rmb))?'],
  ...[`ten[- ]thousand[- ]?${currency}?`, `10[, ]?000[- ]?${currency}`, `10\\^?4[- ]?${currency}`],
  ...[`10k[- ]?${currency}?`, 'rmb[- ]?10k', 'rmb[- ]?10,?000', 'cny[- ]?10,?000', 'cny[- ]?10k'],
]
const counters = [
  ...['人次', '人', '名', '辆', '家', '个', '户', '台', '套', '条', '项', '份', '场', '期', '分(?!之)'],
  ...['people', 'persons', 'staff', 'employees', 'vehicles', 'cars', 'unions', 'projects', 'points', 'posts'],
  ...['workers', 'households', 'stations', 'departments', 'units'],
]

type Unit = Readonly<{ kind: NumberKind; times: number }>

/** The first that follows a number is its unit. */
const units: readonly (readonly [words: RegExp, unit: Unit])[] = [
  [after(emphasis + brackets, '亿元?', 'hundred million'), { kind: 'yuan', times: 1e8 }],
  [after(`${emphasis + brackets}x×`, ...tenThousandYuan), { kind: 'yuan', times: 1e4 }],
  [after(emphasis, '万(?!元)'), { kind: 'scaled', times: 1e4 }],
  [after(emphasis + brackets, 'billion', 'bn\\b'), { kind: 'yuan', times: 1e9 }],
  [after(emphasis + brackets, 'million', 'mn\\b', 'm\\b'), { kind: 'scaled', times: 1e6 }],
  [after(emphasis, 'thousand', 'k\\b'), { kind: 'scaled', times: 1e3 }],
  [
    after(emphasis + brackets, '%', 'percent', 'per cent', 'pct', '个?百分点', 'percentage'),
    { kind: 'percent', times: 1 },
  ],
  [after(emphasis, '倍', 'times', 'x\\b', '×', '-fold', 'fold'), { kind: 'times', times: 1 }],
  [after(emphasis + brackets, currency), { kind: 'yuan', times: 1 }],
  [after(emphasis, ...counters), { kind: 'count', times: 1 }],
]
const bare: Unit = { kind: 'bare', times: 1 }
const longestUnit = 40
const longestCurrency = 8

const inOrder = (numerals: readonly string[]): Readonly<Record<string, number>> =>
  Object.fromEntries(numerals.map((numeral, value) => [numeral, value]))

const chineseNumerals = { ...inOrder([...'零一二三四五六七八九十']), 两: 2 }
const englishNumerals = {
  ...inOrder('zero one two three four five six seven eight nine ten eleven twelve thirteen'.split(' ')),
  eighteen: 18,
  nineteen: 19,
}
const valueByNumeral: ReadonlyMap<string, number> = new Map(
  Object.entries({ ...chineseNumerals, ...englishNumerals }),
)
const counts = [
  new RegExp(`(${Object.keys(chineseNumerals).join('|')})[个家辆人名项台条份类所场期部件种户位张]`, 'gu'),
  acrossScripts(new RegExp(`\\b(${Object.keys(englishNumerals).join('|')})\\b`, 'gu')),
]

/** The numbers of a plain text. */
export const numbersIn = (text: string): readonly StatedNumber[] => [
  ...Array.from(text.matchAll(digits), ({ 0: printed, index }): StatedNumber => {
    const rest = text.slice(index + printed.length, index + printed.length + longestUnit)
    const { kind, times } = units.find(([words]) => words.test(rest))?.[1] ?? bare
    const isAfterCurrency = currencyBefore.test(text.slice(Math.max(0, index - longestCurrency), index))
    const isPlain = kind === 'bare' || kind === 'count' || (kind === 'scaled' && times === 1e4)
    return {
      value: Number(printed.replaceAll(',', '')) * times,
      kind: isAfterCurrency && isPlain ? 'yuan' : kind,
      position: index,
    }
  }),
  ...counts.flatMap((count) =>
    Array.from(
      text.matchAll(count),
      ({ 1: numeral = '', index }): StatedNumber => ({
        value: valueByNumeral.get(numeral) ?? 0,
        kind: 'count',
        position: index,
      }),
    ),
  ),
]

/** The numbers of an answer's first rows; a column that names percent holds percentages. */
export const numbersInRows = ({ columns, rows }: Pick<Answer, 'columns' | 'rows'>): readonly StatedNumber[] =>
  rows.flatMap((row, position) =>
    row.flatMap((cell, column): readonly StatedNumber[] => {
      if (cell === null) return []
      if (typeof cell === 'string')
        return numbersIn(plainText(cell)).map((number) => ({ ...number, position }))
      const isPercent = /%|百分|_pct|percent/u.test(plainText(columns[column] ?? ''))
      return [{ value: cell, kind: isPercent ? 'percent' : 'bare', position }]
    }),
  )

const yuanByUnit: Readonly<Record<string, number>> = { 元: 1, 万元: 1e4, 亿元: 1e8 }

/** Whether a number states a quantity or one of its alternatives. A sign is not compared: words say the direction. */
export const states = (number: StatedNumber, { alternatives, ...first }: Quantity): boolean =>
  [first, ...alternatives].some((amount) => statesAmount(number, amount))

const statesAmount = (number: StatedNumber, amount: Amount): boolean => {
  const value = Math.abs(number.value)
  const expected = Math.abs(amount.value)
  const tolerance = amount.tolerance + 1e-9
  const isNear = (stated: number, within = tolerance) => Math.abs(stated - expected) <= within
  const yuan = yuanByUnit[amount.unit]
  if (yuan !== undefined) return statesMoney(number.kind, value, expected * yuan, tolerance * yuan, yuan)
  switch (amount.unit) {
    case '%':
      if (number.kind === 'percent') return isNear(value)
      if (number.kind === 'times')
        return isNear(value * 100, expected >= 100 ? Math.max(tolerance, 1) : tolerance)
      return number.kind === 'bare' && (isNear(value) || (value <= 25 && isNear(value * 100)))
    case '倍':
      if (number.kind === 'percent') return Math.abs(value - expected * 100) <= 0.1
      return (number.kind === 'times' || number.kind === 'bare' || number.kind === 'count') && isNear(value)
    default:
      return number.kind !== 'yuan' && number.kind !== 'percent' && isNear(value)
  }
}

/** A bare number may stand in the expected unit, in 万元 as tables print, or, if not small, in plain yuan. */
const statesMoney = (
  kind: NumberKind,
  value: number,
  expectedYuan: number,
  toleranceYuan: number,
  yuanPerUnit: number,
): boolean => {
  const isNear = (stated: number, within: number) => Math.abs(stated - expectedYuan) <= within
  if (kind === 'yuan' || kind === 'scaled') return isNear(value, toleranceYuan)
  if (kind !== 'bare') return false
  if (isNear(value * yuanPerUnit, toleranceYuan)) return true
  const tableTolerance = Math.max(toleranceYuan, expectedYuan >= 1e4 ? 100 : toleranceYuan)
  if (yuanPerUnit !== 1e4 && isNear(value * 1e4, tableTolerance)) return true
  return value >= 100 && isNear(value, Math.min(toleranceYuan, Math.max(1, 0.0005 * expectedYuan)))
}
