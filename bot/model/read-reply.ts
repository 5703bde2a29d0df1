/** What a model says, read: JSON out of its text, held to the schema, and to the words of the question. */
import type { z } from 'zod'
import type { Plan, SinglePlan } from '../../db/plan/plan.ts'
import { type ModelPlan, type ModelReplyValue, modelReplySchema } from '../../prompts/model-reply.ts'
import { joinPlans, type PlanRead, planOfReply, type ReplyIssue } from '../../prompts/plan-of-reply.ts'
import type { PlanningVocabulary } from '../../prompts/planning-vocabulary.ts'
import { hear } from '../understand/hear.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import { type AskedWords, checkPlans } from './check-plan.ts'
import { roleIssues } from './check-roles.ts'
import { checkSql } from './check-sql.ts'
import { withSayableTopics } from './check-unsaid.ts'
import { jsonInText } from './json-in-text.ts'

type NoData = Extract<ModelReplyValue, { kind: 'no_data' }>
type Refusal = Extract<ModelReplyValue, { kind: 'refuse' }>

/** How a model reads a question. */
export type ModelReading =
  | Readonly<{ kind: 'plan'; plan: Plan }>
  /** The words fit several. */
  | Readonly<{ kind: 'readings'; plans: readonly SinglePlan[] }>
  /** No plan can express it. */
  | Readonly<{ kind: 'sql'; sql: string }>
  /** `words` stand in the question. */
  | Readonly<{ kind: 'no-data'; code: NoData['code']; words: readonly string[] }>
  | Readonly<{ kind: 'refused'; code: Refusal['code']; words: readonly string[] }>

export type ReplyContext = Readonly<{
  asked: AskedWords
  /** What the prompt named. */
  named: PlanningVocabulary
  vocabulary: Vocabulary
}>

/** Reads replies to one question. */
export const replyReader = (context: ReplyContext): ((text: string) => PlanRead<ModelReading>) => {
  const schema = modelReplySchema(context.named)
  return (text) => readReply(text, schema, context)
}

const readReply = (
  text: string,
  schema: ReturnType<typeof modelReplySchema>,
  context: ReplyContext,
): PlanRead<ModelReading> => {
  const json = jsonInText(text)
  if (json === null) return wrong([{ path: '', problem: 'that is no JSON object' }])
  const parsed = schema.safeParse(wrapped(json))
  if (!parsed.success) return wrong(parsed.error.issues.flatMap((issue) => schemaIssues(issue)))
  const { reply } = parsed.data
  switch (reply.kind) {
    case 'plan': {
      const read = readPlans(reply.plans, 'reply.plans', context)
      if (read.kind === 'wrong') return read
      return { kind: 'read', value: { kind: 'plan', plan: joinPlans(read.value, reply.asksForSources) } }
    }
    case 'clarify': {
      const read = readPlans(reply.readings, 'reply.readings', context)
      return read.kind === 'wrong' ? read : { kind: 'read', value: { kind: 'readings', plans: read.value } }
    }
    case 'sql': {
      const issues = checkSql(reply.sql, context)
      return issues.length > 0 ? wrong(issues) : { kind: 'read', value: reply }
    }
    case 'no_data':
      return readNoData(reply, context)
    case 'refuse':
      return { kind: 'read', value: { kind: 'refused', code: reply.code, words: wordsOf(reply, context) } }
  }
}

const wrong = (issues: readonly ReplyIssue[]) => ({ kind: 'wrong', issues }) as const

/** A model that is not held to the schema may leave the wrapping out. */
const wrapped = (json: unknown): unknown =>
  typeof json === 'object' && json !== null && 'kind' in json && !('reply' in json) ? { reply: json } : json

/** Of several shapes the one that was meant says best what is wrong with it. */
const schemaIssues = (issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): readonly ReplyIssue[] => {
  const path = [...above, ...issue.path]
  if (issue.code === 'invalid_union' && issue.errors.length > 0) {
    const [nearest = []] = issue.errors.toSorted((left, right) => left.length - right.length)
    return nearest.flatMap((inner) => schemaIssues(inner, path))
  }
  return [{ path: path.map(String).join('.'), problem: issue.message }]
}

/** What is no year is a word that is not known. */
const readNoData = (reply: NoData, context: ReplyContext): PlanRead<ModelReading> => {
  const { vocabulary } = context
  const yearsIn = (word: string) =>
    hear(word, vocabulary).flatMap(({ evidence }) =>
      evidence.flatMap((it) => (it.kind === 'year' ? [it.year] : [])),
    )
  const noData = (code: NoData['code'], words: readonly string[]) =>
    ({ kind: 'read', value: { kind: 'no-data', code, words } }) as const
  const words = wordsOf(reply, context)
  if (reply.code !== 'year-not-held') return noData(reply.code, words)
  if (reply.words.flatMap(yearsIn).some((year) => vocabulary.years.has(year)))
    return wrong([{ path: 'reply.words', problem: 'that year is held' }])
  const years = words.flatMap(yearsIn).map(String)
  return years.length > 0 ? noData('year-not-held', years) : noData('unknown-word', words)
}

const readPlans = (
  said: readonly ModelPlan[],
  path: string,
  { asked, named, vocabulary }: ReplyContext,
): PlanRead<readonly SinglePlan[]> => {
  const paths = said.map((_, at) => `${path}.${at}`)
  const read = said.map((plan, at) => planOfReply(plan, named, paths[at] ?? path))
  const issues = read.flatMap((it) => (it.kind === 'wrong' ? it.issues : []))
  if (issues.length > 0) return wrong(issues)
  const plans = read.flatMap((it) =>
    it.kind === 'read' ? [withSayableTopics(it.value, asked, vocabulary)] : [],
  )
  const unfit = [...checkPlans(plans, paths, asked, vocabulary), ...roleIssues(plans, asked)]
  return unfit.length > 0 ? wrong(unfit) : { kind: 'read', value: plans }
}

/** Only words of the question come back to the person, and nothing that cannot be seen. */
const wordsOf = ({ words }: NoData | Refusal, { asked }: ReplyContext): readonly string[] =>
  words.filter(
    (word) =>
      /[\p{L}\p{N}]/u.test(word) &&
      !/\p{C}/u.test(word) &&
      asked.question.toLowerCase().includes(word.toLowerCase()),
  )
