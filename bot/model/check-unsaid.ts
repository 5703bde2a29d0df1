/**
 * What stands in a model's plan though no word of the question asks for it, and that the embedded planner would have
 * heard: a fund, the first few of a list. Words to be looked up are shown to the person: of these a model has none of
 * its own to say.
 */
import type { FiguresPlan, SinglePlan } from '../../db/plan/plan.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import { isUnheard, roleOf } from '../understand/heard-word.ts'
import { lookupsOf } from '../understand/lookups.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import type { AskedWords } from './check-plan.ts'

export const unsaidIssues = (plan: SinglePlan, path: string, asked: AskedWords): readonly ReplyIssue[] => {
  if (hasLongList(plan)) return [{ path, problem: `a list in it has more than ${longestList} entries` }]
  switch (plan.kind) {
    case 'figures':
      return figuresIssues(plan, path, asked)
    case 'findings':
    case 'passages':
      if (looksForNothing(plan, asked)) return [{ path, problem: 'say by its topics what is looked for' }]
      return plan.topics.some((forms) => forms.length === 0)
        ? [
            {
              path: `${path}.topics`,
              problem: 'none of its words is in the question, or a short word that documents print',
            },
          ]
        : []
    default:
      return []
  }
}

/** All that documents say, or all their contradictions, where nobody asks about contradictions. */
const looksForNothing = (plan: SinglePlan, { words }: AskedWords): boolean => {
  if (plan.kind === 'passages') return plan.topics.length === 0 && plan.statementKinds === null
  const isAsked = words.some((word) => rolesOfFindings.some((role) => roleOf(word, role) !== null))
  const isLeft = words.some(isUnheard)
  return plan.kind === 'findings' && plan.topics.length + plan.figures.length === 0 && !isAsked && !isLeft
}

const rolesOfFindings = ['contradiction', 'documentPart', 'flag', 'topic', 'severity'] as const

/** Of the words that a topic may be said in, those that a model may say. */
export const withSayableTopics = (plan: SinglePlan, asked: AskedWords, vocabulary: Vocabulary): SinglePlan =>
  plan.kind === 'findings' || plan.kind === 'passages'
    ? {
        ...plan,
        topics: plan.topics.map((forms) => forms.filter((form) => maySay(form, asked, vocabulary))),
      }
    : plan

/** No question needs more, and a query of thousands is refused where it is compiled. */
const longestList = 40

const hasLongList = (value: unknown): boolean =>
  typeof value === 'object' &&
  value !== null &&
  ((Array.isArray(value) && value.length > longestList) || Object.values(value).some(hasLongList))

const rolesOfFew = ['superlative', 'top', 'topAfter', 'rank'] as const

const figuresIssues = (
  { fund, limit }: FiguresPlan,
  path: string,
  { words, earlier }: AskedWords,
): readonly ReplyIssue[] => {
  const all = [...words, ...earlier]
  const namesFund = all.some(({ evidence }) => evidence.some(({ kind }) => kind === 'fund'))
  const asksForFew = all.some(
    (word) =>
      rolesOfFew.some((role) => roleOf(word, role) !== null) ||
      word.evidence.some((it) => it.kind === 'number' && it.value === limit),
  )
  return [
    ...(fund !== null && !namesFund ? [{ path: `${path}.fund`, problem: 'the question names no fund' }] : []),
    ...(limit !== null && !asksForFew
      ? [{ path: `${path}.limit`, problem: 'the question does not ask for the first so many' }]
      : []),
  ]
}

/** Longer ones are sentences. */
const longestForm = 12

/** What the question says itself; else short words that are known, or that stand in documents, nothing but letters. */
const maySay = (
  form: string,
  { text }: AskedWords,
  { glosses, passageWords, findingWords }: Vocabulary,
): boolean => {
  if (/\p{C}/u.test(form)) return false
  if (text.toLowerCase().includes(form.toLowerCase()) || glosses.has(form)) return true
  const lookups = lookupsOf(form)
  return (
    /^\p{L}+$/u.test(form) &&
    form.length <= longestForm &&
    lookups.length > 0 &&
    lookups.every((lookup) => passageWords.has(lookup) || findingWords.has(lookup))
  )
}
