/** The sentence of an answer over figures, and a line for each of its rows. */
import {
  type Body,
  cellValue,
  figureIdsOf,
  hasOneDepartment,
  type Pair,
  pairOf,
  subjectOf,
  type Telling,
} from './body.ts'
import { holds } from './holds.ts'
import { amountText, columnText, departmentText, rowName, valuePhrase, whatText } from './wording.ts'

/** Rows named one by one in the text; further ones stand in the table only. */
export const mostRowsInText = 8

/** At most one sentence over the rows: the aggregate, the comparison, or how many rows a condition selects. */
export const headline = (body: Body, telling: Telling): readonly string[] => {
  const { rows, columns, aggregate } = body
  const { plan, say } = telling
  if (plan.focus) return rows.length > 0 ? [say.listed] : []
  const isAboutItems = plan.items !== null && plan.items.kind !== 'named'
  const what = whatText(telling)
  const { test } = plan
  const tested = test && testedValue(body, telling)
  const verdict =
    test && tested != null ? [holds[test.comparator](tested, test.value) ? say.yes : say.no] : []
  if (aggregate !== null && plan.aggregate !== null) {
    const { value, count } = aggregate
    if (plan.aggregate === 'count')
      return [say.headlineCount(count, isAboutItems ? 'items' : 'departments', what)]
    const text = amountText(value, columns[0].column, telling)
    return [
      ...verdict,
      plan.aggregate === 'sum'
        ? say.headlineTotal(what, text, count)
        : say.headlineAverage(what, text, count),
    ]
  }
  const pair = pairOf(plan, rows, columns)
  if (pair !== null) return [...verdict, pairHeadline(pair, body, telling)]
  return listHeadline(body, telling)
}

/** How many rows the conditions select, or that the nearest to them come first. */
const listHeadline = ({ rows, key }: Body, telling: Telling): readonly string[] => {
  const { plan, say } = telling
  const what = whatText(telling)
  if (plan.isNearest) return [say.nearest(what)]
  // Of the first few, nobody was counted.
  if (plan.conditions.length === 0 || plan.presentation !== 'list' || plan.limit !== null) return []
  const isAboutItems = plan.items !== null && plan.items.kind !== 'named'
  const count = isAboutItems ? rows.length : new Set(rows.map((row) => subjectOf(row, key).departmentId)).size
  const noun = isAboutItems ? say.items(count) : say.departments(count, plan.scope.kinds)
  return [say.found(count, noun, what)]
}

/** The sum, or how far the first body named is above the other one. */
const testedValue = ({ rows, columns, key, aggregate }: Body, { plan }: Telling): number | null => {
  if (aggregate !== null) return aggregate.value
  const pair = pairOf(plan, rows, columns)
  const [first] = rows
  if (pair === null || !pair.isRows || !first) return null
  const isInOrder = subjectOf(first, key).departmentId === plan.scope.departments?.[0]
  return isInOrder ? pair.left - pair.right : pair.right - pair.left
}

/** Posts that are free, or more staff than posts. */
const isOfPosts = ({ isRows }: Pair, [posts, staff]: Body['columns']): boolean =>
  !isRows && posts.column.measure === 'posts' && staff?.column.measure === 'staff'

const pairHeadline = (pair: Pair, body: Body, telling: Telling): string => {
  const { rows, columns, key } = body
  const nameOf = (index: number): string => {
    const row = rows[pair.isRows ? index : 0]
    if (row && pair.isRows) return rowName(subjectOf(row, key), body, telling)
    const compared = columns[index]
    return compared ? columnText(compared.column, telling) : ''
  }
  const [high, low] = pair.left >= pair.right ? [0, 1] : [1, 0]
  const { unit, column } = columns[0]
  if (isOfPosts(pair, columns))
    return telling.say.posts(amountText(pair.amount, column, telling), Math.sign(pair.left - pair.right))
  const amount =
    unit === 'percent' ? telling.say.points(pair.amount) : amountText(pair.amount, column, telling)
  const times = pair.times === null ? null : String(pair.times)
  return telling.say.headlineDifference(nameOf(high), nameOf(low), amount, times, pair.amount > 0)
}

export const rowLines = (body: Body, telling: Telling): readonly string[] => {
  const { rows, key, columns, citations } = body
  const { plan, say } = telling
  const [first] = rows
  const isItemList = plan.items !== null && hasOneDepartment(body) && rows.length > 1
  const subject = first && subjectOf(first, key)
  const lines = rows.slice(0, mostRowsInText).map((row) => {
    const values = columns
      .filter((column) => cellValue(row, column) !== null || column.state !== null)
      .map((column) => valuePhrase(row, column, telling))
    const marks = citations.marks(columns.flatMap((column) => figureIdsOf(row, column)))
    // 与年初预算持平, in money as in percent.
    const line = say.row(rowName(subjectOf(row, key), body, telling), [...new Set(values)], marks)
    return rows.length > 1 ? `• ${line}` : line
  })
  return [
    ...(isItemList && subject
      ? [say.heading(departmentText(subject.departmentId, subject.department, telling))]
      : []),
    ...lines,
    ...(rows.length > mostRowsInText ? [say.moreRows(mostRowsInText, rows.length)] : []),
  ]
}
