import { describe, expect, it } from 'vitest'
import { smallVocabulary } from '../testing/small-vocabulary.ts'
import { understand } from './understand.ts'

describe('a name given twice', () => {
  it.each([
    ['in the other language', 'Hekou union: the nest egg (住房公积金), final accounts?', 'function:2210201'],
    ['with its code', '河口区总工会的安居金（2210201）决算多少？', 'function:2210201'],
    ['the known name first', '河口区总工会住房公积金（the nest egg）决算多少？', 'function:2210201'],
  ])('is heard by the one that is known: %s', (_, question, key) => {
    expect(understand(question, smallVocabulary, null)).toMatchObject({
      kind: 'plan',
      plan: { items: { kind: 'named', keys: [key] } },
    })
  })

  it.each([
    ['neither is known', 'Hekou union: the nest egg (安居金), final accounts?'],
    ['both are of one language', '河口区总工会的安居金（住房公积金）决算多少？'],
    ['who is asked about is unknown', 'what did Wetmoor spend on the nest egg (住房公积金)?'],
    [
      'more is unknown than the name before the bracket',
      'Hekou union: what of the dragon is the nest egg (住房公积金)?',
    ],
  ])('is not guessed at where %s', (_, question) => {
    // It may be looked for in the text, word by word.
    expect(understand(question, smallVocabulary, null)).not.toMatchObject({ plan: { kind: 'figures' } })
  })
})
