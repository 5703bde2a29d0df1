import { describe, expect, it } from 'vitest'
import grammar from './gloss-grammar.json' with { type: 'json' }
import { englishTokens, readingsOf } from './gloss-lexicon.ts'
import words from './gloss-words.json' with { type: 'json' }

const standsFor = (english: string, quote: string): boolean =>
  readingsOf(englishTokens(english), quote)[0]?.some(
    ({ length, printed }) => length === englishTokens(english).length && printed !== null,
  ) ?? false

describe('words of glosses', () => {
  it('have both languages, and patterns that can be read', () => {
    const { bound, needed, actors, terms, places } = grammar
    const entries = [...words, ...bound, ...needed, ...actors, ...terms, ...places]
    expect(entries.length).toBeGreaterThan(500)
    for (const { zh, en } of entries) {
      expect(zh.length * en.length).toBeGreaterThan(0)
      for (const pattern of zh) expect('').not.toMatch(new RegExp(pattern, 'u'))
      for (const word of en) expect(word).toMatch(/^[a-z][a-z' -]*$/u)
    }
  })

  it('are listed once for what is printed', () => {
    const printed = words.map(({ zh }) => zh.join())
    expect(printed.filter((zh, at) => printed.indexOf(zh) !== at)).toEqual([])
  })

  it.each([
    { english: 'visited', quote: '走访慰问职工' },
    { english: 'organization', quote: '工会组织' },
    { english: 'held', quote: '召开会议' },
    { english: 'initial budget', quote: '年初预算数' },
    { english: 'official receptions', quote: '公务接待费' },
    { english: 'drew up', quote: '预算编制' },
  ])('stand for what is printed: $english, $quote', ({ english, quote }) => {
    expect(standsFor(english, quote)).toBe(true)
  })

  it.each([
    { english: 'wang', quote: '主席王小明主持会议' },
    { english: 'lost', quote: '工会经费' },
    { english: 'several', quote: '决算数' },
    { english: 'still', quote: '返还会费' },
    { english: 'can', quote: '职能' },
    { english: 'new', quote: '新洲区' },
  ])('stand for nothing else: $english, $quote', ({ english, quote }) => {
    expect(standsFor(english, quote)).toBe(false)
  })
})
