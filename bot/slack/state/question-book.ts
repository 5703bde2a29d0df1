import type { Selectable } from 'kysely'
import { z } from 'zod'
import type { State } from '../../../db/state/open-state.ts'
import type { QuestionTable } from '../../../db/state/tables.ts'
import { type Place, placeSchema, type Surface, surfaces, threadOf } from '../place.ts'

/** A question a person asked, whichever way it came. */
export type Question = Readonly<{
  questionId: string
  surface: Surface
  place: Place
  userId: string
  text: string
}>

/** A question taken up by this process. `replyTs`: the message of its earlier answer, when it was edited since. */
export type TakenQuestion = Question &
  Readonly<{ ordinal: number; thread: string; attempts: number; replyTs: string | null }>

/**
 * The questions accepted and not yet answered, and those answered: a queue in a file, shared by all processes.
 *
 * One question of a thread is answered at a time, in the order of arrival, whichever process takes it. A question is
 * held by a lease that its process renews; when the process is gone the lease runs out and another takes it up.
 */
export type QuestionBook = Readonly<{
  /** Writes a question down; false when one of its keys, or the question itself, was seen before. */
  accept: (question: Question, keys: readonly string[]) => Promise<boolean>
  /** Takes up the next question whose thread is free; null when there is none. */
  take: () => Promise<TakenQuestion | null>
  /** The earlier questions of its thread that a follow-up builds on, oldest first. */
  turnsBefore: (question: TakenQuestion) => Promise<readonly string[]>
  /** Answered. When it was edited meanwhile, it waits again. */
  finish: (
    question: TakenQuestion,
    outcome: Readonly<{ isTurn: boolean; replyTs: string | null }>,
  ) => Promise<void>
  /** Failed. When it was edited meanwhile, it waits again. */
  fail: (question: TakenQuestion) => Promise<void>
  /** To be tried again, by any process, after `delayMs`; its thread waits with it. */
  postpone: (question: TakenQuestion, delayMs: number) => Promise<void>
  /** Another text for a question that was asked; false when it was never asked or says the same. */
  edit: (questionId: string, text: string) => Promise<boolean>
  /**
   * Keeps those that this process works on, by `ordinal`, and frees what nobody keeps: what processes that are gone held,
   * and what this one took up and could not bring to an end.
   */
  renewLeases: (ordinals: readonly number[]) => Promise<void>
  /** What threads of channels began with, the most often asked first, then the newest; each once. */
  oftenAsked: (count: number) => Promise<readonly string[]>
  /** Questions waiting or being answered. */
  open: () => Promise<number>
  /** Forgets keys after a day and questions after `keepDays`. */
  purge: (keepDays: number) => Promise<void>
}>

/** A follow-up builds on this many questions, asked within this time of each other. */
const mostTurns = 20
const commandMemoryMs = 60 * 60_000
const dayMs = 24 * 60 * 60_000

const readRow = (row: Selectable<QuestionTable>): TakenQuestion => ({
  questionId: row.question_id,
  surface: z.enum(surfaces).parse(row.surface),
  place: placeSchema.parse(JSON.parse(row.place)),
  userId: row.user_id,
  text: row.text,
  ordinal: row.ordinal,
  thread: row.thread,
  attempts: row.attempts,
  replyTs: row.reply_ts,
})

