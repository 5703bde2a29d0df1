/**
 * A model's plan against the words of the question. A plan that parses can still be about another body, another year or
 * another number than was asked; what the embedded planner hears for certain must be in it, and no number that nobody
 * said may be.
 */
import { formulas } from '../../db/catalog/formulas.ts'
import { wholesOf } from '../../db/domain/measure-parts.ts'
import { fenByUnit } from '../../db/domain/money.ts'
import { type Measure, measures, type Stage } from '../../db/domain/terms.ts'
import { type ColumnUnit, columnUnit } from '../../db/plan/operands.ts'
import type { Column, FiguresPlan, Scope, SinglePlan } from '../../db/plan/plan.ts'
import type { ReplyIssue } from '../../prompts/plan-of-reply.ts'
import { type HeardEvidence, type HeardWord, roleOf } from '../understand/heard-word.ts'
import { areProjects } from '../understand/projects.ts'
import { hearLeftOut } from '../understand/scope.ts'
import { namesTheStart } from '../understand/stages.ts'
import type { Vocabulary } from '../understand/vocabulary.ts'
import { unsaidIssues } from './check-unsaid.ts'
import { saysPartOf } from './name-candidates.ts'

export type AskedWords = Readonly<{
  question: string
  /** The question and the earlier ones. */
  text: string
  /** Of the question itself. */
  words: readonly HeardWord[]
  /** Of the earlier questions of its thread. */
  earlier: readonly HeardWord[]
  /** Bodies of the last answer, by id. */
  spokenOf: readonly string[]
}>

/** Shape: empty where the plans stand; `paths` name the plans in the order in which they are given. */
export const checkPlans = (
  plans: readonly SinglePlan[],
  paths: readonly string[],
  asked: AskedWords,
  vocabulary: Vocabulary,
): readonly ReplyIssue[] => {
  const leftOut = hearLeftOut(asked.words, asked.text, vocabulary)
  const wanted = asked.words.filter((_, at) => !leftOut.positions.has(at))
  return [
    ...plans.flatMap((plan, at) => {
      const path = paths[at] ?? ''
      return [
        ...yearIssues(plan, path, vocabulary),
        ...bodyIssues(plan, path, asked, leftOut.bodies, vocabulary),
        ...numberIssues(plan, path, asked),
        ...unsaidIssues(plan, path, asked),
      ]
    }),
    ...unusedWords(plans, wanted, vocabulary).map((text) => ({
      path: 'reply',
      problem: `the question says ${JSON.stringify(text)}, which no plan takes up`,
    })),
  ]
}

const yearIssues = ({ scope }: SinglePlan, path: string, { years }: Vocabulary): readonly ReplyIssue[] =>
  (scope.years ?? [])
    .filter((year) => !years.has(year))
    .map((year) => ({ path: `${path}.scope.years`, problem: `${year} is not held` }))

/** A body comes from the question or its thread: by name, by a part of its name, or as one of those that are left. */
const bodyIssues = (
  { scope, kind }: SinglePlan,
  path: string,
  { text, words, earlier, spokenOf }: AskedWords,
  leftOut: ReadonlySet<string>,
  vocabulary: Vocabulary,
): readonly ReplyIssue[] => {
  const nameOf = (id: string) => vocabulary.departments.get(id)?.department ?? id
  const unwanted = [...leftOut].filter((id) => isInScope(id, scope, vocabulary))
  if (unwanted.length > 0)
    return [
      {
        path: `${path}.scope`,
        problem: `the question leaves out ${unwanted.map(nameOf).join(', ')}: name the others`,
      },
    ]
  if (leftOut.size > 0) return []
  const heard = new Set([
    ...spokenOf,
    ...[...words, ...earlier].flatMap(({ evidence }) =>
      evidence.flatMap((it) =>
        // 区总工会 is no name of any of them.
        it.kind === 'place' || (it.kind === 'department' && it.ids.length === 1) ? it.ids : [],
      ),
    ),
  ])
  if (scope.departments === null)
    return isOfBodies(kind) && scope.kinds === null && words.length > 0 && !asksOfAll(words)
      ? [{ path: `${path}.scope`, problem: 'the question does not ask about all bodies' }]
      : []
  return scope.departments
    .filter((id) => !heard.has(id) && !saysPartOf(id, text, vocabulary))
    .map((id) => ({
      path: `${path}.scope.departments`,
      problem: `the question does not speak of ${nameOf(id)}`,
    }))
}

const isInScope = (id: string, { departments, kinds }: Scope, vocabulary: Vocabulary): boolean =>
  (departments === null || departments.includes(id)) &&
  (kinds === null || kinds.some((kind) => kind === vocabulary.departments.get(id)?.department_kind))

/** What a word means, where a number is printed, what contradicts and what is held may be asked of nobody in particular. */
const isOfBodies = (kind: SinglePlan['kind']): boolean =>
  kind === 'figures' || kind === 'reasons' || kind === 'summary'

/** Words by which a question that names no body is about all of them. */
const rolesOfAll = [
  'who',
  'list',
  'each',
  'department',
  'aggregate',
  'superlative',
  'top',
  'published',
  'contradiction',
] as const

