/** What is said when no row answers: that none qualifies, or that it is not in the documents and what is instead. */
import { compileFigures } from '../../../db/plan/compile.ts'
import type { Column, Condition, FiguresPlan } from '../../../db/plan/plan.ts'
import type { QueryRunner } from '../../../db/run/query-runner.ts'
import { type HeldDepartment, hasOutturn } from '../../understand/vocabulary.ts'
import type { Answer } from '../answer.ts'
import { Citations, findReorganisations } from '../citations.ts'
import { emptyParts, type Told } from '../parts.ts'
import { runSql } from '../run-plan.ts'
import { scopeText } from '../scope-text.ts'
import { figureIdsOf, type Telling } from './body.ts'
import { findCandidates, isOfKind, omissionTexts } from './omissions.ts'
import { columnText, restatementText, whatText } from './wording.ts'

type Query = Pick<Answer, 'sql' | 'parameters'>
/** Answers the initial budget of the same thing, which may be held where an outturn is not. */
type AnswerInstead = (plan: FiguresPlan) => Promise<Told>

export const tellNothingFound = async (
  telling: Telling,
  runner: QueryRunner,
  query: Query,
  answerInstead: AnswerInstead,
): Promise<Told> => {
  const { plan } = telling
  const conditions = plan.isNonZero && plan.conditions.length === 0 ? [nonZero] : plan.conditions
  const isSelection = conditions.length > 0 && plan.presentation !== 'yes-no'
  // Of who has any, those are told who have what one of the columns states.
  const isBounded = isSelection && plan.conditions.length > 0
  const printed = isBounded ? [] : await printedColumns(plan, runner)
  if (printed.length > 0) return tellWithout(telling, printed, answerInstead)
  return isSelection && (await isPrinted(plan, runner))
    ? tellNoneQualifies({ ...telling, plan: { ...plan, conditions } }, runner, query)
    : tellNotHeld(telling, runner, query, plan.scope.departments ?? [], answerInstead)
}

const nonZero: Condition = { column: 0, comparator: 'ne', value: 0 }

/** Whether documents print what is chosen from; of what they do not print, none qualifies or all may. */
const isPrinted = async (plan: FiguresPlan, runner: QueryRunner): Promise<boolean> => {
  const unfiltered: FiguresPlan = {
    ...plan,
    conditions: [],
    isNonZero: false,
    // What is ordered has a value.
    order: 'descending',
    limit: null,
    aggregate: null,
  }
  const { rows } = await runSql(runner, compileFigures(unfiltered).query)
  return rows.length > 0
}

/** Those of several amounts that are printed, where not all of them are: 年初预算和决算 of what has no initial budget. */
const printedColumns = async (plan: FiguresPlan, runner: QueryRunner): Promise<readonly Column[]> => {
  const isOfAmounts = plan.columns.every(({ kind }) => kind === 'figure')
  if (plan.columns.length === 1 || !isOfAmounts || plan.compare !== null || plan.aggregate !== null) return []
  const found = await Promise.all(
    plan.columns.map(async (column) => {
      const { rows } = await runSql(runner, compileFigures({ ...plan, columns: [column] }).query)
      return rows.length > 0
    }),
  )
  return plan.columns.filter((_, index) => found[index])
}

/** Answers what is printed, and names what is not. */
const tellWithout = async (
  telling: Telling,
  printed: readonly Column[],
  answerInstead: AnswerInstead,
): Promise<Told> => {
  const { plan, say } = telling
  const told = await answerInstead({ ...plan, columns: [...printed] })
  const missing = plan.columns.filter((column) => !printed.includes(column))
  const names = missing.map((column) => columnText(column, telling))
  return { ...told, parts: { ...told.parts, text: `${told.parts.text}\n${say.notPrintedOf(names)}` } }
}

/** "None" is an answer: it cites what was looked at. */
const tellNoneQualifies = async (telling: Telling, runner: QueryRunner, query: Query): Promise<Told> => {
  const { plan, say } = telling
  const candidates = await findCandidates(plan, runner)
  const citations = new Citations()
  await citations.addFigures(
    runner,
    candidates.rows
      .filter((row) => isOfKind(row, plan))
      .flatMap((row) => candidates.columns.flatMap((column) => figureIdsOf(row, column))),
  )
  const isOfDepartments = plan.items === null || plan.items.kind === 'named'
  const omitted = isOfDepartments ? omissionTexts(candidates, new Set(), telling, null) : []
  return {
    departments: plan.scope.departments ?? [],
    parts: {
      ...emptyParts,
      ...query,
      status: 'answer',
      text: [say.none(whatText(telling)), ...(omitted.length > 0 ? [say.omitted(omitted)] : [])].join('\n'),
      restatement: restatementText([], telling),
      citations: citations.entries,
    },
  }
}

const tellNotHeld = async (
  telling: Telling,
  runner: QueryRunner,
  query: Query,
  departments: readonly string[],
  answerInstead: AnswerInstead,
): Promise<Told> => {
  const { plan, say, language, vocabulary } = telling
  const [deciding] = plan.columns
  const stage = deciding?.kind === 'figure' ? deciding.stage : 'finalAccounts'
  const held = departments.flatMap((id): readonly HeldDepartment[] => {
    const department = vocabulary.departments.get(id)
    return department ? [department] : []
  })
  const isOfAll = plan.scope.departments === null && plan.scope.kinds === null
  const asked = isOfAll ? [...vocabulary.departments.values()] : held
  const isOutturnMissing =
    asked.length > 0 &&
    stage === 'finalAccounts' &&
    asked.every((department) => !hasOutturn(department, plan.scope.years))
  const instead = isOutturnMissing ? await initialBudgetInstead(plan, runner, answerInstead) : null
  const names =
    held.length > 0 ? held.map(({ department }) => department) : [scopeText(plan.scope, vocabulary, say)]
  const sentences = names.map((name) => (isOutturnMissing ? say.stageNotHeld(name) : say.noFigure(name)))
  // What is not under one name may be under the other; what is told instead says that itself.
  const reorganised = instead ? [] : await findReorganisations(runner, departments)
  return {
    departments,
    parts: {
      ...(instead?.parts ?? emptyParts),
      ...query,
      status: 'no_data',
      code: isOutturnMissing ? 'stage-not-held' : 'not-printed',
      text: [
        ...sentences,
        ...reorganised.map((said) => say.reorganisation(said[language])),
        ...(instead ? [instead.parts.text] : []),
      ].join('\n'),
      restatement: restatementText([], telling),
    },
  }
}

const initialBudgetInstead = async (
  plan: FiguresPlan,
  runner: QueryRunner,
  answerInstead: AnswerInstead,
): Promise<Told | null> => {
  const [first] = plan.columns
  if (!first) return null
  const instead: FiguresPlan = {
    ...plan,
    columns: [{ kind: 'figure', measure: first.measure, stage: 'initialBudget' }],
    conditions: [],
    order: null,
    limit: null,
    aggregate: null,
    compare: null,
    presentation: 'value',
  }
  const { rows } = await runSql(runner, compileFigures(instead).query)
  return rows.length === 0 ? null : answerInstead(instead)
}
