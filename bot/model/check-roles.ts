/**
 * A model's plans against the words of the question that shape an answer without naming anything: most and least, from
 * high to low, average, over and under, than last year. What they say for certain, no plan may turn round.
 */
import { formulas } from '../../db/catalog/formulas.ts'
import type { Comparator, Condition, FiguresPlan, SinglePlan } from '../../db/plan/plan.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import { type HeardWord, roleOf } from '../understand/heard-word.ts'
import type { Role } from '../understand/vocabulary.ts'
import type { AskedWords } from './check-plan.ts'

export const roleIssues = (
  plans: readonly SinglePlan[],
  { words, question }: Pick<AskedWords, 'words' | 'question'>,
): readonly ReplyIssue[] => {
  const figures = plans.filter((plan) => plan.kind === 'figures')
  const problems = [
    ...(figures.length > 0 ? [...orderProblems(figures, words), ...aggregateProblems(figures, words)] : []),
    ...thresholdProblems(plans, figures, words),
    ...yearProblems(plans, words),
    ...periodProblems(plans, question),
  ]
  return problems.map((problem) => ({ path: 'reply', problem }))
}

const valuesOf = (words: readonly HeardWord[], ...roles: readonly Role[]): ReadonlySet<string> =>
  new Set(words.flatMap((word) => roles.flatMap((role) => roleOf(word, role) ?? [])))

/** "Fell most" is the lowest change: of words for less, which end is meant is open. */
const turnsRound = (words: readonly HeardWord[]): boolean =>
  words.some(
    (word) =>
      roleOf(word, 'more') === 'less' ||
      roleOf(word, 'change') === 'down' ||
      roleOf(word, 'changeRate') === 'down' ||
      roleOf(word, 'overrun') === 'less' ||
      roleOf(word, 'not') !== null,
  )

const endings = {
  max: 'descending',
  min: 'ascending',
  descending: 'descending',
  ascending: 'ascending',
} as const

const orderProblems = (figures: readonly FiguresPlan[], words: readonly HeardWord[]): readonly string[] => {
  const asked = [...valuesOf(words, 'superlative', 'order', 'top')].flatMap((value) =>
    value in endings ? [endings[value as keyof typeof endings]] : [],
  )
  const orders = figures.map(({ order }) => order)
  const isOrdered = orders.some((order) => order !== null)
  const [first] = asked
  if (first === undefined) return []
  if (!isOrdered) return ['the question asks for an order, which no plan has']
  const isMeant = turnsRound(words) || orders.some((order) => order !== null && asked.includes(order))
  return isMeant ? [] : [`the question asks for the order ${first}`]
}

const aggregateProblems = (
  figures: readonly FiguresPlan[],
  words: readonly HeardWord[],
): readonly string[] => {
  const asked = valuesOf(words, 'aggregate')
  if (asked.size === 0) return []
  const made = figures.flatMap(({ aggregate }) => aggregate ?? [])
  const isPerHead = figures.some(({ columns }) =>
    columns.some((column) => column.kind === 'formula' && column.formula === 'perHeadAmount'),
  )
  if (asked.has('average') && !isPerHead && !made.includes('average'))
    return ['the question asks for an average, which no plan has']
  const other = made.find((aggregate) => !asked.has(aggregate))
  return other === undefined ? [] : [`the question asks for ${[...asked].join(', ')}, not for ${other}`]
}

const directions: Readonly<Record<Comparator, 'up' | 'down' | 'at'>> = {
  gt: 'up',
  ge: 'up',
  lt: 'down',
  le: 'down',
  eq: 'at',
  ne: 'at',
}

const thresholdProblems = (
  plans: readonly SinglePlan[],
  figures: readonly FiguresPlan[],
  words: readonly HeardWord[],
): readonly string[] => {
  const numbers = words.flatMap(({ evidence }) =>
    evidence.flatMap((it) => (it.kind === 'number' && it.unit !== 'plain' ? [it] : [])),
  )
  const asked = new Set(
    [...valuesOf(words, 'comparator', 'comparatorAfter')].flatMap((value) =>
      value in directions ? [directions[value as Comparator]] : [],
    ),
  )
  if (numbers.length === 0 || asked.size === 0) return []
  const isTakenUp = plans.some(
    ({ kind }) => kind === 'figures' || kind === 'findings' || kind === 'prints' || kind === 'reasons',
  )
  if (!isTakenUp) return ['the question sets a bound, which no plan has']
  if (asked.size > 1 || turnsRound(words)) return []
  const percents = numbers.flatMap(({ unit, value }) => (unit === 'percent' ? [value] : []))
  return figures.flatMap((plan) =>
    plan.conditions
      .filter(({ value }) => value !== 0)
      .flatMap((condition) => [
        ...(asked.has(directions[condition.comparator])
          ? []
          : ['the question sets the bound on the other side']),
        ...(condition.value < 0 ? ['the question sets no bound below zero'] : []),
        ...percentProblems(plan, condition, percents, words),
      ]),
  )
}

/** 超出50% is an overrun of 50, or 150 of the budget; 达到150% is 150 of it, or an overrun of 50. */
const percentProblems = (
  { columns }: FiguresPlan,
  { column: at, value }: Condition,
  percents: readonly number[],
  words: readonly HeardWord[],
): readonly string[] => {
  const column = columns[at]
  if (column?.kind !== 'formula' || percents.length === 0) return []
  const isOver = valuesOf(words, 'overrun').has('more')
  const isReached = valuesOf(words, 'completion', 'attain').size > 0
  if (isOver === isReached) return []
  const { shape } = formulas[column.formula]
  const shift = shape === 'excess' ? 0 : 100
  const meant = percents.map((percent) => (isOver ? percent + shift : percent - (100 - shift)))
  return meant.includes(value) ? [] : [`${column.formula} of what the question says is ${meant.join(' or ')}`]
}

const yearProblems = (plans: readonly SinglePlan[], words: readonly HeardWord[]): readonly string[] => {
  const isOfYearBefore = valuesOf(words, 'year').has('previous') || valuesOf(words, 'yearOnYear').size > 0
  const looksBack = plans.some(
    (plan) =>
      (plan.kind !== 'figures' && plan.kind !== 'reasons') ||
      (plan.kind === 'reasons' && plan.about === 'change') ||
      (plan.kind === 'figures' &&
        plan.columns.some((column) => column.kind === 'formula' && formulas[column.formula].change !== null)),
  )
  return isOfYearBefore && !looksBack ? ['the question speaks of the year before, which no plan does'] : []
}

/** 3月, 上半年, "in March"; not 12月31日, which is the end of a year. */
const withinYear =
  /(?<!\d)(?:1[0-2]|[1-9])\s*月(?!\s*(?:\d|底|末))|[一二三四五六七八九十]月份|季度|半年|\bin (?:january|february|march|april|may|june|july|august|september|october|november|december)\b|\b(?:monthly|quarter(?:ly|s)?)\b/iu

/** Figures are of whole years. */
const periodProblems = (plans: readonly SinglePlan[], question: string): readonly string[] => {
  const said = withinYear.exec(question)?.[0]
  const isOfFigures = plans.some(({ kind }) => kind === 'figures' || kind === 'reasons')
  return said !== undefined && isOfFigures ? [`figures are of whole years, not of ${said}: no_data`] : []
}
