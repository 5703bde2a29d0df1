/** Where a number is printed, or what it is: "where did you get 63.66%", "is the 552.18 a budget or an actual figure?" */
import type { PrintsPlan } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { topicsOf } from './passages-plan.ts'
import type { ResolvedScope } from './scope.ts'
import type { Vocabulary } from './vocabulary.ts'

const unitOf = { fen: 'money', percent: 'percent', plain: 'any', times: null, points: null } as const

export const printsPlan = (
  question: HeardQuestion,
  { scope }: ResolvedScope,
  vocabulary: Vocabulary,
): PrintsPlan | null => {
  const values = question.evidence('number').flatMap(({ evidence }) => {
    const unit = unitOf[evidence.unit]
    return unit === null ? [] : [{ value: evidence.value, unit }]
  })
  const [first, ...others] = values
  const isAsked = question.has('source') || asksWhatItIs(question)
  if (first === undefined || !isAsked || isBounded(question)) return null
  const topics = question.words.flatMap((word) => topicsOf(word, false, vocabulary))
  const passedOver = [...question.unheard()]
  for (const index of question.words.keys()) question.use(index)
  return {
    version: 1,
    kind: 'prints',
    scope,
    values: [first, ...others],
    topics: topics.map((forms) => [...forms]),
    passedOver,
  }
}

/** "A budget or an actual figure?" */
const asksWhatItIs = (question: HeardQuestion): boolean => {
  const stages = new Set(question.evidence('stage').map(({ evidence }) => evidence.stage))
  const isOr = question.has('either') || question.words.some(({ text }) => text === '还是')
  const isWhich = question.has('who') && question.evidence('number').length > 1
  return stages.size > 1 && (isOr || isWhich) && question.evidence('measure').length === 0
}

const isBounded = (question: HeardQuestion): boolean =>
  (['comparator', 'comparatorAfter', 'between', 'superlative', 'top'] as const).some((role) =>
    question.has(role),
  )
