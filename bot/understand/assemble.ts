/**
 * From heard words to a plan, by the types of their evidence. Every word of the field must find its place in the plan;
 * a word that nothing accounts for makes the planner decline and name it, rather than guess.
 */

import type { Measure, Stage } from '../../db/domain/terms.ts'
import { hasChinese } from '../../db/domain/text.ts'
import type {
  Column,
  Condition,
  FiguresPlan,
  Items,
  Plan,
  ReasonsPlan,
  ReportsPlan,
  Scope,
} from '../../db/plan/plan.ts'
import { type BudgetComparison, hearBudgetComparison } from './budget-comparison.ts'
import type { HeardWord } from './hear.ts'
import { HeardQuestion } from './heard-question.ts'
import type { Context, NoDataCode, Option, RefusalCode, Understanding } from './outcome.ts'
import { type HeardScope, hearScope } from './scope.ts'
import { countsThings, hearThresholds, type Threshold } from './thresholds.ts'
import type { Role, Vocabulary } from './vocabulary.ts'

const noData = (code: NoDataCode, words: readonly string[] = []): Understanding => ({
  kind: 'no-data',
  code,
  words,
})
const refused = (code: RefusalCode, words: readonly string[] = []): Understanding => ({
  kind: 'refused',
  code,
  words,
})

export const assemble = (
  words: readonly HeardWord[],
  asked: string,
  vocabulary: Vocabulary,
  context: Context | null,
): Understanding => {
  const question = new HeardQuestion(words, asked)
  const refusal = hearRefusal(question)
  if (refusal) return refused(refusal.code, refusal.words)
  const isOfTheField = hasFieldWords(question)
  const isFollowUp = context !== null && !asksForItself(question)
  if (!isOfTheField && !(context !== null && question.has('why')))
    return refused('off-topic', question.unaccounted())
  const unheard = question.unheard()
  if (unheard.length > 0) return noData('unknown-word', unheard)
  if (isFollowUp) question.take('followUp')
  const scope = hearScope(question, vocabulary, inheritedDepartments(question, context))
  if (scope.kind === 'not-held') return noData(scope.code, scope.words)
  const plan =
    isFollowUp && !question.has('why')
      ? editPlan(context.plan, question, scope)
      : newPlan(question, scope, vocabulary, context)
  if (plan === null) return noData('nothing-asked')
  if (plan === 'unclear-threshold') return noData('unclear-threshold')
  const left = question.unaccounted()
  if (left.length > 0) return noData('unknown-word', left)
  const options = departmentOptions(plan, scope, asked, question, vocabulary)
  if (options.length > 0) return { kind: 'needs-choice', code: 'which-department', options }
  return { kind: 'plan', plan, heard: words }
}

const refusalRoles: readonly (readonly [Role, RefusalCode])[] = [
  ['secret', 'secret'],
  ['instruction', 'instruction'],
  ['write', 'write'],
]

const hearRefusal = (question: HeardQuestion): { code: RefusalCode; words: readonly string[] } | null => {
  for (const [role, code] of refusalRoles) {
    const positions = question.positions(role).filter((at) => role !== 'write' || isCommand(question, at))
    if (positions.length > 0) return { code, words: positions.map((at) => question.words[at]?.text ?? '') }
  }
  return null
}

/** "Change …" at the head of a sentence is a command; "the change from last year" is not. Chinese verbs of writing are. */
const isCommand = (question: HeardQuestion, index: number): boolean =>
  hasChinese(question.words[index]?.text ?? '') ||
  question.words.slice(0, index).every((word) => !word.evidence.some(({ kind }) => kind !== 'role'))

const fieldKinds = ['department', 'place', 'departmentKind', 'measure', 'item', 'stage', 'fund'] as const
const fieldRoles: readonly Role[] = ['overrun', 'completion', 'held', 'perItem', 'withOutturn']

const hasFieldWords = (question: HeardQuestion): boolean =>
  fieldKinds.some((kind) => question.evidence(kind).length > 0) ||
  fieldRoles.some((role) => question.has(role))

/** A question that names what it wants to know; one that does not is read in the light of the last plan. */
const asksForItself = (question: HeardQuestion): boolean =>
  (['measure', 'item', 'stage', 'fund'] as const).some((kind) => question.evidence(kind).length > 0) ||
  (['overrun', 'completion', 'held', 'aggregate', 'superlative', 'share'] as const).some((role) =>
    question.has(role),
  )

