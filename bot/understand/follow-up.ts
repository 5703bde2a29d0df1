/**
 * Follow-ups are edits of the thread's last plan: other bodies, another measure, year or threshold, an order, a sum, a
 * share. A question that names all that it wants to know is a new one.
 */

import { usualWholeOf } from '../../db/catalog/formulas.ts'
import { isEconomicKey } from '../../db/domain/figure.ts'
import { headsOf, wholesOf } from '../../db/domain/measure-parts.ts'
import { fenByUnit } from '../../db/domain/money.ts'
import { type Measure, measures, type Severity, severities } from '../../db/domain/terms.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import { comparesYears } from '../../db/plan/operands.ts'
import type { Column, FiguresPlan, Items, Plan, Scope, SinglePlan, Whole } from '../../db/plan/plan.ts'
import type { BudgetStage } from './budget-comparison.ts'
import { overrunColumns, yearColumns } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import { hearItemLevel, namedItems, printedParts } from './items.ts'
import type { Context } from './outcome.ts'
import { asksPerHead, usePerHead } from './per-head.ts'
import type { ResolvedScope } from './scope.ts'
import { takeTheTotal } from './share.ts'
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
const ranksWhatIsListed = (
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
const stageSetAgainst = (question: HeardQuestion, plan: FiguresPlan): BudgetStage | null => {
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
const pinned = (plan: FiguresPlan, { departments }: Context): FiguresPlan =>
  plan.order !== null && plan.limit === 1 && departments.length === 1
    ? {
        ...plan,
        order: null,
        limit: null,
        scope: { ...plan.scope, departments: [...departments], kinds: null },
      }
    : plan

/** What a share may be of: one name that is both a measure and an item is one. */
const wholesNamed = (question: HeardQuestion): readonly Whole[] => {
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

/** "How much of that is staff?" */
const isPartOfThat = (question: HeardQuestion, { plan }: Context): boolean => {
  const part = question.positions('part').map((at) => question.roleAt(at, 'part') as Measure)[0] // the grammar's values are measures
  const whole = plan.kind === 'figures' ? plan.columns[0]?.measure : undefined
  return (
    question.has('pronoun') &&
    namesNoBody(question) &&
    part !== undefined &&
    whole !== undefined &&
    wholesOf(part).includes(whole)
  )
}

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

const oneBudgetForAnother = {
  completionPercent: 'executionPercent',
  overrunPercent: 'overAdjustedPercent',
  overrunAmount: 'overAdjustedAmount',
} as const

/**
 * 这两个一共还剩多少没花？: of the items and the measure that the thread speaks of, where the question names neither.
 */
export const ofWhatIsSpokenOf = (
  plan: FiguresPlan,
  question: HeardQuestion,
  { plan: before, earlier, isOfOneQuestion }: Context,
): FiguresPlan | null => {
  const isNamed =
    question.evidence('item').length > 0 ||
    question.has('perItem') ||
    question.evidence('measure').some(({ index }) => question.roleAt(index, 'spent') === null)
  if (isNamed || !(question.has('pronoun') || isOfOneQuestion)) return plan
  // 禁毒宣传的钱花完了吗，剩多少？: of what was looked up, not of all that the body spent.
  if (before.kind === 'passages') return isOfOneQuestion ? null : plan
  if (before.kind !== 'figures') return plan
  const measure = before.columns[0]?.measure
  // 机关运行经费最高的是哪一家？它年初预算才多少？
  const isOfMeasure = before.items === null && measure !== undefined && !question.has('aggregate')
  if (isOfMeasure && question.evidence('measure').length === 0 && question.evidence('stage').length > 0)
    return { ...plan, columns: plan.columns.map((column) => ({ ...column, measure })) }
  if (before.items === null) return plan
  if (measure === undefined || plan.columns.some((column) => column.measure !== 'expenditure')) return null
  const isOfProjects = measure === 'projectExpenditure'
  const isSum = question.has('aggregate', 'sum')
  const both = isSum ? earlierItems(before, earlier) : null
  const columns = plan.columns.map((column): Column => {
    if (!isOfProjects) return { ...column, measure }
    if (column.kind === 'figure')
      return { ...column, measure, stage: column.stage === 'initialBudget' ? 'adjustedBudget' : column.stage }
    const { formula } = column
    const named = Object.entries(oneBudgetForAnother).find(([name]) => name === formula)?.[1]
    return { ...column, measure, formula: named ?? formula }
  })
  return both === null
    ? { ...plan, columns, items: before.items }
    : { ...plan, columns, items: { kind: 'named', keys: [...both] }, aggregate: 'sum' }
}

/** null: the edit does not fit the plan. */
export const editPlan = (
  context: Context,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): Plan | null => {
  const { plan } = context
  if (question.take('goBack')) return context.earlier.at(-1) ?? plan
  for (const role of ['pronoun', 'only', 'list', 'each'] as const) question.take(role)
  if (plan.kind === 'sources') return null
  if (plan.kind === 'several') {
    const edited = plan.plans.map((part) =>
      editSingle(part, { ...context, earlier: [] }, question, heard, vocabulary),
    )
    const [first, ...others] = edited.filter((part) => part !== null)
    return first && others.length === plan.plans.length - 1 ? { ...plan, plans: [first, ...others] } : null
  }
  return editSingle(plan, context, question, heard, vocabulary)
}

const editSingle = (
  plan: SinglePlan,
  context: Context,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): SinglePlan | null => {
  const moved = withScope(plan, question, heard, vocabulary)
  if (moved.kind === 'findings')
    return { ...moved, severities: editedSeverities(question) ?? moved.severities }
  if (moved.kind !== 'figures') return heard.yearBefore === null ? moved : null
  const against = againstIt(moved, plan.scope, question, heard)
  if (against !== null) return against
  const stated = asStated(moved, vocabulary)
  const compared = heard.yearBefore === null ? comparesYearsNow(question) : heard.yearBefore
  if (compared !== null) return editedYears(stated, compared, question, vocabulary)
  return editFigures(stated, context, question)
}

/** 比它少多少, "how much less than it did … spend?": no measure but the verb. */
const isSetAgainstIt = (question: HeardQuestion): boolean =>
  question.has('pronoun') &&
  question.has('versus') &&
  (question.has('more') || question.has('difference') || question.has('versus', 'proper')) &&
  question.evidence('measure').every(({ index }) => question.roleAt(index, 'spent') !== null)

/** 天元区总工会比它少多少？: the body that is named against the one of the thread, in what was asked of that. */
const againstIt = (
  plan: FiguresPlan,
  { departments: before }: Scope,
  question: HeardQuestion,
  { scope: { departments: named } }: ResolvedScope,
): FiguresPlan | null => {
  if (!isSetAgainstIt(question) || before?.length !== 1 || named?.length !== 1 || !isOneFigure(plan))
    return null
  for (const role of ['versus', 'more', 'difference', 'moneyAsked', 'spent'] as const) question.take(role)
  return {
    ...plan,
    scope: { ...plan.scope, departments: [...named, ...before] },
    compare: question.take('multiple') ? 'ratio' : 'difference',
  }
}

/**
 * What one body prints as a measure of its own, another has as an item of a classification only (培训费): the item, where
 * the bodies asked about now do not state the measure.
 */
const asStated = (plan: FiguresPlan, vocabulary: Vocabulary): FiguresPlan => {
  const covered = [...vocabulary.departments.keys()].filter((id) => isCovered(id, plan.scope, vocabulary))
  const [column, ...others] = plan.columns
  if (column?.kind !== 'figure' || others.length > 0 || plan.items !== null) return plan
  if (vocabulary.countStating(covered, column.measure) > 0) return plan
  const keys = [...vocabulary.items].flatMap(([key, { zh }]) =>
    measures[column.measure].printed.includes(zh) && vocabulary.countWithItems(covered, [key]) > 0
      ? [key]
      : [],
  )
  if (keys.length === 0) return plan
  const measure = keys.every(isEconomicKey) ? 'basicExpenditure' : 'expenditure'
  return { ...plan, columns: [{ ...column, measure }], items: { kind: 'named', keys } }
}

const withScope = (
  plan: SinglePlan,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): SinglePlan => {
  const scope = editedScope(plan.scope, question, heard, vocabulary)
  if (plan.kind !== 'figures' || scope.departments === plan.scope.departments) return { ...plan, scope }
  // Of two that were named, the one that is of the kind now said.
  const { isEach, ...rest } = plan
  const within = isEach
    ? [...vocabulary.departments.keys()].filter(
        (id) => isCovered(id, plan.scope, vocabulary) && isCovered(id, scope, vocabulary),
      )
    : []
  const isOfKind = scope.departments === null && within.length > 0
  return {
    ...rest,
    scope: isOfKind ? { ...scope, departments: within, kinds: null } : scope,
    ...(heard.isEach || (isOfKind && within.length > 1) ? { isEach: true } : {}),
  }
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
  if (!question.take('not') && !question.take('write', 'weak')) return heard
  const rest = [...vocabulary.departments.keys()].filter(
    (id) => isCovered(id, scope, vocabulary) && !isCovered(id, heard, vocabulary),
  )
  return { departments: rest, kinds: null, years: heard.years }
}

const isCovered = (id: string, { departments, kinds }: Scope, vocabulary: Vocabulary): boolean =>
  (departments === null || departments.includes(id)) &&
  (kinds === null || kinds.some((kind) => kind === vocabulary.departments.get(id)?.department_kind))

const editedSeverities = (question: HeardQuestion): Severity[] | null => {
  const all = Object.keys(severities) as Severity[] // keys of that table
  const asked = all.filter((severity) => question.take('severity', severity))
  if (asked.length === 0) return null
  return question.take('not') ? all.filter((severity) => !asked.includes(severity)) : asked
}

/** 同比呢？, "and the growth rate?" */
const comparesYearsNow = (question: HeardQuestion): ResolvedScope['yearBefore'] =>
  (['change', 'changeRate', 'yearOnYear'] as const).some((role) =>
    question.positions(role).some((at) => !question.isUsed(at)),
  )
    ? 'compared'
    : null

const editedYears = (
  plan: FiguresPlan,
  compared: NonNullable<ResolvedScope['yearBefore']>,
  question: HeardQuestion,
  vocabulary: Vocabulary,
): FiguresPlan | null => {
  const covered = [...vocabulary.departments.keys()].filter((id) => isCovered(id, plan.scope, vocabulary))
  const [deciding] = plan.columns
  if (comparesYears(plan) && compared === 'compared') return rateFirst(plan, question)
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

/** 降了百分之几？ of a change that is told already: the percentage first. */
const rateFirst = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  for (const role of ['change', 'changeRate', 'yearOnYear', 'moneyAsked'] as const) question.take(role)
  const isRate = question.take('percentAsked')
  // What is ranked stays in the lead.
  return isRate && plan.order === null
    ? firstColumn(plan, (column) => columnUnit(column) === 'percent')
    : plan
}

const editFigures = (plan: FiguresPlan, context: Context, question: HeardQuestion): FiguresPlan | null => {
  const apart = withStageApart(plan, question)
  if (apart !== null) return apart
  const share = withShareOf(plan, context, question)
  if (share !== null) return share
  const led = withLead(plan, question)
  if (led !== null) return withOrder(led, question)
  const sloted = withSlot(withLevel(plan, question), question)
  const ordered = sloted && withOrder(sloted, question)
  const bounded = ordered && (withRateBound(ordered, question) ?? withThreshold(ordered, question))
  if (bounded === null) return null
  // 是零还是没填？: what the answer says of the place already.
  for (const role of ['zero', 'blank', 'who', 'happened'] as const) question.take(role)
  const united = withHeads(withUnit(withCompletion(bounded, question), question), question)
  const isMoney = plan.columns.every(({ measure }) => measures[measure].unit === null)
  const isOfTotal = question.has('share') && takeTheTotal(question)
  const isShared = question.take('share')
  // 前一个相当于后一个的百分之几: of the one to the other.
  const isShare = isMoney && !question.has('multiple') && (question.take('percentAsked') || isShared)
  const shared = isShare ? { ...united, columns: sharesOf(united.columns, isOfTotal) } : united
  return withAggregate(shared, context.earlier, question, isShare)
}

/** 按执行率排, "which scored lowest?": what is ranked comes first. null: nothing that is listed is named to rank by. */
const withLead = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const named = question.evidence('measure')
  const slots = named.length > 0 ? ['measure'] : []
  if (!ranksWhatIsListed(question, slots, plan)) return null
  const isRate = question.has('completion')
  const measure = named.at(-1)?.evidence.measure
  if (!isRate && measure === undefined) return null
  for (const { index } of named) question.use(index)
  const isPercent = (column: Column): boolean => columnUnit(column) === 'percent'
  if (isRate && !plan.columns.some(isPercent)) return withCompletion(plan, question)
  question.take('completion')
  return firstColumn(plan, (column) => (isRate ? isPercent(column) : column.measure === measure))
}

/** Another measure, stage, fund or item in the place of the plan's own. */
const withSlot = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const measured = question
    .evidence('measure')
    .filter(
      ({ index, evidence }) =>
        !(asksPerHead(question) && measures[evidence.measure].unit !== null) &&
        !(evidence.measure === 'expenditure' && question.roleAt(index, 'spent') !== null),
    )
  const measure = partOf(plan, question) ?? measured.at(-1)?.evidence.measure
  const isSpent = question.take('spent')
  const stage =
    question.evidence('stage').at(-1)?.evidence.stage ?? (isSpent ? ('finalAccounts' as const) : undefined)
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

const totalOf = (measure: Measure): Measure =>
  wholesOf(measure).includes('expenditure') ? 'expenditure' : usualWholeOf(measure)

const withStageApart = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const base = stageSetAgainst(question, plan)
  const [column] = plan.columns
  if (base === null || column === undefined) return null
  for (const { index } of question.evidence('stage')) question.use(index)
  for (const role of ['difference', 'more', 'versus', 'moneyAsked', 'percentAsked'] as const)
    question.take(role)
  return { ...plan, columns: [...overrunColumns(base, column.measure)] }
}

/** 占人员经费百分之几？, "what share of that went to small enterprises?", 这两项加起来占商品和服务支出的百分之几？ */
const withShareOf = (ranked: FiguresPlan, context: Context, question: HeardQuestion): FiguresPlan | null => {
  const plan = pinned(ranked, context)
  const { earlier } = context
  const [deciding] = plan.columns
  const [named] = wholesNamed(question)
  if (!question.has('share') || named === undefined || deciding?.kind !== 'figure' || !isOneFigure(plan))
    return null
  // What is named may be the part.
  const isPart = named.kind === 'measure' && wholesOf(named.measure).includes(deciding.measure)
  const [part, whole]: [Measure, Whole] = isPart
    ? [named.measure, { kind: 'measure', measure: deciding.measure }]
    : [deciding.measure, named]
  const isSum = question.has('pronoun') && question.has('aggregate', 'sum')
  const both = isSum ? earlierItems(plan, earlier) : null
  if (isSum && both === null && plan.items !== null) return null
  for (const kind of ['measure', 'item'] as const)
    for (const { index } of question.evidence(kind)) question.use(index)
  for (const role of ['share', 'percentAsked', 'aggregate'] as const) question.take(role)
  return {
    ...plan,
    columns: [
      { kind: 'formula', formula: 'sharePercent', measure: part, stage: deciding.stage, whole },
      ...(isPart ? [{ ...deciding, measure: part }] : []),
      deciding,
    ],
    ...(both === null ? {} : { items: { kind: 'named', keys: [...both] }, aggregate: 'sum' }),
  }
}

/** "How much of that is staff?": the part of what the plan is about. */
const partOf = ({ columns }: FiguresPlan, question: HeardQuestion): Measure | undefined => {
  const whole = columns[0]?.measure
  const part = question.positions('part').map((at) => question.roleAt(at, 'part') as Measure)[0] // the grammar's values are measures
  if (part === undefined || whole === undefined || !wholesOf(part).includes(whole)) return undefined
  question.take('part')
  return part
}

/** 明细, "by item": the same of what makes it up. */
const withLevel = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  if (!question.has('perItem') && !question.has('projectList')) return plan
  const [deciding] = plan.columns
  if (deciding?.kind === 'figure' && plan.items === null) {
    const parts = printedParts(deciding.measure)
    if (parts !== null && question.take('perItem'))
      return { ...plan, columns: parts.map((measure) => ({ ...deciding, measure })), isNonZero: true }
  }
  // 商品和服务支出, then 花钱最多的三个明细科目: of what stands below it.
  const below = plan.items?.kind === 'named' && plan.items.keys.length === 1 ? plan.items.keys : null
  const level = hearItemLevel(question, false)
  const items: Items = below && level?.kind === 'leaves' ? { kind: 'under', keys: below, level: null } : level
  return items === null ? plan : { ...plan, items, presentation: 'list', isNonZero: true }
}

