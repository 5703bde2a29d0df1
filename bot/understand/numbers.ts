/** Numbers as people say them: 50%, 五成, 一半, 百分之五十, 1.5倍, 500万元, "half", "5 million yuan", "1.5 times". */
import { stem, type Token } from './tokens.ts'

export type NumberUnit = 'percent' | 'points' | 'times' | 'fen' | 'plain'
/** `bare` is the number as said, before its unit: 5 in "5 million yuan". Length is in tokens. */
export type HeardNumber = Readonly<{ value: number; unit: NumberUnit; bare: number; length: number }>

const chineseDigits: Readonly<Record<string, number>> = {
  零: 0,
  〇: 0,
  一: 1,
  壹: 1,
  二: 2,
  贰: 2,
  两: 2,
  三: 3,
  叁: 3,
  四: 4,
  肆: 4,
  五: 5,
  伍: 5,
  六: 6,
  陆: 6,
  七: 7,
  柒: 7,
  八: 8,
  捌: 8,
  九: 9,
  玖: 9,
}
const chineseScales: Readonly<Record<string, number>> = {
  十: 10,
  拾: 10,
  百: 100,
  佰: 100,
  千: 1000,
  仟: 1000,
}

const stemmedKeys = (numbers: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(numbers).map(([word, value]) => [stem(word), value]))

const englishNumbers: Readonly<Record<string, number>> = stemmedKeys({
  zero: 0,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
  hundred: 100,
})
const yuanByScale: Readonly<Record<string, number>> = {
  千: 1_000,
  万: 10_000,
  亿: 100_000_000,
  thousand: 1_000,
  k: 1_000,
  million: 1_000_000,
  mn: 1_000_000,
  m: 1_000_000,
  billion: 1_000_000_000,
  bn: 1_000_000_000,
  wan: 10_000,
}
/** Whole phrases with a value of their own. */
const phrases: readonly (readonly [words: readonly string[], value: number, unit: NumberUnit])[] = (
  [
    [['一', '半'], 50, 'percent'],
    [['半', '数'], 50, 'percent'],
    [['百', '分', '百'], 100, 'percent'],
    [['翻', '番'], 2, 'times'],
    [['翻', '一', '番'], 2, 'times'],
    [['翻', '倍'], 2, 'times'],
    [['half'], 50, 'percent'],
    [['a', 'half'], 50, 'percent'],
    [['a', 'third'], 100 / 3, 'percent'],
    [['one', 'third'], 100 / 3, 'percent'],
    [['a', 'quarter'], 25, 'percent'],
    [['one', 'quarter'], 25, 'percent'],
    [['a', 'fifth'], 20, 'percent'],
    [['one', 'fifth'], 20, 'percent'],
    [['two', 'fifth'], 40, 'percent'],
    [['a', 'tenth'], 10, 'percent'],
    [['one', 'tenth'], 10, 'percent'],
    [['three', 'quarter'], 75, 'percent'],
    [['two', 'third'], 200 / 3, 'percent'],
    [['double'], 2, 'times'],
    [['twice'], 2, 'times'],
    [['triple'], 3, 'times'],
    [['one', 'and', 'a', 'half', 'times'], 1.5, 'times'],
  ] as const
).map(([words, value, unit]) => [words.map(stem), value, unit])

const fenPerYuan = 100

/** The longest number that starts at `index`, or null. Length is in tokens. */
export const hearNumber = (tokens: readonly Token[], index: number): HeardNumber | null => {
  const texts = tokens.slice(index, index + 14).map((token) => token.text)
  const phrase = phrases.find(([words]) => words.every((word, offset) => texts[offset] === word))
  const hundredth = texts.slice(0, 3).join('') === '百分之' ? readDigits(texts.slice(3)) : null
  if (hundredth)
    return { value: hundredth.value, unit: 'percent', bare: hundredth.value, length: hundredth.length + 3 }
  const fraction = readFraction(texts)
  if (fraction) return fraction
  if (phrase) return { value: phrase[1], unit: phrase[2], bare: phrase[1], length: phrase[0].length }
  const currency = ['¥', '￥', 'rmb', 'cny'].includes(texts[0] ?? '') ? 1 : 0
  const digits = readDigits(texts.slice(currency))
  if (!digits) return null
  const after = texts.slice(currency + digits.length)
  // 二十几个: so many, more or less.
  if (after[0] === '几' && digits.value >= 10 && digits.value % 10 === 0)
    return { value: digits.value, unit: 'plain', bare: digits.value, length: currency + digits.length + 1 }
  // 一百多万, 三十余万: about so many.
  const about = /^[多余]$/u.test(after[0] ?? '') && yuanByScale[after[1] ?? ''] !== undefined ? 1 : 0
  const scaled = withUnit(digits.value, after.slice(about))
  // 二十六万多: and some more.
  const [more = '', next = ''] = after.slice(about + scaled.length)
  const andMore = scaled.unit === 'fen' && more === '多' && !/^[少于出花]$/u.test(next) ? 1 : 0
  const length = currency + digits.length + about + scaled.length + andMore
  if (currency === 1 && scaled.unit === 'plain')
    return { value: toFen(scaled.value, 1), unit: 'fen', bare: digits.value, length }
  return { value: scaled.value, unit: scaled.unit, bare: digits.value, length }
}

