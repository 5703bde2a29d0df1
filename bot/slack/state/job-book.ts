import type { Selectable } from 'kysely'
import type { State } from '../../../db/state/open-state.ts'
import type { JobStatus, JobTable } from '../../../db/state/tables.ts'

/** A change of the store that was previewed and waits for an admin's word. */
export type Job = Readonly<{
  jobId: string
  kind: 'reload'
  status: JobStatus
  requestedBy: string
  decidedBy: string | null
  baseHash: string
  contentHash: string
  expiresAt: number
}>

export type JobBook = Readonly<{
  open: (job: Pick<Job, 'jobId' | 'kind' | 'requestedBy' | 'baseHash' | 'contentHash'>) => Promise<void>
  find: (jobId: string) => Promise<Job | null>
  /** Moves a pending job on, once: null when it is not pending any more, or has expired, whoever asks. */
  decide: (jobId: string, status: 'running' | 'rejected', decidedBy: string) => Promise<Job | null>
  close: (jobId: string, status: 'done' | 'failed', detail: string | null) => Promise<void>
  /** Pending jobs past their time expire; one that was running when its process ended has failed. */
  expire: () => Promise<void>
}>

export const jobLifeMs = 24 * 60 * 60_000
/** A job runs for minutes at most. */
const longestRunMs = 60 * 60_000

const readRow = (row: Selectable<JobTable>): Job => ({
  jobId: row.job_id,
  kind: 'reload',
  status: row.status,
  requestedBy: row.requested_by,
  decidedBy: row.decided_by,
  baseHash: row.base_hash,
  contentHash: row.content_hash,
  expiresAt: row.expires_at,
})

export const createJobBook = (state: State, clock: () => number): JobBook => ({
  open: async ({ jobId, kind, requestedBy, baseHash, contentHash }) => {
    await state
      .insertInto('job')
      .values({
        job_id: jobId,
        kind,
        status: 'pending',
        requested_by: requestedBy,
        base_hash: baseHash,
        content_hash: contentHash,
        created_at: clock(),
        expires_at: clock() + jobLifeMs,
      })
      .execute()
  },
  find: async (jobId) => {
    const row = await state.selectFrom('job').selectAll().where('job_id', '=', jobId).executeTakeFirst()
    return row === undefined ? null : readRow(row)
  },
  decide: async (jobId, status, decidedBy) => {
    const row = await state
      .updateTable('job')
      .set({ status, decided_by: decidedBy, decided_at: clock() })
      .where('job_id', '=', jobId)
      .where('status', '=', 'pending')
      .where('expires_at', '>', clock())
      .returningAll()
      .executeTakeFirst()
    return row === undefined ? null : readRow(row)
  },
  close: async (jobId, status, detail) => {
    await state.updateTable('job').set({ status, detail }).where('job_id', '=', jobId).execute()
  },
  expire: async () => {
    const now = clock()
    await state
      .updateTable('job')
      .set({ status: 'expired' })
      .where('status', '=', 'pending')
      .where('expires_at', '<=', now)
      .execute()
    await state
      .updateTable('job')
      .set({ status: 'failed', detail: 'interrupted' })
      .where('status', '=', 'running')
      .where('decided_at', '<', now - longestRunMs)
      .execute()
  },
})
