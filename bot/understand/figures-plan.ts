/** A plan over figures, put together from what each part of the question says. */
import { isEconomicKey } from '../../db/domain/figure.ts'
import type { Stage } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, Condition, FiguresPlan, Items, Scope } from '../../db/plan/plan.ts'
import { type BudgetComparison, type BudgetStage, hearBudgetComparison } from './budget-comparison.ts'
import { type Columns, type Comparison, hearColumns, isSigned, particularOf } from './columns.ts'
import { hearConditions } from './conditions.ts'
import type { HeardQuestion } from './heard-question.ts'
import {
  economicParts,
  hearItemLevel,
  itemsBelow,
  type NamedItems,
  namedItems,
  namesOfItems,
  subjectsOf,
} from './items.ts'
import { asksPerHead } from './per-head.ts'
import { asksOfProjects } from './projects.ts'
import { behindBodies, countsItemsAt, countsOfBodies, type ResolvedScope } from './scope.ts'
import { hearShare } from './share.ts'
import { countsThings, hearThresholds, type Threshold } from './thresholds.ts'
import type { Vocabulary } from './vocabulary.ts'
import { hearYearComparison } from './year-comparison.ts'

export const figuresPlan = (
  question: HeardQuestion,
  heardScope: ResolvedScope,
  vocabulary: Vocabulary,
): FiguresPlan | null | 'unclear-threshold' => {
  const { scope, covered } = heardScope
  meanBodiesCompared(question)
  const hasHappened = hearHappened(question, covered)
  const maths = hearMaths(question, heardScope, vocabulary)
  const { zero, isSame, comparison, stages, share } = maths
  if (share === 'unclear') return null
  const named = share
    ? itemsNamed(share.itemKeys)
    : (namedItems(question) ?? subjectsOf(question, covered, vocabulary))
  const isSingle = covered.length === 1
  const isOfBudget = comparison !== null && 'base' in comparison
  useQuoted(question, maths)
  const limit = hearLimit(question)
  const thresholds = hearThresholds(question)
  if (comparison?.formula === 'change' && !isSingle) question.take('aggregate', 'sum')
  const aggregate = hearAggregate(question, isSingle && isOneShown(question, named, share), isOfBudget)
  if (asksForTwo(question)) return null
  const order = hearOrder(question, limit, comparison, covered)
  if (isRefusedReading(question, { comparison, aggregate, named, covered, thresholds })) return null
  const isEconomic = isOfEconomic(question, named)
  const fund = hearFund(question, isEconomic)
  const columns: Columns | null =
    share?.columns ??
    hearColumns(question, { comparison, stages, thresholds, fund, named, isEconomic, covered, vocabulary })
  if (columns === null) return null
  const conditions = hearConditions(comparison, thresholds, columns, {
    isPlainZero: maths.isPlainZero,
    isList: asksForRows(question, { comparison, named, isSingle }),
    isSame,
    isZero: zero !== null,
    isValueAsked: !asksWhich(question) && asksForValue(question),
  })
  if (conditions === 'unclear-threshold') return 'unclear-threshold'
  const summed = aggregate === 'sum' ? summedFirst(question, columns, conditions) : { columns, conditions }
  if (summed === null) return null
  useBodyWords(question)
  const shape = hearShape(question, named, isSingle, {
    hasConditions: conditions.length > 0,
    isOrdered: order !== null,
    isCount: aggregate === 'count',
    isAggregate: aggregate !== null,
    isOfExecution: zero !== null || isOfBudget,
  })
  const compare = hearCompare(question, heardScope, shape.items, summed.columns)
  if (compare === 'unclear' || hasOtherRank(question, shape.items, isSingle, order)) return null
  return {
    version: 1,
    kind: 'figures',
    scope,
    fund,
    columns: [...summed.columns],
    conditions: [...summed.conditions],
    order,
    limit: limit ?? (order !== null && asksForTheFirst(question) ? 1 : null),
    aggregate,
    compare,
    ...shape,
    items: aggregate === 'sum' ? addable(shape.items, covered, vocabulary) : shape.items,
    ...hearTest(question, { scope, aggregate, compare }, conditions),
    ...hearTelling(question, heardScope, maths),
    // Of two that are set against each other, zero may be one.
    isNonZero:
      hasHappened || (shape.isNonZero && zero === null && conditions.length === 0 && compare === null),
  }
}

/**
 * Percentages do not add up: a sum over what a percentage selects is of the amounts beside it ("the budgets of the
 * projects with an execution of zero"). "Did they exceed 20 million together?" is of the sum, and selects none of them.
 * null: there is nothing else to add up.
 */
