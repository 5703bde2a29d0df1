import type { Answer } from '../answer/answer.ts'
import type { Answerer } from '../answer/answerer.ts'
import type { Case } from './case.ts'
import type { CaseSet } from './case-sets.ts'
import type { Documents } from './citation-soundness.ts'
import { noAnswer, score, type Verdict } from './score.ts'

/** `answer` is null where answering failed. */
export type ScoredCase = Readonly<{
  set: string
  question: Case
  answer: Answer | null
  verdict: Verdict
  elapsedMs: number
}>

export type Scoring = Readonly<{ answerer: Answerer; documents: Documents; clock: () => number }>

/** Asks every case, one after the other, and judges its answer. A fault while answering counts as a wrong answer. */
export const scoreSets = async (
  sets: readonly CaseSet[],
  { answerer, documents, clock }: Scoring,
): Promise<readonly ScoredCase[]> => {
  const scored: ScoredCase[] = []
  for (const { name, cases } of sets)
    for (const question of cases) {
      const since = clock()
      const answer = await ask(question)
      const elapsedMs = clock() - since
      scored.push(
        answer instanceof Error
          ? { set: name, question, answer: null, verdict: noAnswer(answer.message), elapsedMs }
          : { set: name, question, answer, verdict: score(question, answer, documents), elapsedMs },
      )
    }
  return scored

  function ask({ turns }: Case): Promise<Answer | Error> {
    return answerer.answer(turns).catch((error: unknown) => new Error(String(error), { cause: error }))
  }
}
