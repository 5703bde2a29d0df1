import { setTimeout as wait } from 'node:timers/promises'
import { type Lock, tryLock } from './open.ts'
import { folders } from './store-location.ts'

const lockRetryMs = 50
const usualWaitMs = 120_000

/**
 * Takes the lock of a data folder: while it is held, nothing else seeds, copies or replaces the folder.
 *
 * `onWait` is called at every try that failed. Outcome: null where another process held it for all of `waitMs`.
 */
export const waitForSeedingLock = async (
  dataFolder: string,
  { waitMs = usualWaitMs, onWait }: Readonly<{ waitMs?: number | undefined; onWait: () => void }>,
): Promise<Lock | null> => {
  for (let waitedMs = 0; waitedMs <= waitMs; waitedMs += lockRetryMs) {
    const lock = tryLock(folders(dataFolder).lock)
    if (lock) return lock
    onWait()
    await wait(lockRetryMs)
  }
  return null
}
