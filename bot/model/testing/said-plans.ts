/** Replies of a model, with everything that a test does not speak of left open. */
import type { ModelFigures, ModelPlan } from '../../../prompts/model-reply.ts'

export const everywhere = { departments: null, kinds: null, years: null } as const

export const saidFigures = (
  changes: Partial<ModelFigures> & Pick<ModelFigures, 'columns'>,
): ModelFigures => ({
  kind: 'figures',
  scope: { ...everywhere },
  fund: null,
  items: null,
  conditions: [],
  isNonZero: false,
  order: null,
  limit: null,
  aggregate: null,
  compare: null,
  presentation: 'list',
  ...changes,
})

export const outturnOf = (measure: ModelFigures['columns'][number]['measure']) =>
  ({ kind: 'figure', measure, stage: 'finalAccounts' }) as const

export const formulaOf = (
  formula: Extract<ModelFigures['columns'][number], { kind: 'formula' }>['formula'],
  measure: ModelFigures['columns'][number]['measure'],
) => ({ kind: 'formula', formula, measure, stage: 'finalAccounts', whole: null }) as const

export const saidPlan = (...plans: readonly ModelPlan[]) => ({
  reply: { kind: 'plan', plans, asksForSources: false },
})