/** 三分之一 */
const readFraction = (texts: readonly string[]): HeardNumber | null => {
  const below = readDigits(texts)
  if (!below || texts[below.length] !== '分' || texts[below.length + 1] !== '之') return null
  const above = readDigits(texts.slice(below.length + 2))
  if (!above || below.value === 0) return null
  const value = (above.value / below.value) * 100
  return { value, unit: 'percent', bare: value, length: below.length + 2 + above.length }
}

type Digits = Readonly<{ value: number; length: number }>

const readDigits = (texts: readonly string[]): Digits | null => {
  const [first] = texts
  if (first === undefined) return null
  if (/^\d/u.test(first)) return { value: Number(first), length: 1 }
  return readChinese(texts) ?? readEnglish(texts)
}

/** 五百二十, 两千, 十五, 一点五 (万 and 亿 are units, not digits). */
const readChinese = (texts: readonly string[]): Digits | null => {
  let total = 0
  let pending: number | null = null
  let length = 0
  for (const text of texts) {
    const digit = chineseDigits[text]
    const scale = chineseScales[text]
    if (digit !== undefined) pending = pending === null || pending === 0 ? digit : pending * 10 + digit
    else if (scale !== undefined) {
      total += (pending ?? 1) * scale
      pending = null
    } else break
    length += 1
  }
  if (length === 0) return null
  const whole = total + (pending ?? 0)
  if (texts[length] !== '点') return { value: whole, length }
  const decimals = texts.slice(length + 1).findIndex((text) => chineseDigits[text] === undefined)
  const fraction = texts.slice(length + 1, decimals === -1 ? undefined : length + 1 + decimals)
  if (fraction.length === 0) return { value: whole, length }
  const value = Number(`${whole}.${fraction.map((text) => chineseDigits[text]).join('')}`)
  return { value, length: length + 1 + fraction.length }
}

/** "fifty", "twenty five", "two hundred". */
const readEnglish = (texts: readonly string[]): Digits | null => {
  let total = 0
  let length = 0
  for (const text of texts) {
    const value = englishNumbers[text]
    if (value === undefined) break
    total = value === 100 && total > 0 ? total * 100 : total + value
    length += 1
    // "Zero three-public spending": nothing is counted on from zero.
    if (value === 0) break
  }
  return length === 0 ? null : { value: total, length }
}

const currencyWords: ReadonlySet<string> = new Set(['元', '块', '圆', 'yuan', 'rmb', 'cny', 'renminbi'])

/** Money is whole fen: the tail of a float is not what was said. */
const toFen = (value: number, yuan: number): number => Math.round(value * yuan * fenPerYuan)

/** A unit behind a number: what one of it is worth, and how many tokens name it. */
type HeardUnit = Readonly<{ unit: NumberUnit; worth: number; length: number }>

const startsWith = (rest: readonly string[], words: readonly string[]): boolean =>
  words.every((word, index) => rest[index] === word)

/** Phrases of units, the longer ones first. */
const unitPhrases: readonly (readonly [words: readonly string[], unit: NumberUnit, worth: number])[] = [
  [['个', '百', '分', '点'], 'points', 1],
  [['百', '分', '点'], 'points', 1],
  [[stem('percentage'), stem('points')], 'points', 1],
  [['per', 'cent', stem('points')], 'points', 1],
  [['percent', stem('points')], 'points', 1],
  [['per', 'cent'], 'percent', 1],
  [['percent'], 'percent', 1],
  [['pct'], 'percent', 1],
  [['%'], 'percent', 1],
  [['成'], 'percent', 10],
  [['倍'], 'times', 1],
  [[stem('times')], 'times', 1],
  [['x'], 'times', 1],
  [['fold'], 'times', 1],
]

/** 万元, 亿, million yuan, yuan, "(10k yuan)": a scale with the currency or without it, or the currency alone. */
const hearMoneyUnit = (rest: readonly string[]): HeardUnit | null => {
  const [first = '', second = '', third = ''] = rest
  if (first === '10' && second === 'k' && currencyWords.has(third))
    return { unit: 'fen', worth: 10_000, length: 3 }
  if (first === '10000' && currencyWords.has(second)) return { unit: 'fen', worth: 10_000, length: 2 }
  const scale = yuanByScale[first]
  if (scale !== undefined) return { unit: 'fen', worth: scale, length: currencyWords.has(second) ? 2 : 1 }
  return currencyWords.has(first) ? { unit: 'fen', worth: 1, length: 1 } : null
}

const withUnit = (
  value: number,
  rest: readonly string[],
): Readonly<{ value: number; unit: NumberUnit; length: number }> => {
  const phrase = unitPhrases.find(([words]) => startsWith(rest, words))
  if (phrase) return { value: value * phrase[2], unit: phrase[1], length: phrase[0].length }
  const money = hearMoneyUnit(rest)
  if (money) return { value: toFen(value, money.worth), unit: money.unit, length: money.length }
  return { value, unit: 'plain', length: 0 }
}
