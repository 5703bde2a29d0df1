import type { Migration } from 'kysely/migration'

/** Each step once, in the order of its name; a step that was released is never changed. */
export const migrations: Readonly<Record<string, Migration>> = {
  '001-first': {
    up: async (state) => {
      const { schema } = state
      await schema
        .createTable('seen')
        .addColumn('key', 'text', (column) => column.primaryKey())
        .addColumn('seen_at', 'integer', (column) => column.notNull())
        .execute()
      await schema.createIndex('seen_by_age').on('seen').column('seen_at').execute()
      await schema
        .createTable('question')
        .addColumn('ordinal', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('question_id', 'text', (column) => column.notNull().unique())
        .addColumn('thread', 'text', (column) => column.notNull())
        .addColumn('surface', 'text', (column) => column.notNull())
        .addColumn('place', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('text', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('owner', 'text')
        .addColumn('lease_until', 'integer')
        .addColumn('attempts', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('accepted_at', 'integer', (column) => column.notNull())
        .addColumn('finished_at', 'integer')
        .addColumn('is_turn', 'integer', (column) => column.notNull().defaultTo(0))
        .addColumn('reply_ts', 'text')
        .execute()
      await schema.createIndex('question_by_status').on('question').columns(['status', 'ordinal']).execute()
      await schema.createIndex('question_by_thread').on('question').columns(['thread', 'ordinal']).execute()
      await schema
        .createTable('answer')
        .addColumn('answer_id', 'text', (column) => column.primaryKey())
        .addColumn('question_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('turns', 'text', (column) => column.notNull())
        .addColumn('answer', 'text', (column) => column.notNull())
        .addColumn('given_at', 'integer', (column) => column.notNull())
        .execute()
      await schema.createIndex('answer_by_question').on('answer').column('question_id').execute()
      await schema.createIndex('answer_by_age').on('answer').column('given_at').execute()
      await schema
        .createTable('feedback')
        .addColumn('answer_id', 'text', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('reason', 'text')
        .addColumn('comment', 'text')
        .addColumn('given_at', 'integer', (column) => column.notNull())
        .addPrimaryKeyConstraint('one_feedback_each', ['answer_id', 'user_id'])
        .execute()
      await schema
        .createTable('audit')
        .addColumn('ordinal', 'integer', (column) => column.primaryKey().autoIncrement())
        .addColumn('at', 'integer', (column) => column.notNull())
        .addColumn('user_id', 'text', (column) => column.notNull())
        .addColumn('action', 'text', (column) => column.notNull())
        .addColumn('surface', 'text', (column) => column.notNull())
        .addColumn('place', 'text')
        .addColumn('subject', 'text', (column) => column.notNull())
        .addColumn('verdict', 'text', (column) => column.notNull())
        .addColumn('code', 'text')
        .addColumn('planner', 'text')
        .addColumn('data_version', 'text')
        .addColumn('elapsed_ms', 'real')
        .addColumn('reference', 'text')
        .execute()
      await schema.createIndex('audit_by_age').on('audit').column('at').execute()
      await schema
        .createTable('preference')
        .addColumn('user_id', 'text', (column) => column.primaryKey())
        .addColumn('language', 'text')
        .addColumn('unit', 'text')
        .execute()
      await schema
        .createTable('admin')
        .addColumn('user_id', 'text', (column) => column.primaryKey())
        .addColumn('added_by', 'text', (column) => column.notNull())
        .addColumn('added_at', 'integer', (column) => column.notNull())
        .execute()
      await schema
        .createTable('job')
        .addColumn('job_id', 'text', (column) => column.primaryKey())
        .addColumn('kind', 'text', (column) => column.notNull())
        .addColumn('status', 'text', (column) => column.notNull())
        .addColumn('requested_by', 'text', (column) => column.notNull())
        .addColumn('decided_by', 'text')
        .addColumn('base_hash', 'text', (column) => column.notNull())
        .addColumn('content_hash', 'text', (column) => column.notNull())
        .addColumn('created_at', 'integer', (column) => column.notNull())
        .addColumn('expires_at', 'integer', (column) => column.notNull())
        .addColumn('decided_at', 'integer')
        .addColumn('detail', 'text')
        .execute()
      await schema
        .createTable('process')
        .addColumn('process_id', 'text', (column) => column.primaryKey())
        .addColumn('pid', 'integer', (column) => column.notNull())
        .addColumn('mode', 'text', (column) => column.notNull())
        .addColumn('started_at', 'integer', (column) => column.notNull())
        .addColumn('beat_at', 'integer', (column) => column.notNull())
        .addColumn('is_connected', 'integer', (column) => column.notNull())
        .execute()
    },
  },
  '002-model-tokens': {
    up: async ({ schema }) => {
      await schema
        .createTable('model_day')
        .addColumn('day', 'text', (column) => column.primaryKey())
        .addColumn('tokens', 'integer', (column) => column.notNull())
        .execute()
    },
  },
  '003-audit-of-model': {
    up: async ({ schema }) => {
      // SQLite adds one column at a time.
      await schema.alterTable('audit').addColumn('model_code', 'text').execute()
      await schema.alterTable('audit').addColumn('model_name', 'text').execute()
      await schema.alterTable('audit').addColumn('prompt_tokens', 'integer').execute()
      await schema.alterTable('audit').addColumn('completion_tokens', 'integer').execute()
      await schema.alterTable('audit').addColumn('model_cost', 'real').execute()
    },
  },
  '004-change-of-job': {
    up: async ({ schema }) => {
      // All jobs until now read the kept documents anew.
      await schema
        .alterTable('job')
        .addColumn('change', 'text', (column) => column.notNull().defaultTo('{"kind":"anew"}'))
        .execute()
      await schema.alterTable('job').dropColumn('kind').execute()
      await schema.alterTable('job').addColumn('version', 'integer').execute()
    },
  },
}