const summedFirst = (
  question: HeardQuestion,
  columns: Columns,
  conditions: readonly Condition[],
): { columns: Columns; conditions: readonly Condition[] } | null => {
  const isOfShares = columns[0].kind === 'formula' && columns[0].formula === 'sharePercent'
  if (isOfShares || columnUnit(columns[0]) !== 'percent')
    return { columns, conditions: asksYesOrNo(question) ? [] : conditions }
  const stage = question.evidence('stage').at(-1)?.evidence.stage
  const isBudget = stage !== undefined && stage !== 'finalAccounts'
  const at = columns.findIndex(
    (column) => column.kind === 'figure' && (column.stage === 'finalAccounts') !== isBudget,
  )
  const summed = columns[at]
  if (summed === undefined || conditions.length === 0) return null
  const rest = columns.filter((column) => column !== summed)
  const moved = (column: number): number => (column === at ? 0 : column < at ? column + 1 : column)
  return {
    columns: [summed, ...rest],
    conditions: conditions.map((condition) => ({ ...condition, column: moved(condition.column) })),
  }
}

type Test = Pick<FiguresPlan, 'test'>

/** "Did they exceed 20 million together?", "is Xinzhou's basic salary bill bigger than the committee's?" */
const hearTest = (
  question: HeardQuestion,
  { scope, aggregate, compare }: Pick<FiguresPlan, 'scope' | 'aggregate' | 'compare'>,
  [condition]: readonly Condition[],
): Test => {
  if (!asksYesOrNo(question)) return {}
  if (aggregate === 'sum' && condition)
    return { test: { comparator: condition.comparator, value: condition.value } }
  const isOfTwo = compare === 'difference' && scope.departments?.length === 2
  if (!isOfTwo || !question.has('more')) return {}
  const isLess = question.has('more', 'less') || question.has('comparator', 'lt')
  // "More or less than": either.
  if (isLess && question.has('more', 'more')) return {}
  return { test: { comparator: isLess ? 'lt' : 'gt', value: 0 } }
}

/** In which unit, of whom and of which stages, where that is said. */
const hearTelling = (
  question: HeardQuestion,
  { isEach }: ResolvedScope,
  { byBody }: Maths,
): Pick<FiguresPlan, 'unit' | 'isEach' | 'stages'> => {
  const unit = (['yuan', 'wanYuan', 'yiYuan'] as const).find((it) => question.has('moneyUnit', it))
  return {
    ...(unit && { unit }),
    ...(isEach && { isEach: true }),
    ...(byBody && { stages: byBody }),
  }
}

/** 占基本支出605万的百分之几: a bare amount beside what is asked in percent is what was read elsewhere. */
const useQuoted = (question: HeardQuestion, { share, comparison }: Maths): void => {
  if (share === null && comparison?.formula !== 'completion') return
  for (const { index, evidence } of question.evidence('number')) {
    const [before, after] = [question.neighbour(index, -1), question.neighbour(index, 1)]
    const isBound =
      question.roleAt(before, 'comparator') !== null || question.roleAt(after, 'comparatorAfter') !== null
    if (evidence.unit !== 'fen' || isBound) continue
    question.drop(index, 'number')
    question.mean(index, { kind: 'role', role: 'filler', value: 'yes' })
  }
}

type Named = ReturnType<typeof itemsNamed>

/** "More than Tianyuan" sets one body against another; "more than 5 million" bounds an amount. */
const meanBodiesCompared = (question: HeardQuestion): void => {
  for (const at of question.positions('comparator')) {
    const isThan = / than$/iu.test(question.words[at]?.text ?? '')
    const next = question.neighbour(at, 1)
    const isBody =
      (['department', 'place', 'departmentKind'] as const).some((kind) =>
        question.hasEvidenceAt(next, kind),
      ) || /^(?:it|them|that|those|these)$/iu.test(question.words[next]?.text ?? '')
    if (!isThan || !isBody || question.roleAt(at, 'more') !== null) continue
    const value = question.roleAt(at, 'comparator') === 'lt' ? 'less' : 'more'
    question.settle(at, 'comparator')
    question.unuse(at)
    for (const role of ['more', 'versus'] as const)
      question.mean(at, { kind: 'role', role, value: role === 'more' ? value : 'proper' })
  }
}

/** What was spent at all, of whom or on what: zeros are left out. */
const hearHappened = (question: HeardQuestion, covered: readonly string[]): boolean =>
  question.take('happened') || leavesOutZero(question) || (covered.length > 1 && asksWhoHas(question))

const isOfEconomic = (question: HeardQuestion, named: Named | null): boolean =>
  named?.keys.every(isEconomicKey) ?? economicParts(question) !== null

