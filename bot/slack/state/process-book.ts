import type { State } from '../../../db/state/open-state.ts'

/** A bot that runs, as it last said of itself. */
export type RunningProcess = Readonly<{
  pid: number
  mode: string
  startedAt: number
  beatAt: number
  isConnected: boolean
}>

export type ProcessBook = Readonly<{
  beat: (isConnected: boolean) => Promise<void>
  leave: () => Promise<void>
  /** Those that were heard of within `withinMs`. */
  list: (withinMs: number) => Promise<readonly RunningProcess[]>
}>

const dayMs = 24 * 60 * 60_000

export const listProcesses = async (state: State, since: number): Promise<readonly RunningProcess[]> => {
  const rows = await state
    .selectFrom('process')
    .selectAll()
    .where('beat_at', '>=', since)
    .orderBy('started_at')
    .execute()
  return rows.map((row) => ({
    pid: row.pid,
    mode: row.mode,
    startedAt: row.started_at,
    beatAt: row.beat_at,
    isConnected: row.is_connected === 1,
  }))
}

export const createProcessBook = (
  state: State,
  { owner, mode, clock }: Readonly<{ owner: string; mode: string; clock: () => number }>,
): ProcessBook => {
  const startedAt = clock()
  return {
    beat: async (isConnected) => {
      const now = clock()
      const said = { beat_at: now, is_connected: isConnected ? 1 : 0 }
      await state
        .insertInto('process')
        .values({ process_id: owner, pid: process.pid, mode, started_at: startedAt, ...said })
        .onConflict((conflict) => conflict.column('process_id').doUpdateSet(said))
        .execute()
      await state
        .deleteFrom('process')
        .where('beat_at', '<', now - dayMs)
        .execute()
    },
    leave: async () => {
      await state.deleteFrom('process').where('process_id', '=', owner).execute()
    },
    list: (withinMs) => listProcesses(state, clock() - withinMs),
  }
}
