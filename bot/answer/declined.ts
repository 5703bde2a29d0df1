import type { Language } from '../../db/domain/terms.ts'
import type { Understanding } from '../understand/outcome.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import { type AnswerParts, emptyParts } from './parts.ts'
import { phrases } from './phrases.ts'

/** What is said where there is no plan: why, and what is held or meant instead. */
export const declined = (
  understanding: Exclude<Understanding, { kind: 'plan' }>,
  vocabulary: Vocabulary,
  language: Language,
): AnswerParts => {
  const say = phrases[language]
  switch (understanding.kind) {
    case 'needs-choice': {
      const choices = [...understanding.options]
      const text = [
        say.choice[understanding.code],
        ...choices.map(({ label }, index) => `${index + 1}. ${label}`),
      ].join('\n')
      return { ...emptyParts, status: 'clarify', code: understanding.code, text, choices }
    }
    case 'no-data': {
      const { code, words } = understanding
      const held =
        code === 'year-not-held'
          ? say.heldYears([...vocabulary.years].sort())
          : say.list([...vocabulary.departments.values()].slice(0, 12).map(({ department }) => department))
      return { ...emptyParts, status: 'no_data', code, text: say.noData[code](say.list(words), held) }
    }
    case 'refused':
      return {
        ...emptyParts,
        code: understanding.code,
        text: say.refusal[understanding.code](say.list(understanding.words)),
      }
  }
}
