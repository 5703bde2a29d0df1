/**
 * Values as a text states them, to the last digit. Two values are the same only if their decimals are: 429.56万元 is
 * 4.2956 million yuan, and 4.3 million yuan is another value.
 */
import { moved, plainDecimal } from './decimal.ts'
import { chineseNumberAt, englishNumberAt } from './number-words.ts'

/** `garbled` is what looks like a number and is none: 4,29.56. */
export type ValueKind = 'money' | 'percent' | 'points' | 'plain' | 'garbled'

export type Value = Readonly<{
  kind: ValueKind
  /** Without its sign; money in yuan. */
  decimal: string
  isNegative: boolean
}>

/** `isWorded`: in words or Chinese numerals, which may count nothing at all (一是, "one"). */
export type StatedValue = Value & Readonly<{ start: number; end: number; isWorded: boolean }>

export const isSameValue = (left: Value, right: Value): boolean =>
  left.kind !== 'garbled' &&
  left.kind === right.kind &&
  left.decimal === right.decimal &&
  left.isNegative === right.isNegative

/** Full-width digits and signs as ASCII; the length stays. */
export const foldWidth = (text: string): string =>
  text.replace(/[０-９％－]/gu, (character) => character.normalize('NFKC'))

const yuan = '(?:yuan|rmb|cny|renminbi)\\b'
/** What follows a number; the first that fits is its unit. `places`: what the scale moves the decimal point by. */
const units: readonly (readonly [words: RegExp, unit: Readonly<{ kind: ValueKind; places: number }>])[] = [
  [/\s*亿[元圆]/uy, { kind: 'money', places: 8 }],
  [/\s*千万[元圆]/uy, { kind: 'money', places: 7 }],
  [/\s*百万[元圆]/uy, { kind: 'money', places: 6 }],
  [/\s*十万[元圆]/uy, { kind: 'money', places: 5 }],
  [/\s*万[元圆]/uy, { kind: 'money', places: 4 }],
  [/\s*千[元圆]/uy, { kind: 'money', places: 3 }],
  [/\s*[元圆]/uy, { kind: 'money', places: 0 }],
  [/\s*亿/uy, { kind: 'plain', places: 8 }],
  [/\s*万/uy, { kind: 'plain', places: 4 }],
  [/\s*千(?!\p{Script=Han}*米)/uy, { kind: 'plain', places: 3 }],
  [new RegExp(`\\s*×?\\s*10,000 ${yuan}`, 'iuy'), { kind: 'money', places: 4 }],
  [new RegExp(`[ -]?billion[ -]${yuan}`, 'iuy'), { kind: 'money', places: 9 }],
  [new RegExp(`[ -]?hundred[ -]million[ -]${yuan}`, 'iuy'), { kind: 'money', places: 8 }],
  [new RegExp(`[ -]?million[ -]${yuan}`, 'iuy'), { kind: 'money', places: 6 }],
  [new RegExp(`[ -]?(?:ten[ -]thousand|wan)[ -]${yuan}`, 'iuy'), { kind: 'money', places: 4 }],
  [new RegExp(`[ -]?thousand[ -]${yuan}`, 'iuy'), { kind: 'money', places: 3 }],
  [new RegExp(`[ -]?${yuan}`, 'iuy'), { kind: 'money', places: 0 }],
  [/[ -]?billion\b/iuy, { kind: 'plain', places: 9 }],
  [/[ -]?million\b/iuy, { kind: 'plain', places: 6 }],
  [/[ -]?thousand\b/iuy, { kind: 'plain', places: 3 }],
  [/\s*(?:个百分点|百分点)/uy, { kind: 'points', places: 0 }],
  [/[ -]?(?:percentage|percent|per cent|%) points?\b/iuy, { kind: 'points', places: 0 }],
  [/\s*(?:%|percent\b|per cent\b)/iuy, { kind: 'percent', places: 0 }],
]
const noUnit = { kind: 'plain', places: 0 } as const
const currencyBefore = /(?:[¥￥]|\b(?:rmb|cny)) ?$/iu
const digits = /\d(?:[\d,.]*\d)?/uy

/** The value that starts at `offset` of a text of folded width; null: there is none. */
export const valueAt = (text: string, offset: number): StatedValue | null => {
  const hundredth = text.startsWith('百分之', offset) ? 3 : 0
  const at = offset + hundredth
  digits.lastIndex = at
  const [printed] = digits.exec(text) ?? []
  const worded = printed === undefined ? (chineseNumberAt(text, at) ?? englishNumberAt(text, at)) : null
  if (printed === undefined && worded === null) return null
  const decimal = printed === undefined ? (worded?.decimal ?? null) : plainDecimal(printed)
  const length = printed?.length ?? worded?.length ?? 0
  const isWorded = printed === undefined
  const stated = { isNegative: isAfterMinus(text, offset), start: offset, isWorded }
  if (decimal === null) return { ...stated, kind: 'garbled', decimal: '', end: unitAt(text, at + length).end }
  if (hundredth > 0) return { ...stated, kind: 'percent', decimal, end: at + length }
  const { unit, end } = unitAt(text, at + length)
  const isMoney = unit.kind === 'plain' && currencyBefore.test(text.slice(0, offset))
  return { ...stated, kind: isMoney ? 'money' : unit.kind, decimal: moved(decimal, unit.places), end }
}

const unitAt = (text: string, offset: number) => {
  for (const [words, unit] of units) {
    words.lastIndex = offset
    const [said] = words.exec(text) ?? []
    if (said !== undefined) return { unit, end: offset + said.length }
  }
  return { unit: noUnit, end: offset }
}

/** A minus sign, and not the hyphen of a word or a range. */
const isAfterMinus = (text: string, offset: number): boolean =>
  /(?:^|[^\d\p{L}])-$|\p{Script=Han}-$/u.test(text.slice(0, offset))

/** All values of a text, in order. */
export const valuesIn = (text: string): readonly StatedValue[] => {
  const folded = foldWidth(text)
  const values: StatedValue[] = []
  for (let offset = 0; offset < folded.length; offset += 1) {
    const value = valueAt(folded, offset)
    if (value === null) continue
    values.push(value)
    offset = value.end - 1
  }
  return values
}
