import type { Generated } from 'kysely'

/**
 * What the bot remembers, in a file of its own, so that swapping the store loses none of it.
 *
 * Moments are milliseconds since 1970. SQLite has no booleans: 0 or 1.
 */
export type StateTables = {
  seen: SeenTable
  question: QuestionTable
  answer: AnswerTable
  feedback: FeedbackTable
  audit: AuditTable
  preference: PreferenceTable
  admin: AdminTable
  job: JobTable
  process: ProcessTable
  model_day: ModelDayTable
}

/** What was already taken up: Slack delivers more than once. */
export type SeenTable = { key: string; seen_at: number }

export type QuestionStatus = 'waiting' | 'running' | 'done' | 'failed'

/** One question a person asked; the rows of one `thread`, by `ordinal`, are its turns. */
export type QuestionTable = {
  /** The order of arrival. */
  ordinal: Generated<number>
  question_id: string
  thread: string
  surface: string
  /** Where and how to answer, as JSON of the surface's own. */
  place: string
  user_id: string
  text: string
  status: QuestionStatus
  /** The process that answers it, and until when it may be thought alive. */
  owner: string | null
  lease_until: number | null
  attempts: number
  accepted_at: number
  finished_at: number | null
  /** 1: its answer is a turn that a follow-up builds on. */
  is_turn: number
  /** The message that holds the answer. */
  reply_ts: string | null
}

/** An answer as it was given, for the buttons below it. */
export type AnswerTable = {
  answer_id: string
  question_id: string
  user_id: string
  /** JSON: the turns that led to it. */
  turns: string
  /** JSON: an Answer. */
  answer: string
  given_at: number
}

export type FeedbackTable = {
  answer_id: string
  user_id: string
  verdict: 'good' | 'bad'
  reason: string | null
  comment: string | null
  given_at: number
}

/** Who asked or did what, when, over which store, with what outcome. */
export type AuditTable = {
  ordinal: Generated<number>
  at: number
  user_id: string
  action: string
  surface: string
  place: string | null
  /** The question, or what an admin did it to. */
  subject: string
  verdict: string
  code: string | null
  planner: string | null
  data_version: string | null
  elapsed_ms: number | null
  /** What a person was told to name when it failed. */
  reference: string | null
  /** What came of asking a language model, and what that cost; null where none was asked. */
  model_code: string | null
  model_name: string | null
  prompt_tokens: number | null
  completion_tokens: number | null
  /** In the currency of the prices that are set; null: none are. */
  model_cost: number | null
}

export type PreferenceTable = { user_id: string; language: string | null; unit: string | null }

export type AdminTable = { user_id: string; added_by: string; added_at: number }

export type JobStatus = 'reading' | 'pending' | 'running' | 'done' | 'failed' | 'rejected' | 'expired'

/** A change of the store: it is read for a preview, then waits for an admin's approval. */
export type JobTable = {
  job_id: string
  /** JSON: what it changes. */
  change: string
  status: JobStatus
  requested_by: string
  decided_by: string | null
  /** Content hash of the store before, and of the one that was previewed; empty before the preview. */
  base_hash: string
  content_hash: string
  created_at: number
  expires_at: number
  decided_at: number | null
  detail: string | null
  /** Of the data folder, made by it; null where it made none. */
  version: number | null
}

/** A bot that runs, or ran: `beat_at` is written every few seconds. */
export type ProcessTable = {
  process_id: string
  pid: number
  mode: string
  started_at: number
  beat_at: number
  is_connected: number
}

/** What was spent on a language model: `day` is one of UTC, as "2026-11-28". */
export type ModelDayTable = { day: string; tokens: number }
