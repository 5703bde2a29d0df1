/** Edits of a plan over figures: another slot, order, bound, rate, unit. */
import { headsOf } from '../../db/domain/measure-parts.ts'
import { fenByUnit } from '../../db/domain/money.ts'
import { measures } from '../../db/domain/terms.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, FiguresPlan, Items } from '../../db/plan/plan.ts'
import { sharesOf, withAggregate, withEarlier, withShareOf, withStageApart } from './edit-amounts.ts'
import type { HeardQuestion } from './heard-question.ts'
import { isOneFigure, partNamed, ranksWhatIsListed } from './in-thread.ts'
import { hearItemLevel, namedItems, printedParts } from './items.ts'
import type { Context } from './outcome.ts'
import { asksPerHead, usePerHead } from './per-head.ts'
import { takeTheTotal } from './share.ts'
import { hearThresholds } from './thresholds.ts'

export const editFigures = (
  plan: FiguresPlan,
  context: Context,
  question: HeardQuestion,
): FiguresPlan | null => {
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
  // 这两项加起来占总支出的百分之几: of both turns.
  const isOfBoth = isShare && question.has('aggregate', 'sum') && isOneFigure(united)
  const whole = isOfBoth ? withEarlier(united, context.earlier) : united
  if (whole === null) return null
  const shared = isShare ? { ...whole, columns: sharesOf(whole.columns, isOfTotal) } : whole
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
  const part = partNamed(question, plan)
  if (part !== undefined) question.take('part')
  const measure = part ?? measured.at(-1)?.evidence.measure
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

export const firstColumn = (plan: FiguresPlan, isWanted: (column: Column) => boolean): FiguresPlan => {
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