/** No item, nor a list of them. */
const isOfTotal = (question: HeardQuestion, named: Named | null): boolean =>
  named === null && !question.has('perItem') && !asksOfProjects(question)

/** One total, or one share of it. */
const isOneShown = (question: HeardQuestion, named: Named | null, share: Maths['share']): boolean =>
  isOfTotal(question, named) || (share !== null && (named?.keys.length ?? 1) < 2)

/** "Departments"; 只有哪家列了: it is what the answer will show. */
const useBodyWords = (question: HeardQuestion): void => {
  question.take('department')
  if (question.has('who')) question.take('only')
}

/** "The largest", and no word of a list in order. */
const asksForTheFirst = (question: HeardQuestion): boolean =>
  question.has('superlative') && !question.has('order')

/** "Which unions exceeded it, and by how much?" selects, whatever else is asked; "what" may ask for an amount. */
const asksWhich = (question: HeardQuestion): boolean =>
  question.positions('who').some((at) => question.roleAt(at, 'howMuch') === null)

/** "Which did it exceed?"; "what was budgeted, what was spent" asks for amounts, "what is its completion rate" for one. */
const asksForItems = (question: HeardQuestion): boolean =>
  question.positions('who').some((at) => {
    const beside = question.neighbour(at, 1)
    const isWhat = question.roleAt(at, 'howMuch') !== null
    if (isWhat && (isCopula(question, at + 1) || question.roleAt(beside, 'share') !== null)) return false
    const next = question.roleAt(beside, 'yesNo') === null ? beside : question.neighbour(beside, 1)
    return !question.hasEvidenceAt(next, 'stage') && question.roleAt(next, 'spent') === null
  })

/** "What is …", but not "what was over budget". */
const isCopula = (question: HeardQuestion, index: number): boolean =>
  /^(?:is|was|are|were)$/iu.test(question.words[index]?.text ?? '') &&
  (['overrun', 'comparator'] as const).every((role) => question.roleAt(index + 1, role) === null)

const asksForValue = (question: HeardQuestion): boolean =>
  (['howMuch', 'percentAsked', 'moneyAsked'] as const).some((role) => question.has(role))

/** "Which departments grew?" selects; 各部门增幅 and "growth of the union" only name what is asked. */
const asksForRows = (
  question: HeardQuestion,
  { comparison, named, isSingle }: Pick<Maths, 'comparison'> & { named: Items; isSingle: boolean },
): boolean => {
  if (question.has('yesNo')) return true
  if (comparison?.formula === 'change')
    return !isSingle && !question.has('each') && !question.has('changeRate')
  return !isSingle || named === null || question.has('perItem')
}

type Maths = Readonly<{
  zero: ReturnType<typeof hearInitialZero>
  isPlainZero: boolean
  isSame: boolean
  comparison: Comparison | null
  stages: readonly Stage[]
  share: ReturnType<typeof hearShare>
  /** What is asked of each of two bodies, where it differs. */
  byBody: Readonly<Record<string, Stage>> | null
}>

/** The most and the least, by function and by economic classification: each is a question of its own. */
const asksForTwo = (question: HeardQuestion): boolean =>
  (question.has('superlative', 'max') && question.has('superlative', 'min') && !question.has('order')) ||
  (question.has('code', 'economic') && question.has('code', 'functional'))

/** What is set against what, at which stages, or which part of which whole is asked. */
const hearMaths = (
  question: HeardQuestion,
  { scope, covered, yearBefore }: ResolvedScope,
  vocabulary: Vocabulary,
): Maths => {
  const byBody = hearStagesByBody(question, covered)
  if (byBody !== null) {
    for (const { index } of question.evidence('stage')) question.use(index)
    const [stage] = Object.values(byBody)
    return {
      ...{ zero: null, isPlainZero: false, isSame: false, comparison: null, share: null },
      ...{ byBody, stages: stage === undefined ? [] : [stage] },
    }
  }
  const base = budgetStage(question, covered, vocabulary)
  const zero = hearUnused(question, base) ?? hearInitialZero(question)
  const isSame = hearSame(question)
  const comparison = isSame
    ? sameAs(base)
    : ((yearBefore === null && !isShareOfBudget(question, covered, vocabulary)
        ? hearBudgetComparison(question, base)
        : null) ?? hearYearComparison(question, yearBefore))
  const stages = zero?.stages ?? hearStages(question, scope, covered, vocabulary)
  // 是0还是没填？ asks what stands there.
  const asksIfBlank = question.take('blank')
  if (asksIfBlank)
    for (const { index, evidence } of question.evidence('number'))
      if (evidence.value === 0) question.use(index)
  const isPlainZero = zero === null && (question.take('zero') || takeNone(question)) && !asksIfBlank
  const share = comparison === null ? hearShare(question, stages[0] ?? 'finalAccounts') : null
  return { zero, isPlainZero, isSame, comparison, stages, share, byBody }
}

