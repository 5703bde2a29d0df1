import type { State } from '../../../db/state/open-state.ts'
import { createTokenBook, type TokenBook } from '../../model/token-book.ts'
import { type AdminBook, createAdminBook } from './admin-book.ts'
import { type AnswerBook, createAnswerBook } from './answer-book.ts'
import { type AuditBook, createAuditBook } from './audit-book.ts'
import { createFeedbackBook, type FeedbackBook } from './feedback-book.ts'
import { createJobBook, type JobBook } from './job-book.ts'
import { createPreferenceBook, type PreferenceBook } from './preference-book.ts'
import { createProcessBook, type ProcessBook } from './process-book.ts'
import { createQuestionBook, type QuestionBook } from './question-book.ts'

/** All that the bot remembers, each matter in a book of its own over one file. */
export type Books = Readonly<{
  questions: QuestionBook
  answers: AnswerBook
  audit: AuditBook
  feedback: FeedbackBook
  preferences: PreferenceBook
  admins: AdminBook
  jobs: JobBook
  processes: ProcessBook
  /** What a language model costs: written where it is asked. */
  modelTokens: Pick<TokenBook, 'spentOn'>
  /** Drops what is older than it is to be kept. */
  purge: () => Promise<void>
}>

export type BookOptions = Readonly<{
  /** Names this process among those on one file. */
  owner: string
  mode: string
  admins: readonly string[]
  auditDays: number
  clock: () => number
  /** How long a process may be silent before its questions are taken up by another. */
  leaseMs: number
}>

/** The buttons below an answer work for this long. */
export const answerDays = 30

export const openBooks = (state: State, options: BookOptions): Books => {
  const { owner, mode, clock, leaseMs } = options
  const questions = createQuestionBook(state, { owner, clock, leaseMs })
  const answers = createAnswerBook(state, clock)
  const audit = createAuditBook(state, clock)
  return {
    questions,
    answers,
    audit,
    feedback: createFeedbackBook(state, clock),
    preferences: createPreferenceBook(state),
    admins: createAdminBook(state, options.admins, clock),
    jobs: createJobBook(state, clock),
    processes: createProcessBook(state, { owner, mode, clock }),
    modelTokens: createTokenBook(state),
    purge: async () => {
      await questions.purge(answerDays)
      await answers.purge(answerDays)
      await audit.purge(options.auditDays)
    },
  }
}
