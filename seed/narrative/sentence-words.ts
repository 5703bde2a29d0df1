/** Words around a number of a sentence: names, what is compared with what, and words of mere form. */
import type { Identity } from '../reading.ts'
import type { Names, Subject } from './topics.ts'

/** Words with white space out and brackets wide; `at` is where a character stands in the text. */
export type Words = Readonly<{ text: string; at: (index: number) => number }>

export const wordsOf = (text: string, start: number, end: number): Words => {
  const places: number[] = []
  let words = ''
  for (let place = start; place < end; place += 1) {
    const character = text[place] ?? ''
    if (/\s/u.test(character)) continue
    words += character === '(' ? '（' : character === ')' ? '）' : character
    places.push(place)
  }
  return { text: words, at: (index) => places[index] ?? end }
}

/** Ends at 。 and at a paragraph's end; `isFirst` in its paragraph. */
export type Sentence = Readonly<{ start: number; end: number; isFirst: boolean }>

export const sentencesOf = (text: string): readonly Sentence[] => {
  const sentences: Sentence[] = []
  let start = 0
  let isFirst = true
  for (const stop of text.matchAll(/。|\n|$/gu)) {
    if (stop.index > start) {
      sentences.push({ start, end: stop.index, isFirst })
      isFirst = false
    }
    if (stop[0] === '\n') isFirst = true
    start = stop.index + stop[0].length
  }
  return sentences
}

export type NamedSubject = Readonly<{ start: number; end: number; subject: Subject }>

/** 收入决算, 支出预算. */
const ofStage = /^(?:收入|支出)(?:预算|决算)/u

/** 财政拨款收入 after 政府性基金预算 is no name by itself, and 支出预算 after 基金拨款 is none of all money. */
const cutsName = (words: string, start: number): boolean => {
  const before = words.slice(0, start)
  return words.startsWith('财政拨款', start)
    ? /(?:预算|基金|经营)$/u.test(before)
    : ofStage.test(words.slice(start)) && /(?:拨款|基金|经营|资金)$/u.test(before)
}

/** Some documents write 部门 wherever the names of the field have 单位. */
export const foldBody = (words: string): string => words.replaceAll('部门', '单位')

/** The name that ends last; of those that end together, the longest. `names` are folded. */
export const lastName = (names: Names, words: string): NamedSubject | null => {
  const folded = foldBody(words)
  const found: NamedSubject[] = []
  for (const character of new Set(folded))
    for (const [name, subject] of names.get(character) ?? []) {
      const start = folded.lastIndexOf(name)
      if (start !== -1 && !cutsName(folded, start)) found.push({ start, end: start + name.length, subject })
    }
  // 其他收入决算数: the end of one name and a word of stage make no other name.
  const isMade = ({ start }: NamedSubject) =>
    ofStage.test(folded.slice(start)) && found.some((other) => other.start < start && start < other.end)
  return (
    found.filter((name) => !isMade(name)).toSorted((a, b) => b.end - a.end || a.start - b.start)[0] ?? null
  )
}

/** What a difference is taken to: the year before, the initial budget, or another budget of the year. */
export type Base = 'previousYear' | 'initialBudget' | 'otherBudget'

/** `isKnown` false: another year than the one before, or another stage of it. */
export type NamedBase = Readonly<{ start: number; end: number; base: Base; isKnown: boolean }>

const basePattern =
  /同比|[与和比较同](?:(?:(?<previous>上一?年度?|去年)|(?<year>\d{4})年度?)的?(?:支出|收入)?(?:决算|预算)?(?:执行)?数?|(?<initial>年初预算数?)|(?:全年|调整后?的?)?预算数?(?<also>及上年(?:决算|数据|数)?)?)(?:的|相比|比)*/gu

/** Last year's budget is no base for final accounts, and its outturn none for a budget. */
const isOfOtherStage = (base: string, kind: Identity['kind']): boolean =>
  kind === 'budget' ? /决算|执行/u.test(base) : /预算/u.test(base) && !/决算|执行/u.test(base)

/** The last words that compare: 与上年度相比, 比2022年度, 较年初预算数, 同比. */
export const lastBase = (words: string, { fiscalYear, kind }: Identity): NamedBase | null => {
  const match = [...words.matchAll(basePattern)].at(-1)
  if (!match) return null
  const { previous, year, initial, also } = match.groups ?? {}
  const isPrevious = match[0] === '同比' || [previous, year, also].some((part) => part !== undefined)
  const isOther = also === undefined && isPrevious && isOfOtherStage(match[0], kind)
  return {
    start: match.index,
    end: match.index + match[0].length,
    base: isPrevious ? 'previousYear' : initial === undefined ? 'otherBudget' : 'initialBudget',
    isKnown: !isOther && (year === undefined || Number(year) === fiscalYear - 1),
  }
}

/** 增加 and 减少 right before a number. */
export const directionAtEnd = (words: string): Readonly<{ sign: 1 | -1; start: number }> | null => {
  const match = /(增加|增长|上升|提高|减少|下降|降低)(?:了|额)?(?:为|[:：])?$/u.exec(words)
  return match ? { sign: /[增升提]/u.test(match[1] ?? '') ? 1 : -1, start: match.index } : null
}

/** Words of form and stage that say nothing but what is said of them elsewhere. */
const form =
  /^(?:财政拨款|支出|收入|年初|全年|年度|调整后?的?|预算|决算|执行|数|金额|总额|合计|总计|共计|总|共|安排|累计|实际|开支|（类）|科目|为|均|各|都|是|的|了|[:：，,、；;“”"（]|其中|包括|和|及|与|完成|相比|(?:\d{4}|本|当)年度?)*$/u

export const isOfForm = (words: string): boolean => form.test(words.replace(/（以[^（）]*为准）/u, ''))

/** Equal to what it is compared with, said without a number. */
export const sameAsBase = /持平|一致|相同|无增减变化|无变化|没有变化/u
