import { describe, expect, it } from 'vitest'
import cases from './cases.json' with { type: 'json' }
import { sentenceFault } from './check-sentence.ts'
import { proseSource } from './prose-source.ts'
import { proseTable, proseVocabulary } from './testing/tables.ts'

describe.each(['zh', 'en'] as const)('a sentence in %s', (language) => {
  describe.each(['one', 'two', 'years'] as const)('about the bodies of table %s', (name) => {
    const source = proseSource(proseTable(name, language), proseVocabulary, language)
    it.each(
      cases[language][name].map(([sentence, fault]) => ({ sentence: String(sentence), fault })),
    )('$fault: $sentence', ({ sentence, fault }) => {
      expect(sentenceFault(sentence, source)).toBe(fault)
    })
  })
})
