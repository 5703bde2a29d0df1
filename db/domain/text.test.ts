import { describe, expect, it } from 'vitest'
import { hasChinese, languageOf, stripNumbering } from './text.ts'

describe('stripNumbering', () => {
  it.each([
    ['一、一般公共服务支出', '一般公共服务支出'],
    ['二十一、国有资本经营预算支出', '国有资本经营预算支出'],
    ['十、关于机关运行经费支出说明', '关于机关运行经费支出说明'],
    ['（一）行政运行', '行政运行'],
    ['(三) 行政运行', '行政运行'],
    ['（十一）、行政运行', '行政运行'],
    ['1、行政运行', '行政运行'],
    ['3．行政运行', '行政运行'],
    ['3.行政运行', '行政运行'],
    ['（12）行政运行', '行政运行'],
    ['(1)行政运行', '行政运行'],
    ['①行政运行', '行政运行'],
    ['  一、 一般公共\n服务 支出 ', '一般公共服务支出'],
    ['使用非财政拨款结余(含专用结余)', '使用非财政拨款结余（含专用结余）'],
    ['其中：财政拨款', '财政拨款'],
    ['其中:财政拨款', '财政拨款'],
    ['1.其中：财政拨款', '财政拨款'],
  ])('takes the numbering off %j', (label, bare) => {
    expect(stripNumbering(label)).toBe(bare)
  })

  it.each([
    '一般公共服务支出',
    '三公经费',
    '十三五规划支出',
    '二十大宣传经费',
    '2023年度支出',
    '201一般公共服务支出',
    '行政运行（项）',
    '（类）支出',
    '',
  ])('leaves %j, where digits and numerals belong to the words', (label) => {
    expect(stripNumbering(label)).toBe(label)
  })

  it('takes one numbering off and leaves the next', () => {
    expect(stripNumbering('一、（二）行政运行')).toBe('（二）行政运行')
  })
})

describe('hasChinese', () => {
  it.each([
    ['2012901 行政运行', true],
    ['which unions?', false],
    ['“三公”', true],
    ['，。', false],
  ])('%j: %s', (text, has) => {
    expect(hasChinese(text)).toBe(has)
  })
})

describe('languageOf', () => {
  it.each([
    ['哪些工会超出年初预算50%以上？', 'zh'],
    ['which unions exceeded initial budget by over 50%?', 'en'],
    ['spending of the 新洲 union', 'en'],
    ['What is the final figure for administrative operation (行政运行)?', 'en'],
    ['zhongzhan区总工会的住房公积金支出', 'zh'],
    ['天元 2012901', 'zh'],
    ['Why?', 'en'],
    ['', 'en'],
  ])('%j is %s', (text, language) => {
    expect(languageOf(text)).toBe(language)
  })
})
