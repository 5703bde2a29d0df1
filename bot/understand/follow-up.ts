/**
 * Follow-ups are edits of the thread's last plan: other bodies, another measure, year or threshold, an order, a sum, a
 * share. A question that names all that it wants to know is a new one.
 */
import { isEconomicKey } from '../../db/domain/figure.ts'
import { measures, type Severity, severities } from '../../db/domain/terms.ts'
import { columnUnit } from '../../db/plan/compile.ts'
import { comparesYears } from '../../db/plan/operands.ts'
import type { FiguresPlan, Plan, Scope, SinglePlan } from '../../db/plan/plan.ts'
import { yearColumns } from './columns.ts'
import { editFigures, firstColumn } from './edit-figures.ts'
import type { HeardQuestion } from './heard-question.ts'
import { isOneFigure, isSetAgainstIt } from './in-thread.ts'
import type { Context } from './outcome.ts'
import type { ResolvedScope } from './scope.ts'
import type { Vocabulary } from './vocabulary.ts'
import { comparedMeasure } from './year-comparison.ts'

/** null: the edit does not fit the plan. */
export const editPlan = (
  context: Context,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): Plan | null => {
  const { plan } = context
  if (question.take('goBack')) return context.earlier.at(-1) ?? plan
  for (const role of ['pronoun', 'only', 'list', 'each'] as const) question.take(role)
  if (plan.kind === 'sources') return null
  if (plan.kind === 'several') {
    const edited = plan.plans.map((part) =>
      editSingle(part, { ...context, earlier: [] }, question, heard, vocabulary),
    )
    const [first, ...others] = edited.filter((part) => part !== null)
    return first && others.length === plan.plans.length - 1 ? { ...plan, plans: [first, ...others] } : null
  }
  return editSingle(plan, context, question, heard, vocabulary)
}

const editSingle = (
  plan: SinglePlan,
  context: Context,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): SinglePlan | null => {
  const moved = withScope(plan, question, heard, vocabulary)
  if (moved.kind === 'findings')
    return { ...moved, severities: editedSeverities(question) ?? moved.severities }
  if (moved.kind !== 'figures') return heard.yearBefore === null ? moved : null
  const against = againstIt(moved, plan.scope, question, heard)
  if (against !== null) return against
  const stated = asStated(moved, vocabulary)
  const compared = heard.yearBefore === null ? comparesYearsNow(question) : heard.yearBefore
  if (compared !== null) return editedYears(stated, compared, question, vocabulary)
  return editFigures(stated, context, question)
}

/** 天元区总工会比它少多少？: the body that is named against the one of the thread, in what was asked of that. */
const againstIt = (
  plan: FiguresPlan,
  { departments: before }: Scope,
  question: HeardQuestion,
  { scope: { departments: named } }: ResolvedScope,
): FiguresPlan | null => {
  if (!isSetAgainstIt(question) || before?.length !== 1 || named?.length !== 1 || !isOneFigure(plan))
    return null
  for (const role of ['versus', 'more', 'difference', 'moneyAsked', 'spent'] as const) question.take(role)
  return {
    ...plan,
    scope: { ...plan.scope, departments: [...named, ...before] },
    compare: question.take('multiple') ? 'ratio' : 'difference',
  }
}

/**
 * What one body prints as a measure of its own, another has as an item of a classification only (培训费): the item, where
 * the bodies asked about now do not state the measure.
 */
const asStated = (plan: FiguresPlan, vocabulary: Vocabulary): FiguresPlan => {
  const covered = [...vocabulary.departments.keys()].filter((id) => isCovered(id, plan.scope, vocabulary))
  const [column, ...others] = plan.columns
  if (column?.kind !== 'figure' || others.length > 0 || plan.items !== null) return plan
  if (vocabulary.countStating(covered, column.measure) > 0) return plan
  const keys = [...vocabulary.items].flatMap(([key, { zh }]) =>
    measures[column.measure].printed.includes(zh) && vocabulary.countWithItems(covered, [key]) > 0
      ? [key]
      : [],
  )
  if (keys.length === 0) return plan
  const measure = keys.every(isEconomicKey) ? 'basicExpenditure' : 'expenditure'
  return { ...plan, columns: [{ ...column, measure }], items: { kind: 'named', keys } }
}