/** "Pingxiang's budget against Xinzhou's outturn": each stage is of the body named last before it. */
const hearStagesByBody = (
  question: HeardQuestion,
  covered: readonly string[],
): Readonly<Record<string, Stage>> | null => {
  const isSet =
    question.has('difference') ||
    question.has('more') ||
    question.has('versus', 'proper') ||
    question.has('multiple')
  if (covered.length !== 2 || !isSet) return null
  const named = [...question.evidence('department'), ...question.evidence('place')]
    .toSorted((left, right) => left.index - right.index)
    .flatMap(({ index, evidence }) => {
      const [id, ...others] = evidence.ids.filter((it) => covered.includes(it))
      return id === undefined || others.length > 0 ? [] : [{ index, id }]
    })
  const stages = new Map<string, Stage>()
  for (const { index, evidence } of question.evidence('stage')) {
    const id = named.findLast((body) => body.index < index)?.id
    // What is said of both is of no one in particular.
    if (id === undefined || (stages.has(id) && stages.get(id) !== evidence.stage)) return null
    stages.set(id, evidence.stage)
  }
  const isOfTwo = stages.size === 2 && new Set(stages.values()).size === 2
  return isOfTwo ? Object.fromEntries(stages) : null
}

/** 项目支出占全年预算的比重, of who has published a budget only: of all that is budgeted. */
const isShareOfBudget = (
  question: HeardQuestion,
  covered: readonly string[],
  { departments }: Vocabulary,
): boolean => question.has('share') && !covered.some((id) => departments.get(id)?.hasFinalAccounts)

/**
 * "Each department's largest item" is one answer for each body; a rank over all of them is another question. One item of
 * one department has no rank.
 */
const hasOtherRank = (
  question: HeardQuestion,
  items: Items,
  isSingle: boolean,
  order: FiguresPlan['order'],
): boolean => {
  if (order === null || items === null) return false
  return items.kind === 'named' ? isSingle && items.keys.length === 1 : !isSingle && question.has('each')
}

/** One body prints an item, another only what lies under it: what lies under it is added up, of both. */
const addable = (items: Items, covered: readonly string[], vocabulary: Vocabulary): Items => {
  if (items?.kind !== 'named') return items
  const [key = '', ...others] = items.keys
  const below = [...vocabulary.items.keys()].filter((it) => it !== key && it.startsWith(key))
  const isPrintedByAll =
    vocabulary.countWithItems(covered, [key]) === vocabulary.countWithItems(covered, [key, ...below])
  return others.length > 0 || isPrintedByAll ? items : { kind: 'under', keys: [key], level: null }
}

const itemsNamed = (keys: readonly string[] | null): NamedItems | null =>
  keys === null ? null : { kind: 'named', keys: [...keys] }

type Reading = Readonly<{
  comparison: Comparison | null
  aggregate: FiguresPlan['aggregate']
  named: NamedItems | null
  covered: readonly string[]
  thresholds: readonly Threshold[]
}>

/** 有退休费支出的: who has any, not what each has. */
const asksWhoHas = (question: HeardQuestion): boolean =>
  question.words.some(({ text }, index) => {
    const next = question.neighbour(index, 1)
    return text === '有' && (question.hasEvidenceAt(next, 'item') || question.hasEvidenceAt(next, 'measure'))
  })

/** "Above zero"; "leaving out those that spent nothing". */
const leavesOutZero = (question: HeardQuestion): boolean => {
  const above = question
    .positions('zero')
    .find((at) => question.roleAt(question.neighbour(at, -1), 'comparator') === 'gt')
  if (above !== undefined) {
    question.use(question.neighbour(above, -1))
    return question.take('zero')
  }
  if (!question.has('not', 'yes') || !question.has('zero')) return false
  question.take('not', 'yes')
  question.take('zero')
  return true
}

