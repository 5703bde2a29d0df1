import { describe, expect, it } from 'vitest'
import { heardIn, smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from './hear.ts'

const kindsOf = (question: string) =>
  hear(question, smallVocabulary).map(({ text, evidence }) => [
    text,
    evidence.length === 0
      ? 'unheard'
      : evidence.some(({ kind }) => kind !== 'role')
        ? evidence.find(({ kind }) => kind !== 'role')?.kind
        : 'role',
  ])

describe('hear', () => {
  const questions = [
    '哪些工会超出年初预算50%以上？',
    '  青山市河口区总工会的 住房公积金 是多少 ',
    'Which unions exceeded   the initial budget by over 50%?',
    '河口ＵＮＩＯＮ决算１００万元',
    '平安县总工会 blah 的决算',
    "Hekou's union – spending?",
    '😀河口',
  ]
  it.each(questions)('every word stands in the question at its span: %s', (question) => {
    const words = hear(question, smallVocabulary)
    for (const { text, span } of words) expect(question.slice(...span)).toBe(text)
    expect(words.every(({ span }, index) => span[0] >= (words[index - 1]?.span[1] ?? 0))).toBe(true)
  })

  it('takes the longest name', () => {
    expect(kindsOf('青山市河口区总工会的住房公积金')).toEqual([
      ['青山市河口区总工会', 'department'],
      ['的', 'role'],
      ['住房公积金', 'item'],
    ])
  })

  it('takes a name with several meanings as evidence for all of them', () => {
    const [word] = hear('行政运行', smallVocabulary)
    expect(word?.evidence).toContainEqual({ kind: 'item', keys: ['function:2012901', 'function:2013101'] })
  })

  it.each([
    ['2023年', 2023],
    ['2023年度', 2023],
    ['2022', 2022],
  ])('hears %s as a year', (text, year) => {
    expect(hear(text, smallVocabulary).flatMap(({ evidence }) => evidence)).toContainEqual({
      kind: 'year',
      year,
    })
  })

  it.each([
    { question: '河口区总工会的火星车经费', unheard: ['火星车'] },
    { question: 'what did the Hekou union spend on moon rockets', unheard: ['moon rockets'] },
    { question: 'Hekou union Quidditch budget', unheard: ['Quidditch'] },
    { question: '哪些工会超出年初预算50%以上', unheard: [] },
  ])('names the words that nothing accounts for as they were typed: $question', ({ question, unheard }) => {
    const named = heardIn(question).unheard()
    expect(named.length).toBe(unheard.length)
    for (const [index, word] of unheard.entries()) expect(named[index]).toContain(word)
    for (const word of named) expect(question).toContain(word)
  })

  it('hears both languages alike', () => {
    const kinds = (question: string) =>
      hear(question, smallVocabulary)
        .flatMap(({ evidence }) => evidence.map(({ kind }) => kind))
        .filter((kind) => kind !== 'role')
        .sort()
    expect(kinds('河口 工会 年初预算 50%')).toEqual(kinds('Hekou unions initial budget 50%'))
  })

  it('hears a long run of nonsense in time', () => {
    const since = performance.now()
    hear('无'.repeat(2000), smallVocabulary)
    hear('50% '.repeat(500), smallVocabulary)
    expect(performance.now() - since).toBeLessThan(1000)
  })
})
