/** From what a model says to a plan: names become ids, amounts with a unit become fen. */
import { formulas } from '../db/catalog/formulas.ts'
import { isEconomicKey, subjectOfKey } from '../db/domain/figure.ts'
import { fenByUnit } from '../db/domain/money.ts'
import type { Measure } from '../db/domain/terms.ts'
import { type ColumnUnit, columnUnit } from '../db/plan/operands.ts'
import {
  type Column,
  type FiguresPlan,
  type Plan,
  planSchema,
  type Scope,
  type SinglePlan,
  type SourcesPlan,
} from '../db/plan/plan.ts'
import { type AmountUnit, type ModelFigures, type ModelPlan, nothingListed } from './model-reply.ts'
import type { PlanningVocabulary } from './planning-vocabulary.ts'

/** What is wrong with a reply, in words for the model: where, and what. */
export type ReplyIssue = Readonly<{ path: string; problem: string }>
export type PlanRead<Read> =
  | Readonly<{ kind: 'read'; value: Read }>
  | Readonly<{ kind: 'wrong'; issues: readonly ReplyIssue[] }>

/** The plans of one reply, as one plan. */
export const joinPlans = (plans: readonly SinglePlan[], asksForSources: boolean): Plan => {
  const [first, ...others] = plans
  if (first === undefined) throw new Error('a reply has at least one plan')
  const asked: SourcesPlan['of'] =
    others.length === 0 ? first : { version: 1, kind: 'several', plans: [...plans] }
  return asksForSources ? { version: 1, kind: 'sources', of: asked } : asked
}

/** Outcomes: the plan; or what of it means nothing, such as a percentage of a column of money. */
export const planOfReply = (
  said: ModelPlan,
  vocabulary: PlanningVocabulary,
  path: string,
): PlanRead<SinglePlan> => {
  const issues = [...unlisted(said, path), ...(said.kind === 'figures' ? figuresIssues(said, path) : [])]
  if (issues.length > 0) return { kind: 'wrong', issues }
  const parsed = planSchema.safeParse(translated(said, vocabulary))
  if (parsed.success) return { kind: 'read', value: parsed.data as SinglePlan } // `translated` makes nothing else
  return {
    kind: 'wrong',
    issues: parsed.error.issues.map((issue) => ({
      path: [path, ...issue.path].join('.'),
      problem: issue.message,
    })),
  }
}

const translated = (said: ModelPlan, vocabulary: PlanningVocabulary): SinglePlan => {
  const scope = scopeOf(said.scope, vocabulary)
  switch (said.kind) {
    case 'figures':
      return {
        ...said,
        version: 1,
        scope,
        columns: withOperands(said.columns.map((column) => columnOf(column, said.items))),
        // Of a named body, and to a question for yes or no, a zero is an answer.
        isNonZero: said.presentation === 'list' && (said.isNonZero || isOfAllItems(said)),
        conditions: said.conditions.map(({ column, comparator, value, unit }) => ({
          column,
          comparator,
          value: inPlan(value, unit),
        })),
      }
    case 'findings':
      return {
        ...said,
        version: 1,
        scope,
        leastTopics: said.topics.length,
        minimumFen: null,
      }
    case 'passages':
      return {
        ...said,
        version: 1,
        scope,
        leastTopics: said.topics.length,
        order: null,
        passedOver: [],
      }
    case 'prints':
      return {
        ...said,
        version: 1,
        scope,
        values: said.values.map(({ value, unit }) => ({
          value: inPlan(value, unit),
          unit: unit === 'percent' || unit === 'count' ? unit : 'money',
        })),
        topics: [],
        passedOver: [],
      }
    case 'reasons':
    case 'reports':
    case 'summary':
      return { ...said, version: 1, scope }
  }
}

/** Without a year the newest one is meant, as in every question. */
const scopeOf = (said: ModelPlan['scope'], { departments, years }: PlanningVocabulary): Scope => ({
  ...said,
  years: said.years ?? years.slice(-1),
  departments:
    said.departments &&
    [...new Set(said.departments)].flatMap(
      (asked) => departments.find(({ name }) => name === asked)?.id ?? [],
    ),
})

/** Expenditure under items of which something narrower is stated: economic ones, projects, what is counted by name. */
const columnOf = <Said extends ModelFigures['columns'][number]>(
  column: Said,
  items: ModelFigures['items'],
): Said => (column.measure === 'expenditure' ? { ...column, measure: measureUnder(items) } : column)

