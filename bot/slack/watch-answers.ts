/** Questions that are asked before and after what is loaded changes, for whoever approved it: what became of their answers. */
import { hasChinese } from '../../db/domain/text.ts'
import { withReaderMark } from '../answer/reader-mark.ts'
import type { Bot } from './bot.ts'

export type ChangedAnswer = Readonly<{ question: string; before: string; after: string }>
export type WatchedAnswers = Readonly<{ asked: number; changed: readonly ChangedAnswer[] }>

/** Beside the examples: what was asked most often where others read it too. */
const mostOfPeople = 10

type Watched = Pick<Bot, 'library' | 'books'>

const watchedQuestions = async ({ library, books }: Watched): Promise<readonly string[]> => {
  const examples = [...library.examples('zh'), ...library.examples('en')].map(({ question }) => question)
  return [...new Set([...examples, ...(await books.questions.oftenAsked(mostOfPeople))])]
}

/** As the rules read them: a model costs, and may read a question otherwise each time. */
const answersTo = async ({ library }: Watched, questions: readonly string[]): Promise<readonly string[]> => {
  const texts: string[] = []
  for (const question of questions) {
    const language = hasChinese(question) ? 'zh' : 'en'
    const { text } = await library.answer([
      withReaderMark({ question, reader: 'embedded', reading: null }, language),
    ])
    texts.push(text)
  }
  return texts
}

/** Asks them now; the result asks them once more, of the store that is in use by then. */
export const watchAnswers = async (bot: Watched): Promise<() => Promise<WatchedAnswers>> => {
  const questions = await watchedQuestions(bot)
  const before = await answersTo(bot, questions)
  return async () => {
    const after = await answersTo(bot, questions)
    const compared = questions.map((question, index) => ({
      question,
      before: before[index] ?? '',
      after: after[index] ?? '',
    }))
    return { asked: questions.length, changed: compared.filter((answer) => answer.before !== answer.after) }
  }
}
