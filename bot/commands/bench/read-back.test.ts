import { expect, it } from 'vitest'
import { readBack } from './read-back.ts'

const sound = { lost: 0, surplus: 0, outOfOrder: 0 }

it.each([
  { what: 'threads as they should be', found: [['a', 'b', 'a'], ['c']], says: sound },
  { what: 'an answer that never came', found: [['a', 'b'], ['c']], says: { ...sound, lost: 1 } },
  { what: 'a thread without any', found: [['a', 'b', 'a'], []], says: { ...sound, lost: 1 } },
  { what: 'an answer given twice', found: [['a', 'b', 'b', 'a'], ['c']], says: { ...sound, surplus: 1 } },
  {
    what: 'another answer than expected',
    found: [['a', 'b', 'a'], ['failed']],
    says: { ...sound, lost: 1, surplus: 1 },
  },
  { what: 'answers that changed places', found: [['b', 'a', 'a'], ['c']], says: { ...sound, outOfOrder: 1 } },
])('tells $what', ({ found, says }) => {
  expect(readBack([['a', 'b', 'a'], ['c']], found)).toEqual(says)
})
