/** A question with what a right answer contains, as a reader of budgets writes it into a file of `cases`. */
import { z } from 'zod'
import { answerSchema } from '../answer/answer.ts'

const amountSchema = z.strictObject({ value: z.number(), unit: z.string(), tolerance: z.number() })
/** 万元, 元, 亿元, % and 倍 are units; any other counts things. */
export type Amount = z.infer<typeof amountSchema>

const quantitySchema = amountSchema.extend({ alternatives: z.array(amountSchema).default([]) })
export type Quantity = z.infer<typeof quantitySchema>

const expectationSchema = z.strictObject({
  behaviour: answerSchema.shape.status,
  figures: z.array(quantitySchema).default([]),
  order_matters: z.boolean().default(false),
  entities: z.array(z.string()).default([]),
  forbidden_entities: z.array(z.string()).default([]),
  /** Words that excuse a sentence for naming a forbidden department. */
  excused_by: z.array(z.string()).default([]),
  forbidden_figures: z.array(quantitySchema).default([]),
  /** One of each list must be said. */
  text_any: z.array(z.array(z.string())).default([]),
  /** A sound citation must quote each. */
  cited_figures: z.array(quantitySchema).default([]),
  must_warn_conflict: z.boolean().default(false),
  /** What contradicts: one of them must be said. */
  conflict_figures: z.array(quantitySchema).default([]),
})
export type Expectation = z.infer<typeof expectationSchema>

export const caseSchema = z.strictObject({
  id: z.string(),
  lang: z.enum(['zh', 'en', 'mixed']),
  category: z.string(),
  difficulty: z.number(),
  /** Wordings of one question share a group. */
  group: z.string().optional(),
  /** The last turn is judged. */
  turns: z.array(z.string()).min(1),
  /** `alt`: other expectations that serve as well. */
  expect: expectationSchema.extend({ alt: z.array(expectationSchema).default([]) }),
  evidence: z.array(z.strictObject({ file: z.string(), quote: z.string() })),
})
export type Case = z.infer<typeof caseSchema>

export const caseFileSchema = z.array(caseSchema).min(1)
