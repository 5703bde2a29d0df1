import type { State } from '../../db/state/open-state.ts'

/** The day of a moment in milliseconds, in UTC: "2026-11-28". */
export const dayOf = (moment: number): string => new Date(moment).toISOString().slice(0, 10)

/** How many tokens were spent on which day (`dayOf`). */
export type TokenBook = Readonly<{
  /** Sets tokens aside for a request; false where the day would have more than `most`, and nothing is set aside. */
  reserve: (day: string, tokens: number, most: number) => Promise<boolean>
  /** What a request cost more, or less, than was set aside for it. */
  correct: (day: string, difference: number) => Promise<void>
  spentOn: (day: string) => Promise<number>
}>

/** Kept in the state file, and so shared by all processes and their next starts. */
export const createTokenBook = (state: State): TokenBook => ({
  reserve: async (day, tokens, most) => {
    if (tokens > most) return false
    // One statement, so that two processes cannot both take the last of a day.
    const reserved = await state
      .insertInto('model_day')
      .values({ day, tokens })
      .onConflict((conflict) =>
        conflict
          .column('day')
          .doUpdateSet((update) => ({ tokens: update('model_day.tokens', '+', tokens) }))
          .where('model_day.tokens', '<=', most - tokens),
      )
      .returning('tokens')
      .executeTakeFirst()
    return reserved !== undefined
  },
  correct: async (day, difference) => {
    await state
      .updateTable('model_day')
      .set((update) => ({ tokens: update('tokens', '+', difference) }))
      .where('day', '=', day)
      .execute()
  },
  spentOn: async (day) => {
    const row = await state.selectFrom('model_day').select('tokens').where('day', '=', day).executeTakeFirst()
    return row?.tokens ?? 0
  },
})

/** For whoever asks without remembering: tests and evaluation. */
export const createTokenBookInMemory = (): TokenBook => {
  const tokensByDay = new Map<string, number>()
  const spentOn = (day: string): number => tokensByDay.get(day) ?? 0
  return {
    reserve: async (day, tokens, most) => {
      if (spentOn(day) + tokens > most) return false
      tokensByDay.set(day, spentOn(day) + tokens)
      return true
    },
    correct: async (day, difference) => {
      tokensByDay.set(day, spentOn(day) + difference)
    },
    spentOn: async (day) => spentOn(day),
  }
}