/** Questions that the plan has no form for, and that would otherwise come out as a neighbouring one. */
const isRefusedReading = (
  question: HeardQuestion,
  { comparison, aggregate, named, covered, thresholds }: Reading,
): boolean => {
  const isOverrun = comparison?.formula === 'overrun'
  // "A's budget against B's" is no overrun.
  const budgets = question.evidence('stage').filter(({ evidence }) => evidence.stage === 'initialBudget')
  const isOfTwoBudgets = isOverrun && covered.length > 1 && budgets.length > 1
  // Conditions hold together; "under 50 or over 600" would need one of them, and in "under 50 or more than 600" the
  // "or more" is heard with the 50, which leaves a bare 600.
  if (thresholds.some(({ alternatives }) => alternatives.length > 0)) question.take('either')
  const isEither =
    thresholds.length > 1 &&
    (question.has('either') ||
      thresholds.some(({ comparator }) => comparator === null || comparator === 'eq'))
  // 一般公共服务支出和行政运行合计: where one stands above the other, a sum would leave one out.
  const isLeftOut = question.evidence('item').some(({ index, evidence }) => {
    const next = question.neighbour(index, 1)
    const isAbove = question.hasEvidenceAt(next, 'item') && question.isJoined(index, next)
    return !isAbove && evidence.keys.every((key) => !named?.keys.includes(key))
  })
  // 项目支出346万主要是什么: a bare amount is what was read elsewhere, and chooses nothing.
  const isQuoted =
    covered.length === 1 &&
    thresholds.some(({ comparator }) => comparator === null) &&
    comparison === null &&
    !(['perItem', 'yesNo'] as const).some((role) => question.has(role))
  // "The two Zhongzhan bodies" of which one was found: an answer would leave the other out.
  const isOfOtherCount =
    !question.has('perItem') &&
    countsOfBodies(question).some((count) => count > 1 && count !== covered.length)
  // One body's budget against another one's outturn.
  const stages = new Set(question.evidence('stage').map(({ evidence }) => evidence.stage))
  const isOfOther =
    covered.length === 2 &&
    stages.size > 1 &&
    question.has('difference') &&
    hearStagesByBody(question, covered) === null
  const isSumQuoted =
    aggregate === 'sum' && thresholds.some(({ comparator, unit }) => comparator === null && unit === 'fen')
  // "Did they top 20 million?": it is no rank.
  const isRankOfAmount = question
    .positions('superlative')
    .some((at) =>
      question
        .evidence('number')
        .some(({ index, evidence }) => index === question.neighbour(at, 1) && evidence.unit === 'fen'),
    )
  // "Which unions spent more than Tianyuan?": the bound is another body's amount.
  const isBoundByBody =
    asksWhich(question) &&
    covered.length === 1 &&
    comparison === null &&
    question.has('more') &&
    question.has('versus', 'proper')
  return (
    isOfOther ||
    isBoundByBody ||
    isRankOfAmount ||
    isSumQuoted ||
    isOfTwoBudgets ||
    isOfOtherCount ||
    isQuoted ||
    isEither ||
    (aggregate === 'sum' && isLeftOut)
  )
}

type ShapeHints = Readonly<{
  hasConditions: boolean
  isOrdered: boolean
  isCount: boolean
  isAggregate: boolean
  isOfExecution: boolean
}>

/** What one row is, and whether rows are listed, one value is given, or yes or no is said. */
const hearShape = (
  question: HeardQuestion,
  named: NamedItems | null,
  isSingle: boolean,
  { hasConditions, isOrdered, isCount, isAggregate, isOfExecution }: ShapeHints,
): Pick<FiguresPlan, 'items' | 'presentation' | 'isNonZero'> => {
  const isYesNo = isSingle && !isAggregate && asksYesOrNo(question)
  // "Did Xinzhou exceed its budget?" asks about the department, "which did it exceed?" about its items.
  const asksItems = isOfExecution && (asksForItems(question) || question.has('perItem') || isCount)
  const isWhich = asksWhich(question)
  const isSelecting = !isYesNo && (hasConditions || isOrdered || isCount || asksItems || isWhich)
  const isImpliedList = isSingle && isSelecting && (asksItems || isOrdered)
  const items = named
    ? itemsBelow(question, named, { isSelecting, isRanking: isSingle && isOrdered })
    : namesParts(question)
      ? null
      : hearItemLevel(question, isImpliedList)
  const isList = items !== null && items.kind !== 'named'
  return {
    items,
    presentation: isSelecting || isList ? 'list' : isYesNo ? 'yes-no' : 'value',
    // "Which (how many) had project expenditure?": a printed zero is none, but it may well be the least.
    isNonZero: (isList && items.kind !== 'projects') || (!isSingle && !isOrdered && (isCount || isWhich)),
  }
}

/** "Broken down into goods, works and services": the parts are named. */
const namesParts = (question: HeardQuestion): boolean =>
  question.positions('part').some((at) => question.hasEvidenceAt(at, 'measure') && question.take('perItem'))

const sameAs = (base: BudgetStage): BudgetComparison => ({
  formula: 'overrun',
  base,
  direction: 'more',
  isCondition: false,
})

const asksYesOrNo = (question: HeardQuestion): boolean =>
  question.has('yesNo') && !question.has('who') && !question.has('perItem')

