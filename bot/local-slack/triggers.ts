/** Slack's trigger ids: minted with an interaction, good for three seconds and for one view. */
const lifeMs = 3_000

export type Trigger = Readonly<{ userId: string; viewId: string | null }>

export const createTriggers = (clock: () => number) => {
  const minted = new Map<string, Trigger & { readonly expiresAt: number; isUsed: boolean }>()
  return {
    mint: (userId: string, viewId: string | null): string => {
      const id = `trigger-${minted.size + 1}`
      minted.set(id, { userId, viewId, expiresAt: clock() + lifeMs, isUsed: false })
      return id
    },
    /** Outcomes: the trigger, used from now on; or Slack's error. */
    exchange: (id: string): Trigger | string => {
      const trigger = minted.get(id)
      if (trigger === undefined) return 'invalid_trigger_id'
      if (trigger.isUsed) return 'exchanged_trigger_id'
      if (clock() >= trigger.expiresAt) return 'expired_trigger_id'
      trigger.isUsed = true
      return trigger
    },
  }
}
export type Triggers = ReturnType<typeof createTriggers>
