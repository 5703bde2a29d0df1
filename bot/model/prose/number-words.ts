/** Numbers in words, of both languages, as decimal texts: 四百二十九万五千六百, "four point two nine". */
import { moved } from './decimal.ts'

export type WordedNumber = Readonly<{ decimal: string; length: number }>

const chineseDigits: Readonly<Record<string, number>> = {
  ...Object.fromEntries([...'零一二三四五六七八九'].map((character, value) => [character, value])),
  ...Object.fromEntries([...'〇壹贰叁肆伍陆柒捌玖'].map((character, value) => [character, value])),
  两: 2,
}
const chineseScales: Readonly<Record<string, bigint>> = {
  十: 10n,
  拾: 10n,
  百: 100n,
  佰: 100n,
  千: 1000n,
  仟: 1000n,
}
const chineseGroups: Readonly<Record<string, bigint>> = { 万: 10_000n, 亿: 100_000_000n }

const chinesePattern =
  /[零〇一二两三四五六七八九十百千壹贰叁肆伍陆柒捌玖拾佰仟][零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]*(?:点[零〇一二三四五六七八九]+)?/uy

/** The number that starts at `offset`; 万 and 亿 at its end belong to it, unless decimals come before them. */
export const chineseNumberAt = (text: string, offset: number): WordedNumber | null => {
  chinesePattern.lastIndex = offset
  const [said] = chinesePattern.exec(text) ?? []
  if (said === undefined) return null
  const [whole = '', fraction] = said.split('点')
  const decimals = fraction === undefined ? '' : `.${digitsOf(fraction)}`
  return { decimal: moved(`${wholeOf(whole)}${decimals}`, 0), length: said.length }
}

const digitsOf = (characters: string): string =>
  [...characters].map((character) => chineseDigits[character]).join('')

const wholeOf = (said: string): bigint => {
  // 二〇二三: digits one after another.
  if ([...said].every((character) => chineseDigits[character] !== undefined)) return BigInt(digitsOf(said))
  let total = 0n
  let group = 0n
  let pending: bigint | null = null
  for (const character of said) {
    const digit = chineseDigits[character]
    const scale = chineseScales[character]
    const groupScale = chineseGroups[character]
    if (digit !== undefined) pending = BigInt(digit)
    else if (scale !== undefined) {
      group += (pending ?? 1n) * scale
      pending = null
    } else if (groupScale !== undefined) {
      total =
        groupScale === 10_000n
          ? total + (group + (pending ?? 0n)) * groupScale
          : (total + group + (pending ?? 0n)) * groupScale
      group = 0n
      pending = null
    }
  }
  return total + group + (pending ?? 0n)
}

const ones =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  )
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ')
const small: ReadonlyMap<string, bigint> = new Map([
  ...ones.map((word, value) => [word, BigInt(value)] as const),
  ...tens.map((word, at) => [word, BigInt((at + 2) * 10)] as const),
])
const large: ReadonlyMap<string, bigint> = new Map([
  ['thousand', 1_000n],
  ['million', 1_000_000n],
  ['billion', 1_000_000_000n],
])
const startWord = `(?:${[...ones, ...tens].join('|')})`
const nextWord = `(?:${[...ones, ...tens, 'hundred', ...large.keys()].join('|')})`
const fractionWords = `[ -]point(?:[ -](?:${ones.slice(0, 10).join('|')})\\b)+`
const englishPattern = new RegExp(
  `\\b${startWord}\\b(?:(?:[ -]|[ -]and[ -])${nextWord}\\b)*(?:${fractionWords}(?:[ -](?:${[...large.keys()].join('|')})\\b)?)?`,
  'iuy',
)

/** The number that starts at `offset`: "four million, two hundred" is two numbers. */
export const englishNumberAt = (text: string, offset: number): WordedNumber | null => {
  englishPattern.lastIndex = offset
  const [said] = englishPattern.exec(text) ?? []
  if (said === undefined) return null
  const [whole = '', fraction] = said.toLowerCase().split(/[ -]point[ -]/u)
  const value = englishWhole(whole.split(/[ -]/u))
  if (fraction === undefined) return { decimal: String(value), length: said.length }
  const words = fraction.split(/[ -]/u)
  const scale = large.get(words.at(-1) ?? '')
  const digits = words.filter((word) => small.has(word)).map((word) => small.get(word))
  const places = scale === undefined ? 0 : String(scale).length - 1
  return { decimal: moved(`${value}.${digits.join('')}`, places), length: said.length }
}

const englishWhole = (words: readonly string[]): bigint => {
  let total = 0n
  let group = 0n
  for (const word of words) {
    const scale = large.get(word)
    if (word === 'hundred') group *= 100n
    else if (scale !== undefined) {
      total += group * scale
      group = 0n
    } else group += small.get(word) ?? 0n
  }
  return total + group
}
