/**
 * What threads have spoken of, so that a further turn does not run the queries of all those before it again. It is only
 * kept work: without it the answers are the same.
 */
import { stableId } from '../../db/domain/hash.ts'
import { createRecent } from '../recent.ts'
import { newThread, type Thread } from '../understand/outcome.ts'

export type ThreadMemory = Readonly<{ follow: (turns: readonly string[]) => Promise<Thread> }>

/** `takeTurn`: the thread after one more turn, always the same for the same two. `capacity`: turns kept, the newest. */
export const createThreadMemory = (
  takeTurn: (thread: Thread, turn: string) => Promise<Thread>,
  capacity = 2_000,
): ThreadMemory => {
  const threadByTurns = createRecent<Promise<Thread>>(capacity)

  return {
    follow: async (turns) => {
      let thread = newThread
      let key = ''
      for (const turn of turns) {
        key = stableId(key, turn)
        try {
          const next = threadByTurns.get(key) ?? takeTurn(thread, turn)
          threadByTurns.set(key, next)
          thread = await next
        } catch (fault) {
          threadByTurns.delete(key)
          throw fault
        }
      }
      return thread
    },
  }
}
