/** What a text that somebody shares can be answered with: summaries of the bodies that it names. */
import type { Language } from '../../db/domain/terms.ts'
import { hear } from '../understand/hear.ts'
import { HeardQuestion } from '../understand/heard-question.ts'
import { hearScope } from '../understand/scope.ts'
import { clausesOf } from '../understand/several.ts'
import { understand } from '../understand/understand.ts'
import type { HeldDepartment, Vocabulary } from '../understand/vocabulary.ts'

const mostSummaries = 3
/** What is shared may be a whole article; it says at its beginning what it is about. */
const longestRead = 4_000

type Named = Readonly<{ body: HeldDepartment; year: number }>

/** Shape: one question of all the bodies where that is understood, else one each; none where no body is named. */
export const summaryQuestions = (
  text: string,
  language: Language,
  vocabulary: Vocabulary,
): readonly string[] => {
  const named = bodiesIn(text.slice(0, longestRead), vocabulary)
  const [first, ...others] = named
  if (first === undefined) return []
  const isOneYear = others.every(({ year }) => year === first.year)
  const joint = questionOf(named, first.year, language)
  if (isOneYear && isSummaryOf(joint, named, vocabulary)) return [joint]
  return named.flatMap((one) => {
    const question = questionOf([one], one.year, language)
    return isSummaryOf(question, [one], vocabulary) ? [question] : []
  })
}

const questionOf = (named: readonly Named[], year: number, language: Language): string => {
  const names = named.map(({ body }) => body.department)
  return language === 'zh'
    ? `${names.join('、')}${year}年概况`
    : `quick summary of ${names.join(' and ')} ${year}`
}

/** A shared text may name what no question would: only what is understood as meant is asked. */
const isSummaryOf = (question: string, named: readonly Named[], vocabulary: Vocabulary): boolean => {
  const understanding = understand(question, vocabulary, null)
  if (understanding.kind !== 'plan' || understanding.plan.kind !== 'summary') return false
  const { departments } = understanding.plan.scope
  return (
    named.every(({ body }) => departments?.includes(body.department_id)) &&
    departments?.length === named.length
  )
}

/** In the order in which they are named, with the year that is held and named, or else the newest one. */
const bodiesIn = (text: string, vocabulary: Vocabulary): readonly Named[] => {
  const clauses = clausesOf(text).map((clause) => ({ clause, words: hear(clause, vocabulary) }))
  const years = clauses.flatMap(({ words }) =>
    words.flatMap(({ evidence }) => evidence.flatMap((it) => (it.kind === 'year' ? [it.year] : []))),
  )
  const ids = clauses.flatMap(({ clause, words }) => {
    // A year that is not held leaves the body that is named beside it.
    const timeless = words.filter(({ evidence }) => evidence.every(({ kind }) => kind !== 'year'))
    const scope = hearScope(new HeardQuestion(timeless, clause), vocabulary, null)
    if (scope.kind !== 'scope' || !scope.isNamed) return []
    // A place that many bodies lie in names none of them.
    return scope.isAmbiguous && scope.covered.length > mostSummaries ? [] : scope.covered
  })
  return [...new Set(ids)].slice(0, mostSummaries).flatMap((id) => {
    const body = vocabulary.departments.get(id)
    if (body === undefined) return []
    const year = years.find((it) => body.years.includes(it)) ?? Math.max(...body.years)
    return [{ body, year }]
  })
}
