import type { Plan } from '../../db/plan/plan.ts'
import type { HeardWord } from './heard-word.ts'

export type ChoiceCode = 'which-department' | 'which-reading'
export type NoDataCode =
  | 'unknown-word'
  | 'department-not-held'
  | 'year-not-held'
  | 'unclear-threshold'
  | 'nothing-asked'
  | 'store-empty'
export type RefusalCode = 'empty' | 'too-long' | 'off-topic' | 'write' | 'secret' | 'instruction'

/** One reading of an ambiguous question, as a question that has only this reading. */
export type Option = Readonly<{ label: string; question: string }>

/** What both planners return. `words` are the words of the question that the outcome turns on. */
export type Understanding =
  | {
      readonly kind: 'plan'
      readonly plan: Plan
      readonly heard: readonly HeardWord[]
      /** Whether it is the thread's last plan with changes. */
      readonly isEdit: boolean
      /** Remarks beside what is asked that were not understood: told with the answer. */
      readonly passedOver: readonly string[]
    }
  | { readonly kind: 'needs-choice'; readonly code: ChoiceCode; readonly options: readonly Option[] }
  | { readonly kind: 'no-data'; readonly code: NoDataCode; readonly words: readonly string[] }
  | { readonly kind: 'refused'; readonly code: RefusalCode; readonly words: readonly string[] }

/** What a thread has spoken of: the last plan and the departments its answer named. */
export type Context = Readonly<{
  plan: Plan
  departments: readonly string[]
  /** Plans of the turns before the last one. */
  earlier: readonly Plan[]
  /** Clauses of one question speak of the same bodies. */
  isOfOneQuestion: boolean
}>

/** A thread so far; `pending` is a question that was asked back, to be resumed by the next turn. */
export type Thread = Readonly<{
  context: Context | null
  pending: string | null
  /** Its last questions, oldest first. */
  questions: readonly string[]
}>

export const newThread: Thread = { context: null, pending: null, questions: [] }
