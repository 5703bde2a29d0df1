import type { Language } from '../../db/domain/terms.ts'
import type { Plan } from '../../db/plan/plan.ts'
import { type HeardWord, roleOf } from '../understand/heard-word.ts'
import type { ToldUnit } from './format.ts'

/**
 * What an asker has set for all of their questions: the language, whatever a question is asked in, and the unit of
 * amounts, where a question names none.
 */
export type AnswerPreferences = Readonly<{ language?: Language; unit?: 'yuan' | 'wanYuan' }>

/** How one answer is told. */
export type Manner = Readonly<{ language: Language; unit?: ToldUnit }>

const toldUnits = ['yuan', 'wanYuan', 'yiYuan'] as const satisfies readonly ToldUnit[]

/** The unit that a question says amounts are to be told in; a thread's figures keep the one that was said before. */
export const unitNamed = (plan: Plan, heard: readonly HeardWord[]): ToldUnit | undefined => {
  switch (plan.kind) {
    case 'figures':
      return plan.unit
    case 'several':
      return plan.plans.map((part) => unitNamed(part, heard)).find((unit) => unit !== undefined)
    case 'sources':
      return unitNamed(plan.of, heard)
    default:
      return toldUnits.find((unit) => heard.some((word) => roleOf(word, 'moneyUnit') === unit))
  }
}