const inheritedDepartments = (question: HeardQuestion, context: Context | null): readonly string[] | null => {
  if (context === null || context.departments.length === 0) return null
  const refersBack = question.has('pronoun') || question.has('why') || question.has('followUp')
  return refersBack ? context.departments : null
}

/** "And Xinzhou?": the last plan for other departments or years. */
const editPlan = (
  plan: Plan,
  question: HeardQuestion,
  { scope }: Extract<HeardScope, { kind: 'scope' }>,
): Plan => {
  question.take('pronoun')
  const previous = plan.scope
  const isNamed = scope.departments !== null || scope.kinds !== null
  return {
    ...plan,
    scope: isNamed ? scope : { ...previous, years: scope.years },
  }
}

const newPlan = (
  question: HeardQuestion,
  heardScope: Extract<HeardScope, { kind: 'scope' }>,
  vocabulary: Vocabulary,
  context: Context | null,
): Plan | null | 'unclear-threshold' => {
  const { scope } = heardScope
  if (question.take('why')) return reasonsPlan(question, scope, context)
  const reports = reportsPlan(question, heardScope)
  if (reports) return reports
  return figuresPlan(question, heardScope, vocabulary)
}

const namedItems = (question: HeardQuestion): Extract<Items, { kind: 'named' }> | null => {
  const heard = question.evidence('item')
  for (const { index } of heard) {
    question.use(index)
    // "under commerce and trade affairs": a place, not a comparison.
    const before = question.neighbour(index, -1)
    if (question.roleAt(before, 'comparator') === 'lt') question.use(before)
  }
  const keys = [...new Set(narrowed(heard.map(({ evidence }) => evidence.keys)).flat())]
  return keys.length === 0 ? null : { kind: 'named', keys }
}

/** 群众团体事务的行政运行: a name that stands above another one only says which of that name's items is meant. */
const narrowed = (names: readonly (readonly string[])[]): readonly (readonly string[])[] =>
  names.flatMap((keys, index) => {
    const others = names.filter((_, other) => other !== index).flat()
    const isAbove = keys.every((key) => others.some((other) => other !== key && other.startsWith(key)))
    if (isAbove) return []
    const below = keys.filter((key) => others.some((other) => other !== key && key.startsWith(other)))
    return [below.length > 0 ? below : keys]
  })

/** A question why is answered by the printed reasons; how it describes the difference need not be checked. */
const reasonsPlan = (question: HeardQuestion, scope: Scope, context: Context | null): ReasonsPlan => {
  const items = namedItems(question)
  const describing: readonly Role[] = [
    'overrun',
    'completion',
    'comparator',
    'comparatorAfter',
    'more',
    'versus',
    'difference',
    'superlative',
    'percentAsked',
    'moneyAsked',
    'pronoun',
    'perItem',
    'not',
    'same',
    'attain',
    'multiple',
    'only',
    'zero',
    'between',
    'share',
    'aggregate',
    'approximately',
  ]
  for (const role of describing) question.take(role)
  for (const kind of ['stage', 'measure', 'fund', 'number'] as const)
    for (const { index } of question.evidence(kind)) question.use(index)
  const inherited = items === null && context?.plan.kind === 'figures' ? context.plan.items : null
  return { version: 1, kind: 'reasons', scope, items: items ?? inherited }
}

