import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { openForSharing, tryLock } from '../open.ts'
import { migrations } from './migrations.ts'
import type { StateTables } from './tables.ts'

export type State = Kysely<StateTables>

/** The state file cannot be brought to the form that this program reads; `cause` says why. */
export class StateUnusable extends Error {
  readonly code = 'state-unusable'
  constructor(path: string, cause: unknown) {
    super(
      `the state file ${path} cannot be used: ${cause instanceof Error ? cause.message : String(cause)}`,
      {
        cause,
      },
    )
    this.name = 'StateUnusable'
  }
}

const lockRetryMs = 20

/**
 * Opens the file of what the bot remembers, made or brought up to date where needed; several processes may do so at once.
 *
 * Faults: StateUnusable, also when a later version of the program made the file.
 */
export const openState = async (path: string): Promise<State> => {
  const state = openOrExplain(path)
  try {
    await migrateAlone(state, `${path}.lock`)
  } catch (error) {
    await state.destroy()
    throw new StateUnusable(path, error)
  }
  return state
}

const openOrExplain = (path: string): State => {
  try {
    return openForSharing<StateTables>(path)
  } catch (error) {
    throw new StateUnusable(path, error)
  }
}

/** Kysely does not keep two processes from migrating one SQLite file at once. */
const migrateAlone = async (state: State, lockPath: string): Promise<void> => {
  let lock = tryLock(lockPath)
  while (lock === null) {
    await wait(lockRetryMs)
    lock = tryLock(lockPath)
  }
  try {
    const migrator = new Migrator({
      db: state,
      provider: { getMigrations: () => Promise.resolve({ ...migrations }) },
    })
    const { error } = await migrator.migrateToLatest()
    if (error !== undefined) throw error
  } finally {
    lock.release()
  }
}
