/** Whether a turn asks for itself or in the light of what the thread has spoken of, and of whom. */
import { wholesOf } from '../../db/domain/measure-parts.ts'
import { type Measure, measures } from '../../db/domain/terms.ts'
import type { FiguresPlan, Whole } from '../../db/plan/plan.ts'
import type { BudgetStage } from './budget-comparison.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { Context } from './outcome.ts'
import { asksPerHead } from './per-head.ts'
import type { Role } from './vocabulary.ts'

const slotKinds = ['measure', 'item', 'stage', 'fund'] as const

const askingRoles: readonly Role[] = [
  'overrun',
  'completion',
  'held',
  'withOutturn',
  'contradiction',
  'passageKind',
  'summary',
]

/**
 * A question that names what it wants to know; one that does not is read in the light of the last plan. A short "and the
 * budget?" names one slot of it.
 */
export const asksForItself = (question: HeardQuestion, context: Context | null): boolean => {
  const asks = (role: Role): boolean =>
    question.positions(role).some((at) => role !== 'held' || question.roleAt(at, 'who') === null)
  const slots = slotKinds.filter((kind) => question.evidence(kind).length > 0)
  if (context?.plan.kind === 'figures' && ranksWhatIsListed(question, slots, context.plan)) return false
  if (context !== null && isSetAgainstIt(question)) return false
  if (context?.plan.kind === 'figures' && stageSetAgainst(question, context.plan) !== null) return false
  if (askingRoles.some(asks)) return !isOneWord(question)
  if (slots.length === 0) return question.has('vacant')
  if (context?.plan.kind !== 'figures') return true
  return (
    !isStageAlone(question, slots, context.plan) &&
    !isShareOf(question, slots, context) &&
    !isPartOfThat(question, context) &&
    !isSlotAlone(question, slots) &&
    !isDivisor(question, slots) &&
    !isVerbAlone(question, slots, context)
  )
}

/** "Which scored lowest?", after a list of projects and their scores. */
export const ranksWhatIsListed = (
  question: HeardQuestion,
  slots: readonly string[],
  { items, columns }: FiguresPlan,
): boolean =>
  items !== null &&
  items.kind !== 'named' &&
  (['superlative', 'order', 'top'] as const).some((role) => question.has(role)) &&
  slots.every((kind) => kind === 'measure') &&
  question
    .evidence('measure')
    .every(({ evidence }) => columns.some(({ measure }) => measure === evidence.measure)) &&
  namesNoBody(question) &&
  !question.has('department')

export const namesNoBody = (question: HeardQuestion): boolean =>
  (['department', 'place', 'departmentKind'] as const).every((kind) => question.evidence(kind).length === 0)

/** 和决算差多少？ after a budget, 比年初预算多多少？ after an outturn: the budget that the two are of. */
export const stageSetAgainst = (question: HeardQuestion, plan: FiguresPlan): BudgetStage | null => {
  const [column, ...others] = plan.columns
  const [named, ...further] = new Set(question.evidence('stage').map(({ evidence }) => evidence.stage))
  const isApart = question.has('difference') || (question.has('more') && question.has('versus'))
  const isStageOnly =
    (['measure', 'item', 'fund'] as const).every((kind) => question.evidence(kind).length === 0) &&
    namesNoBody(question)
  if (!isApart || !isStageOnly || column?.kind !== 'figure' || others.length > 0) return null
  if (named === undefined || further.length > 0 || !isOneFigure(plan)) return null
  const stages = [named, column.stage]
  const base = stages.find((stage) => stage !== 'finalAccounts')
  return stages.includes('finalAccounts') && (base === 'initialBudget' || base === 'adjustedBudget')
    ? base
    : null
}

/** 实际执行了多少？, "and how much was really paid?": another stage of the same. */
const isStageAlone = (question: HeardQuestion, slots: readonly string[], plan: FiguresPlan): boolean => {
  // "Its budget" after a rank: of the body that was found.
  const isSelection = plan.order !== null || plan.conditions.length > 0
  if (isSelection && question.has('pronoun')) return false
  const isVerb = question
    .evidence('measure')
    .every(
      ({ index, evidence }) => evidence.measure === 'expenditure' && question.roleAt(index, 'spent') !== null,
    )
  return (
    (slots.includes('stage') || question.has('spent')) &&
    isVerb &&
    slots.every((kind) => kind === 'stage' || kind === 'measure') &&
    namesNoBody(question) &&
    (['superlative', 'comparator', 'aggregate', 'perItem', 'more'] as const).every(
      (role) => !question.has(role),
    ) &&
    !question.has('versus', 'proper')
  )
}

/** 占人员经费百分之几？: the share that the last figure has of what is named now. */
const isShareOf = (question: HeardQuestion, slots: readonly string[], context: Context): boolean =>
  context.plan.kind === 'figures' &&
  isOneFigure(pinned(context.plan, context)) &&
  question.has('share') &&
  slots.every((kind) => kind === 'measure' || (kind === 'item' && question.has('pronoun'))) &&
  wholesNamed(question).length === 1 &&
  namesNoBody(question)

/** "Which body spent the most?": the one that was found. */
export const pinned = (plan: FiguresPlan, { departments }: Context): FiguresPlan =>
  plan.order !== null && plan.limit === 1 && departments.length === 1
    ? {
        ...plan,
        order: null,
        limit: null,
        scope: { ...plan.scope, departments: [...departments], kinds: null },
      }
    : plan

