/**
 * Follow-ups are edits of the thread's last plan: other bodies, another measure, year or threshold, an order, a sum, a
 * share. A question that names all that it wants to know is a new one.
 */
import { usualWholeOf } from '../../db/catalog/formulas.ts'
import type { Severity } from '../../db/domain/terms.ts'
import { severities } from '../../db/domain/terms.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, FiguresPlan, Plan, Scope, SinglePlan } from '../../db/plan/plan.ts'
import { yearColumns } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import { hearItemLevel, namedItems } from './items.ts'
import type { Context } from './outcome.ts'
import type { ResolvedScope } from './scope.ts'
import { hearThresholds } from './thresholds.ts'
import type { Role, Vocabulary } from './vocabulary.ts'
import { comparedMeasure } from './year-comparison.ts'

const slotKinds = ['measure', 'item', 'stage', 'fund'] as const

const askingRoles: readonly Role[] = [
  'overrun',
  'completion',
  'held',
  'withOutturn',
  'contradiction',
  'passageKind',
  'perHead',
  'summary',
]

/**
 * A question that names what it wants to know; one that does not is read in the light of the last plan. A short "and the
 * budget?" names one slot of it.
 */
export const asksForItself = (question: HeardQuestion, context: Context | null): boolean => {
  if (askingRoles.some((role) => question.has(role))) return !isOneWord(question)
  const slots = slotKinds.filter((kind) => question.evidence(kind).length > 0)
  if (slots.length === 0) return false
  return context?.plan.kind !== 'figures' || !isSlotAlone(question, slots)
}

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

/** null: the edit does not fit the plan. */
export const editPlan = (
  { plan, earlier }: Context,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): Plan | null => {
  if (question.take('goBack')) return earlier.at(-1) ?? plan
  for (const role of ['pronoun', 'only', 'list', 'each'] as const) question.take(role)
  if (plan.kind === 'sources') return null
  if (plan.kind === 'several') {
    const edited = plan.plans.map((part) => editSingle(part, [], question, heard, vocabulary))
    const [first, ...others] = edited.filter((part) => part !== null)
    return first && others.length === plan.plans.length - 1 ? { ...plan, plans: [first, ...others] } : null
  }
  return editSingle(plan, earlier, question, heard, vocabulary)
}

const editSingle = (
  plan: SinglePlan,
  earlier: readonly Plan[],
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): SinglePlan | null => {
  const scope = editedScope(plan.scope, question, heard, vocabulary)
  const moved = { ...plan, scope }
  if (moved.kind === 'findings')
    return { ...moved, severities: editedSeverities(question) ?? moved.severities }
  if (moved.kind !== 'figures') return heard.yearBefore === null ? moved : null
  const compared = heard.yearBefore === null ? comparesYearsNow(question) : heard.yearBefore
  if (compared !== null) return editedYears(moved, compared, question, heard, vocabulary)
  return editFigures(moved, earlier, question)
}

/** 去掉区委, "excluding the committee": those that the plan covers without them; else those that are named, or the plan's own. */
const editedScope = (
  scope: Scope,
  question: HeardQuestion,
  { scope: heard }: ResolvedScope,
  vocabulary: Vocabulary,
): Scope => {
  const isNamed = heard.departments !== null || heard.kinds !== null
  if (!isNamed) return { ...scope, years: heard.years }
  if (!question.take('not')) return heard
  const isCovered = (id: string, { departments, kinds }: Scope) =>
    (departments === null || departments.includes(id)) &&
    (kinds === null || kinds.some((kind) => kind === vocabulary.departments.get(id)?.department_kind))
  const rest = [...vocabulary.departments.keys()].filter(
    (id) => isCovered(id, scope) && !isCovered(id, heard),
  )
  return { departments: rest, kinds: null, years: heard.years }
}

const editedSeverities = (question: HeardQuestion): Severity[] | null => {
  const all = Object.keys(severities) as Severity[] // keys of that table
  const asked = all.filter((severity) => question.take('severity', severity))
  if (asked.length === 0) return null
  return question.take('not') ? all.filter((severity) => !asked.includes(severity)) : asked
}

