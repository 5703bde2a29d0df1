import type { Scope } from '../../db/plan/plan.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { Phrases } from './phrases.ts'

/** Which bodies an answer speaks of: by name, by kind, or all that are held. */
export const scopeText = ({ departments, kinds }: Scope, vocabulary: Vocabulary, say: Phrases): string => {
  if (departments) return say.list(departments.map((id) => vocabulary.departments.get(id)?.department ?? ''))
  return kinds ? say.scopeKinds(kinds) : say.scopeAll
}

/** How a question that has neither columns nor conditions was read. */
export const scopeRestatement = (
  measure: string,
  scope: Scope,
  vocabulary: Vocabulary,
  say: Phrases,
): string =>
  say.restatement({
    measure,
    items: [],
    column: '',
    funds: [],
    years: scope.years ?? [],
    previousYear: null,
    scope: scopeText(scope, vocabulary, say),
    conditions: [],
    made: [],
    order: null,
    limit: null,
  })
