/** What is made of the rows: a sum, an average, a count, a difference, and what it is asked to be. */
import { hasChinese } from '../../db/domain/text.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import type { Column, Condition, FiguresPlan, Items } from '../../db/plan/plan.ts'
import type { Columns } from './columns.ts'
import type { HeardQuestion } from './heard-question.ts'
import { namesOfItems } from './items.ts'
import { asksPerHead } from './per-head.ts'
import type { ResolvedScope } from './scope.ts'
import { asksYesOrNo } from './shape.ts'
import { countsThings } from './thresholds.ts'
import type { Vocabulary } from './vocabulary.ts'

/**
 * Percentages do not add up: a sum over what a percentage selects is of the amounts beside it ("the budgets of the
 * projects with an execution of zero"). Shares of one whole do. "Did they exceed 20 million together?" is of the sum, and
 * selects none of them. null: there is nothing else to add up.
 */
export const summedFirst = (
  question: HeardQuestion,
  columns: Columns,
  conditions: readonly Condition[],
  isSingle: boolean,
): { columns: Columns; conditions: readonly Condition[] } | null => {
  const isOfShares = columns[0].kind === 'formula' && columns[0].formula === 'sharePercent'
  if ((isOfShares && isSingle) || columnUnit(columns[0]) !== 'percent')
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

/** "How many more staff does it have?": English asks for an amount with a verb that could ask for yes or no. */
const isAmountAskedFirst = (question: HeardQuestion): boolean =>
  question
    .positions('yesNo')
    .every((at) => question.words.slice(0, at).some(({ text }) => /^(?:by )?how\b/iu.test(text)))

/** "Did they exceed 20 million together?", "is Xinzhou's basic salary bill bigger than the committee's?" */
export const hearTest = (
  question: HeardQuestion,
  { scope, aggregate, compare }: Pick<FiguresPlan, 'scope' | 'aggregate' | 'compare'>,
  [condition]: readonly Condition[],
): Test => {
  if (!asksYesOrNo(question) || isAmountAskedFirst(question)) return {}
  if (aggregate === 'sum' && condition)
    return { test: { comparator: condition.comparator, value: condition.value } }
  const isOfTwo = compare === 'difference' && scope.departments?.length === 2
  if (!isOfTwo || !question.has('more')) return {}
  const isLess = question.has('more', 'less') || question.has('comparator', 'lt')
  // "More or less than": either.
  if (isLess && question.has('more', 'more')) return {}
  return { test: { comparator: isLess ? 'lt' : 'gt', value: 0 } }
}

/** One body prints an item, another only what lies under it: what lies under it is added up, of both. */
export const addable = (items: Items, covered: readonly string[], vocabulary: Vocabulary): Items => {
  if (items?.kind !== 'named') return items
  const [key = '', ...others] = items.keys
  const below = [...vocabulary.items.keys()].filter((it) => it !== key && it.startsWith(key))
  const isPrintedByAll =
    vocabulary.countWithItems(covered, [key]) === vocabulary.countWithItems(covered, [key, ...below])
  return others.length > 0 || isPrintedByAll ? items : { kind: 'under', keys: [key], level: null }
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
export const hearAggregate = (
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
  question.has('difference') ||
  question.has('multiple') ||
  (question.has('more') && hasVersusProper(question))

/** Two departments, two items or two amounts set against each other; a comparison of anything else is not clear. */
export const hearCompare = (
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
