import { describe, expect, it } from 'vitest'
import type { AnswerCell } from './answer.ts'
import { type AnswerParts, emptyParts } from './parts.ts'
import { phrases } from './phrases.ts'
import { statesTheSame } from './same-result.ts'

/** All but the first column are evidenced. */
const stating = (columns: readonly string[], ...rows: readonly (readonly AnswerCell[])[]): AnswerParts => ({
  ...emptyParts,
  status: 'answer',
  columns: [...columns],
  rows: rows.map((row) => [...row]),
  evidence: rows.map((row) => row.map((_, at) => (at === 0 ? [] : [0]))),
})
const named = (text: string): AnswerParts => ({ ...emptyParts, status: 'no_data', text })
const amounts = ['department', 'final_accounts_wan_yuan']
const passages = ['department', 'text']

describe('two answers state the same', () => {
  it.each([
    ['in another order', stating(amounts, ['a', 1], ['b', 2]), stating(amounts, ['b', 2], ['a', 1])],
    [
      'with more beside it',
      stating(amounts, ['a', 1]),
      stating([...amounts, 'overrun_percent'], ['a', 1, 50]),
    ],
    ['where the one quotes more', stating(passages, ['a', 'x']), stating(passages, ['a', 'x'], ['a', 'y'])],
    ['where the one lists a blank', stating(amounts, ['a', 1]), stating(amounts, ['a', 1], ['b', null])],
    ['where both say that there is nothing', named('none'), named('none')],
  ])('%s', (_, left, right) => {
    expect([statesTheSame(left, right), statesTheSame(right, left)]).toEqual([true, true])
  })
})

describe('two answers differ', () => {
  it.each([
    ['in a value', stating(amounts, ['a', 1]), stating(amounts, ['a', 2])],
    ['in whose is blank', stating(amounts, ['a', null]), stating(amounts, ['b', null])],
    ['where the one lists a zero', stating(amounts, ['a', 1]), stating(amounts, ['a', 1], ['b', 0])],
    ['in a body', stating(amounts, ['a', 1]), stating(amounts, ['b', 1])],
    ['where the one has a row more', stating(amounts, ['a', 1]), stating(amounts, ['a', 1], ['b', 2])],
    [
      'in what they are about',
      stating(amounts, ['a', 1]),
      stating(['department', 'initial_budget_wan_yuan'], ['a', 1]),
    ],
    [
      'where each quotes something else',
      stating(passages, ['a', 'x'], ['a', 'z']),
      stating(passages, ['a', 'x'], ['a', 'y']),
    ],
    [
      'in yes and no',
      { ...stating(amounts, ['a', 1]), text: phrases.en.yes },
      { ...stating(amounts, ['a', 1]), text: phrases.en.no },
    ],
    ['where only one has anything', stating(amounts, ['a', 1]), named('none')],
    ['in why there is nothing', named('none'), named('blank')],
  ])('%s', (_, left, right) => {
    expect([statesTheSame(left, right), statesTheSame(right, left)]).toEqual([false, false])
  })
})
