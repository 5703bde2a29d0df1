import { z } from 'zod'

/** A place in a document that prints what an answer states. */
export const citationSchema = z.object({
  file: z.string(),
  /** 1-based, inclusive; null where the document has pages instead. */
  lines: z.tuple([z.number().int().positive(), z.number().int().positive()]).nullable(),
  page: z.number().int().positive().nullable(),
  /** Section or table path, row and column, as printed. */
  place: z.string(),
  /** Stands in the document at `lines`, white space ignored. */
  quote: z.string(),
})
export type Citation = z.infer<typeof citationSchema>

const cellSchema = z.union([z.string(), z.number(), z.null()])
export type AnswerCell = z.infer<typeof cellSchema>

/**
 * The one value that every surface renders (version 1).
 *
 * `rows` hold numbers in the unit that the column's name says; null is a blank. `evidence` gives, for each row and
 * column, the indexes of its citations. `text` is what a person reads and is written by code from the rows.
 */
export const answerSchema = z.object({
  version: z.literal(1),
  status: z.enum(['answer', 'clarify', 'no_data', 'refuse']),
  /** A reason code for everything but a plain answer. */
  code: z.string().nullable(),
  language: z.enum(['zh', 'en']),
  text: z.string(),
  /** How the question was read: measure, stage, year, scope. */
  restatement: z.string(),
  plan: z.json(),
  columns: z.array(z.string()),
  /** The columns' headings in the answer's language. */
  labels: z.array(z.string()),
  rows: z.array(z.array(cellSchema)),
  evidence: z.array(z.array(z.array(z.number().int().nonnegative()))),
  sql: z.string().nullable(),
  parameters: z.array(cellSchema),
  citations: z.array(citationSchema),
  warnings: z.array(z.string()),
  /** Questions that can be asked next: the readings of an ambiguous question, or the nearest answerable ones. */
  choices: z.array(z.object({ label: z.string(), question: z.string() })),
  planner: z.enum(['embedded', 'model', 'person']),
  /** What came of asking a language model, and what that cost; absent where none was asked. */
  model: z
    .object({
      code: z.string(),
      /** What a person is told of it; null: nothing that concerns them. */
      note: z.string().nullable(),
      name: z.string().nullable(),
      promptTokens: z.number().int().nonnegative(),
      completionTokens: z.number().int().nonnegative(),
      /** In the currency of the prices that are set; null: none are. */
      cost: z.number().nonnegative().nullable(),
      elapsedMs: z.number(),
    })
    .exactOptional(),
  /** Content hash and date of the store. */
  dataVersion: z.string(),
  elapsedMs: z.number(),
})
export type Answer = z.infer<typeof answerSchema>
