/** Cases near a threshold: "came close to exceeding it by 50%, but did not", 差一点就超了. */
import type { Comparator, Condition, FiguresPlan } from '../../db/plan/plan.ts'
import type { HeardQuestion } from './heard-question.ts'
import { asksForTheFirst } from './rank.ts'

type Bound = Readonly<{ conditions: readonly Condition[] }> &
  Pick<FiguresPlan, 'order' | 'limit' | 'isNearest'>

/** What almost holds does not. */
const failing: Readonly<Record<Exclude<Comparator, 'ne'>, Comparator>> = {
  gt: 'le',
  ge: 'lt',
  lt: 'ge',
  le: 'gt',
  eq: 'lt',
}

/** As many as a person looks through; the nearest come first. */
const mostNear = 5

/** The conditions with the order and the number of what is listed; null: it is not clear what is nearly reached. */
export const hearNear = (
  question: HeardQuestion,
  conditions: readonly Condition[],
  { order, limit }: Pick<Bound, 'order' | 'limit'>,
): Bound | null => {
  if (!question.take('near'))
    return { conditions, order, limit: limit ?? (order !== null && asksForTheFirst(question) ? 1 : null) }
  question.take('not')
  const [condition, ...others] = conditions
  if (condition === undefined || others.length > 0 || condition.column !== 0 || condition.comparator === 'ne')
    return null
  const comparator = failing[condition.comparator]
  const isBelow = comparator === 'le' || comparator === 'lt'
  return {
    conditions: [{ ...condition, comparator }],
    order: isBelow ? 'descending' : 'ascending',
    limit: limit ?? mostNear,
    isNearest: true,
  }
}
