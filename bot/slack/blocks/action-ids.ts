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
  handIn: 'admin_hand_in',
  versions: 'admin_versions',
  reorganise: 'admin_reorganise',
  words: 'admin_words',
  removeWord: 'admin_remove_word',
  approve: 'job_approve',
  reject: 'job_reject',
} as const

/** Buttons of which a message or modal has several: the prefix and a number, since ids within a block must differ. */
export const actionPrefixes = {
  choice: 'choose_question_',
  example: 'ask_example_',
  versionsPage: 'admin_versions_page_',
  rollBack: 'admin_roll_back_',
  unload: 'admin_unload_',
  remark: 'admin_remark_',
  withdraw: 'admin_withdraw_',
} as const

export const viewIds = {
  sql: 'view_sql',
  sources: 'view_sources',
  share: 'share_answer',
  feedback: 'feedback_reason',
  words: 'add_word',
  handIn: 'hand_in',
  versions: 'view_versions',
  remark: 'remark',
  reorganisation: 'reorganisation',
} as const

export const shortcutIds = { summarise: 'summarise_message' } as const

export const commandName = '/juesuan'
