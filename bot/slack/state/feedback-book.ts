import type { State } from '../../../db/state/open-state.ts'

export const badReasons = ['wrong-figure', 'misunderstood', 'incomplete', 'unclear', 'other'] as const
export type BadReason = (typeof badReasons)[number]

/** What a person thought of an answer; the last word of each person counts, a bare `bad` keeps the reason given before. */
export type Feedback = Readonly<{
  answerId: string
  userId: string
  verdict: 'good' | 'bad'
  reason: BadReason | null
  comment: string | null
}>

export type FeedbackBook = Readonly<{ write: (feedback: Feedback) => Promise<void> }>

export const createFeedbackBook = (state: State, clock: () => number): FeedbackBook => ({
  write: async ({ answerId, userId, ...said }) => {
    const given = { ...said, given_at: clock() }
    const { verdict, given_at } = given
    const isBare = verdict === 'bad' && said.reason === null
    await state
      .insertInto('feedback')
      .values({ answer_id: answerId, user_id: userId, ...given })
      .onConflict((conflict) =>
        conflict.columns(['answer_id', 'user_id']).doUpdateSet(isBare ? { verdict, given_at } : given),
      )
      .execute()
  },
})
