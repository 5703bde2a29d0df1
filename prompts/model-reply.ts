/**
 * What a model may reply, made from the plan's own type: the same operators, and the vocabulary of this store as
 * enumerations, so that a body, an item or a measure that is not there cannot be said at all.
 */
import { z } from 'zod'
import {
  figuresPlanSchema,
  findingsPlanSchema,
  passagesPlanSchema,
  reasonsPlanSchema,
  reportsPlanSchema,
  summaryPlanSchema,
} from '../db/plan/plan.ts'
import type { PlanningVocabulary } from './planning-vocabulary.ts'
import { type JsonSchema, strictJsonSchema } from './strict-json-schema.ts'

export const amountUnits = ['percent', 'yuan', 'wanYuan', 'yiYuan', 'count'] as const
export const noDataCodes = ['unknown-word', 'department-not-held', 'year-not-held', 'nothing-asked'] as const
export const refusalCodes = ['off-topic', 'write', 'secret', 'instruction'] as const

/** Plans that a reply may put together, and readings that it may ask back with. */
const mostPlans = 4
const longestSql = 4_000
const longestWord = 60
const mostWords = 8

const columnOptions = figuresPlanSchema.shape.columns.element.options
const wholeOptions = columnOptions[1].shape.whole.unwrap().options

const planSchemas = ({ departments, items }: PlanningVocabulary) => {
  const department = oneOf(departments.map(({ name }) => name))
  const item = oneOf(items.map(({ key }) => key))
  const scope = figuresPlanSchema.shape.scope.extend({ departments: z.array(department).nullable() })
  const [measureWhole, itemWhole, printedWhole] = wholeOptions
  const [figureColumn, formulaColumn] = columnOptions
  const whole = z
    .discriminatedUnion('kind', [measureWhole, itemWhole.extend({ key: item }), printedWhole])
    .nullable()
  const [named, level, leaves, projects, under] = figuresPlanSchema.shape.items.unwrap().options
  const itemsOf = z
    .discriminatedUnion('kind', [
      named.extend({ keys: z.array(item) }),
      level,
      leaves,
      projects,
      under.extend({ keys: z.array(item) }),
    ])
    .nullable()
  const amount = z.object({ value: z.number(), unit: z.enum(amountUnits) })
  const condition = amount.extend({
    column: z.number().int().nonnegative(),
    comparator: figuresPlanSchema.shape.conditions.element.shape.comparator,
  })
  const topics = z.array(z.array(z.string().min(1).max(longestWord)).min(1))
  return z.discriminatedUnion('kind', [
    z.object({
      kind: z.literal('figures'),
      scope,
      fund: figuresPlanSchema.shape.fund,
      items: itemsOf,
      columns: z
        .array(z.discriminatedUnion('kind', [figureColumn, formulaColumn.extend({ whole })]))
        .min(1)
        .max(mostPlans),
      conditions: z.array(condition),
      isNonZero: z.boolean(),
      order: figuresPlanSchema.shape.order,
      limit: figuresPlanSchema.shape.limit,
      aggregate: figuresPlanSchema.shape.aggregate,
      compare: figuresPlanSchema.shape.compare,
      presentation: figuresPlanSchema.shape.presentation,
    }),
    reasonsPlanSchema.omit({ version: true }).extend({ scope, items: itemsOf }),
    z.object({
      kind: z.literal('findings'),
      scope,
      topics,
      figures: findingsPlanSchema.shape.figures,
      severities: findingsPlanSchema.shape.severities,
      limit: findingsPlanSchema.shape.limit,
    }),
    z.object({
      kind: z.literal('passages'),
      scope,
      statementKinds: passagesPlanSchema.shape.statementKinds,
      topics,
      asksForNumber: passagesPlanSchema.shape.asksForNumber,
    }),
    reportsPlanSchema.omit({ version: true }).extend({ scope }),
    summaryPlanSchema.omit({ version: true }).extend({ scope }),
    z.object({
      kind: z.literal('prints'),
      scope,
      values: z.array(amount).min(1),
    }),
  ])
}

export const modelReplySchema = (vocabulary: PlanningVocabulary) => {
  const plan = planSchemas(vocabulary)
  const words = z.array(z.string().max(longestWord)).max(mostWords)
  return z.object({
    reply: z.discriminatedUnion('kind', [
      z.object({
        kind: z.literal('plan'),
        plans: z.array(plan).min(1).max(mostPlans),
        asksForSources: z.boolean(),
      }),
      z.object({ kind: z.literal('clarify'), readings: z.array(plan).min(2).max(mostPlans) }),
      z.object({ kind: z.literal('sql'), sql: z.string().max(longestSql) }),
      z.object({ kind: z.literal('no_data'), code: z.enum(noDataCodes), words }),
      z.object({ kind: z.literal('refuse'), code: z.enum(refusalCodes), words }),
    ]),
  })
}

export type ModelReplyValue = z.infer<ReturnType<typeof modelReplySchema>>['reply']
export type ModelPlan = z.infer<ReturnType<typeof planSchemas>>
export type ModelFigures = Extract<ModelPlan, { kind: 'figures' }>
export type AmountUnit = (typeof amountUnits)[number]
/** Stands where there is nothing to name, since services refuse an empty list. */
export const nothingListed = '-'

const oneOf = (names: readonly string[]): z.ZodType<string> =>
  z.enum([...(names.length === 0 ? [nothingListed] : names)] as [string, ...string[]]) // never empty

const slots = { departments: '{{departments}}', items: '{{items}}' } as const
let template: string | null = null

/**
 * The schema of a reply for services. It is made once with slots for the names of a store, since to make it takes longer
 * than all else that is done for a question.
 */
export const replyJsonSchema = ({ departments, items }: PlanningVocabulary): JsonSchema => {
  template ??= JSON.stringify(strictJsonSchema(modelReplySchema(slotVocabulary)))
  const listed = (names: readonly string[]) =>
    (names.length === 0 ? [nothingListed] : names).map((name) => JSON.stringify(name)).join()
  return JSON.parse(
    template
      .replace(JSON.stringify(slots.departments), () => listed(departments.map(({ name }) => name)))
      .replace(JSON.stringify(slots.items), () => listed(items.map(({ key }) => key))),
  )
}

const slotVocabulary: PlanningVocabulary = {
  departments: [
    { id: '', name: slots.departments, englishName: null, kind: 'other', hasFinalAccounts: true },
  ],
  otherDepartments: 0,
  items: [{ key: slots.items, label: { zh: '', en: '' } }],
  otherItems: 0,
  years: [],
}
