import { z } from 'zod'
import type { State } from '../../../db/state/open-state.ts'

/** null: as the question is asked, or as Slack says of the person. */
const preferenceSchema = z.object({
  language: z.enum(['zh', 'en']).nullable().catch(null),
  unit: z.enum(['yuan', 'wanYuan']).nullable().catch(null),
})
export type Preferences = Readonly<z.infer<typeof preferenceSchema>>

export type PreferenceBook = Readonly<{
  read: (userId: string) => Promise<Preferences>
  write: (userId: string, changed: Partial<Preferences>) => Promise<void>
}>

export const createPreferenceBook = (state: State): PreferenceBook => ({
  read: async (userId) => {
    const row = await state
      .selectFrom('preference')
      .select(['language', 'unit'])
      .where('user_id', '=', userId)
      .executeTakeFirst()
    return preferenceSchema.parse(row ?? { language: null, unit: null })
  },
  write: async (userId, changed) => {
    await state
      .insertInto('preference')
      .values({ user_id: userId, language: null, unit: null, ...changed })
      .onConflict((conflict) => conflict.column('user_id').doUpdateSet(changed))
      .execute()
  },
})
