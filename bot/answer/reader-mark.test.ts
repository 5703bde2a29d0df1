import { describe, expect, it } from 'vitest'
import { readReaderMark, withReaderMark } from './reader-mark.ts'

describe('by whom a question is to be read', () => {
  it.each([
    ['花了多少？（按模型的理解）', { question: '花了多少？', reader: 'model', reading: null }],
    ['花了多少(按规则的理解)？', { question: '花了多少', reader: 'embedded', reading: null }],
    [
      '花了多少（按模型理解：本年支出：决算数）',
      { question: '花了多少', reader: 'model', reading: '本年支出：决算数' },
    ],
    ['How much? (as the model reads it)', { question: 'How much?', reader: 'model', reading: null }],
    [
      'How much? (As the rules read it: outturn (2023))',
      { question: 'How much?', reader: 'embedded', reading: 'outturn (2023)' },
    ],
  ])('is said at its end: %s', (text, mark) => {
    expect(readReaderMark(text)).toEqual(mark)
  })

  it.each([
    '花了多少（按决算的理解）',
    'what does the model read (as it is)?',
    '（按模型的理解）花了多少',
  ])('is not said: %s', (text) => {
    expect(readReaderMark(text)).toBeNull()
  })

  it.each(['zh', 'en'] as const)('is read as it was written, in %s', (language) => {
    for (const reader of ['embedded', 'model'] as const)
      for (const reading of [null, '支出：决算数（2023年）', 'spending: outturn (2023)']) {
        const mark = { question: '新洲花了多少？', reader, reading }
        expect(readReaderMark(withReaderMark(mark, language))).toEqual(mark)
      }
  })
})