/** What the store holds: "which departments published final accounts?", 有哪些报告 */
const reportsPlan = (
  question: HeardQuestion,
  { scope, covered }: Extract<HeardScope, { kind: 'scope' }>,
): ReportsPlan | null => {
  const isAboutOutturns =
    question.has('withOutturn') &&
    (['measure', 'item', 'stage'] as const).every((kind) => question.evidence(kind).length === 0)
  const isAboutHolding =
    question.has('held') ||
    isAboutOutturns ||
    (question.has('published') &&
      question.evidence('measure').length === 0 &&
      question.evidence('item').length === 0)
  const asksFigure = (['overrun', 'completion', 'comparator', 'superlative', 'aggregate'] as const).some(
    (role) => question.has(role) && !(role === 'aggregate' && question.has('aggregate', 'count')),
  )
  if (
    !isAboutHolding ||
    asksFigure ||
    question.evidence('number').some(({ evidence }) => evidence.unit !== 'plain')
  )
    return null
  if (!question.has('held') && !question.has('who') && !question.has('aggregate', 'count')) return null
  question.take('held')
  question.take('published')
  const stages = question.evidence('stage')
  for (const { index } of stages) question.use(index)
  const stage = stages[0]?.evidence.stage
  return {
    version: 1,
    kind: 'reports',
    scope: isAboutOutturns ? { ...scope, departments: [...covered] } : scope,
    reportKind:
      isAboutOutturns || stage === 'finalAccounts' ? 'finalAccounts' : stage === undefined ? null : 'budget',
    aggregate: question.take('aggregate', 'count') ? 'count' : null,
  }
}

const figuresPlan = (
  question: HeardQuestion,
  heardScope: Extract<HeardScope, { kind: 'scope' }>,
  vocabulary: Vocabulary,
): FiguresPlan | null | 'unclear-threshold' => {
  const { scope, covered } = heardScope
  const named = namedItems(question)
  const isSingle = covered.length === 1
  const zero = hearZero(question)
  const isSame = hearSame(question)
  const comparison = isSame
    ? ({ formula: 'overrun', direction: 'more', isCondition: false } as const)
    : hearBudgetComparison(question)
  if (isSame) {
    for (const { index } of question.evidence('stage')) question.use(index)
    question.take('comparator', 'eq')
    question.take('between')
  }
  const limit = hearLimit(question)
  const thresholds = hearThresholds(question)
  const aggregate = hearAggregate(question, isSingle && named === null)
  const order = hearOrder(question, limit, comparison)
  const stages = zero?.stages ?? hearStages(question, scope, covered, vocabulary)
  const columns = hearColumns(question, comparison, stages, thresholds)
  const fund = hearFund(question)
  if (columns === null) return null
  const conditions = hearConditions(comparison, thresholds, columns, {
    isList: !isSingle || named === null || question.has('perItem') || question.has('yesNo'),
    isSame,
    isZero: zero !== null,
    isValueAsked: question.has('howMuch') || question.has('percentAsked') || question.has('moneyAsked'),
    hasOrder: order !== null,
  })
  if (conditions === 'unclear-threshold') return 'unclear-threshold'
  question.take('department')
  const isYesNo =
    question.has('yesNo') &&
    isSingle &&
    !question.has('who') &&
    !question.has('perItem') &&
    aggregate === null
  const isSelecting =
    !isYesNo && (conditions.length > 0 || order !== null || question.has('who') || aggregate === 'count')
  const asksItems = (comparison !== null || zero !== null) && !isAboutTheWhole(question, aggregate)
  const isImpliedList = isSingle && isSelecting && (asksItems || order !== null)
  const items =
    named === null ? hearItemLevel(question, isImpliedList) : itemsBelow(question, named, isSelecting)
  const isList = items !== null && items.kind !== 'named'
  const compare = hearCompare(question, scope, items, columns)
  if (compare === 'unclear') return null
  return {
    version: 1,
    kind: 'figures',
    scope,
    fund,
    items,
    columns: [...columns],
    conditions: [...conditions],
    isNonZero:
      zero === null &&
      conditions.length === 0 &&
      (isList || (named !== null && question.has('who') && !isSingle)),
    order: order ?? (limit === null ? null : 'descending'),
    limit: limit ?? (order !== null && question.has('superlative') ? 1 : null),
    aggregate,
    compare,
    presentation: isSelecting || isList ? 'list' : isYesNo ? 'yes-no' : 'value',
  }
}

/** "no difference"; weaker words ("same", "exactly") only where the initial budget is what they refer to. */
const hearSame = (question: HeardQuestion): boolean => {
  const isBudgetHeard = question.evidence('stage').some(({ evidence }) => evidence.stage === 'initialBudget')
  const isExactly = question.has('comparator', 'eq') && question.evidence('number').length === 0
  if (isBudgetHeard && (question.has('same') || isExactly)) {
    question.take('same')
    return true
  }
  return question.take('same', 'yes')
}