const asksOfAll = (words: readonly HeardWord[]): boolean =>
  words.some(
    (word) =>
      rolesOfAll.some((role) => roleOf(word, role) !== null) ||
      word.evidence.some(({ kind }) => kind === 'departmentKind'),
  )

/** Thresholds that may stand in a plan though no number was said: over budget, reached it. Half and twice are numbers. */
const saidWithoutNumber = ({ unit }: ValueInPlan): readonly number[] => (unit === 'percent' ? [0, 100] : [0])

/** 50% over is 150% of it; 1.5 times as much is 150%, and 50% over. */
export const valuesOf = (evidence: HeardEvidence): readonly number[] => {
  if (evidence.kind !== 'number') return []
  const { value, unit } = evidence
  const percent = unit === 'times' ? value * 100 : value
  return unit === 'fen' ? [value] : [value, percent, percent + 100, percent - 100, 100 - percent]
}

/** A bare number may be printed of money, in whatever unit. */
const amountsOf = (evidence: HeardEvidence): readonly number[] =>
  evidence.kind === 'number' && evidence.unit === 'plain'
    ? Object.values(fenByUnit).map((fen) => evidence.value * fen)
    : []

/** `unit` null: of whatever. */
type ValueInPlan = Readonly<{ value: number; unit: ColumnUnit | null }>

const valuesIn = (plan: SinglePlan): readonly ValueInPlan[] => {
  if (plan.kind === 'figures')
    return plan.conditions.map(({ value, column }) => {
      const bounded = plan.columns[column]
      return { value, unit: bounded === undefined ? null : columnUnit(bounded) }
    })
  if (plan.kind === 'findings') return plan.figures.map((value) => ({ value, unit: null }))
  return plan.kind === 'prints'
    ? plan.values.map(({ value, unit }) => ({ value, unit: unit === 'any' ? null : unit }))
    : []
}

/** 50% is no bound on money, nor 50万元 one on a percentage. */
const isSaid = (evidence: HeardEvidence, { value, unit }: ValueInPlan): boolean => {
  const isOfUnit =
    evidence.kind !== 'number' ||
    unit === null ||
    evidence.unit === 'plain' ||
    (evidence.unit === 'fen' ? unit === 'money' : unit === 'percent')
  return isOfUnit && valuesOf(evidence).some((number) => isNear(value, number))
}

/** Kinds of plans that a number could be in. */
const hasValues = ({ kind }: SinglePlan): boolean => kind === 'figures' || kind === 'prints'

export const isNear = (left: number, right: number): boolean =>
  Math.abs(Math.abs(left) - Math.abs(right)) <= 1e-6 * Math.max(1, Math.abs(left))

const numberIssues = (
  plan: SinglePlan,
  path: string,
  { words, earlier }: AskedWords,
): readonly ReplyIssue[] => {
  const evidence = [...words, ...earlier].flatMap((word) => word.evidence)
  const bare = evidence.flatMap(amountsOf)
  return valuesIn(plan)
    .filter((it) => {
      const others = plan.kind === 'figures' ? saidWithoutNumber(it) : bare
      return !evidence.some((one) => isSaid(one, it)) && !others.some((number) => isNear(it.value, number))
    })
    .map(({ value }) => ({ path, problem: `the question does not say the number ${value}` }))
}

/** Words whose every reading of the field is left out of all plans. */
const unusedWords = (
  plans: readonly SinglePlan[],
  words: readonly HeardWord[],
  vocabulary: Vocabulary,
): readonly string[] => {
  const keysHeard = new Set(
    words.flatMap(({ evidence }) => evidence.flatMap((it) => (it.kind === 'item' ? it.keys : []))),
  )
  const measuresHeard = new Set(
    words.flatMap(({ evidence }) => evidence.flatMap((it) => (it.kind === 'measure' ? [it.measure] : []))),
  )
  return words
    .filter(({ text, evidence }) => {
      const binding = evidence.filter((it) => isBinding(it, measuresHeard))
      const isOther = evidence.some((it) => it.kind === 'role' && it.role === 'filler')
      return (
        binding.length > 0 &&
        !isOther &&
        !binding.some((it) => plans.some((plan) => takesUp(plan, it, keysHeard, vocabulary))) &&
        !(meansBareBudget(text, binding) && plans.some((plan) => isOnlyAdjusted(plan, vocabulary)))
      )
    })
    .map(({ text }) => text)
}

const meansBareBudget = (text: string, binding: readonly HeardEvidence[]): boolean =>
  binding.some((it) => it.kind === 'stage' && it.stage === 'initialBudget') && !namesTheStart.test(text)

/** Of projects, and of “三公” expenses in final accounts, documents print the budget of the whole year alone. */
const isOnlyAdjusted = (plan: SinglePlan, { states, departments }: Vocabulary): boolean =>
  plan.kind === 'figures' &&
  plan.columns.some((column) => isOfStage(column, 'adjustedBudget')) &&
  (areProjects(plan.items) ||
    plan.columns.every(
      ({ measure }) => !states(plan.scope.departments ?? [...departments.keys()], measure, 'initialBudget'),
    ))

