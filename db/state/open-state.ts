import { existsSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { copyShared, openForSharing, openSharedForReading, tryLock } from '../open.ts'
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
 * `busyTimeoutMs`: how long a writer waits for another; that of openForSharing where none is given.
 * Faults: StateUnusable, also when a later version of the program made the file.
 */
export const openState = async (path: string, busyTimeoutMs?: number): Promise<State> => {
  const state = openOrExplain(path, (shared) => openForSharing(shared, busyTimeoutMs))
  try {
    await migrateAlone(state, `${path}.lock`)
  } catch (error) {
    await state.destroy()
    throw new StateUnusable(path, error)
  }
  return state
}

/**
 * Opens the file to look into it, also while bots write it; it is neither made nor changed.
 *
 * Outcome: null where no bot has made it, or one is just making it. Faults: StateUnusable.
 */
export const openStateForReading = async (path: string): Promise<State | null> => {
  if (!existsSync(path)) return null
  const state = openOrExplain(path, openSharedForReading)
  try {
    if ((await state.introspection.getTables()).length > 0) return state
  } catch (error) {
    await state.destroy()
    throw new StateUnusable(path, error)
  }
  await state.destroy()
  return null
}

/** Copies the file as it is at one moment, also while bots write it. Faults: StateUnusable. */
export const copyState = async (path: string, target: string): Promise<void> => {
  try {
    await copyShared(path, target)
  } catch (error) {
    throw new StateUnusable(path, error)
  }
}

const openOrExplain = (path: string, open: (path: string) => State): State => {
  try {
    return open(path)
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
