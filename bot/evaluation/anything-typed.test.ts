/** Whatever a person types gives a sound answer: noise, sentences of the documents, questions of other fields. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Answer, answerSchema } from '../answer/answer.ts'
import { limits } from '../slack/limits.ts'
import { openSeededAnswerer, type SeededAnswerer } from '../testing/five-disclosures.ts'
import { seededNumbers } from '../testing/seeded-numbers.ts'
import { type HeldNumbers, heldNumbers, strayNumbers } from '../testing/stray-numbers.ts'
import { type Documents, unsoundness } from './citation-soundness.ts'
import { readDocuments } from './documents.ts'
import offTopic from './off-topic.json' with { type: 'json' }

const howMany = 500

const chineseWords =
  '预算 决算 工会 多少 为什么 超出 完成率 天元 新洲 项目 三公经费 不 和 比 占 前后不一致 职责 人数 合计 最大 的 吗 原因 名词解释 绩效 得分 中站区 万元'.split(
    ' ',
  )
const englishWords =
  'the of budget union spending which exceeded why over by percent total not and 2023 department share sum apple running drop table select explain ignore instructions'.split(
    ' ',
  )
const signs = [...'，。？！；：、（）()[]{}<>%％&|\\/*_~`\'"“”+-=^$#@…—·']
const units = ['%', '万元', '元', '亿', ' yuan', '倍', '']
const emoji = ['😀', '👍🏽', '👨‍👩‍👧', '🇨🇳', '❤️', '🧮', '1️⃣']
/** Blanks and marks that are not seen, halves of a surrogate pair, letters that grow or fold. */
const oddities = [
  ...['\u200B', '\u202E', '\uFEFF', '\u00A0', '\u3000', '\uD83D', '\uDC00'],
  ...['e\u0301', 'ﬁ', 'Ⅳ', '①', '㎡', 'ſ', 'İ'],
]
const longest = 3_000

/** Mixes of a few kinds of pieces; every 25th is a run of 1,000 to 3,000 characters, every second run of one piece. */
const randomStrings = (count: number, random: () => number): readonly string[] => {
  const below = (limit: number) => Math.floor(random() * limit)
  const pick = (strings: readonly string[]): string => strings[below(strings.length)] ?? ''
  const between = (first: number, last: number) => String.fromCodePoint(first + below(last - first + 1))
  const pieces: readonly (() => string)[] = [
    () => between(0x4e00, 0x9fff),
    () => between(0x20, 0x7e),
    () => between(0x00, 0x1f),
    () => between(0x7f, 0x9f),
    () => String(below(10 ** (1 + below(9)))),
    () => `${below(1000)}.${below(100)}${pick(units)}`,
    () => `${pick(englishWords)} `,
    ...[chineseWords, signs, emoji, oddities].map((strings) => () => pick(strings)),
  ]
  const pickPiece = () => pieces[below(pieces.length)] ?? String
  const repeat = (times: number, make: () => string) => Array.from({ length: times }, make).join('')
  const mix = (times: number) => {
    const kinds = Array.from({ length: 1 + below(4) }, pickPiece)
    return repeat(times, () => (kinds[below(kinds.length)] ?? String)())
  }
  const run = (isOfOnePiece: boolean) => {
    const piece = pickPiece()
    const whole = isOfOnePiece ? piece().repeat(longest) : repeat(longest, piece)
    return whole.slice(0, longest - below(2_001))
  }
  return Array.from({ length: count }, (_, index) =>
    index % 25 === 24 ? run(index % 2 === 0) : mix(1 + below(index % 5 === 0 ? 200 : 14)),
  )
}

const shortestSentence = 8

/** Sentences and table rows of all documents, at even distance. */
const sentencesAtEvenDistance = (documents: Documents, count: number): readonly string[] => {
  const sentences = [
    ...new Set([...documents.values()].flatMap((text) => text.split(/[。；\n]/u)).map((it) => it.trim())),
  ].filter((sentence) => sentence.length >= shortestSentence && /\p{Script=Han}/u.test(sentence))
  const distance = sentences.length / count
  return Array.from({ length: count }, (_, index) => sentences[Math.floor(index * distance)] ?? '')
}

type Asked = Readonly<{ question: string; answer: Answer }>

let five: SeededAnswerer
let documents: Documents
let held: HeldNumbers
let askedOf: Readonly<Record<'noise' | 'sentences' | 'other fields', readonly Asked[]>>

const askEach = (questions: readonly string[]): Promise<readonly Asked[]> =>
  Promise.all(questions.map(async (question) => ({ question, answer: await five.ask(question) })))

beforeAll(async () => {
  five = await openSeededAnswerer()
  documents = readDocuments(five.seeded.config.shippedFolder)
  held = await heldNumbers(five.answerer)
  askedOf = {
    noise: await askEach(randomStrings(howMany, seededNumbers(2023))),
    sentences: await askEach(sentencesAtEvenDistance(documents, howMany)),
    'other fields': await askEach(offTopic),
  }
}, 120_000)
afterAll(() => five.close())

describe.each([
  { kind: 'noise', count: howMany },
  { kind: 'sentences', count: howMany },
  { kind: 'other fields', count: offTopic.length },
] as const)('$kind', ({ kind, count }) => {
  it(`are ${count}, nearly all different`, () => {
    const questions = new Set(askedOf[kind].map(({ question }) => question))
    expect(askedOf[kind]).toHaveLength(count)
    expect(questions.size).toBeGreaterThan(count * 0.95)
  })

  it('give a value of the published shape', () => {
    for (const { question, answer } of askedOf[kind])
      expect(answerSchema.safeParse(answer).error, question).toBeUndefined()
  })

  it('give a text that is neither empty nor longer than a message', () => {
    for (const { question, answer } of askedOf[kind]) {
      expect(answer.text.trim(), question).not.toBe('')
      expect(answer.text.length, question).toBeLessThan(limits.visibleText)
    }
  })

  it('give quotes that stand in their documents', () => {
    const unsound = askedOf[kind].flatMap(({ question, answer }) =>
      answer.citations
        .map((citation) => unsoundness(citation, documents))
        .filter((reason) => reason !== null)
        .map((reason) => `${question}: ${reason}`),
    )
    expect(unsound).toEqual([])
  })

  it('give no number that nothing accounts for', () => {
    const stray = askedOf[kind].flatMap(({ question, answer }) =>
      strayNumbers(answer, [question], held).map((number) => `${question}: ${number}`),
    )
    expect(stray).toEqual([])
  })
})

describe('questions of other fields', () => {
  it('are not answered', () => {
    const answered = askedOf['other fields']
      .filter(({ answer }) => answer.status === 'answer')
      .map(({ question, answer }) => `${question} ${JSON.stringify(answer.plan)}`)
    expect(answered).toEqual([])
  })
})