/** "Did Xinzhou exceed its budget?" asks about the department, "which items …" about its items. */
const isAboutTheWhole = (question: HeardQuestion, aggregate: FiguresPlan['aggregate']): boolean =>
  !question.has('who') && !question.has('perItem') && aggregate !== 'count'

/**
 * "一般公共服务下面各款" asks for what stands below the named item; a level word that touches the item's name
 * ("住房保障支出（类）") only says what it is.
 */
const itemsBelow = (
  question: HeardQuestion,
  named: Extract<Items, { kind: 'named' }>,
  isSelecting: boolean,
): Items => {
  const below = question.positions('perItem').find((at) => !question.hasEvidenceAt(at - 1, 'item'))
  const value = below === undefined ? null : question.roleAt(below, 'perItem')
  question.take('perItem')
  const asksForMany = isSelecting || question.has('list')
  const isWithin =
    value !== null &&
    value !== '1' &&
    asksForMany &&
    !question.has('department') &&
    named.keys.every((key) => /:\d{3,5}$/u.test(key))
  if (!isWithin) return named
  return { kind: 'under', keys: named.keys, level: value === '2' ? 2 : value === '3' ? 3 : null }
}

/** 年初预算为零但有支出的: the stage that is zero, then the other one. */
const hearZero = (question: HeardQuestion): { stages: readonly [Stage, Stage] } | null => {
  const isInitial =
    question.has('zero', 'initial') ||
    (question.has('zero') &&
      question.evidence('stage').some(({ evidence }) => evidence.stage === 'initialBudget'))
  if (!isInitial) return null
  question.take('zero')
  for (const { index } of question.evidence('stage')) question.use(index)
  return { stages: ['finalAccounts', 'initialBudget'] }
}

const hearStages = (
  question: HeardQuestion,
  scope: Scope,
  covered: readonly string[],
  vocabulary: Vocabulary,
): readonly Stage[] => {
  const heard = question.evidence('stage')
  for (const { index } of heard) question.use(index)
  if (heard.length > 0) return [...new Set(heard.map(({ evidence }) => evidence.stage))]
  const hasOutturn = covered.some((id) => vocabulary.departments.get(id)?.hasFinalAccounts)
  return [hasOutturn || scope.departments === null ? 'finalAccounts' : 'initialBudget']
}

const hearMeasures = (question: HeardQuestion): readonly Measure[] => {
  const heard = question.evidence('measure')
  for (const { index } of heard) question.use(index)
  const specific = heard.map(({ evidence }) => evidence.measure)
  const distinct = [...new Set(specific)]
  const particular = distinct.filter((measure) => measure !== 'expenditure')
  return particular.length > 0 && distinct.length > 1 && !question.has('versus') ? particular : distinct
}

const hearFund = (question: HeardQuestion): FiguresPlan['fund'] => {
  const heard = question.evidence('fund').filter(({ index }) => !question.isUsed(index))
  for (const { index } of heard) question.use(index)
  return heard[0]?.evidence.fund ?? null
}

const figure = (measure: Measure, stage: Stage): Column => ({ kind: 'figure', measure, stage })

/** The deciding column first, then what it was made from. */
const hearColumns = (
  question: HeardQuestion,
  comparison: BudgetComparison | null,
  stages: readonly Stage[],
  thresholds: readonly Threshold[],
): readonly [Column, ...Column[]] | null => {
  const heard = hearMeasures(question)
  const hasItem = question.evidence('item').length > 0
  const [measure = 'expenditure'] = heard
  const formula = (name: Extract<Column, { kind: 'formula' }>['formula']): Column => ({
    kind: 'formula',
    formula: name,
    measure,
    stage: stages[0] ?? 'finalAccounts',
  })
  const operands = [figure(measure, 'initialBudget'), figure(measure, 'finalAccounts')]
  if (comparison?.formula === 'completion') {
    question.take('percentAsked')
    question.take('multiple')
    question.take('share')
    return [formula('completionPercent'), ...operands]
  }
  if (comparison?.formula === 'overrun') {
    const isPercentAsked = question.take('percentAsked')
    const isMoneyAsked = question.take('moneyAsked')
    const isMoney =
      thresholds.some(({ unit }) => unit === 'fen') ||
      (!isPercentAsked &&
        thresholds.length === 0 &&
        (isMoneyAsked || question.has('howMuch') || question.has('difference')))
    question.take('difference')
    const [first, second]: [Column, Column] = isMoney
      ? [formula('overrunAmount'), formula('overrunPercent')]
      : [formula('overrunPercent'), formula('completionPercent')]
    return [first, ...operands, second]
  }
  if (question.take('share')) {
    question.take('percentAsked')
    const share = heard.find((it) => it !== 'expenditure')
    if (share === undefined && !hasItem) return null
    const [stage = 'finalAccounts'] = stages
    const of = share ?? 'expenditure'
    return [{ kind: 'formula', formula: 'sharePercent', measure: of, stage }, figure(of, stage)]
  }
  question.take('moneyAsked')
  const isHeard =
    heard.length > 0 ||
    hasItem ||
    question.has('perItem') ||
    question.evidence('stage').length > 0 ||
    question.evidence('fund').length > 0 ||
    question.has('more')
  if (!isHeard) return null
  const [first, ...rest] = (heard.length > 0 ? heard : (['expenditure'] as const)).flatMap((it) =>
    stages.map((stage) => figure(it, stage)),
  )
  return first ? [first, ...rest] : null
}