const measureUnder = (items: ModelFigures['items']): Measure => {
  if (items?.kind === 'projects') return 'projectExpenditure'
  const keys = items !== null && 'keys' in items ? items.keys : []
  const [measure = 'expenditure', ...others] = new Set(
    keys.map((key) =>
      isEconomicKey(key) ? 'basicExpenditure' : (subjectOfKey(key)?.measure ?? 'expenditure'),
    ),
  )
  return others.length === 0 ? measure : 'expenditure'
}

/** Most of the items that a table prints are blank. */
const isOfAllItems = ({ items, conditions, compare }: ModelFigures): boolean =>
  (items?.kind === 'level' || items?.kind === 'leaves' || items?.kind === 'under') &&
  conditions.length === 0 &&
  compare === null

/** What is derived is shown with the amounts that it is made from. */
const withOperands = (columns: readonly Column[]): Column[] => {
  const amounts = columns.flatMap((column): readonly Column[] => {
    if (column.kind === 'figure') return []
    const { base, value } = formulas[column.formula]
    return [base, value]
      .filter(({ of, year, aspect }) => of === 'measure' && year === 'same' && aspect === 'amount')
      .map(({ stage }) => ({
        kind: 'figure',
        measure: column.measure,
        stage: stage === 'same' ? column.stage : stage,
      }))
  })
  return [...new Map([...columns, ...amounts].map((column) => [JSON.stringify(column), column])).values()]
}

const fenByAmountUnit = { yuan: fenByUnit.元, wanYuan: fenByUnit.万元, yiYuan: fenByUnit.亿元 } as const

/** Fen for money; percentages and counts as they are. */
const inPlan = (value: number, unit: AmountUnit): number =>
  unit === 'percent' || unit === 'count' ? value : Math.round(value * fenByAmountUnit[unit])

/** Where nothing is listed, nothing can be named. */
const unlisted = (said: ModelPlan, path: string): readonly ReplyIssue[] => {
  const isNamed = JSON.stringify(said).includes(`"${nothingListed}"`)
  return isNamed ? [{ path, problem: `"${nothingListed}" is no body and no item: nothing is listed` }] : []
}

const figuresIssues = (said: ModelFigures, path: string): readonly ReplyIssue[] => [
  ...said.columns.flatMap((column, at) => {
    if (column.kind === 'figure') return []
    const takesWhole = column.formula === 'sharePercent' || column.formula === 'perHeadAmount'
    if (takesWhole === (column.whole !== null)) return []
    const problem = takesWhole
      ? `${column.formula} needs a whole: what the part is divided by`
      : `whole is null for every formula but sharePercent and perHeadAmount`
    return [{ path: `${path}.columns.${at}.whole`, problem }]
  }),
  ...said.conditions.flatMap(({ column: at, unit }, index) => {
    const where = `${path}.conditions.${index}`
    const column = said.columns[at]
    if (column === undefined)
      return [{ path: `${where}.column`, problem: `there is no column ${at}; the first column is 0` }]
    const expected = unitsOf[columnUnit(column as FiguresPlan['columns'][number])] // the same but for the enumerations
    return expected.includes(unit)
      ? []
      : [{ path: `${where}.unit`, problem: `column ${at} is in ${expected.join(', ')}` }]
  }),
  ...(said.limit !== null && said.order === null
    ? [{ path: `${path}.limit`, problem: 'a limit needs an order: the first so many of what order?' }]
    : []),
  ...(said.aggregate === 'sum' && unitOfFirst(said) === 'percent'
    ? [{ path: `${path}.aggregate`, problem: 'percentages are not added up' }]
    : []),
  ...(said.aggregate !== null && said.items?.kind === 'named' && hasPartOfAnother(said.items.keys)
    ? [{ path: `${path}.items.keys`, problem: 'an item and what stands under it are not taken together' }]
    : []),
  ...((said.items?.kind === 'named' || said.items?.kind === 'under') && said.items.keys.length === 0
    ? [{ path: `${path}.items.keys`, problem: 'name at least one item, or make items null' }]
    : []),
]

const unitOfFirst = ({ columns: [first] }: ModelFigures): ColumnUnit | null =>
  first === undefined ? null : columnUnit(first as Column) // the same but for the enumerations

const hasPartOfAnother = (keys: readonly string[]): boolean =>
  keys.some((key) => keys.some((other) => other !== key && other.startsWith(key)))

const unitsOf: Readonly<Record<ColumnUnit, readonly AmountUnit[]>> = {
  money: ['yuan', 'wanYuan', 'yiYuan'],
  percent: ['percent'],
  count: ['count'],
}
