import type { State } from '../../../db/state/open-state.ts'

/** Who may change the data: those named in the configuration, and those whom they added. */
export type AdminBook = Readonly<{
  isAdmin: (userId: string) => Promise<boolean>
  list: () => Promise<readonly string[]>
  add: (userId: string, addedBy: string) => Promise<void>
  /** False for one who is named in the configuration: that list is changed there. */
  remove: (userId: string) => Promise<boolean>
}>

export const createAdminBook = (
  state: State,
  configured: readonly string[],
  clock: () => number,
): AdminBook => {
  const added = async (): Promise<readonly string[]> => {
    const rows = await state.selectFrom('admin').select('user_id').orderBy('added_at').execute()
    return rows.map(({ user_id }) => user_id)
  }
  return {
    isAdmin: async (userId) => configured.includes(userId) || (await added()).includes(userId),
    list: async () => [...new Set([...configured, ...(await added())])],
    add: async (userId, addedBy) => {
      await state
        .insertInto('admin')
        .values({ user_id: userId, added_by: addedBy, added_at: clock() })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    },
    remove: async (userId) => {
      if (configured.includes(userId)) return false
      await state.deleteFrom('admin').where('user_id', '=', userId).execute()
      return true
    },
  }
}
