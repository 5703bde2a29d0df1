/** What an asker has set, from the question to the answer. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasChinese } from '../../db/domain/text.ts'
import {
  bodies,
  column,
  isQuotedThere,
  openSeededAnswerer,
  type SeededAnswerer,
} from '../testing/five-disclosures.ts'
import { heldNumbers, strayNumbers } from '../testing/stray-numbers.ts'
import { openAnswerer } from './create-answerer.ts'
import type { AnswerPreferences } from './preferences.ts'

let five: SeededAnswerer
beforeAll(async () => {
  five = await openSeededAnswerer()
})
afterAll(() => five.close())

const ask = (question: string, preferences: AnswerPreferences) =>
  five.answerer.answer([question], preferences)

describe('the language that is set', () => {
  it.each([
    ['新洲区总工会2023年决算支出是多少？', 'en', 'final accounts'],
    ['How much did the Xinzhou union spend?', 'zh', '决算'],
    ['新洲区总工会决算大于预算的原因', 'en', 'why final accounts differ'],
    ['quick summary of the Xinzhou union 2023', 'zh', '主要数据'],
    ['中站区花了多少钱？', 'en', 'Which'],
    ['What is the weather tomorrow?', 'zh', '我只回答'],
  ] as const)('is the answer’s, whatever the question is asked in: %s', async (question, language, says) => {
    const answer = await ask(question, { language })
    expect(answer.language).toBe(language)
    expect(answer.text.toLowerCase()).toContain(says.toLowerCase())
    for (const label of answer.labels) expect(hasChinese(label)).toBe(language === 'zh')
  })

  it('is that of the question where none is set', async () => {
    expect(await ask('新洲区总工会支出', {})).toMatchObject({ language: 'zh' })
    expect(await ask('Xinzhou union spending', {})).toMatchObject({ language: 'en' })
  })

  it('changes no figure', async () => {
    const question = 'which unions exceeded initial budget by over 50%?'
    const [zh, en] = await Promise.all([ask(question, { language: 'zh' }), ask(question, { language: 'en' })])
    expect(zh.rows).toEqual(en.rows)
    expect(zh.citations).toEqual(en.citations)
  })
})

describe('the unit that is set', () => {
  it.each([
    ['新洲区总工会2023年决算支出是多少？', 'yuan', '6731600元'],
    ['How much did the Xinzhou union spend?', 'yuan', '6,731,600 yuan'],
    ['How much did the Xinzhou union spend?', 'wanYuan', '673.16 × 10,000 yuan'],
    ['新洲区总工会2023年决算支出是多少？', 'wanYuan', '673.16万元'],
    ['新洲区总工会决算大于预算的原因', 'yuan', '（2807300元 → 5310900元）'],
    ['新洲区总工会2023年决算概况', 'yuan', '6731600元'],
    ['新洲区总工会和天元区总工会哪个支出多？', 'yuan', '2436000元'],
  ] as const)('tells amounts: %s in %s', async (question, unit, says) => {
    const answer = await ask(question, { unit })
    expect(answer.status).toBe('answer')
    expect(answer.text).toContain(says)
    const told = answer.text.replaceAll('× 10,000 yuan', '')
    expect(told).not.toMatch(unit === 'yuan' ? /(?<!["“].*)\d(?:万元| million)/u : /\d (?:million|yuan)/u)
  })

  it.each([
    ['新洲区总工会2023年决算支出是多少元？', 'wanYuan', '6731600元'],
    ['新洲区总工会2023年决算支出是多少万元？', 'yuan', '673.16万元'],
    ['新洲区总工会2023年决算支出是多少亿元？', 'yuan', '0.067316亿元'],
  ] as const)('gives way to the one that a question names: %s', async (question, unit, says) => {
    expect((await ask(question, { unit })).text).toContain(says)
  })

  it('gives way in the one of several questions that names another', async () => {
    const { text } = await ask('新洲区总工会支出是多少万元？天元区总工会三公经费是多少？', { unit: 'yuan' })
    expect(text).toContain('673.16万元')
    expect(text).toMatch(/“三公”经费决算数\d+元/u)
  })

  it('gives way in a thread, too, from the turn that names one', async () => {
    const turns = ['新洲区总工会决算支出是多少？', '换算成元是多少？', '那天元区总工会呢？']
    const texts: string[] = []
    for (const at of turns.keys())
      texts.push((await five.answerer.answer(turns.slice(0, at + 1), { unit: 'wanYuan' })).text)
    expect(texts).toEqual([
      expect.stringContaining('673.16万元'),
      expect.stringContaining('6731600元'),
      expect.stringContaining('4295600元'),
    ])
  })

  it('heads the columns of the table and scales their cells to the printed digit', async () => {
    const question = 'rank all departments by final accounts expenditure'
    const [usual, yuan] = await Promise.all([ask(question, {}), ask(question, { unit: 'yuan' })])
    expect(usual.columns).toEqual(['department', 'final_accounts_wan_yuan'])
    expect(yuan.columns).toEqual(['department', 'final_accounts_yuan'])
    expect(yuan.labels.at(-1)).toMatch(/ \(yuan\)$/u)
    expect(column(yuan, 'department')).toEqual(column(usual, 'department'))
    expect(column(yuan, 'final_accounts_yuan')).toEqual([6_731_600, 6_117_000, 4_295_600, 469_300])
  })

  it.each([
    'which unions exceeded initial budget by over 50%?',
    '各部门决算支出排名',
    '新洲区总工会2023年决算概况',
    '新洲区总工会决算大于预算的原因',
    '新洲区总工会和天元区总工会哪个支出多？',
    '天元区总工会支出比上年增加多少',
    'where do the documents contradict themselves?',
    '困难职工慰问花了多少钱？',
    'summary of all unions',
  ])('keeps every law of an answer: %s', async (question) => {
    const held = await heldNumbers(five.answerer)
    const [usual, yuan] = await Promise.all([ask(question, {}), ask(question, { unit: 'yuan' })])
    expect(strayNumbers(yuan, [question], held)).toEqual([])
    expect(yuan.citations).toEqual(usual.citations)
    expect(yuan.evidence).toEqual(usual.evidence)
    expect(yuan.sql).toBe(usual.sql)
    for (const citation of yuan.citations) expect(isQuotedThere(citation)).toBe(true)
  })
})

describe('a thread that grows', () => {
  const asked = [
    '新洲区总工会2023年决算支出是多少？',
    '那天元区总工会呢？',
    '比年初预算超出多少？',
    '为什么？',
    '中站区花了多少钱？',
    `${bodies.zhongzhanUnion}`,
    '三公经费呢？',
  ]
  const turns = Array.from({ length: 20 }, (_, at) => asked[at % asked.length] ?? '')

  it('is answered as one that is asked at once', async () => {
    const grown = []
    for (const at of turns.keys()) grown.push(await five.answerer.answer(turns.slice(0, at + 1)))
    for (const at of [3, 6, 19]) {
      const fresh = await openAnswerer({ store: five.seeded.current, clock: () => 0 })
      expect(grown[at]).toEqual(await fresh.answer(turns.slice(0, at + 1)))
      await fresh.close()
    }
  })
})
