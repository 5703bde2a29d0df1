import { describe, expect, it } from 'vitest'
import { glossFault } from './check-gloss.ts'
import cases from './gloss-cases.json' with { type: 'json' }
import glosses from './testing/glosses.json' with { type: 'json' }

it.each(
  cases.map(([quote, english, fault]) => ({ quote: String(quote), english: String(english), fault })),
)('$fault: $english — $quote', ({ quote, english, fault }) => {
  expect(glossFault(english, quote)).toBe(fault)
})

/** Of what documents print: five that are published, and invented ones of other kinds of bodies. */
describe('glosses of whole quotes', () => {
  const standing = (pairs: readonly (readonly string[])[]) =>
    pairs.filter(([quote = '', english = '']) => glossFault(english, quote) === null)

  it('do not stand where they say something false', () => {
    expect(glosses.false.length).toBeGreaterThan(150)
    expect(standing(glosses.false)).toEqual([])
  })

  it('stand in two of five cases where they are true', () => {
    expect(standing(glosses.true).length / glosses.true.length).toBeGreaterThan(0.4)
  })

  it('are given up where a word may stand for too much', () => {
    expect(glossFault('union '.repeat(190), '工会'.repeat(100))).toBe('other-order')
  })
})
