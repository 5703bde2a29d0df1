import { describe, expect, it } from 'vitest'
import { heardIn } from '../testing/small-vocabulary.ts'
import { hearThresholds } from './thresholds.ts'

const heard = (question: string) =>
  hearThresholds(heardIn(question)).map(({ comparator, value, unit }) => [comparator, value, unit])

const wanYuan = 1_000_000

describe('hearThresholds', () => {
  it.each([
    ['超过50%', 'gt'],
    ['大于50%', 'gt'],
    ['高于50%', 'gt'],
    ['50%以上', 'ge'],
    ['50%及以上', 'ge'],
    ['不低于50%', 'ge'],
    ['至少50%', 'ge'],
    ['达到50%', 'ge'],
    ['低于50%', 'lt'],
    ['不到50%', 'lt'],
    ['不足50%', 'lt'],
    ['50%以下', 'le'],
    ['50%以内', 'le'],
    ['不超过50%', 'le'],
    ['至多50%', 'le'],
    ['正好50%', 'eq'],
    ['over 50%', 'gt'],
    ['more than 50%', 'gt'],
    ['above 50%', 'gt'],
    ['exceeding 50%', 'gt'],
    ['> 50%', 'gt'],
    ['at least 50%', 'ge'],
    ['no less than 50%', 'ge'],
    ['50% or more', 'ge'],
    ['50% or higher', 'ge'],
    ['>= 50%', 'ge'],
    ['≥50%', 'ge'],
    ['under 50%', 'lt'],
    ['less than 50%', 'lt'],
    ['below 50%', 'lt'],
    ['at most 50%', 'le'],
    ['no more than 50%', 'le'],
    ['50% or less', 'le'],
    ['exactly 50%', 'eq'],
    ['50%', null],
  ])('%s: %s', (text, comparator) => {
    expect(heard(text)).toEqual([[comparator, 50, 'percent']])
  })

  it.each([
    [
      '20%到50%之间',
      [
        ['ge', 20, 'percent'],
        ['le', 50, 'percent'],
      ],
    ],
    [
      'between 20% and 50%',
      [
        ['ge', 20, 'percent'],
        ['le', 50, 'percent'],
      ],
    ],
    [
      'from 20% to 50%',
      [
        ['ge', 20, 'percent'],
        ['le', 50, 'percent'],
      ],
    ],
    [
      '20%至50%',
      [
        ['ge', 20, 'percent'],
        ['le', 50, 'percent'],
      ],
    ],
    [
      '介于10到20万元之间',
      [
        ['ge', 10 * wanYuan, 'fen'],
        ['le', 20 * wanYuan, 'fen'],
      ],
    ],
    [
      'between 1 and 2 million yuan',
      [
        ['ge', 100 * wanYuan, 'fen'],
        ['le', 200 * wanYuan, 'fen'],
      ],
    ],
  ])('a range holds both bounds: %s', (text, thresholds) => {
    expect(heard(text)).toEqual(thresholds)
  })

  it.each([
    '前三名',
    'top 3 unions',
    'the three unions',
    '四家工会',
    '2 departments',
    '河口2022年决算',
  ])('does not take a count or a year for a threshold: %s', (text) => {
    expect(heard(text)).toEqual([])
  })

  it('binds each number to the stage named before it', () => {
    const question = '年初预算不足150万元、决算超过400万元'
    expect(hearThresholds(heardIn(question)).map(({ stage, comparator }) => [stage, comparator])).toEqual([
      ['initialBudget', 'lt'],
      ['finalAccounts', 'gt'],
    ])
  })

  it('accounts for the words it hears', () => {
    const question = heardIn('超过50%')
    hearThresholds(question)
    expect(question.unaccounted()).toEqual([])
  })
})
