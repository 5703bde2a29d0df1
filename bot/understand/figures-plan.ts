/** A plan over figures, put together from what each part of the question says. */
import { isEconomicKey } from '../../db/domain/figure.ts'
import type { FiguresPlan } from '../../db/plan/plan.ts'
import { addable, hearAggregate, hearCompare, hearTest, summedFirst } from './aggregate.ts'
import { type Columns, hearColumns } from './columns.ts'
import { hearConditions } from './conditions.ts'
import type { HeardQuestion } from './heard-question.ts'
import { economicParts, type NamedItems, namedItems, subjectsOf } from './items.ts'
import { hearMaths, type Maths, meanBodiesCompared } from './maths.ts'
import { hearNear } from './near.ts'
import { asksOfProjects } from './projects.ts'
import { hasOtherRank, hearLimit, hearOrder } from './rank.ts'
import { isRefusedReading } from './refused-reading.ts'
import type { ResolvedScope } from './scope.ts'
import { asksForRows, asksForValue, asksWhich, asksWhoHas, hearShape } from './shape.ts'
import { hearThresholds } from './thresholds.ts'
import type { Vocabulary } from './vocabulary.ts'

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
  const counted = hearLimit(question)
  const thresholds = hearThresholds(question)
  if (comparison?.formula === 'change' && !isSingle) question.take('aggregate', 'sum')
  const aggregate = hearAggregate(question, isSingle && isOneShown(question, named, share), isOfBudget)
  if (asksForTwo(question)) return null
  const ranked = hearOrder(question, counted, comparison, covered)
  if (isRefusedReading(question, { comparison, aggregate, named, covered, thresholds })) return null
  const isEconomic = isOfEconomic(question, named)
  const fund = hearFund(question, isEconomic)
  const columns: Columns | null =
    share?.columns ??
    hearColumns(question, { comparison, stages, thresholds, fund, named, isEconomic, covered, vocabulary })
  if (columns === null) return null
  const heardConditions = hearConditions(comparison, thresholds, columns, {
    isPlainZero: maths.isPlainZero,
    isList: asksForRows(question, { comparison, named, isSingle }),
    isSame,
    isZero: zero !== null,
    isValueAsked: aggregate === null && !asksWhich(question) && asksForValue(question),
  })
  if (heardConditions === 'unclear-threshold') return 'unclear-threshold'
  const bound = hearNear(question, heardConditions, { order: ranked, limit: counted })
  if (bound === null) return null
  const { conditions, ...ranking } = bound
  const summed =
    aggregate === 'sum' ? summedFirst(question, columns, conditions, isSingle) : { columns, conditions }
  if (summed === null) return null
  useBodyWords(question)
  const shape = hearShape(question, named, isSingle, {
    hasConditions: conditions.length > 0,
    isOrdered: ranking.order !== null,
    isCount: aggregate === 'count',
    isAggregate: aggregate !== null,
    isOfExecution: zero !== null || isOfBudget,
  })
  const compare = hearCompare(question, heardScope, shape.items, summed.columns)
  if (compare === 'unclear' || hasOtherRank(question, shape.items, isSingle, ranking.order)) return null
  return {
    version: 1,
    kind: 'figures',
    scope,
    fund,
    columns: [...summed.columns],
    conditions: summed.conditions.length > 0 ? [...summed.conditions] : hearBoth(question, summed.columns),
    ...ranking,
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

/** "Which have both reception and vehicle costs?", 既有…又有: neither is zero. */
const hearBoth = (question: HeardQuestion, columns: Columns): FiguresPlan['conditions'] =>
  asksWhich(question) &&
  columns.length > 1 &&
  columns.every(({ kind }) => kind === 'figure') &&
  question.has('both')
    ? columns.map((_, column) => ({ column, comparator: 'ne', value: 0 }))
    : []

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

/** The most and the least, by function and by economic classification: each is a question of its own. */
const asksForTwo = (question: HeardQuestion): boolean =>
  (question.has('superlative', 'max') && question.has('superlative', 'min') && !question.has('order')) ||
  (question.has('code', 'economic') && question.has('code', 'functional'))

const itemsNamed = (keys: readonly string[] | null): NamedItems | null =>
  keys === null ? null : { kind: 'named', keys: [...keys] }

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

/** The economic classification is printed of the general public budget, the default of its items. */
const hearFund = (question: HeardQuestion, isEconomic: boolean): FiguresPlan['fund'] => {
  const heard = question.evidence('fund').filter(({ index }) => !question.isUsed(index))
  for (const { index } of heard) question.use(index)
  const fund = heard[0]?.evidence.fund ?? null
  return isEconomic && fund === 'fiscalAppropriation' ? null : fund
}