const percentOf = ({ value, unit }: Threshold): number | null =>
  unit === 'percent' ? value : unit === 'times' ? value * 100 : unit === 'plain' ? value : null

type ConditionHints = Readonly<{
  isList: boolean
  isSame: boolean
  isZero: boolean
  isValueAsked: boolean
  hasOrder: boolean
}>

const mirrored = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge', eq: 'eq', ne: 'ne' } as const

const hearConditions = (
  comparison: BudgetComparison | null,
  thresholds: readonly Threshold[],
  columns: readonly Column[],
  hints: ConditionHints,
): readonly Condition[] | 'unclear-threshold' => {
  if (hints.isSame) return [{ column: 0, comparator: 'eq', value: 0 }]
  if (hints.isZero)
    return [
      { column: 0, comparator: 'ne', value: 0 },
      { column: 1, comparator: 'eq', value: 0 },
    ]
  const [deciding] = columns
  const isPercent = deciding?.kind === 'formula' && deciding.formula !== 'overrunAmount'
  const isLess = comparison?.formula === 'overrun' && comparison.direction === 'less'
  const conditions: Condition[] = []
  for (const threshold of thresholds) {
    const value = isPercent ? percentOf(threshold) : threshold.unit === 'fen' ? threshold.value : null
    if (value === null || threshold.unit === 'points') return 'unclear-threshold'
    const comparator = threshold.comparator ?? (comparison?.formula === 'overrun' ? 'gt' : 'eq')
    const column = Math.max(
      0,
      columns.findIndex(
        (it) => it.kind === 'figure' && deciding?.kind === 'figure' && it.stage === threshold.stage,
      ),
    )
    conditions.push(
      isLess ? { column, comparator: mirrored[comparator], value: -value } : { column, comparator, value },
    )
  }
  const isBelowOnly =
    thresholds.length > 0 && conditions.every(({ comparator }) => comparator === 'lt' || comparator === 'le')
  const wantsSign = comparison?.formula === 'overrun' && comparison.isCondition
  if (
    wantsSign &&
    ((thresholds.length === 0 && hints.isList && !hints.isValueAsked) || (isBelowOnly && !isLess))
  )
    conditions.push({ column: 0, comparator: isLess ? 'lt' : 'gt', value: 0 })
  return conditions
}

const hearItemLevel = (question: HeardQuestion, isImplied: boolean): Items => {
  const [position] = question.positions('perItem')
  if (position === undefined) return isImplied ? { kind: 'leaves' } : null
  const value = question.roleAt(position, 'perItem')
  question.take('perItem')
  if (value === '1' || value === '2' || value === '3')
    return { kind: 'level', level: Number(value) as 1 | 2 | 3 } // just checked
  return { kind: 'leaves' }
}

