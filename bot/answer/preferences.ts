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

/** The unit that a question says amounts are to be told in. */
export const unitHeard = (heard: readonly HeardWord[]): ToldUnit | undefined =>
  toldUnits.find((unit) => heard.some((word) => roleOf(word, 'moneyUnit') === unit))

/** Whether figures have a unit that was named for them, also in an earlier turn. */
export const hasOwnUnit = (plan: Plan): boolean => {
  switch (plan.kind) {
    case 'figures':
      return plan.unit !== undefined
    case 'several':
      return plan.plans.some(hasOwnUnit)
    case 'sources':
      return hasOwnUnit(plan.of)
    default:
      return false
  }
}
