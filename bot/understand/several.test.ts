import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { clausesOf } from './several.ts'
import { understand } from './understand.ts'

describe('clauses of a question', () => {
  it.each([
    ['决算多少，年初预算多少？', ['决算多少', '年初预算多少']],
    ['What was spent, and how many are there?', ['What was spent', 'how many are there']],
    ['revenue and expenditure', ['revenue and expenditure']],
    ['超过141.61万元的', ['超过141.61万元的']],
  ])('%s', (question, clauses) => {
    expect(clausesOf(question)).toEqual(clauses)
  })
})

describe('several questions in one sentence', () => {
  it('are each answered, of the body named first', () => {
    expect(
      understand('概述一下河口区总工会决算，南屏的项目支出是多少？', smallVocabulary, null),
    ).toMatchObject({
      kind: 'plan',
      plan: {
        kind: 'several',
        plans: [
          { kind: 'summary', scope: { departments: ['river-union'] } },
          { kind: 'figures', scope: { departments: ['lake-union'] } },
        ],
      },
    })
  })

  it.each([
    '河口区总工会的三公经费是多少，为什么比上年下降？',
    'How much did spending of the Hekou union change, and why?',
  ])('are an amount and its reason: %s', (question) => {
    expect(understand(question, smallVocabulary, null)).toMatchObject({
      plan: { kind: 'several', plans: [{ kind: 'figures' }, { kind: 'reasons' }] },
    })
  })

  it('are one where only the reason is asked for', () => {
    expect(understand('河口区总工会的三公经费为什么比上年下降？', smallVocabulary, null)).toMatchObject({
      plan: { kind: 'reasons' },
    })
  })

  it('are declined together where one of them is not understood', () => {
    expect(understand('河口区总工会决算支出多少，饕餮多少？', smallVocabulary, null).kind).toBe('no-data')
  })
})
