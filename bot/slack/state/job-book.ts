import type { Selectable } from 'kysely'
import { parseJson } from '../../../db/domain/json.ts'
import type { State } from '../../../db/state/open-state.ts'
import type { JobStatus, JobTable } from '../../../db/state/tables.ts'
import { type StoreChange, storeChangeSchema } from '../../store-change.ts'

/** A change of the store: it is read for a preview, then waits for an admin's word. */
export type Job = Readonly<{
  jobId: string
  change: StoreChange
  status: JobStatus
  requestedBy: string
  decidedBy: string | null
  baseHash: string
  contentHash: string
  expiresAt: number
}>

export type JobBook = Readonly<{
  open: (job: Pick<Job, 'jobId' | 'change' | 'requestedBy'>) => Promise<void>
  /** Lets it be decided, from now on and for a day. */
  offer: (jobId: string, previewed: Pick<Job, 'baseHash' | 'contentHash'>) => Promise<void>
  find: (jobId: string) => Promise<Job | null>
  /** Moves a pending job on, once: null when it is not pending any more, or has expired, whoever asks. */
  decide: (jobId: string, status: 'running' | 'rejected', decidedBy: string) => Promise<Job | null>
  /** It was approved and could not be begun: it may be decided again. */
  putBack: (jobId: string) => Promise<void>
  close: (jobId: string, end: JobEnd) => Promise<void>
  /** Pending jobs past their time expire; one that was at work when its process ended has failed. */
  expire: () => Promise<void>
  /** Who approved which version. */
  approvals: () => Promise<ReadonlyMap<number, string>>
}>

/** `version`: of the data folder, made by it; null where there was nothing to change. */
export type JobEnd =
  | Readonly<{ status: 'done'; version: number | null }>
  | Readonly<{ status: 'failed'; detail: string }>

const openStatuses: readonly JobStatus[] = ['reading', 'pending', 'running']
/** Whether anything may still come of it. */
export const isOpen = ({ status }: Pick<Job, 'status'>): boolean => openStatuses.includes(status)

export const jobLifeMs = 24 * 60 * 60_000
/** A job runs for minutes at most. */
const longestRunMs = 60 * 60_000

const readRow = (row: Selectable<JobTable>): Job => ({
  jobId: row.job_id,
  change: storeChangeSchema.parse(parseJson(row.change)),
  status: row.status,
  requestedBy: row.requested_by,
  decidedBy: row.decided_by,
  baseHash: row.base_hash,
  contentHash: row.content_hash,
  expiresAt: row.expires_at,
})

export const createJobBook = (state: State, clock: () => number): JobBook => ({
  open: async ({ jobId, change, requestedBy }) => {
    await state
      .insertInto('job')
      .values({
        job_id: jobId,
        change: JSON.stringify(change),
        status: 'reading',
        requested_by: requestedBy,
        base_hash: '',
        content_hash: '',
        created_at: clock(),
        expires_at: clock() + jobLifeMs,
      })
      .execute()
  },
  offer: async (jobId, { baseHash, contentHash }) => {
    await state
      .updateTable('job')
      .set({
        status: 'pending',
        base_hash: baseHash,
        content_hash: contentHash,
        expires_at: clock() + jobLifeMs,
      })
      .where('job_id', '=', jobId)
      .where('status', '=', 'reading')
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
  putBack: async (jobId) => {
    await state
      .updateTable('job')
      .set({ status: 'pending', decided_by: null, decided_at: null })
      .where('job_id', '=', jobId)
      .where('status', '=', 'running')
      .execute()
  },
  close: async (jobId, end) => {
    await state.updateTable('job').set(end).where('job_id', '=', jobId).execute()
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
      .where(({ and, eb, or }) =>
        or([
          and([eb('status', '=', 'running'), eb('decided_at', '<', now - longestRunMs)]),
          and([eb('status', '=', 'reading'), eb('created_at', '<', now - longestRunMs)]),
        ]),
      )
      .execute()
  },
  approvals: async () => {
    const rows = await state
      .selectFrom('job')
      .select(['version', 'decided_by'])
      .where('version', 'is not', null)
      .execute()
    return new Map(
      rows.flatMap(({ version, decided_by: by }) => (version === null || by === null ? [] : [[version, by]])),
    )
  },
})
