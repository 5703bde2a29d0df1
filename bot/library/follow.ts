/**
 * Something that is replaced while it is in use: what works with it keeps what it began with, and the old one is closed
 * when the last of these is done.
 */

/** What there is to be opened at this moment; `key` tells whether that is something else than before. */
export type Sight<Source> = Readonly<{ source: Source; key: string }>

export type FollowOptions<Source, Thing> = Readonly<{
  /** Cheap: it is called on every use. */
  look: () => Sight<Source>
  open: (source: Source) => Promise<Thing>
  onChange: (thing: Thing) => void
  /** Once for each sight that cannot be opened. */
  onRefusal: (fault: unknown) => void
}>

export type Followed<Thing> = Readonly<{
  current: () => Thing
  /** Works with what is current now, while anything newer is opened beside it. */
  use: <Result>(work: (thing: Thing) => Promise<Result>) => Promise<Result>
  /** Looks now and waits for the opening, also of what could not be opened before. */
  refresh: () => Promise<void>
  /** Why what is there now is not in use; null: it is. */
  fault: () => unknown
  close: () => Promise<void>
}>

type Closable = Readonly<{ close: () => Promise<void> }>
type Held<Thing> = { readonly thing: Thing; readonly key: string; users: number }

/** Faults: those of the first opening; later ones are told by `fault` and leave the old thing in use. */
export const follow = async <Source, Thing extends Closable>({
  look,
  open,
  onChange,
  onRefusal,
}: FollowOptions<Source, Thing>): Promise<Followed<Thing>> => {
  const first = look()
  let current: Held<Thing> = { thing: await open(first.source), key: first.key, users: 0 }
  /** Those whose last users still work with them. */
  const retired = new Set<Held<Thing>>()
  let opening: Promise<void> | null = null
  let refused: Readonly<{ key: string; fault: unknown }> | null = null
  let isClosed = false

  const refuse = (key: string, fault: unknown): void => {
    const isKnown = refused?.key === key
    refused = { key, fault }
    if (!isKnown) onRefusal(fault)
  }

  const closeIfDone = async (held: Held<Thing>): Promise<void> => {
    if (held.users === 0 && retired.delete(held)) await held.thing.close()
  }

  const exchange = async ({ source, key }: Sight<Source>): Promise<void> => {
    let thing: Thing
    try {
      thing = await open(source)
    } catch (fault) {
      return refuse(key, fault)
    }
    if (isClosed) return await thing.close()
    const before = current
    current = { thing, key, users: 0 }
    refused = null
    onChange(thing)
    retired.add(before)
    await closeIfDone(before)
  }

  const see = (): Sight<Source> | null => {
    try {
      return look()
    } catch (fault) {
      refuse('', fault)
      return null
    }
  }

  /** One opening at a time; what changes meanwhile is seen by the next look. */
  const step = (isTriedAgain: boolean): Promise<void> => {
    if (isClosed) return Promise.resolve()
    if (opening !== null) return opening
    const seen = see()
    if (seen?.key === current.key) refused = null
    const isDone = seen === null || seen.key === current.key || (seen.key === refused?.key && !isTriedAgain)
    if (isDone) return Promise.resolve()
    opening = exchange(seen).finally(() => {
      opening = null
    })
    return opening
  }

  return {
    current: () => current.thing,
    use: async (work) => {
      void step(false)
      const held = current
      held.users += 1
      try {
        return await work(held.thing)
      } finally {
        held.users -= 1
        await closeIfDone(held)
      }
    },
    refresh: async () => {
      await opening
      await step(true)
    },
    fault: () => refused?.fault ?? null,
    close: async () => {
      isClosed = true
      await opening
      await Promise.all([current, ...retired].map(({ thing }) => thing.close()))
    },
  }
}