/** 同比呢？, "and the growth rate?" */
const comparesYearsNow = (question: HeardQuestion): ResolvedScope['yearBefore'] =>
  (['change', 'changeRate', 'yearOnYear'] as const).some((role) => question.has(role)) ? 'compared' : null

const editedYears = (
  plan: FiguresPlan,
  compared: NonNullable<ResolvedScope['yearBefore']>,
  question: HeardQuestion,
  { covered }: ResolvedScope,
  vocabulary: Vocabulary,
): FiguresPlan | null => {
  const [deciding] = plan.columns
  if (deciding === undefined || plan.items !== null || plan.conditions.length > 0) return null
  const measure = comparedMeasure(deciding.measure, false, covered, vocabulary)
  const asked = compared === 'asked' ? 'previous' : 'change'
  const isRate = question.take('percentAsked') || question.has('changeRate')
  for (const role of [
    'change',
    'changeRate',
    'yearOnYear',
    'more',
    'versus',
    'difference',
    'moneyAsked',
  ] as const)
    question.take(role)
  return { ...plan, columns: [...yearColumns(asked, measure, deciding.stage, isRate)] }
}

const editFigures = (
  plan: FiguresPlan,
  earlier: readonly Plan[],
  question: HeardQuestion,
): FiguresPlan | null => {
  const sloted = withSlot(withLevel(plan, question), question)
  const ordered = sloted && withOrder(sloted, question)
  const bounded = ordered && withThreshold(ordered, question)
  if (bounded === null) return null
  const united = withUnit(withCompletion(bounded, question), question)
  const isShare = question.take('share') || question.take('percentAsked')
  const shared = isShare ? { ...united, columns: sharesOf(united.columns) } : united
  return withAggregate(shared, earlier, question, isShare)
}

/** Another measure, stage, fund or item in the place of the plan's own. */
const withSlot = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const measure = question.evidence('measure').at(-1)?.evidence.measure
  const stage = question.evidence('stage').at(-1)?.evidence.stage
  const fund = question.evidence('fund').at(-1)?.evidence.fund
  const items = namedItems(question)
  for (const kind of ['measure', 'stage', 'fund'] as const)
    for (const { index } of question.evidence(kind)) question.use(index)
  if (items !== null) return { ...plan, items, order: null, limit: null }
  if (fund !== undefined && measure === undefined) return { ...plan, fund }
  if (measure === undefined && stage === undefined) return plan
  if (plan.conditions.length > 0) return null
  const [deciding] = plan.columns
  if (deciding === undefined) return null
  return {
    ...plan,
    items: measure === undefined ? plan.items : null,
    columns:
      stage === undefined
        ? plan.columns.map((column) => ({ ...column, measure: measure ?? column.measure }))
        : [{ kind: 'figure', measure: measure ?? deciding.measure, stage }],
  }
}

/** 明细, "by item": the same of what makes it up. */
const withLevel = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  if (!question.has('perItem') && !question.has('projectList')) return plan
  const items = hearItemLevel(question, false)
  return items === null ? plan : { ...plan, items, presentation: 'list', isNonZero: true }
}

/** 从高到低, "the top two", "which is the highest?" */
const withOrder = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const isLeast =
    question.has('superlative', 'min') || question.has('order', 'ascending') || question.has('top', 'min')
  const isRanked = question.take('order')
  const isOne = question.take('superlative')
  const isTop = question.take('top')
  if (!isRanked && !isOne && !isTop) return plan
  const count = question.evidence('number').find(({ evidence }) => evidence.unit === 'plain')
  if (count) question.use(count.index)
  question.take('topAfter')
  question.take('who')
  return {
    ...plan,
    order: isLeast ? 'ascending' : 'descending',
    limit: count && (isOne || isTop) ? count.evidence.value : isOne || isTop ? 1 : null,
    compare: null,
    presentation: 'list',
  }
}

