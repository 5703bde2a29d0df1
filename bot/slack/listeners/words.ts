/** The words that an admin adds: seen, added and taken away in one modal. */
import { z } from 'zod'
import { parseJson } from '../../../db/domain/json.ts'
import { keysOf } from '../../../db/domain/terms.ts'
import type { WordsProblemCode } from '../../understand/words-file.ts'
import type { TaughtWord, WordsEdit } from '../../words-editor.ts'
import { inputIds, wordsView } from '../blocks/small-views.ts'
import type { Bot } from '../bot.ts'
import { type Language, phrases } from '../phrases.ts'
import { allowAdmin, asAdmin, type Tell } from './admin.ts'
import { languageFor } from './guard.ts'
import { type Click, clickedValue, enteredIn, type Submission } from './payloads.ts'
import type { ViewReply } from './submissions.ts'

/** Which input is to blame, and in what words. */
const wordProblem = (code: WordsProblemCode, language: Language): Readonly<{ id: string; text: string }> => {
  const problems = phrases[language].wordProblems
  switch (code) {
    case 'unknown-department':
    case 'unknown-measure':
    case 'unknown-item':
      return { id: inputIds.target, text: problems['not-held'] }
    case 'not-of-documents':
      return { id: inputIds.target, text: problems['not-of-documents'] }
    case 'nothing-to-hear':
      return { id: inputIds.surface, text: problems.empty }
    default:
      return { id: inputIds.surface, text: problems.unusable }
  }
}

const errorOf = (edit: WordsEdit, language: Language): Readonly<{ id: string; text: string }> | null => {
  const problems = phrases[language].wordProblems
  switch (edit.kind) {
    case 'written':
      return null
    case 'unchanged':
      return { id: inputIds.surface, text: problems.unchanged }
    case 'busy':
      return { id: inputIds.surface, text: problems.busy }
    case 'refused':
      return wordProblem(edit.problems[0]?.code ?? 'unreadable', language)
  }
}

/** The modal with the words as they stand now. `problem`: what became of the last change, where it was not made. */
const wordsViewOf = (
  bot: Bot,
  language: Language,
  problem: string | null = null,
): ReturnType<typeof wordsView> => {
  const listing = bot.words.list()
  return listing.kind === 'words'
    ? wordsView(language, listing.words, problem)
    : wordsView(language, [], phrases[language].wordProblems.unusable)
}

export const submitWord = async (bot: Bot, submission: Submission): Promise<ViewReply> => {
  const userId = submission.user.id
  const language = await languageFor(bot, userId)
  const refuse = (id: string, text: string): ViewReply => ({
    response_action: 'errors',
    errors: { [id]: text },
  })
  const surface = enteredIn(submission, inputIds.surface).trim()
  const target = enteredIn(submission, inputIds.target).trim()
  if (!(await allowAdmin(bot, userId, 'add-word', `${surface} → ${target}`)))
    return refuse(inputIds.surface, phrases[language].adminOnly)
  const entered = enteredIn(submission, inputIds.section)
  const section = keysOf(phrases[language].wordSections).find((known) => known === entered)
  if (section === undefined) return refuse(inputIds.section, phrases[language].wordProblems.empty)
  const word: TaughtWord = { section, target, surface }
  const error = errorOf(await bot.words.add(word), language)
  if (error !== null) return refuse(error.id, error.text)
  await bot.library.refresh()
  return { response_action: 'update', view: wordsViewOf(bot, language) }
}

export const openWords = (bot: Bot, userId: string, triggerId: string, tell: Tell): Promise<void> =>
  asAdmin(bot, userId, 'words', '', tell, (language) =>
    bot.api.openView(triggerId, wordsViewOf(bot, language)),
  )

const taughtWordSchema = z.object({
  section: z.enum(['departments', 'measures', 'items', 'words']),
  target: z.string(),
  surface: z.string(),
})

export const removeWord = async (bot: Bot, click: Click): Promise<void> => {
  const { view } = click
  if (view == null) return
  const word = taughtWordSchema.parse(parseJson(clickedValue(click)))
  const userId = click.user.id
  const language = await languageFor(bot, userId)
  if (!(await allowAdmin(bot, userId, 'remove-word', `${word.surface} → ${word.target}`)))
    return bot.api.updateView(view.id, wordsView(language, [], phrases[language].adminOnly))
  const edit = await bot.words.remove(word)
  await bot.library.refresh()
  // One that is gone already needs no word.
  const error = edit.kind === 'unchanged' ? null : errorOf(edit, language)
  await bot.api.updateView(view.id, wordsViewOf(bot, language, error?.text))
}
