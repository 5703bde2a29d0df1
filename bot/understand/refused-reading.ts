/** Readings that would answer another question than the one that is asked. */
import type { FiguresPlan } from '../../db/plan/plan.ts'
import type { Comparison } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import type { NamedItems } from './items.ts'
import { asksPerHead, namesCounted } from './per-head.ts'
import { countsOfBodies } from './scope.ts'
import { asksWhich } from './shape.ts'
import { hearStagesByBody } from './stages.ts'
import type { Threshold } from './thresholds.ts'

type Reading = Readonly<{
  comparison: Comparison | null
  aggregate: FiguresPlan['aggregate']
  named: NamedItems | null
  covered: readonly string[]
  thresholds: readonly Threshold[]
}>

/** Questions that the plan has no form for, and that would otherwise come out as a neighbouring one. */
export const isRefusedReading = (
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
  // The highest average: of one figure for each body there is none.
  const isRankOfAverage = aggregate === 'average' && question.has('superlative') && !question.has('top')
  // "The largest number of projects" ranks bodies by what is counted of each.
  const isRankOfCounts = aggregate === 'count' && question.has('superlative')
  // 人数最多的单位的人均支出: the one is ranked, the other asked.
  const isRankOfHeads =
    asksPerHead(question) &&
    question
      .positions('superlative')
      .some(
        (at) =>
          namesCounted(question, question.neighbour(at, -1)) ||
          namesCounted(question, question.neighbour(at, 1)),
      )
  return (
    isOfOther ||
    isRankOfHeads ||
    isRankOfAverage ||
    isRankOfCounts ||
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
