import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { understand } from './understand.ts'

const passedOver = (question: string): readonly string[] | null => {
  const understanding = understand(question, smallVocabulary, null)
  return understanding.kind === 'plan' ? understanding.passedOver : null
}

describe('a remark that is not understood', () => {
  it.each([
    ['behind the question', '河口区总工会住房公积金决算多少？那个数印得怪怪的', '那个数印得怪怪的'],
    [
      'in brackets',
      'Hekou union: housing provident fund, final accounts (yes I know it is quaggy)',
      'yes I know it is quaggy',
    ],
    ['told and not asked', '河口区总工会住房公积金决算多少？我知道口径不一样', '我知道口径不一样'],
  ])('is passed over and told: %s', (_, question, remark) => {
    expect(passedOver(question)).toEqual([remark])
  })

  it.each([
    ['it names a body', '河口区总工会住房公积金决算多少？南屏那个怪怪的'],
    ['it leaves something out', '河口区总工会住房公积金决算多少？不含怪怪的'],
    ['it holds a number', '河口区总工会住房公积金决算多少？那个 5 怪怪的'],
    ['it is a word alone', 'Hekou union: housing provident fund, final accounts? zyzzyva'],
  ])('is none where %s', (_, question) => {
    expect(passedOver(question)).toBeNull()
  })

  it('is not told where all is understood', () => {
    expect(passedOver('河口区总工会住房公积金决算多少？')).toEqual([])
  })
})
