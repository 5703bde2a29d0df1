import type { State } from '../../../db/state/open-state.ts'
import type { Answer } from '../../answer/answer.ts'

/** One line of the audit: a question with its outcome, what an admin did, or what else was tried and failed. */
export type AuditEntry = Readonly<{
  userId: string
  action: 'ask' | 'admin' | 'use'
  surface: string
  place: string | null
  subject: string
  verdict: string
  code?: string | null
  planner?: string | null
  dataVersion?: string | null
  elapsedMs?: number | null
  reference?: string | null
  model?: Answer['model'] | null
}>

export type Failure = Readonly<{ at: number; reference: string; subject: string }>

export type AuditBook = Readonly<{
  write: (entry: AuditEntry) => Promise<void>
  /** The newest failures, newest first. */
  lastFailures: (count: number) => Promise<readonly Failure[]>
  purge: (keepDays: number) => Promise<void>
}>

const dayMs = 24 * 60 * 60_000

export const createAuditBook = (state: State, clock: () => number): AuditBook => ({
  write: async ({ userId, action, surface, place, subject, verdict, ...rest }) => {
    await state
      .insertInto('audit')
      .values({
        at: clock(),
        user_id: userId,
        action,
        surface,
        place,
        subject,
        verdict,
        code: rest.code ?? null,
        planner: rest.planner ?? null,
        data_version: rest.dataVersion ?? null,
        elapsed_ms: rest.elapsedMs ?? null,
        reference: rest.reference ?? null,
        model_code: rest.model?.code ?? null,
        model_name: rest.model?.name ?? null,
        prompt_tokens: rest.model?.promptTokens ?? null,
        completion_tokens: rest.model?.completionTokens ?? null,
        model_cost: rest.model?.cost ?? null,
      })
      .execute()
  },
  lastFailures: async (count) => {
    const rows = await state
      .selectFrom('audit')
      .select(['at', 'reference', 'subject'])
      .where('reference', 'is not', null)
      .orderBy('ordinal', 'desc')
      .limit(count)
      .execute()
    return rows.map(({ at, reference, subject }) => ({ at, reference: reference ?? '', subject }))
  },
  purge: async (keepDays) => {
    await state
      .deleteFrom('audit')
      .where('at', '<', clock() - keepDays * dayMs)
      .execute()
  },
})
