/**
 * The plan: what a question asks, as plain data. It is the only thing that passes from understanding to querying; both
 * planners return it, it can be printed, stored and edited by a follow-up. Closed in operators, open in vocabulary.
 */
import { z } from 'zod'
import { type FormulaName, formulas } from '../catalog/formulas.ts'
import { statementKinds } from '../domain/figure.ts'
import { departmentKinds, funds, keysOf, measures, reportKinds, severities, stages } from '../domain/terms.ts'

const oneOf = <Key extends string>(table: Readonly<Record<Key, unknown>>) =>
  z.enum(keysOf(table) as [Key, ...Key[]]) // a concept table is never empty

const departmentKindSchema = oneOf(departmentKinds)
const measureSchema = oneOf(measures)
const stageSchema = oneOf(stages)
const fundSchema = oneOf(funds)

/** null: not restricted. */
const scopeSchema = z.object({
  departments: z.array(z.string()).nullable(),
  kinds: z.array(departmentKindSchema).nullable(),
  years: z.array(z.number().int()).nullable(),
})
export type Scope = z.infer<typeof scopeSchema>

const figureColumnSchema = z.object({
  kind: z.literal('figure'),
  measure: measureSchema,
  stage: stageSchema,
})
/**
 * What a share is taken of: a measure, an item beside the row's own; or a measure that the part is no part of, as the
 * services bought from small enterprises are not of all that was bought from them: only what is printed can answer.
 */
const wholeSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('measure'), measure: measureSchema }),
  z.object({ kind: z.literal('item'), key: z.string() }),
  z.object({ kind: z.literal('printed'), measure: measureSchema }),
])
export type Whole = z.infer<typeof wholeSchema>

const formulaColumnSchema = z.object({
  kind: z.literal('formula'),
  formula: oneOf<FormulaName>(formulas),
  measure: measureSchema,
  /** The stage of formulas whose operands follow the question's own stage. */
  stage: stageSchema,
  /** Of a share; null for every other formula. */
  whole: wholeSchema.nullable(),
})
const columnSchema = z.discriminatedUnion('kind', [figureColumnSchema, formulaColumnSchema])
export type Column = z.infer<typeof columnSchema>

export const comparators = ['gt', 'ge', 'lt', 'le', 'eq', 'ne'] as const
export type Comparator = (typeof comparators)[number]

/** `value`: percent for formulas in percent, whole fen for money, the measure's own unit for what is counted. */
const conditionSchema = z.object({
  column: z.number().int().nonnegative(),
  comparator: z.enum(comparators),
  value: z.number(),
  /** With 'eq': other values that serve as well. */
  alternatives: z.array(z.number()).exactOptional(),
})
export type Condition = z.infer<typeof conditionSchema>

/** Which items of the classification: by key, or every item of a level; null for the department's total. */
const itemsSchema = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('named'), keys: z.array(z.string()).min(1) }),
    z.object({ kind: z.literal('level'), level: z.union([z.literal(1), z.literal(2), z.literal(3)]) }),
    z.object({ kind: z.literal('leaves') }),
    /** What the project lists and self-evaluation forms name. */
    z.object({ kind: z.literal('projects') }),
    /** What stands below the named items: at a level, or the leaves. */
    z.object({
      kind: z.literal('under'),
      keys: z.array(z.string()).min(1),
      level: z.union([z.literal(2), z.literal(3)]).nullable(),
    }),
  ])
  .nullable()
export type Items = z.infer<typeof itemsSchema>

export const figuresPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('figures'),
  scope: scopeSchema,
  fund: fundSchema.nullable(),
  items: itemsSchema,
  /** The first one decides: it is what is ordered, compared and aggregated. */
  columns: z.array(columnSchema).min(1),
  conditions: z.array(conditionSchema),
  /** Zero and blank rows are left out of lists that ask for what there is. */
  isNonZero: z.boolean(),
  order: z.enum(['ascending', 'descending']).nullable(),
  /** The first so many of the order, ties included. */
  limit: z.number().int().positive().nullable(),
  aggregate: z.enum(['sum', 'average', 'count']).nullable(),
  compare: z.enum(['difference', 'ratio']).nullable(),
  presentation: z.enum(['value', 'list', 'yes-no']),
  /** What the sum, or the first of two bodies less the other one, is asked to be: the answer says yes or no to it. */
  test: z.object({ comparator: z.enum(comparators), value: z.number() }).exactOptional(),
  /** The stage that is asked of each of two bodies, by their ids, where one's budget is set against the other's outturn. */
  stages: z.record(z.string(), stageSchema).exactOptional(),
  /** Whether those nearest to a threshold that they do not reach are asked for. */
  isNearest: z.literal(true).exactOptional(),
  /** Whether each of the bodies is to be told, also who prints something else in the place of what is asked. */
  isEach: z.literal(true).exactOptional(),
  /** Bodies of which it is asked why they are not listed. */
  focus: z.array(z.string()).exactOptional(),
  /** The unit in which amounts are told, where the asker names one. */
  unit: z.enum(['yuan', 'wanYuan', 'yiYuan']).exactOptional(),
})
export type FiguresPlan = z.infer<typeof figuresPlanSchema>