/** "no difference"; weaker words ("same", "exactly") only where the initial budget is what they refer to. */
const hearSame = (question: HeardQuestion): boolean => {
  const isBudgetHeard = question.evidence('stage').some(({ evidence }) => evidence.stage === 'initialBudget')
  const isExactly = question.has('comparator', 'eq') && question.evidence('number').length === 0
  const isSame = question.has('same', 'yes') || (isBudgetHeard && (question.has('same') || isExactly))
  if (!isSame) return false
  for (const { index } of question.evidence('stage')) question.use(index)
  question.take('same')
  question.take('comparator', 'eq')
  question.take('between')
  return true
}

/** "Budgeted but never received any money": the stage that is not zero, then the other one. */
const hearUnused = (
  question: HeardQuestion,
  base: BudgetStage,
): { stages: readonly [Stage, Stage] } | null => {
  const budgets = question.evidence('stage').filter(({ evidence }) => evidence.stage !== 'finalAccounts')
  if (!question.has('zero', 'spent') || budgets.length === 0) return null
  question.take('zero')
  for (const { index } of question.evidence('stage')) question.use(index)
  return { stages: [base, 'finalAccounts'] }
}

/** 年初预算为零但有支出的: the stage that is zero, then the other one. */
const hearInitialZero = (question: HeardQuestion): { stages: readonly [Stage, Stage] } | null => {
  const isInitial =
    question.has('zero', 'initial') ||
    (question
      .positions('zero')
      .some((at) => question.roleAt(question.neighbour(at, -1), 'completion') === null) &&
      question.evidence('stage').some(({ evidence }) => evidence.stage === 'initialBudget'))
  if (!isInitial) return null
  question.take('zero')
  for (const { index } of question.evidence('stage')) question.use(index)
  return { stages: ['finalAccounts', 'initialBudget'] }
}

/** 哪些部门没有差旅费, "which departments had no receptions": an amount of zero. */
const takeNone = (question: HeardQuestion): boolean => {
  if (!question.has('who') && !question.has('department')) return false
  const none = question.positions('not').find((index) => {
    const next = question.neighbour(index, 1)
    return question.hasEvidenceAt(next, 'measure') || question.hasEvidenceAt(next, 'item')
  })
  if (none !== undefined) question.use(none)
  return none !== undefined
}

const namesTheStart = /年初|初始|当初|原|initial|opening|original|approved|beginning|start/iu

/** A bare 预算 of what is stated with an adjusted budget only, as “三公” expenses are in final accounts, is that one. */
const isOnlyAdjusted = (
  question: HeardQuestion,
  index: number,
  covered: readonly string[],
  vocabulary: Vocabulary,
): boolean => {
  const heard = question.evidence('measure').map(({ evidence }) => evidence.measure)
  const measures = particularOf(heard)
  // Lists of projects set what was spent against the budget of the whole year.
  if (asksOfProjects(question)) {
    const keys = namesOfItems(question).flat()
    const isAdjusted =
      keys.length > 0
        ? vocabulary.statesItem(covered, keys, 'adjustedBudget')
        : hasAdjustedProjects(covered, vocabulary)
    return !namesTheStart.test(question.words[index]?.text ?? '') && isAdjusted
  }
  return (
    !namesTheStart.test(question.words[index]?.text ?? '') &&
    measures.length > 0 &&
    !measures.some((measure) => vocabulary.states(covered, measure, 'initialBudget')) &&
    measures.every((measure) => vocabulary.states(covered, measure, 'adjustedBudget'))
  )
}

const hasAdjustedProjects = (covered: readonly string[], { projects, statesItem }: Vocabulary): boolean =>
  covered.some((id) => statesItem([id], projects.get(id)?.map(({ key }) => key) ?? [], 'adjustedBudget'))

/** The budget that a comparison is with: the adjusted one where it is named, or where there is no other. */
const budgetStage = (
  question: HeardQuestion,
  covered: readonly string[],
  vocabulary: Vocabulary,
): BudgetStage => {
  const heard = question.evidence('stage')
  // Who has no outturn is not compared with one.
  const compared = covered.filter((id) => vocabulary.departments.get(id)?.hasFinalAccounts)
  const isAdjusted = heard.some(
    ({ index, evidence }) =>
      evidence.stage === 'adjustedBudget' ||
      (evidence.stage === 'initialBudget' && isOnlyAdjusted(question, index, compared, vocabulary)),
  )
  // 完成预算 holds the budget within one word.
  const isOnlyOne =
    heard.every(({ evidence }) => evidence.stage === 'finalAccounts') &&
    isOnlyAdjusted(question, -1, compared, vocabulary)
  return isAdjusted || isOnlyOne || isExecuted(question, compared, vocabulary)
    ? 'adjustedBudget'
    : 'initialBudget'
}

