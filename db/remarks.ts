/**
 * What administrators hold against what documents print: another value for a figure, that a finding is known, or that a
 * department goes by another name or has become part of another. A
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

/** Full names, as identification gives them, and the day of the reorganisation (机构改革), as 2024-03-01. */
const reorganised = { from: z.string(), to: z.string(), since: z.string(), ...signed }

/** What one disclosed is what the other did, under an older name. */
const renamedSchema = z.object({ kind: z.literal('renamed'), ...reorganised })
/** It has become part of the other, and what it disclosed stays its own. */
const mergedSchema = z.object({ kind: z.literal('merged'), ...reorganised })

export const remarkSchema = z.discriminatedUnion('kind', [
  correctionSchema,
  knownSchema,
  renamedSchema,
  mergedSchema,
])

export type Remark = Readonly<z.infer<typeof remarkSchema>>
export type Correction = Extract<Remark, { kind: 'correction' }>
export type KnownFinding = Extract<Remark, { kind: 'known' }>
export type Renaming = Extract<Remark, { kind: 'renamed' }>

/** The same for remarks on the same thing, of which the last one counts. */
export const thingOf = (remark: Remark): string => {
  switch (remark.kind) {
    case 'correction':
      return remark.figureId
    case 'known':
      return [remark.reportId, remark.code, remark.message].join('\t')
    case 'renamed':
    case 'merged':
      return remark.from
  }
}

const ownCodes: ReadonlySet<FindingCode> = new Set(['corrected', 'correction-lapsed', 'renamed', 'merged'])

/** A finding that tells what an administrator said, and not what a document contradicts. */
export const isOfRemark = (code: FindingCode): boolean => ownCodes.has(code)
