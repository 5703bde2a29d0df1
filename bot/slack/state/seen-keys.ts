const dayMs = 24 * 60 * 60 * 1_000

/** Remembers what was already taken up, because Slack delivers more than once and Bolt does not notice. */
export type SeenKeys = Readonly<{
  /** True when none of the keys was seen before; they are all seen from then on. */
  takeUp: (keys: readonly string[]) => boolean
  forget: (keys: readonly string[]) => void
}>

/** In memory: for `keepMs` (24 hours, longer than Slack retries), the newest `capacity` keys. */
export const createSeenKeys = (
  clock: () => number,
  { keepMs = dayMs, capacity = 20_000 }: Readonly<{ keepMs?: number; capacity?: number }> = {},
): SeenKeys => {
  // A Map keeps the order of insertion: the first keys are the oldest.
  const seenAtByKey = new Map<string, number>()
  const dropOld = (now: number): void => {
    for (const [key, seenAt] of seenAtByKey) {
      if (seenAtByKey.size <= capacity && now - seenAt < keepMs) return
      seenAtByKey.delete(key)
    }
  }
  return {
    takeUp: (keys) => {
      const now = clock()
      dropOld(now)
      const isNew = keys.every((key) => !seenAtByKey.has(key))
      for (const key of keys) if (!seenAtByKey.has(key)) seenAtByKey.set(key, now)
      dropOld(now)
      return isNew
    },
    forget: (keys) => {
      for (const key of keys) seenAtByKey.delete(key)
    },
  }
}
