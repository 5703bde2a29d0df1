import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { hear } from './hear.ts'
import { unknownNames } from './unknown-names.ts'

describe('a name that nothing in the store has', () => {
  it.each([
    ['朝阳区总工会花了多少', ['阳区总工会']],
    ['海淀工会花了多少', ['海淀工会']],
    ['What did the Haidian district union spend?', ['Haidian district union']],
    ['What did the haidian union spend?', ['haidian union']],
    ['Which of them spent more, Chaoyang or Haidian?', ['Chaoyang', 'Haidian']],
  ])('is told by its form: %s', (question, names) => {
    expect(unknownNames(hear(question, smallVocabulary))).toEqual(expect.arrayContaining(names))
  })

  it.each([
    '河口区总工会花了多少',
    '河口区总工会在觥筹交错上破费多少',
    'How much did the Hekou union splurge on schmoozing?',
    'Splurging: which unions did?',
  ])('is not any word that is not known: %s', (question) => {
    expect(unknownNames(hear(question, smallVocabulary))).toEqual([])
  })
})
