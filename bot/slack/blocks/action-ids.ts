/** What Slack sends back when something is clicked or submitted. A test holds that each of them is listened to. */
export const actionIds = {
  sql: 'answer_sql',
  sources: 'answer_sources',
  sourcesPage: 'answer_sources_page',
  csv: 'answer_csv',
  chart: 'answer_chart',
  share: 'answer_share',
  more: 'answer_more',
  askModel: 'answer_ask_model',
  feedback: 'answer_feedback',
  language: 'home_language',
  unit: 'home_unit',
  status: 'admin_status',
  reload: 'admin_reload',
  words: 'admin_words',
  removeWord: 'admin_remove_word',
  approve: 'job_approve',
  reject: 'job_reject',
} as const

/** Buttons of which a message has several: the prefix and a number, since ids within a block must differ. */
export const actionPrefixes = { choice: 'choose_question_', example: 'ask_example_' } as const

export const viewIds = {
  sql: 'view_sql',
  sources: 'view_sources',
  share: 'share_answer',
  feedback: 'feedback_reason',
  words: 'add_word',
} as const

export const shortcutIds = { summarise: 'summarise_message' } as const

export const commandName = '/juesuan'