/**
 * The printed reasons why final accounts differ from the initial budget, the largest differences first; or why a year
 * differs from the one before it.
 */
export const reasonsPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('reasons'),
  scope: scopeSchema,
  items: itemsSchema,
  /** null: whatever a reason is given for. */
  measures: z.array(measureSchema).nullable(),
  /** What the difference is taken to; null: either. */
  about: z.enum(['budget', 'change']).nullable(),
  /** Which differences are asked about: over, under, or either. */
  direction: z.enum(['more', 'less']).nullable(),
})
export type ReasonsPlan = z.infer<typeof reasonsPlanSchema>

/** Where documents contradict themselves. */
export const findingsPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('findings'),
  scope: scopeSchema,
  /** What a finding is to be about, each in any of its forms. Empty: whatever was found. */
  topics: z.array(z.array(z.string()).min(1)),
  /** How many of the topics it must be about. */
  leastTopics: z.number().int().nonnegative(),
  /** Numbers that stand on its sides. */
  figures: z.array(z.number()),
  /** Its sides are further apart than this. */
  minimumFen: z.number().int().nullable(),
  /** null: of any weight. */
  severities: z.array(oneOf(severities)).nullable(),
  /** The first so many, those furthest apart first. */
  limit: z.number().int().positive().nullable(),
})
export type FindingsPlan = z.infer<typeof findingsPlanSchema>

/**
 * What documents say in words: paragraphs of a kind, or whatever speaks of all the topics, and the cells and counts that
 * are known by the words they stand under.
 */
export const passagesPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('passages'),
  scope: scopeSchema,
  /** null: paragraphs of any kind. */
  statementKinds: z.array(z.enum(statementKinds)).nullable(),
  /** Each in any of its forms. */
  topics: z.array(z.array(z.string()).min(1)),
  /** How many of the topics it must speak of. */
  leastTopics: z.number().int().nonnegative(),
  /** Whether a number is asked for, which cells and counts answer before paragraphs. */
  asksForNumber: z.boolean(),
  /** Of numbers: by their value; null: as they stand in the documents. */
  order: z.enum(['ascending', 'descending']).nullable(),
  /** Words of the question that were not understood and are told so, where the answer shows all there is anyway. */
  passedOver: z.array(z.string()),
})
export type PassagesPlan = z.infer<typeof passagesPlanSchema>

/** What the store holds. */
export const reportsPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('reports'),
  scope: scopeSchema,
  reportKind: oneOf(reportKinds).nullable(),
  aggregate: z.enum(['count']).nullable(),
})
export type ReportsPlan = z.infer<typeof reportsPlanSchema>

/** The headline figures of each body of the scope, and what stands out. */
export const summaryPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('summary'),
  scope: scopeSchema,
})
export type SummaryPlan = z.infer<typeof summaryPlanSchema>

/** Where documents print the values: fen, or the number of a percentage or a count. */
export const printsPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('prints'),
  scope: scopeSchema,
  values: z.array(z.object({ value: z.number(), unit: z.enum(['money', 'percent', 'count', 'any']) })).min(1),
  /** Each in any of its forms: what the values are said to be of. */
  topics: z.array(z.array(z.string()).min(1)),
  /** As of passages. */
  passedOver: z.array(z.string()),
})
export type PrintsPlan = z.infer<typeof printsPlanSchema>

const singlePlanSchema = z.discriminatedUnion('kind', [
  figuresPlanSchema,
  reasonsPlanSchema,
  findingsPlanSchema,
  passagesPlanSchema,
  reportsPlanSchema,
  summaryPlanSchema,
  printsPlanSchema,
])
export type SinglePlan = z.infer<typeof singlePlanSchema>

/** Questions asked in one sentence, each answered by its own plan. */
export const severalPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('several'),
  plans: z.array(singlePlanSchema).min(2),
})

/** Where the figures of an answer are printed. */
export const sourcesPlanSchema = z.object({
  version: z.literal(1),
  kind: z.literal('sources'),
  of: z.discriminatedUnion('kind', [...singlePlanSchema.options, severalPlanSchema]),
})
export type SourcesPlan = z.infer<typeof sourcesPlanSchema>

export const planSchema = z.discriminatedUnion('kind', [
  ...singlePlanSchema.options,
  severalPlanSchema,
  sourcesPlanSchema,
])
export type Plan = z.infer<typeof planSchema>

export const wholeScope: Scope = { departments: null, kinds: null, years: null }
