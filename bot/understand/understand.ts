/** The embedded planner: no model, no network. */
import type { Plan, SinglePlan } from '../../db/plan/plan.ts'
import { assemble } from './assemble.ts'
import { hear } from './hear.ts'
import { type HeardWord, isPureFiller } from './heard-word.ts'
import type { Context, Thread, Understanding } from './outcome.ts'
import { clausesOf, mostClauses, remarkableClauses } from './several.ts'
import type { Vocabulary } from './vocabulary.ts'

export const longestQuestion = 2_000

/** The next turn of a thread. After "which one do you mean?" a turn that only names a body resumes the question. */
export const understandTurn = (question: string, vocabulary: Vocabulary, thread: Thread): Understanding => {
  const alone = understand(question, vocabulary, thread.context)
  if (thread.pending === null || alone.kind === 'plan') return alone
  const resumed = understand(`${thread.pending} ${question}`, vocabulary, thread.context)
  return resumed.kind === 'plan' ? resumed : alone
}

export const understand = (
  question: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding => {
  if (question.trim() === '') return { kind: 'refused', code: 'empty', words: [] }
  if (question.length > longestQuestion) return { kind: 'refused', code: 'too-long', words: [] }
  const whole = understandClause(question, vocabulary, context)
  const clauses = understandClauses(question, vocabulary, context)
  // Two question marks ask two things, which one reading may have made one of.
  if (clauses !== null && asksTwice(question) && whole.kind === 'plan' && isSeveralFigures(clauses))
    return clauses
  // "How much is it, and why?": the reason alone would leave out the amount.
  if (
    clauses !== null &&
    isFigureAndReason(clauses) &&
    whole.kind === 'plan' &&
    whole.plan.kind === 'reasons'
  )
    return clauses
  if (whole.kind !== 'no-data' && !isLookUp(whole)) return whole
  // Figures that are asked for clause by clause come before words to be looked up.
  const read = clauses !== null && (whole.kind === 'no-data' || !isLookUp(clauses)) ? clauses : whole
  const isLeft =
    read.kind === 'no-data' || (read.kind === 'plan' && remarkableClauses(question).some(tellsOnly))
  return (isLeft ? withoutRemarks(question, vocabulary, context) : null) ?? read
}

const asksTwice = (question: string): boolean => /[?？].*[\p{L}\p{N}]/su.test(question)

const isFigureAndReason = (understanding: Understanding): boolean => {
  if (understanding.kind !== 'plan' || understanding.plan.kind !== 'several') return false
  const [first, ...rest] = understanding.plan.plans
  return (
    first?.kind === 'figures' && first.presentation !== 'list' && rest.every(({ kind }) => kind === 'reasons')
  )
}

/** Totals of several measures: a clause of the same one may be about what the clause before selects. */
const isSeveralFigures = (understanding: Understanding): boolean => {
  if (understanding.kind !== 'plan' || understanding.plan.kind !== 'several') return false
  const { plans } = understanding.plan
  const measures = plans.map((plan) =>
    plan.kind === 'figures' && plan.items === null ? plan.columns[0]?.measure : null,
  )
  return measures.every((measure) => measure != null) && new Set(measures).size === plans.length
}

/**
 * A sentence with a remark in it: 正文那个数印得怪怪的, "(yes, I know)". Only what names nothing of the field and shapes no
 * condition is one, and it is told that it was passed over. null: there is none, or the rest is not understood either.
 */
const withoutRemarks = (
  question: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding | null => {
  const clauses = remarkableClauses(question)
  const remarks = clauses.filter((clause) => tellsOnly(clause) || isRemark(hear(clause, vocabulary)))
  if (remarks.length === 0 || remarks.length === clauses.length) return null
  const rest = remarks.reduce((text, remark) => text.replace(remark, ' '), question)
  const read = understand(rest, vocabulary, context)
  return read.kind === 'plan' && !isLookUp(read)
    ? { ...read, passedOver: [...read.passedOver, ...remarks] }
    : null
}

/** 我知道口径不一样, "yes, I know one is a plan": told, not asked. */
const tellsOnly = (clause: string): boolean =>
  /^(?:我|咱)(?:知道|清楚|明白|了解)|^(?:yes,? )?(?:I know|I’m aware|I'm aware|I realise|I realize|I understand)\b/iu.test(
    clause,
  )

/** A comparator without a number compares nothing. */
const rolesOfRemarks: ReadonlySet<string> = new Set([
  'filler',
  'yesNo',
  'pronoun',
  'followUp',
  'versus',
  'only',
  'documentPart',
  'comparator',
  'approximately',
])

/** What says little by itself, in more words that are known than are not: "for zyzzyva" may be what is asked about. */
const isRemark = (words: readonly HeardWord[]): boolean =>
  (words.filter(({ evidence }) => evidence.length === 0).length * 2 < words.length ||
    /^(?:questions?|query|问题|提问)$/iu.test(words.at(-1)?.text ?? '')) &&
  words.some((word) => !isPureFiller(word)) &&
  words.every(({ evidence }) =>
    evidence.every((it) => it.kind === 'concept' || (it.kind === 'role' && rolesOfRemarks.has(it.role))),
  )

const isLookUp = (understanding: Understanding): boolean => {
  if (understanding.kind !== 'plan') return false
  const { plan } = understanding
  const parts: readonly Plan[] = plan.kind === 'several' ? plan.plans : [plan]
  return parts.some((part) => part.kind === 'passages' && part.statementKinds === null)
}

const understandClause = (
  question: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding => {
  const words = hear(question, vocabulary, context?.departments ?? [])
  return assemble({ words, asked: question, vocabulary }, context)
}

/** 比上年大了多少？其中项目支出增加几万？: another measure is another question. */
const asksOfOther = (before: SinglePlan | undefined, plan: SinglePlan): boolean =>
  before?.kind === 'figures' &&
  plan.kind === 'figures' &&
  before.presentation === 'value' &&
  before.columns[0]?.measure !== plan.columns[0]?.measure

/** Clauses that ask one thing each; one that only edits the question before it is a part of that. */
const understandClauses = (
  question: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding | null => {
  const clauses = clausesOf(question)
  if (clauses.length < 2 || clauses.length > mostClauses) return null
  const plans: SinglePlan[] = []
  let current = context
  for (const clause of clauses) {
    const understanding = understandClause(clause, vocabulary, current)
    if (understanding.kind !== 'plan') return null
    const { plan, isEdit } = understanding
    if (plan.kind === 'several' || plan.kind === 'sources') return null
    if (isEdit && !asksOfOther(plans.at(-1), plan)) plans.pop()
    plans.push(plan)
    current = {
      plan,
      departments: plan.scope.departments ?? [],
      earlier: [],
      isOfOneQuestion: true,
    }
  }
  const [only, ...others] = plans
  if (only === undefined) return null
  const plan: Plan = others.length === 0 ? only : { version: 1, kind: 'several', plans }
  return { kind: 'plan', plan, heard: [], isEdit: false, passedOver: [] }
}
