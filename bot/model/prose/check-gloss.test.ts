import { expect, it } from 'vitest'
import { glossFault } from './check-gloss.ts'
import cases from './gloss-cases.json' with { type: 'json' }

it.each(
  cases.map(([quote, english, fault]) => ({ quote: String(quote), english: String(english), fault })),
)('$fault: $english — $quote', ({ quote, english, fault }) => {
  expect(glossFault(english, quote)).toBe(fault)
})
