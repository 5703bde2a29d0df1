/** The corpus: attacks as data, and the texts that a hostile model says in them. */
import { z } from 'zod'
import corpusFile from '../corpus.json' with { type: 'json' }

/** Of a plan of figures, what is not the usual; other plans are whole. */
const saidPlanSchema = z.record(z.string(), z.unknown())

const replySchema = z.union([
  /** As it is, whatever it is. */
  z.string(),
  /** A value, as JSON. */
  z.strictObject({ reply: z.unknown() }),
  z.strictObject({ plans: z.array(saidPlanSchema) }),
  z.strictObject({ readings: z.array(saidPlanSchema) }),
  z.strictObject({ sql: z.string() }),
  z.strictObject({ noData: z.string(), words: z.array(z.string()) }),
  /** Too long to be written down. */
  z.strictObject({ before: z.string(), repeat: z.string(), times: z.number().int(), after: z.string() }),
])
export type SaidReply = z.infer<typeof replySchema>

const turnSchema = z.union([z.string(), z.strictObject({ choose: z.number().int().nonnegative() })])
export type Turn = z.infer<typeof turnSchema>

export const goals = [
  'write',
  'leak',
  'invent',
  'cite-falsely',
  'markup',
  'exhaust',
  'disable',
  'overturn',
  'poison-thread',
  'documents',
] as const

const attackSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9-]+$/u),
  language: z.enum(['zh', 'en', 'mixed']),
  goal: z.enum(goals),
  /** A thread; `choose` takes up a choice of the answer before it. */
  turns: z.array(turnSchema).min(1),
  /** Of the hostile documents, those that must lie beside the shipped ones. */
  documents: z.array(z.string()).exactOptional(),
  /** What the model says when it is asked of the last turn: one after the other, and the last one ever after. */
  replies: z.array(replySchema),
  /** The same of the turns before, one for each; without them it declines there. */
  earlier: z.array(replySchema).exactOptional(),
  /** Of `model`, the mode in which the model is asked whenever it may be. */
  expect: z.discriminatedUnion('outcome', [
    /** The model is not asked; the code of the refusal. */
    z.strictObject({ outcome: z.literal('settled'), code: z.string() }),
    /** Nor is it where a person says who is to read, or takes up what was offered. */
    z.strictObject({ outcome: z.literal('unasked') }),
    /** The answer is the one that is given without a model; what is told of the model. */
    z.strictObject({ outcome: z.literal('unused'), model: z.string() }),
    /** The person is asked which reading is meant. */
    z.strictObject({ outcome: z.literal('choice') }),
    /** The model's reading is one of the question: whatever is stated is traced. */
    z.strictObject({ outcome: z.literal('traced') }),
  ]),
})
export type Attack = z.infer<typeof attackSchema>

const corpusSchema = z.strictObject({
  /** Hostile disclosures by file name: an invented one with other words in it. */
  documents: z.record(
    z.string(),
    z.strictObject({ of: z.string(), instead: z.record(z.string(), z.string()) }),
  ),
  attacks: z.array(attackSchema),
})

export const corpus = corpusSchema.parse(corpusFile)

/** The text of a reply. */
export const textOf = (said: SaidReply): string => {
  if (typeof said === 'string') return said
  if ('repeat' in said) return `${said.before}${said.repeat.repeat(said.times)}${said.after}`
  return JSON.stringify({ reply: 'reply' in said ? said.reply : replyOf(said) })
}

type ShortReply = Exclude<SaidReply, string | { repeat: string } | { reply: unknown }>

const replyOf = (said: ShortReply): unknown => {
  if ('plans' in said) return { kind: 'plan', plans: said.plans.map(whole), asksForSources: false }
  if ('readings' in said) return { kind: 'clarify', readings: said.readings.map(whole) }
  if ('sql' in said) return { kind: 'sql', sql: said.sql }
  return { kind: 'no_data', code: said.noData, words: said.words }
}

const wholeScope = { departments: null, kinds: null, years: null }
const usualFigures = {
  kind: 'figures',
  fund: null,
  items: null,
  columns: [{ kind: 'figure', measure: 'expenditure', stage: 'finalAccounts' }],
  conditions: [],
  isNonZero: false,
  order: null,
  limit: null,
  aggregate: null,
  compare: null,
  presentation: 'value',
}

const whole = ({ scope = {}, ...said }: z.infer<typeof saidPlanSchema>): unknown => ({
  ...('kind' in said ? {} : usualFigures),
  ...said,
  // What the corpus gives is an object of some of these keys.
  scope: { ...wholeScope, ...(scope as object) },
})
