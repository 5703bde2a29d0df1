import { describe, expect, it } from 'vitest'
import { isSameValue, valuesIn } from './stated-value.ts'

const money = (decimal: string) => ({ kind: 'money', decimal, isNegative: false })
const plain = (decimal: string) => ({ kind: 'plain', decimal, isNegative: false })

describe('values of a text', () => {
  it.each([
    '429.56万元',
    '429.560 万元',
    '４２９.５６万元',
    '4,295,600元',
    '0.042956亿元',
    '4295.6千元',
    '四百二十九万五千六百元',
    '肆佰贰拾玖万伍仟陆佰元',
    '四百二十九点五六万元',
    '¥4,295,600',
    'RMB 4,295,600',
    '4.2956 million yuan',
    '4295.6 thousand yuan',
    '0.0042956 billion yuan',
    '429.56 × 10,000 yuan',
    'four million two hundred ninety-five thousand six hundred yuan',
    'four million two hundred and ninety-five thousand six hundred yuan',
    'four point two nine five six million yuan',
  ])('takes %s for 4,295,600 yuan', (text) => {
    expect(valuesIn(text)).toEqual([expect.objectContaining(money('4295600'))])
  })

  it.each([
    { text: '12.5%', value: { kind: 'percent', decimal: '12.5', isNegative: false } },
    { text: '百分之十二点五', value: { kind: 'percent', decimal: '12.5', isNegative: false } },
    { text: '12.5 per cent', value: { kind: 'percent', decimal: '12.5', isNegative: false } },
    { text: '12.5个百分点', value: { kind: 'points', decimal: '12.5', isNegative: false } },
    { text: '12.5 percentage points', value: { kind: 'points', decimal: '12.5', isNegative: false } },
    { text: '-12.5%', value: { kind: 'percent', decimal: '12.5', isNegative: true } },
    { text: '一亿三千万元', value: money('130000000') },
    { text: '两亿零五万人', value: plain('200050000') },
    { text: '二〇二三年', value: plain('2023') },
    { text: 'twelve hundred', value: plain('1200') },
    { text: '1万余人次', value: plain('10000') },
    { text: '4.2956 million', value: plain('4295600') },
  ])('takes $text for $value.decimal ($value.kind)', ({ text, value }) => {
    expect(valuesIn(text)).toEqual([expect.objectContaining(value)])
  })

  it('tells a range from a sign', () => {
    expect(valuesIn('2020-2023').map(({ isNegative }) => isNegative)).toEqual([false, false])
  })

  it('takes numbers that are cut by spaces for several', () => {
    expect(valuesIn('4 295 600 yuan').map(({ decimal }) => decimal)).toEqual(['4', '295', '600'])
  })

  it('never finds what is garbled the same as anything', () => {
    const [garbled] = valuesIn('4,29.56万元')
    expect(garbled).toMatchObject({ kind: 'garbled' })
    expect(garbled && isSameValue(garbled, garbled)).toBe(false)
  })
})