/** 从高到低, "the top two", "which is the highest?" */
const withOrder = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const isLeast =
    question.has('superlative', 'min') || question.has('order', 'ascending') || question.has('top', 'min')
  const isRanked = question.take('order')
  const isOne = question.take('superlative')
  const isTop = question.take('top')
  const place = (['2', '3', '4'] as const).find((it) => question.take('rank', it))
  if (place !== undefined) return plan.order === null ? null : { ...plan, limit: Number(place) }
  if (!isRanked && !isOne && !isTop) return plan
  const count = question.evidence('number').find(({ evidence }) => evidence.unit === 'plain')
  const byMoney = question.take('moneyAsked') ? moneyFirst(plan) : plan
  if (count) question.use(count.index)
  question.take('topAfter')
  question.take('who')
  return {
    ...byMoney,
    order: isLeast ? 'ascending' : 'descending',
    limit: count && (isOne || isTop) ? count.evidence.value : isOne || isTop ? 1 : null,
    compare: null,
    presentation: 'list',
  }
}

/** 里面金额最大的: by the amount, where a percentage decided. */
const moneyFirst = (plan: FiguresPlan): FiguresPlan =>
  firstColumn(plan, (column) => column.kind === 'figure' && column.stage === 'finalAccounts')

const firstColumn = (plan: FiguresPlan, isWanted: (column: Column) => boolean): FiguresPlan => {
  const at = plan.columns.findIndex(isWanted)
  const first = plan.columns[at]
  if (first === undefined || at === 0) return plan
  return {
    ...plan,
    columns: [first, ...plan.columns.filter((column) => column !== first)],
    conditions: plan.conditions.map((condition) => ({
      ...condition,
      column: condition.column === at ? 0 : condition.column < at ? condition.column + 1 : condition.column,
    })),
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

/** "Per head?", "divide that by staff in post": the same amount for each. */
const withHeads = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  const [deciding] = plan.columns
  if (!asksPerHead(question) || deciding === undefined || measures[deciding.measure].unit !== null)
    return plan
  const counted = question
    .evidence('measure')
    .find(({ evidence }) => measures[evidence.measure].unit !== null)
  if (counted) question.use(counted.index)
  usePerHead(question)
  const heads = counted?.evidence.measure ?? headsOf(deciding.measure)
  const { measure, stage } = deciding
  return {
    ...plan,
    // What each body spends for a head does not add up.
    aggregate: null,
    columns: [
      {
        kind: 'formula',
        formula: 'perHeadAmount',
        measure,
        stage,
        whole: { kind: 'measure', measure: heads },
      },
      { kind: 'figure', measure, stage },
      { kind: 'figure', measure: heads, stage: 'finalAccounts' },
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
  const isRatio = question.take('multiple')
  const isDifference = question.take('difference')
  for (const { index, evidence } of question.evidence('number'))
    if (evidence.unit === 'plain') question.use(index)
  const aggregate = (['sum', 'average', 'count'] as const).find((it) => question.take('aggregate', it))
  if (aggregate === undefined && !isDifference && !isRatio) return plan
  const whole = isOneFigure(plan) ? withEarlier(plan, earlier) : plan
  if (whole === null) return null
  if (isDifference || isRatio) return { ...whole, compare: isRatio ? 'ratio' : 'difference', aggregate: null }
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
  const items = earlierItems(plan, earlier)
  if (items !== null) return { ...plan, items: { kind: 'named', keys: [...items] } }
  const departments = [...new Set([...others, ...(plan.scope.departments ?? [])])]
  return departments.length > 1 ? { ...plan, scope: { ...plan.scope, departments } } : null
}

/** The same body's other items of earlier turns with the plan's own; null: there is none. */
const earlierItems = (plan: FiguresPlan, earlier: readonly Plan[]): readonly string[] | null => {
  const keysOf = ({ items }: FiguresPlan) => (items?.kind === 'named' ? items.keys : [])
  const others = earlier.flatMap((it) =>
    it.kind === 'figures' &&
    JSON.stringify([it.columns, it.fund, it.scope]) === JSON.stringify([plan.columns, plan.fund, plan.scope])
      ? keysOf(it)
      : [],
  )
  const keys = [...new Set([...others, ...keysOf(plan)])]
  return keys.length > keysOf(plan).length && keysOf(plan).length > 0 ? keys : null
}

const isSameBut = (left: FiguresPlan, right: FiguresPlan): boolean =>
  JSON.stringify([left.columns, left.items, left.fund]) ===
  JSON.stringify([right.columns, right.items, right.fund])

const isOneFigure = ({ scope, items }: FiguresPlan): boolean =>
  scope.departments?.length === 1 && (items === null || (items.kind === 'named' && items.keys.length === 1))

/** 其中执行率不到80%的呢？ of projects that an amount has selected: both hold. */
const withRateBound = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const [deciding] = plan.columns
  const isOfAmounts = plan.columns.every(({ kind }) => kind === 'figure') && plan.presentation === 'list'
  if (!question.has('completion') || deciding === undefined || !isOfAmounts) return null
  const [threshold, ...others] = hearThresholds(question)
  if (threshold?.unit !== 'percent' || threshold.comparator === null || others.length > 0) return null
  const { columns } = withCompletion(plan, question)
  const added = columns.filter(
    (it) => !plan.columns.some((own) => JSON.stringify(own) === JSON.stringify(it)),
  )
  const column = plan.columns.length + added.findIndex(({ kind }) => kind === 'formula')
  return {
    ...plan,
    columns: [...plan.columns, ...added],
    conditions: [...plan.conditions, { column, comparator: threshold.comparator, value: threshold.value }],
  }
}

/** "那30%呢？" puts another number where the last condition had one; "only those over 1 million" puts one. */
const withThreshold = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan | null => {
  const [threshold, ...others] = hearThresholds(question)
  if (threshold === undefined) return plan
  const [condition, ...rest] = plan.conditions
  if (rest.length > 0 || others.length > 0) return null
  const column = plan.columns[condition?.column ?? 0]
  if (!column) return null
  const isPercent = columnUnit(column) === 'percent'
  // 600以上 of amounts: documents print 万元, and the answer says which condition it has read.
  const isBare = threshold.unit === 'plain' && columnUnit(column) === 'money'
  if (isPercent !== (threshold.unit === 'percent') || (!isPercent && !isBare && threshold.unit !== 'fen'))
    return null
  const value = isBare ? threshold.value * fenByUnit.万元 : threshold.value
  const comparator = threshold.comparator ?? condition?.comparator
  if (comparator === undefined) return null
  question.take('comparator')
  return {
    ...plan,
    presentation: 'list',
    conditions: [{ column: condition?.column ?? 0, comparator, value }],
  }
}

/** The share that each amount has of its whole, or of the total that is said, with the amount. */
const sharesOf = (columns: readonly Column[], isOfTotal: boolean): Column[] =>
  columns.flatMap((column): Column[] =>
    column.kind === 'figure'
      ? [
          {
            kind: 'formula',
            formula: 'sharePercent',
            measure: column.measure,
            stage: column.stage,
            whole: {
              kind: 'measure',
              measure: isOfTotal ? totalOf(column.measure) : usualWholeOf(column.measure),
            },
          },
          column,
        ]
      : [],
  )
