/** What the bot remembers of its use, for whoever looks after it; addresses and payloads stay behind. */
import { sql } from 'kysely'
import type { State } from './open-state.ts'

export const stateExportKinds = ['audit', 'feedback'] as const
export type StateExportKind = (typeof stateExportKinds)[number]
export type StateExportRow = Readonly<Record<string, string | number | null>>

/** Shape: newest last; moments as ISO 8601; every row of a kind has the same keys. */
export async function* exportState(state: State, kind: StateExportKind): AsyncGenerator<StateExportRow> {
  switch (kind) {
    case 'audit':
      yield* auditOf(state)
      break
    case 'feedback':
      yield* feedbackOf(state)
      break
  }
}

const isoOf = (moment: number): string => new Date(moment).toISOString()

async function* auditOf(state: State): AsyncGenerator<StateExportRow> {
  const rows = state.selectFrom('audit').selectAll().orderBy('ordinal').stream()
  for await (const { ordinal: _, at, ...rest } of rows) yield { at: isoOf(at), ...rest }
}

/** `question` and `answer` are null once the answer was forgotten. */
async function* feedbackOf(state: State): AsyncGenerator<StateExportRow> {
  const rows = state
    .selectFrom('feedback')
    .leftJoin('answer', 'answer.answer_id', 'feedback.answer_id')
    .select([
      'feedback.given_at',
      'feedback.user_id',
      'feedback.verdict',
      'feedback.reason',
      'feedback.comment',
      'feedback.answer_id',
      // The last turn is the one that was answered.
      sql<string | null>`json_extract(answer.turns, '$[#-1]')`.as('question'),
      sql<string | null>`json_extract(answer.answer, '$.text')`.as('answer'),
      sql<string | null>`json_extract(answer.answer, '$.dataVersion')`.as('data_version'),
    ])
    .orderBy('feedback.given_at')
    .orderBy('feedback.answer_id')
    .stream()
  for await (const { given_at, ...rest } of rows) yield { at: isoOf(given_at), ...rest }
}