/** 执行率 is what performance forms print of the whole year's budget. */
const isExecuted = (
  question: HeardQuestion,
  compared: readonly string[],
  vocabulary: Vocabulary,
): boolean => {
  const [measure = 'expenditure', ...others] = particularOf(
    question.evidence('measure').map(({ evidence }) => evidence.measure),
  )
  return (
    question.has('completion', 'execution') &&
    question.evidence('stage').every(({ evidence }) => evidence.stage === 'finalAccounts') &&
    compared.length === 1 &&
    others.length === 0 &&
    vocabulary.printsExecution(compared, measure)
  )
}

const hearStages = (
  question: HeardQuestion,
  scope: Scope,
  covered: readonly string[],
  vocabulary: Vocabulary,
): readonly Stage[] => {
  const heard = question.evidence('stage')
  for (const { index } of heard) question.use(index)
  const isSpent = question.take('spent')
  if (heard.length > 0) {
    const hasOutturn = covered.some((id) => vocabulary.departments.get(id)?.hasFinalAccounts)
    const stages = heard.map(({ index, evidence }): Stage => {
      if (evidence.stage === 'initialBudget' && isOnlyAdjusted(question, index, covered, vocabulary))
        return 'adjustedBudget'
      // 全年预算 of who has published a budget only.
      return evidence.stage === 'adjustedBudget' && !hasOutturn ? 'initialBudget' : evidence.stage
    })
    return [...new Set(asksForSpentApart(question) ? [...stages, 'finalAccounts' as const] : stages)]
  }
  // "What did it spend?" asks for an outturn, also of a body that has none.
  if (isSpent || question.has('spent')) return ['finalAccounts']
  const hasOutturn = covered.some((id) => vocabulary.departments.get(id)?.hasFinalAccounts)
  return [hasOutturn || scope.departments === null ? 'finalAccounts' : 'initialBudget']
}

/** "What was the budget, and what did it spend?" asks for the outturn beside the stage that is named. */
const asksForSpentApart = (question: HeardQuestion): boolean =>
  question
    .positions('spent')
    .some((spent) => question.evidence('stage').every(({ index }) => question.isAskedApart(spent, index)))

/** The economic classification is printed of the general public budget, the default of its items. */
const hearFund = (question: HeardQuestion, isEconomic: boolean): FiguresPlan['fund'] => {
  const heard = question.evidence('fund').filter(({ index }) => !question.isUsed(index))
  for (const { index } of heard) question.use(index)
  const fund = heard[0]?.evidence.fund ?? null
  return isEconomic && fund === 'fiscalAppropriation' ? null : fund
}

/** 前三名, "top 3", "three largest": a plain number beside a word of rank. */
const hearLimit = (question: HeardQuestion): number | null => {
  for (const { index, evidence } of question.evidence('number')) {
    if (evidence.unit !== 'plain' || !Number.isInteger(evidence.value) || evidence.value < 1) continue
    const before = question.neighbour(index, -1)
    const after = question.neighbour(index, 1)
    const rank =
      [before, after].find(
        (at) => question.roleAt(at, 'top') !== null || question.roleAt(at, 'superlative') !== null,
      ) ?? rankBehind(question, index)
    if (rank !== undefined) {
      question.use(index)
      question.use(rank)
      question.take('topAfter')
      for (const other of question.evidence('number'))
        if (other.evidence.value === evidence.value) question.use(other.index)
      return evidence.value
    }
    if (countsThings(question, after) || countsItemsAt(question, after)) question.use(index)
  }
  return null
}

/** "The three Zhongzhan projects with the biggest budgets": the rank stands behind what is counted. */
const rankBehind = (question: HeardQuestion, index: number): number | undefined => {
  const next = behindBodies(question, index)
  return countsItemsAt(question, next) ? question.positions('superlative').find((at) => at > next) : undefined
}

/** The worst completion is the lowest one, the worst overrun the highest; the largest fall is the lowest change. */
const hearOrder = (
  question: HeardQuestion,
  limit: number | null,
  comparison: Comparison | null,
  covered: readonly string[],
): FiguresPlan['order'] => {
  // 谁第一谁垫底？按大小给出顺序: the order that is said.
  const isLeast = question.has('order')
    ? question.has('order', 'ascending')
    : (question.has('superlative', 'worst') &&
        (comparison?.formula === 'completion' || isOfScore(question))) ||
      question.has('superlative', 'min') ||
      (limit !== null && question.has('top', 'min'))
  const isOrdered = question.take('superlative') || question.take('order') || limit !== null
  question.take('order')
  question.take('superlative')
  if (limit !== null) question.take('top')
  const isOfFalls = isSigned(comparison) && comparison.isCondition && comparison.direction === 'less'
  const moreOf = comparison === null ? hearMoreOf(question, covered) : null
  return isOrdered ? (isLeast === isOfFalls ? 'descending' : 'ascending') : moreOf
}

