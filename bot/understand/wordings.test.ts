import { expect, it } from 'vitest'
import { wordingsOf } from './wordings.ts'

it.each([
  ['超过', ['超过']],
  ['(花|用)在(哪|哪里)', ['花在哪', '花在哪里', '用在哪', '用在哪里']],
  ['to (the|) treasury', ['to the treasury', 'to treasury']],
  ['(go|went) out', ['go out', 'went out']],
])('%s stands for each way through it', (surface, wordings) => {
  expect(wordingsOf(surface)).toEqual(wordings)
})