const withScope = (
  plan: SinglePlan,
  question: HeardQuestion,
  heard: ResolvedScope,
  vocabulary: Vocabulary,
): SinglePlan => {
  const scope = editedScope(plan.scope, question, heard, vocabulary)
  if (plan.kind !== 'figures' || scope.departments === plan.scope.departments) return { ...plan, scope }
  // Of two that were named, the one that is of the kind now said.
  const { isEach, ...rest } = plan
  const within = isEach
    ? [...vocabulary.departments.keys()].filter(
        (id) => isCovered(id, plan.scope, vocabulary) && isCovered(id, scope, vocabulary),
      )
    : []
  const isOfKind = scope.departments === null && within.length > 0
  return {
    ...rest,
    scope: isOfKind ? { ...scope, departments: within, kinds: null } : scope,
    ...(heard.isEach || (isOfKind && within.length > 1) ? { isEach: true } : {}),
  }
}

/** 去掉区委, "excluding the committee": those that the plan covers without them; else those that are named, or the plan's own. */
const editedScope = (
  scope: Scope,
  question: HeardQuestion,
  { scope: heard }: ResolvedScope,
  vocabulary: Vocabulary,
): Scope => {
  const isNamed = heard.departments !== null || heard.kinds !== null
  if (!isNamed) return { ...scope, years: heard.years }
  if (!question.take('not') && !question.take('write', 'weak')) return heard
  const rest = [...vocabulary.departments.keys()].filter(
    (id) => isCovered(id, scope, vocabulary) && !isCovered(id, heard, vocabulary),
  )
  return { departments: rest, kinds: null, years: heard.years }
}

const isCovered = (id: string, { departments, kinds }: Scope, vocabulary: Vocabulary): boolean =>
  (departments === null || departments.includes(id)) &&
  (kinds === null || kinds.some((kind) => kind === vocabulary.departments.get(id)?.department_kind))

const editedSeverities = (question: HeardQuestion): Severity[] | null => {
  const all = Object.keys(severities) as Severity[] // keys of that table
  const asked = all.filter((severity) => question.take('severity', severity))
  if (asked.length === 0) return null
  return question.take('not') ? all.filter((severity) => !asked.includes(severity)) : asked
}

/** 同比呢？, "and the growth rate?" */
const comparesYearsNow = (question: HeardQuestion): ResolvedScope['yearBefore'] =>
  (['change', 'changeRate', 'yearOnYear'] as const).some((role) =>
    question.positions(role).some((at) => !question.isUsed(at)),
  )
    ? 'compared'
    : null

const editedYears = (
  plan: FiguresPlan,
  compared: NonNullable<ResolvedScope['yearBefore']>,
  question: HeardQuestion,
  vocabulary: Vocabulary,
): FiguresPlan | null => {
  const covered = [...vocabulary.departments.keys()].filter((id) => isCovered(id, plan.scope, vocabulary))
  const [deciding] = plan.columns
  if (comparesYears(plan) && compared === 'compared') return rateFirst(plan, question)
  if (deciding === undefined || plan.items !== null || plan.conditions.length > 0) return null
  const measure = comparedMeasure(deciding.measure, false, covered, vocabulary)
  const asked = compared === 'asked' ? 'previous' : 'change'
  const isRate = question.take('percentAsked') || question.has('changeRate')
  for (const role of [
    'change',
    'changeRate',
    'yearOnYear',
    'more',
    'versus',
    'difference',
    'moneyAsked',
  ] as const)
    question.take(role)
  return { ...plan, columns: [...yearColumns(asked, measure, deciding.stage, isRate)] }
}

/** 降了百分之几？ of a change that is told already: the percentage first. */
const rateFirst = (plan: FiguresPlan, question: HeardQuestion): FiguresPlan => {
  for (const role of ['change', 'changeRate', 'yearOnYear', 'moneyAsked'] as const) question.take(role)
  const isRate = question.take('percentAsked')
  // What is ranked stays in the lead.
  return isRate && plan.order === null
    ? firstColumn(plan, (column) => columnUnit(column) === 'percent')
    : plan
}