/** 前三名, "top 3", "three largest": a plain number beside a word of rank. */
const hearLimit = (question: HeardQuestion): number | null => {
  for (const { index, evidence } of question.evidence('number')) {
    if (evidence.unit !== 'plain' || !Number.isInteger(evidence.value) || evidence.value < 1) continue
    const before = question.neighbour(index, -1)
    const after = question.neighbour(index, 1)
    const rank = [before, after].find(
      (at) => question.roleAt(at, 'top') !== null || question.roleAt(at, 'superlative') !== null,
    )
    if (rank !== undefined) {
      question.use(index)
      question.use(rank)
      question.take('topAfter')
      for (const other of question.evidence('number'))
        if (other.evidence.value === evidence.value) question.use(other.index)
      return evidence.value
    }
    if (countsThings(question, after) || question.roleAt(after, 'perItem') !== null) question.use(index)
  }
  return null
}

/** The worst completion is the lowest one, the worst overrun the highest. */
const hearOrder = (
  question: HeardQuestion,
  limit: number | null,
  comparison: BudgetComparison | null,
): FiguresPlan['order'] => {
  const isLeast =
    (question.has('superlative', 'worst') && comparison?.formula === 'completion') ||
    question.has('superlative', 'min') ||
    question.has('order', 'ascending') ||
    (limit !== null && question.has('top', 'min'))
  const isOrdered = question.take('superlative') || question.take('order') || limit !== null
  question.take('order')
  question.take('superlative')
  if (limit !== null) question.take('top')
  return isOrdered ? (isLeast ? 'ascending' : 'descending') : null
}

/** "How many" counts what stands behind it: bodies, items, or what the Chinese counting word itself says. */
const countsSomething = (question: HeardQuestion): boolean =>
  question.positions('aggregate', 'count').some((index) => {
    const next = question.neighbour(index, 1)
    return (
      hasChinese(question.words[index]?.text ?? '') ||
      countsThings(question, next) ||
      question.roleAt(next, 'perItem') !== null ||
      question.words.slice(index).some((_, offset) => question.roleAt(index + offset, 'perItem') !== null)
    )
  })

/** A total of one department is its own printed total, not a sum. */
const hearAggregate = (question: HeardQuestion, isOneFigure: boolean): FiguresPlan['aggregate'] => {
  const isCount = countsSomething(question) && question.take('aggregate', 'count')
  const isAverage = question.take('aggregate', 'average')
  const isSum = question.take('aggregate', 'sum')
  if (isCount) return 'count'
  if (isAverage) return 'average'
  return isSum && !isOneFigure ? 'sum' : null
}

/** Two departments, two items or two amounts set against each other; a comparison of anything else is not clear. */
const hearCompare = (
  question: HeardQuestion,
  scope: Scope,
  items: Items,
  columns: readonly Column[],
): FiguresPlan['compare'] | 'unclear' => {
  const itemNames = new Set(question.evidence('item').map(({ evidence }) => evidence.keys.join())).size
  const isPair =
    scope.departments?.length === 2 ||
    (items?.kind === 'named' && itemNames === 2) ||
    (columns.length === 2 && columns.every((column) => column.kind === 'figure'))
  const isMultiple = question.take('multiple')
  const isDifference = question.take('difference')
  const isContrast = isPair && (question.take('more') || hasVersusProper(question))
  if ((isMultiple || isDifference) && !isPair) return 'unclear'
  if (isDifference || isContrast) question.take('between')
  if (isMultiple) return 'ratio'
  return isDifference || isContrast ? 'difference' : null
}

const hasVersusProper = (question: HeardQuestion): boolean =>
  question.positions('versus').some((at) => question.roleAt(at, 'filler') === null)

const mostOptions = 4

/** A look-up of one value that fits several departments is asked back; lists, ranks and totals speak of all of them. */
const departmentOptions = (
  plan: Plan,
  { covered, isAmbiguous, isNamed, scope }: Extract<HeardScope, { kind: 'scope' }>,
  asked: string,
  question: HeardQuestion,
  vocabulary: Vocabulary,
): readonly Option[] => {
  if (plan.kind === 'reports' || covered.length < 2) return []
  if (
    plan.kind === 'figures' &&
    (plan.presentation === 'list' || plan.aggregate || plan.compare || question.has('list'))
  )
    return []
  const isOpen = !isNamed && scope.kinds === null
  if (!isAmbiguous && !isOpen) return []
  return covered.slice(0, mostOptions).map((id) => {
    const label = vocabulary.departments.get(id)?.department ?? ''
    return { label, question: `${label} ${asked}` }
  })
}