/** 那完成率呢？: final accounts against the initial budget, of the same. */
const withCompletion = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  const [deciding] = plan.columns
  if (!question.take('completion') || deciding === undefined) return plan
  const { measure } = deciding
  const isOfProjects = measure === 'projectExpenditure' && plan.items !== null
  return {
    ...plan,
    columns: [
      {
        kind: 'formula',
        formula: isOfProjects ? 'executionPercent' : 'completionPercent',
        measure,
        stage: 'finalAccounts',
        whole: null,
      },
      { kind: 'figure', measure, stage: isOfProjects ? 'adjustedBudget' : 'initialBudget' },
      { kind: 'figure', measure, stage: 'finalAccounts' },
    ],
  }
}

const withUnit = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  const unit = (['yuan', 'wanYuan', 'yiYuan'] as const).find((it) => question.take('moneyUnit', it))
  return unit === undefined ? plan : { ...plan, unit }
}

const withAggregate = (
  plan: FiguresPlan,
  earlier: readonly Plan[],
  question: HeardQuestion,
  isShare: boolean,
): FiguresPlan | null => {
  const isDifference = question.take('difference')
  const aggregate = (['sum', 'average', 'count'] as const).find((it) => question.take('aggregate', it))
  if (aggregate === undefined && !isDifference) return plan
  const whole = isOneFigure(plan) ? withEarlier(plan, earlier) : plan
  if (whole === null) return null
  if (isDifference) return { ...whole, compare: 'difference', aggregate: null }
  // Percentages do not add up to anything.
  const isOfPercent = whole.columns.slice(0, 1).some((column) => columnUnit(column) === 'percent')
  if (aggregate === 'sum' && !isShare && isOfPercent) return null
  return { ...whole, aggregate: aggregate ?? null, compare: null }
}

/** One department's one value: "together" means it and those of earlier turns that ask the same of others. */
const withEarlier = (plan: FiguresPlan, earlier: readonly Plan[]): FiguresPlan | null => {
  const others = earlier.flatMap((it) =>
    it.kind === 'figures' && isOneFigure(it) && isSameBut(it, plan) ? (it.scope.departments ?? []) : [],
  )
  const departments = [...new Set([...others, ...(plan.scope.departments ?? [])])]
  return departments.length > 1 ? { ...plan, scope: { ...plan.scope, departments } } : null
}

const isSameBut = (left: FiguresPlan, right: FiguresPlan): boolean =>
  JSON.stringify([left.columns, left.items, left.fund]) ===
  JSON.stringify([right.columns, right.items, right.fund])

const isOneFigure = ({ scope, items }: FiguresPlan): boolean =>
  scope.departments?.length === 1 && (items === null || (items.kind === 'named' && items.keys.length === 1))

/** "那30%呢？" puts another number where the last condition had one; "only those over 1 million" puts one. */
const withThreshold = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const [threshold, ...others] = hearThresholds(question)
  if (threshold === undefined) return plan
  const [condition, ...rest] = plan.conditions
  if (rest.length > 0 || others.length > 0) return null
  const column = plan.columns[condition?.column ?? 0]
  if (!column) return null
  const isPercent = columnUnit(column) === 'percent'
  if (isPercent !== (threshold.unit === 'percent') || (!isPercent && threshold.unit !== 'fen')) return null
  const comparator = threshold.comparator ?? condition?.comparator
  if (comparator === undefined) return null
  question.take('comparator')
  return {
    ...plan,
    presentation: 'list',
    conditions: [{ column: condition?.column ?? 0, comparator, value: threshold.value }],
  }
}

/** The share that each amount has of its whole, with the amount. */
const sharesOf = (columns: readonly Column[]): Column[] =>
  columns.flatMap((column): Column[] =>
    column.kind === 'figure'
      ? [
          {
            kind: 'formula',
            formula: 'sharePercent',
            measure: column.measure,
            stage: column.stage,
            whole: { kind: 'measure', measure: usualWholeOf(column.measure) },
          },
          column,
        ]
      : [],
  )
