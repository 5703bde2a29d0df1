import { describe, expect, it } from 'vitest'
import { stem, tokenize } from './tokens.ts'

describe('tokenize', () => {
  it.each([
    { text: '超出50%', tokens: ['超', '出', '50', '%'] },
    { text: '1,234.50万元', tokens: ['1234.50', '万', '元'] },
    { text: "Xinzhou's unions", tokens: ['xinzhou', 'union'] },
    { text: '中站区union', tokens: ['中', '站', '区', 'union'] },
    { text: '＞＝５０％', tokens: ['>', '=', '50', '%'] },
    { text: '天元區總工會決算', tokens: ['天', '元', '区', '总', '工', '会', '决', '算'] },
    { text: '¥300,000!', tokens: ['¥', '300000'] },
    { text: '，。？ \n', tokens: [] },
    { text: '', tokens: [] },
  ])('cuts $text', ({ text, tokens }) => {
    expect(tokenize(text).map((token) => token.text)).toEqual(tokens)
  })

  it.each([
    '超出５０％的ＵＮＩＯＮ？',
    'Ⅳ ㎡ ﬁle 工会',
    '😀 天元 naïve',
    'the union’s 1.5× budget',
  ])('keeps spans of what was typed: %s', (text) => {
    const tokens = tokenize(text)
    for (const { start, end } of tokens) {
      expect(end).toBeGreaterThan(start)
      expect(text.slice(start, end)).not.toMatch(/^\s|\s$/u)
    }
    expect(tokens.map(({ start }) => start)).toEqual(tokens.map(({ start }) => start).sort((a, b) => a - b))
    expect(tokens.every(({ start }, index) => start >= (tokens[index - 1]?.end ?? 0))).toBe(true)
  })
})

describe('stem', () => {
  it.each([
    ['unions', 'union'],
    ['budgets', 'budget'],
    ['exceeded', 'exceed'],
    ['exceeds', 'exceeding'],
    ['expenses', 'expense'],
    ['salaries', 'salary'],
    ['bodies', 'body'],
    ['planned', 'planned'],
    ["union's", 'union'],
    ['unions’', 'union'],
  ])('%s is heard as %s', (one, other) => {
    expect(stem(one)).toBe(stem(other))
  })

  it.each([
    ['status', 'statu'],
    ['class', 'clas'],
    ['his', 'hi'],
    ['revenue', 'revenge'],
    ['need', 'ne'],
  ])('%s is not heard as %s', (one, other) => {
    expect(stem(one)).not.toBe(stem(other))
  })
})