const isOfScore = (question: HeardQuestion): boolean =>
  question.evidence('measure').some(({ evidence }) => evidence.measure === 'selfEvaluation')

/** 谁花得多？ of more than two: all of them, in order. Of two, the one is set against the other. */
const hearMoreOf = (question: HeardQuestion, covered: readonly string[]): FiguresPlan['order'] => {
  const isOfAmount = question.evidence('number').some(({ evidence }) => evidence.unit !== 'plain')
  if (covered.length < 3 || !question.has('who') || isOfAmount) return null
  const isLess = question.has('more', 'less')
  return question.take('more') ? (isLess ? 'ascending' : 'descending') : null
}

/** "How many" counts what stands behind it: bodies, items, or what the Chinese counting word itself says. */
const countsSomething = (question: HeardQuestion): boolean =>
  question.positions('aggregate', 'count').some((index) => {
    const next = question.neighbour(index, 1)
    return (
      hasChinese(question.words[index]?.text ?? '') ||
      countsThings(question, next) ||
      question.roleAt(next, 'project') !== null ||
      question.roleAt(next, 'perItem') !== null ||
      question.words.slice(index).some((_, offset) => question.roleAt(index + offset, 'perItem') !== null)
    )
  })

/** A total of one department is its own printed total, not a sum. */
const hearAggregate = (
  question: HeardQuestion,
  isOneFigure: boolean,
  isOfBudget: boolean,
): FiguresPlan['aggregate'] => {
  const isCount = countsSomething(question) && question.take('aggregate', 'count')
  // "Average personnel cost per employee": of one body, not over bodies.
  const isAverage = !asksPerHead(question) && question.take('aggregate', 'average')
  const isSumApart = asksForSumApart(question)
  const isSum = question.take('aggregate', 'sum')
  if (isAverage) return 'average'
  // 支出合计相差多少, "how much more did A spend overall than B": totals are set against each other, not added up.
  // "Which spent less than its budget overall?"
  if (isSum && (setsApart(question) || (isOfBudget && question.has('who')))) return null
  // 几家单位合计多少: the total is asked, of however many there are.
  const isAmountAsked = question.has('howMuch') || question.has('moneyAsked') || isSumApart
  if (isSum && (!isCount || isAmountAsked) && !isOneFigure) return 'sum'
  return isCount ? 'count' : null
}

/** "How many are there, and what do they add up to?"; 一共几家 only counts. */
const asksForSumApart = (question: HeardQuestion): boolean =>
  question
    .positions('aggregate', 'sum')
    .some((at) =>
      [question.neighbour(at, 1), question.neighbour(at, -1)].every(
        (next) => question.roleAt(next, 'aggregate') !== 'count',
      ),
    )

const setsApart = (question: HeardQuestion): boolean =>
  question.has('difference') || question.has('multiple') || (question.has('more') && question.has('versus'))

/** Two departments, two items or two amounts set against each other; a comparison of anything else is not clear. */
const hearCompare = (
  question: HeardQuestion,
  { scope, covered }: ResolvedScope,
  items: Items,
  columns: readonly Column[],
): FiguresPlan['compare'] | 'unclear' => {
  const itemNames = new Set(namesOfItems(question).map((keys) => keys.join())).size
  const isPair =
    scope.departments?.length === 2 ||
    (items?.kind === 'named' && itemNames === 2) ||
    (covered.length === 1 && columns.length === 2 && columns.every((column) => column.kind === 'figure'))
  const isMultiple = question.take('multiple')
  const isVacant =
    columns[0]?.measure === 'posts' && columns[1]?.measure === 'staff' && question.has('vacant')
  const isDifference = question.take('difference') || isVacant
  const isContrast = isPair && (question.take('more') || hasVersusProper(question))
  if ((isMultiple || isDifference) && !isPair) return 'unclear'
  if (isDifference || isContrast || columns.length > 1) question.take('between')
  if (isMultiple) return 'ratio'
  return isDifference || isContrast ? 'difference' : null
}

const hasVersusProper = (question: HeardQuestion): boolean =>
  question
    .positions('versus')
    .some(
      (at) =>
        question.roleAt(at, 'filler') === null && !/^(?:还是|or)$/iu.test(question.words[at]?.text ?? ''),
    )
