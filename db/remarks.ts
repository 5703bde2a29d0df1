/**
 * What administrators hold against what documents print: another value for a figure, or that a finding is known. A
 * version keeps them beside its documents, so that each is previewed, approved and taken back as documents are.
 */
import { z } from 'zod'
import { type FindingCode, findingCodes, keysOf } from './domain/terms.ts'

/** `by`: a person's name; `at`: the day, as 2026-01-31. */
const signed = { departmentId: z.string(), reason: z.string(), by: z.string(), at: z.string() }

const correctionSchema = z.object({
  kind: z.literal('correction'),
  figureId: z.string(),
  /** What the document printed when it was made: of another print it says nothing. */
  printedText: z.string(),
  /** Whole fen, or a quantity in the figure's own unit. */
  amountFen: z.number().int().nullable(),
  quantity: z.number().nullable(),
  ...signed,
})

const knownSchema = z.object({
  kind: z.literal('known'),
  reportId: z.string(),
  code: z.enum(keysOf(findingCodes) as [FindingCode, ...FindingCode[]]), // there are some
  /** The finding's own sentence in Chinese: one that says something else is another finding. */
  message: z.string(),
  ...signed,
})

export const remarkSchema = z.discriminatedUnion('kind', [correctionSchema, knownSchema])

export type Remark = Readonly<z.infer<typeof remarkSchema>>
export type Correction = Extract<Remark, { kind: 'correction' }>
export type KnownFinding = Extract<Remark, { kind: 'known' }>

/** The same for remarks on the same thing, of which the last one counts. */
export const thingOf = (remark: Remark): string =>
  remark.kind === 'correction' ? remark.figureId : [remark.reportId, remark.code, remark.message].join('\t')
