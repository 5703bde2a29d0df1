import type { NamePath } from '../../db/domain/classification.ts'
import { stripNumbering } from '../../db/domain/text.ts'

/** How a sentence names what it speaks of: an item of the classification, or the whole. */
export type Naming =
  | { readonly kind: 'total'; readonly start: number }
  | {
      readonly kind: 'item'
      readonly start: number
      readonly printed: string
      readonly path: NamePath
      /** Where it is printed with the names. */
      readonly code: string | null
    }
  | { readonly kind: 'unknown'; readonly start: number; readonly printed: string }

const level = (word: string) => `([^。；;：:]+?)\\s*[（(]\\s*${word}\\s*[）)]\\s*(?:支出)?\\s*`

const namedLevels = new RegExp(
  `${level('类')}(?:${level('款')})?(?:${level('项')})?(?:[（(]\\s*\\d{3,7}\\s*[）)])?[。，,：:]?\\s*$`,
  'u',
)

/** 文化和旅游（款）行政运行（项）, below a heading that names the class. */
const levelsBelow = new RegExp(
  `${level('款')}(?:${level('项')})?(?:[（(]\\s*\\d{5,7}\\s*[）)])?[。，,：:]?\\s*$`,
  'u',
)

const coded = (digits: number) => `([^。；;：:（(]+?)\\s*[（(]\\s*(\\d{${digits}})\\s*[）)]\\s*`

/** 教育支出（205）进修及培训（20508）培训支出（2050803）: codes in the place of 类, 款, 项. */
const codedLevels = new RegExp(`${coded(3)}(?:${coded(5)})?(?:${coded(7)})?[。，,：:]?\\s*$`, 'u')

/** Where the last sentence or numbered paragraph before `end` begins. */
const sentenceStart = (text: string, from: number, end: number): number => {
  const before = text.slice(from, end).replace(/[。，,：:\s]+$/u, '')
  const boundary = /[。；;]\s*|\n\s*(?=[（(]?\d{1,2}\s*[）)、.．])/gu
  let start = 0
  for (const match of before.matchAll(boundary)) start = match.index + match[0].length
  return from + start
}

const bare = (name: string | undefined): string | null =>
  name === undefined ? null : stripNumbering(name).replace(/^[，,、]/u, '')

/** No naming is longer; text without any stop must not be searched without bound. */
const longestNaming = 300

/** （项）。主要用于：行政单位退休人员支出。 What the money is for may stand between the name and its amounts. */
const purpose = /[。，,；;：:]?\s*主\s*要\s*(?:用\s*于|反\s*映)[^。]*[。，,；;]\s*$/u

/** Reads the naming that stands before a sentence, between the end of the last one and `last`. */
export const readNaming = (text: string, from: number, last: number): Naming => {
  const before = text.slice(from, last)
  const isStopped = /[。，,；;]\s*$/u.test(before)
  const end = from + ((isStopped ? purpose.exec(before)?.index : null) ?? before.length)
  const start = Math.max(sentenceStart(text, from, end), end - longestNaming)
  const printed = text.slice(start, end)
  const named = stripNumbering(printed).replace(/[。，,：:]$/u, '')
  const levels = namedLevels.exec(printed)
  if (levels) {
    const path = { class: bare(levels[1]) ?? '', section: bare(levels[2]), item: bare(levels[3]) }
    return { kind: 'item', start, printed: named, path, code: null }
  }
  const below = levelsBelow.exec(printed)
  if (below) {
    const path = { class: '', section: bare(below[1]), item: bare(below[2]) }
    return { kind: 'item', start, printed: named, path, code: null }
  }
  const codes = codedLevels.exec(printed)
  if (codes) {
    const path = { class: bare(codes[1]) ?? '', section: bare(codes[3]), item: bare(codes[5]) }
    return { kind: 'item', start, printed: named, path, code: codes[6] ?? codes[4] ?? codes[2] ?? null }
  }
  const name = (bare(printed) ?? '').replace(/[。，,：:]$/u, '')
  if (/财政拨款|公共预算|政府性基金|国有资本|本年支出|年度支出/u.test(name)) return { kind: 'total', start }
  if (/^\p{Script=Han}{2,30}$/u.test(name))
    return {
      kind: 'item',
      start,
      printed: name,
      path: { class: name, section: null, item: null },
      code: null,
    }
  return { kind: 'unknown', start, printed: name }
}