/** What all money of a body goes under; beside another measure it only says that money came or went. */
const generalMeasures: ReadonlySet<Measure> = new Set(['expenditure', 'revenue'])

const isBinding = (evidence: HeardEvidence, measuresHeard: ReadonlySet<Measure>): boolean => {
  switch (evidence.kind) {
    case 'department':
    case 'place':
    case 'departmentKind':
    case 'item':
    case 'stage':
    case 'fund':
    case 'year':
      return true
    case 'measure':
      return !generalMeasures.has(evidence.measure) || measuresHeard.size === 1
    case 'number':
      return evidence.unit === 'percent' || evidence.unit === 'fen' || evidence.unit === 'times'
    case 'role':
    case 'concept':
      return false
  }
}

const takesUp = (
  plan: SinglePlan,
  evidence: HeardEvidence,
  keysHeard: ReadonlySet<string>,
  vocabulary: Vocabulary,
): boolean => {
  const { departments, kinds, years } = plan.scope
  // Which reports there are tells no figure.
  if (plan.kind === 'reports' && (evidence.kind === 'measure' || evidence.kind === 'item')) return false
  switch (evidence.kind) {
    case 'department':
    case 'place':
      return departments === null
        ? evidence.ids.length === vocabulary.departments.size
        : departments.some((id) => evidence.ids.includes(id))
    case 'departmentKind':
      return (
        evidence.kinds.some((kind) => kinds?.includes(kind)) ||
        (departments ?? []).some((id) =>
          evidence.kinds.some((kind) => kind === vocabulary.departments.get(id)?.department_kind),
        )
      )
    case 'year':
      return (
        years === null ||
        years.includes(evidence.year) ||
        (looksBack(plan) && years.includes(evidence.year + 1))
      )
    case 'measure':
      return plan.kind === 'figures'
        ? [...measuresIn(plan)].some((measure) => isOf(measure, evidence.measure))
        : plan.kind !== 'reasons' ||
            (plan.measures?.some((measure) => ofYear(measure) === ofYear(evidence.measure)) ?? true)
    case 'item':
      return (
        plan.kind !== 'figures' ||
        evidence.keys.some((key) => isIn(key, keysIn(plan), keysHeard) || isNamedAlike(key, plan, vocabulary))
      )
    case 'stage':
      return plan.kind !== 'figures' || plan.columns.some((column) => isOfStage(column, evidence.stage))
    case 'fund':
      return plan.kind !== 'figures' || plan.fund === evidence.fund
    case 'number':
      return !hasValues(plan) || valuesIn(plan).some((it) => isSaid(evidence, it))
    case 'role':
    case 'concept':
      return true
  }
}

/** "Pay" is money spent, and what is asked for may be any part of it. */
const isOf = (measure: Measure, heard: Measure): boolean =>
  measure === heard || (generalMeasures.has(heard) && wholesOf(measure).includes(heard))

/** Reasons are printed for the year's revenue and for the grand total alike. */
const ofYear = (measure: Measure): Measure => {
  if (measure === 'totalRevenue') return 'revenue'
  return measure === 'totalExpenditure' ? 'expenditure' : measure
}

/** 会议费 is an item, and a measure of the narrative. */
const isNamedAlike = (key: string, { columns }: FiguresPlan, { items }: Vocabulary): boolean => {
  const name = items.get(key)?.zh
  return name !== undefined && columns.some(({ measure }) => measures[measure].label.zh.endsWith(name))
}

/** 其他支出下的行政运行 names what the item stands under, too. */
const isIn = (key: string, keys: ReadonlySet<string>, keysHeard: ReadonlySet<string>): boolean =>
  [...keys].some((other) => other === key || (other.startsWith(key) && keysHeard.has(other)))

const looksBack = (plan: SinglePlan): boolean =>
  (plan.kind === 'figures' &&
    plan.columns.some(
      ({ kind, ...column }) => 'formula' in column && formulas[column.formula].change !== null,
    )) ||
  (plan.kind === 'reasons' && plan.about === 'change')

const measuresIn = ({ columns }: FiguresPlan): ReadonlySet<Measure> =>
  new Set(
    columns.flatMap((column) =>
      column.kind === 'formula' && column.whole !== null && column.whole.kind !== 'item'
        ? [column.measure, column.whole.measure]
        : [column.measure],
    ),
  )

const keysIn = ({ items, columns }: FiguresPlan): ReadonlySet<string> =>
  new Set([
    ...(items !== null && 'keys' in items ? items.keys : []),
    ...columns.flatMap((column) =>
      column.kind === 'formula' && column.whole?.kind === 'item' ? [column.whole.key] : [],
    ),
  ])

const isOfStage = (column: Column, stage: Stage): boolean => {
  if (column.kind === 'figure') return column.stage === stage
  const { base, value } = formulas[column.formula]
  return [base.stage, value.stage].some((it) => it === stage || (it === 'same' && column.stage === stage))
}
