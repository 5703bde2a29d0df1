import { z } from 'zod'
import type { State } from '../../../db/state/open-state.ts'
import { type Answer, answerSchema } from '../../answer/answer.ts'

/** An answer as it was given; `turns` are the questions that led to it, the last one being answered. */
export type GivenAnswer = Readonly<{
  answerId: string
  questionId: string
  userId: string
  turns: readonly string[]
  answer: Answer
}>

/** The answers that were given, for the buttons below them. */
export type AnswerBook = Readonly<{
  keep: (given: GivenAnswer) => Promise<void>
  /** null: forgotten, or never given. */
  find: (answerId: string) => Promise<GivenAnswer | null>
  /** The newest answer to a question. */
  findByQuestion: (questionId: string) => Promise<GivenAnswer | null>
  purge: (keepDays: number) => Promise<void>
}>

const dayMs = 24 * 60 * 60_000
const turnsSchema = z.array(z.string())

type Row = Readonly<{
  answer_id: string
  question_id: string
  user_id: string
  turns: string
  answer: string
}>

/** An answer of an older form than this program's counts as forgotten. */
const readRow = (row: Row | undefined): GivenAnswer | null => {
  if (row === undefined) return null
  const answer = answerSchema.safeParse(JSON.parse(row.answer))
  if (!answer.success) return null
  return {
    answerId: row.answer_id,
    questionId: row.question_id,
    userId: row.user_id,
    turns: turnsSchema.parse(JSON.parse(row.turns)),
    answer: answer.data,
  }
}

export const createAnswerBook = (state: State, clock: () => number): AnswerBook => ({
  keep: async ({ answerId, questionId, userId, turns, answer }) => {
    await state
      .insertInto('answer')
      .values({
        answer_id: answerId,
        question_id: questionId,
        user_id: userId,
        turns: JSON.stringify(turns),
        answer: JSON.stringify(answer),
        given_at: clock(),
      })
      .execute()
  },
  find: async (answerId) =>
    readRow(
      await state.selectFrom('answer').selectAll().where('answer_id', '=', answerId).executeTakeFirst(),
    ),
  findByQuestion: async (questionId) =>
    readRow(
      await state
        .selectFrom('answer')
        .selectAll()
        .where('question_id', '=', questionId)
        .orderBy('given_at', 'desc')
        .executeTakeFirst(),
    ),
  purge: async (keepDays) => {
    await state
      .deleteFrom('answer')
      .where('given_at', '<', clock() - keepDays * dayMs)
      .execute()
  },
})
