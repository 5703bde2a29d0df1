/** Hears whether an amount is asked for each of the staff, the guests, the retirees … */
import { measures } from '../../db/domain/terms.ts'
import type { HeardQuestion } from './heard-question.ts'

/** 人均, "per employee", "per retiree": a word that says so, or "per" before what is counted. */
export const asksPerHead = (question: HeardQuestion): boolean =>
  question.has('perHead') || question.has('divide') || perCounted(question).length > 0

/** Whether a word names what documents count: staff, vehicles, guests … */
export const namesCounted = (question: HeardQuestion, at: number): boolean =>
  question
    .evidence('measure')
    .some(({ index, evidence }) => index === at && measures[evidence.measure].unit !== null)

/** Positions of "per" right before what is counted. */
const perCounted = (question: HeardQuestion): readonly number[] =>
  question
    .positions('each')
    .filter(
      (at) =>
        /^(?:per|each|every|每)$/iu.test(question.words[at]?.text ?? '') &&
        namesCounted(question, question.neighbour(at, 1)),
    )

/** 按在职13人: how many they are is the asker's own count; the answer shows what the documents count. */
export const usePerHead = (question: HeardQuestion): void => {
  for (const role of ['perHead', 'divide', 'each'] as const) question.take(role)
  question.take('aggregate', 'average')
  for (const { index, evidence } of question.evidence('number')) {
    if (evidence.unit !== 'plain') continue
    question.use(index)
    // 总共6个人: no sum of amounts.
    if (question.roleAt(index - 1, 'aggregate') === 'sum') question.settle(index - 1, 'aggregate')
    const next = /^[个名位]$/u.test(question.words[index + 1]?.text ?? '') ? index + 2 : index + 1
    if (/^(?:人|个人|名|位|people|persons|staff|employees)$/iu.test(question.words[next]?.text ?? ''))
      question.mean(next, { kind: 'role', role: 'filler', value: 'yes' })
  }
}