export const createQuestionBook = (
  state: State,
  { owner, clock, leaseMs }: Readonly<{ owner: string; clock: () => number; leaseMs: number }>,
): QuestionBook => {
  const held = (question: TakenQuestion) =>
    state
      .updateTable('question')
      .where('ordinal', '=', question.ordinal)
      .where('owner', '=', owner)
      .where('status', '=', 'running')

  return {
    accept: (question, keys) =>
      state.transaction().execute(async (writing) => {
        const seenAt = clock()
        // The first statement writes, so that the transaction waits its turn instead of failing half way.
        const fresh = await writing
          .insertInto('seen')
          .values([question.questionId, ...keys].map((key) => ({ key, seen_at: seenAt })))
          .onConflict((conflict) => conflict.doNothing())
          .returning('key')
          .execute()
        if (fresh.length <= keys.length) return false
        // Keys are forgotten after a day, questions later: an edit or a click may come in between.
        const added = await writing
          .insertInto('question')
          .values({
            question_id: question.questionId,
            thread: threadOf(question.place, question.userId),
            surface: question.surface,
            place: JSON.stringify(question.place),
            user_id: question.userId,
            text: question.text,
            status: 'waiting',
            attempts: 0,
            accepted_at: seenAt,
            is_turn: 0,
          })
          .onConflict((conflict) => conflict.column('question_id').doNothing())
          .returning('ordinal')
          .executeTakeFirst()
        return added !== undefined
      }),

    take: async () => {
      const row = await state
        .updateTable('question')
        .set((column) => ({
          status: 'running',
          owner,
          lease_until: clock() + leaseMs,
          attempts: column('attempts', '+', 1),
        }))
        .where('ordinal', '=', (from) =>
          from
            .selectFrom('question as next')
            .select('next.ordinal')
            .where('next.status', '=', 'waiting')
            .where(({ not, exists, selectFrom }) =>
              not(
                exists(
                  selectFrom('question as other')
                    .select('other.ordinal')
                    .whereRef('other.thread', '=', 'next.thread')
                    .where(({ eb, and, or }) =>
                      or([
                        eb('other.status', '=', 'running'),
                        and([
                          eb('other.status', '=', 'waiting'),
                          eb('other.ordinal', '<', eb.ref('next.ordinal')),
                        ]),
                      ]),
                    ),
                ),
              ),
            )
            .orderBy('next.ordinal')
            .limit(1),
        )
        .returningAll()
        .executeTakeFirst()
      return row === undefined ? null : readRow(row)
    },

    turnsBefore: async ({ thread, ordinal, place }) => {
      const rows = await state
        .selectFrom('question')
        .select('text')
        .where('thread', '=', thread)
        .where('ordinal', '<', ordinal)
        .where('is_turn', '=', 1)
        // A thread is as long as it is; a person's commands are one conversation only while they follow each other.
        .$if(place.kind === 'private', (query) => query.where('accepted_at', '>', clock() - commandMemoryMs))
        .orderBy('ordinal', 'desc')
        .limit(mostTurns)
        .execute()
      return rows.map(({ text }) => text).toReversed()
    },

    finish: async (question, { isTurn, replyTs }) => {
      await held(question)
        .set(({ case: when }) => ({
          status: when()
            .when('text', '=', question.text)
            .then('done' as const)
            .else('waiting' as const)
            .end(),
          owner: null,
          lease_until: null,
          attempts: 0,
          is_turn: isTurn ? 1 : 0,
          reply_ts: replyTs,
          finished_at: clock(),
        }))
        .execute()
    },

    fail: async (question) => {
      // A click may be tried again after a failure; a message is asked anew, or edited, instead.
      const isRepeatable = question.surface === 'choice'
      await held(question)
        .set(({ case: when }) => ({
          status: when()
            .when('text', '=', question.text)
            .then('failed' as const)
            .else('waiting' as const)
            .end(),
          owner: null,
          lease_until: null,
          finished_at: clock(),
          ...(isRepeatable ? { question_id: `${question.questionId}:failed:${question.ordinal}` } : {}),
        }))
        .execute()
      if (isRepeatable) await state.deleteFrom('seen').where('key', '=', question.questionId).execute()
    },

    postpone: async (question, delayMs) => {
      await held(question)
        .set({ owner: null, lease_until: clock() + delayMs })
        .execute()
    },

    edit: async (questionId, text) => {
      const { numUpdatedRows } = await state
        .updateTable('question')
        .set(({ case: when }) => ({
          text,
          // One that runs is answered anew when it is done.
          status: when()
            .when('status', '=', 'running')
            .then('running' as const)
            .else('waiting' as const)
            .end(),
          attempts: 0,
        }))
        .where('question_id', '=', questionId)
        .where('text', '!=', text)
        .executeTakeFirst()
      return numUpdatedRows > 0n
    },

    renewLeases: async (ordinals) => {
      const now = clock()
      await state
        .updateTable('question')
        .set({ lease_until: now + leaseMs })
        .where('status', '=', 'running')
        .where('owner', '=', owner)
        .where('ordinal', 'in', ordinals)
        .execute()
      await state
        .updateTable('question')
        .set({ status: 'waiting', owner: null, lease_until: null })
        .where('status', '=', 'running')
        .where('lease_until', '<', now)
        .execute()
    },

    oftenAsked: async (count) => {
      const rows = await state
        .selectFrom('question')
        .select(({ fn }) => ['text', fn.countAll().as('times'), fn.max('ordinal').as('newest')])
        .where('surface', '=', 'mention')
        .where('status', '=', 'done')
        .where('text', '!=', '')
        .where('ordinal', 'in', (from) =>
          from
            .selectFrom('question as first')
            .select(({ fn }) => fn.min('first.ordinal').as('ordinal'))
            .groupBy('first.thread'),
        )
        .groupBy('text')
        .orderBy('times', 'desc')
        .orderBy('newest', 'desc')
        .limit(count)
        .execute()
      return rows.map(({ text }) => text)
    },

    open: async () => {
      const { count } = await state
        .selectFrom('question')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('status', 'in', ['waiting', 'running'])
        .executeTakeFirstOrThrow()
      return count
    },

    purge: async (keepDays) => {
      const now = clock()
      await state
        .deleteFrom('seen')
        .where('seen_at', '<', now - dayMs)
        .execute()
      await state
        .deleteFrom('question')
        .where('status', 'in', ['done', 'failed'])
        .where('accepted_at', '<', now - keepDays * dayMs)
        .execute()
    },
  }
}
