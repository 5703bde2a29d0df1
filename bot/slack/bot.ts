import type { Library } from '../library.ts'
import type { Reseeding } from '../reseeding.ts'
import type { WordsEditor } from '../words-editor.ts'
import type { LanguageModel } from './language-model.ts'
import type { LogLine } from './log.ts'
import type { QuestionDesk } from './question-desk.ts'
import type { SlackApi } from './slack-api.ts'
import type { Books } from './state/books.ts'

/** All that the listeners work with. */
export type Bot = Readonly<{
  desk: QuestionDesk
  books: Books
  library: Library
  reseeding: Reseeding
  words: WordsEditor
  languageModel: LanguageModel | null
  api: SlackApi
  log: LogLine
  clock: () => number
}>