/** What a share may be of: one name that is both a measure and an item is one. */
export const wholesNamed = (question: HeardQuestion): readonly Whole[] => {
  const items = question.evidence('item').flatMap(({ index, evidence: { keys } }) => {
    const [key] = keys
    return key === undefined ? [] : [{ index, whole: { kind: 'item', key } as const }]
  })
  const measured = question
    .evidence('measure')
    .filter(({ index }) => items.every((item) => item.index !== index))
    .map(({ evidence }) => ({ kind: 'measure', measure: evidence.measure }) as const)
  const distinct = new Map(
    [...items.map(({ whole }) => whole), ...measured].map((it) => [JSON.stringify(it), it]),
  )
  return [...distinct.values()]
}

/** The part that is named of what the plan is about. */
export const partNamed = (question: HeardQuestion, { columns }: FiguresPlan): Measure | undefined => {
  const [part] = question.positions('part').map((at) => question.roleAt(at, 'part') as Measure) // the grammar's values are measures
  const whole = columns[0]?.measure
  return part !== undefined && whole !== undefined && wholesOf(part).includes(whole) ? part : undefined
}

/** "How much of that is staff?" */
const isPartOfThat = (question: HeardQuestion, { plan }: Context): boolean =>
  question.has('pronoun') &&
  namesNoBody(question) &&
  plan.kind === 'figures' &&
  partNamed(question, plan) !== undefined

/** "Divide that by staff in post". */
const isDivisor = (question: HeardQuestion, slots: readonly string[]): boolean =>
  asksPerHead(question) &&
  slots.every((kind) => kind === 'measure') &&
  question.evidence('measure').every(({ evidence }) => measures[evidence.measure].unit !== null)

/** 总共花掉多少: of what the clause before it selects. */
const isVerbAlone = (
  question: HeardQuestion,
  slots: readonly string[],
  { isOfOneQuestion, plan }: Context,
): boolean =>
  isOfOneQuestion &&
  plan.kind === 'figures' &&
  plan.items !== null &&
  slots.every((kind) => kind === 'measure') &&
  question.evidence('measure').every(({ evidence }) => evidence.measure === 'expenditure')

/** 那完成率呢？: nothing but the one word of the field. */
const isOneWord = (question: HeardQuestion): boolean =>
  question.has('followUp') &&
  question.has('completion') &&
  slotKinds.every((kind) => question.evidence(kind).length === 0)

/** "And the budget?", 基本支出呢: one slot, no body, nothing that selects. */
const isSlotAlone = (question: HeardQuestion, slots: readonly string[]): boolean =>
  slots.length === 1 &&
  question.has('followUp') &&
  (['department', 'place', 'departmentKind'] as const).every(
    (kind) => question.evidence(kind).length === 0,
  ) &&
  question.evidence('number').length === 0 &&
  (['who', 'superlative', 'comparator', 'aggregate', 'perItem', 'change', 'share', 'why'] as const).every(
    (role) => !question.has(role),
  )

const editingRoles: readonly Role[] = [
  'aggregate',
  'share',
  'year',
  'pronoun',
  'order',
  'superlative',
  'percentAsked',
  'moneyUnit',
  'difference',
  'severity',
  'perItem',
  'goBack',
  'source',
  'not',
  'top',
  'completion',
  'changeRate',
  'change',
  'yearOnYear',
  'rank',
  'multiple',
  'zero',
  'blank',
  'perHead',
  'divide',
  'comparator',
  'spent',
]

/** Whether a turn without a word of the field can still be an edit of the last plan. */
export const canEdit = (question: HeardQuestion, context: Context | null): boolean =>
  context !== null &&
  (editingRoles.some((role) => question.has(role)) ||
    (['number', 'year'] as const).some((kind) => question.evidence(kind).length > 0))

/** Departments that "it", "they" or "why?" refer back to. */
export const inheritedDepartments = (
  question: HeardQuestion,
  context: Context | null,
): readonly string[] | null => {
  if (context === null || context.departments.length === 0) return null
  const refersBack =
    context.isOfOneQuestion ||
    (['pronoun', 'why', 'followUp', 'source'] as const).some((role) => question.has(role))
  return refersBack ? context.departments : null
}

/** 回到前面那家，它年末负债多少？: the thread as it was when it spoke of that body. */
export const returned = (question: HeardQuestion, context: Context): Context => {
  const asksAnew =
    slotKinds.some((kind) => question.evidence(kind).length > 0) ||
    askingRoles.some((role) => question.has(role))
  const plan = context.earlier.findLast(
    (it) =>
      it.kind === 'figures' &&
      (it.scope.departments?.every((id) => !context.departments.includes(id)) ?? false),
  )
  if (!asksAnew || plan?.kind !== 'figures' || !question.take('goBack')) return context
  for (const at of question.positions('goBack'))
    question.mean(at, { kind: 'role', role: 'pronoun', value: 'yes' })
  return { ...context, plan, departments: plan.scope.departments ?? [] }
}

/** 比它少多少, "how much less than it did … spend?": no measure but the verb. */
export const isSetAgainstIt = (question: HeardQuestion): boolean =>
  question.has('pronoun') &&
  question.has('versus') &&
  (question.has('more') || question.has('difference') || question.has('versus', 'proper')) &&
  question.evidence('measure').every(({ index }) => question.roleAt(index, 'spent') !== null)

export const isOneFigure = ({ scope, items }: FiguresPlan): boolean =>
  scope.departments?.length === 1 && (items === null || (items.kind === 'named' && items.keys.length === 1))
