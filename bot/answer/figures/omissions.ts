/** Departments that a list leaves out, with the first condition each one fails: by name when few, counted when many. */
import { budgetOf, candidateKey, compileCandidates, type OutputColumn } from '../../../db/plan/compile.ts'
import type { Condition, FiguresPlan } from '../../../db/plan/plan.ts'
import type { QueryRunner } from '../../../db/run/query-runner.ts'
import { haveOutturn } from '../../understand/vocabulary.ts'
import type { Citations } from '../citations.ts'
import type { Omission } from '../phrases.ts'
import { type Row, runSql } from '../run-plan.ts'
import { type Body, figureIdsOf, type Telling } from './body.ts'
import { holds } from './holds.ts'
import { valuePhrase, whatText } from './wording.ts'

const mostNames = 5

export type Candidates = Readonly<{
  rows: readonly Row[]
  columns: readonly [OutputColumn, ...OutputColumn[]]
}>

/** Every department of the plan's years, whatever its kind, with what the plan would need of it. */
export const findCandidates = async (plan: FiguresPlan, runner: QueryRunner): Promise<Candidates> => {
  const { query, columns } = compileCandidates(plan)
  const { rows } = await runSql(runner, query)
  return { rows, columns }
}

/** Only a list of departments that a condition selects leaves others out. */
export const leavesOut = ({ presentation, conditions, items, limit, focus }: FiguresPlan): boolean =>
  presentation === 'list' &&
  (conditions.length > 0 || focus !== undefined) &&
  (items === null || items.kind === 'named') &&
  limit === null

const leftOut = ({ rows }: Candidates, listed: ReadonlySet<string>, { focus }: FiguresPlan): readonly Row[] =>
  rows.filter((row) => {
    const id = String(row[candidateKey.departmentId])
    return !listed.has(id) && (focus === undefined || focus.includes(id))
  })

/** The figures behind the values that `omissionTexts` will state: none where those left out are only counted. */
export const omissionFigures = (
  candidates: Candidates,
  listed: ReadonlySet<string>,
  { plan }: Telling,
): readonly string[] => {
  const rows = leftOut(candidates, listed, plan)
  if (rows.length > mostNames) return []
  return rows
    .filter((row) => isOfKind(row, plan) && !isUnstated(row, candidates, plan))
    .flatMap((row) => shownColumns(row, candidates, plan).flatMap((column) => figureIdsOf(row, column)))
}

/**
 * What a body that fails a condition is told by: the completion that documents print, else the amounts that the condition
 * is made from, or what it is of.
 */
const shownColumns = (row: Row, { columns }: Candidates, plan: FiguresPlan): readonly OutputColumn[] => {
  const failed = plan.conditions.length > 1 ? failedColumn(row, columns, plan) : null
  if (failed !== null) return [failed]
  const completion = columns.find(
    ({ column }) => column.kind === 'formula' && column.formula === 'completionPercent',
  )
  if (completion) return [completion]
  const amounts = columns.filter(({ column }) => column.kind === 'figure')
  return columns[0].unit === 'money' && columns[0].column.kind === 'formula' && amounts.length > 1
    ? amounts
    : [columns[0]]
}

/** The amount that the first condition is of which it fails. */
const failedColumn = (
  row: Row,
  columns: Candidates['columns'],
  { conditions }: FiguresPlan,
): OutputColumn | null => {
  const failed = failedCondition(row, columns, conditions)
  const column = failed && columns[failed.column]
  return column?.column.kind === 'figure' ? column : null
}

const failedCondition = (
  row: Row,
  columns: Candidates['columns'],
  conditions: FiguresPlan['conditions'],
): Condition | undefined =>
  conditions.find(({ column, comparator, value, alternatives }) => {
    const own = row[columns[column]?.position ?? -1]
    return alternatives === undefined && typeof own === 'number' && !holds[comparator](own, value)
  })

/** Whether what decides is not printed, or no condition fails and one is of what is not printed. */
const isUnstated = (row: Row, { columns }: Candidates, { conditions }: FiguresPlan): boolean =>
  row[columns[0].position] === null ||
  (failedCondition(row, columns, conditions) === undefined &&
    conditions.some(({ column }) => row[columns[column]?.position ?? -1] === null))

/** Years that were asked for beside others and that no row is of. */
export const yearsLeftOut = (
  { rows, key }: Pick<Body, 'rows' | 'key'>,
  { plan, vocabulary, say }: Telling,
  departments: readonly string[],
): readonly string[] => {
  if (plan.aggregate !== null || plan.limit !== null || plan.conditions.length > 0) return []
  const told = new Set(rows.map((row) => row[key.fiscalYear]))
  const needsOutturn = plan.columns.some((column) => budgetOf(column) === null)
  return (plan.scope.years ?? [])
    .filter((year) => !told.has(year))
    .map((year) => {
      const isBudgetOnly = needsOutturn && !haveOutturn(departments, [year], vocabulary)
      return say.omission(say.yearName(year), { reason: isBudgetOnly ? 'budget-only' : 'not-stated' })
    })
}

/** `citations` hold the omission figures; null: nothing is listed, so no value of those left out is stated either. */
export const omissionTexts = (
  candidates: Candidates,
  listed: ReadonlySet<string>,
  telling: Telling,
  citations: Citations | null,
): readonly string[] => {
  const { say } = telling
  const omitted = leftOut(candidates, listed, telling.plan).map((row) => ({
    name: String(row[candidateKey.department]),
    omission: omissionOf(row, candidates, telling, citations),
  }))
  const isNamed = omitted.length <= mostNames
  const groups = Map.groupBy(omitted, ({ omission }) =>
    isNamed && omission.reason === 'condition' ? `condition ${omission.value}` : omission.reason,
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    // One of whom several items are asked has a row for each.
    const names = [...new Set(group.map(({ name }) => name))]
    if (isNamed) return [say.omission(say.list(names), first.omission)]
    const omission: Omission =
      first.omission.reason === 'condition'
        ? { reason: 'condition', value: whatText(telling) }
        : first.omission
    return [say.omission(say.departments(names.length, null), omission)]
  })
}

const omissionOf = (
  row: Row,
  candidates: Candidates,
  telling: Telling,
  citations: Citations | null,
): Omission => {
  const { kinds } = telling.plan.scope
  const [deciding] = candidates.columns
  if (!isOfKind(row, telling.plan)) return { reason: 'not-of-kind', kinds: kinds ?? [] }
  if (isUnstated(row, candidates, telling.plan)) {
    if (row[candidateKey.hasFinalAccounts] === 0) return { reason: 'budget-only' }
    const isStated =
      row[deciding.position] === null && figureIdsOf(row, deciding).length === deciding.figures.length
    return { reason: isStated && deciding.column.kind === 'formula' ? 'zero-base' : 'not-stated' }
  }
  if (citations === null) return { reason: 'condition', value: whatText(telling) }
  const shown = shownColumns(row, candidates, telling.plan)
  const values = shown.map((column) => valuePhrase(row, column, telling))
  return {
    reason: 'condition',
    value: `${telling.say.list(values)}${citations.marks(shown.flatMap((column) => figureIdsOf(row, column)))}`,
  }
}

export const isOfKind = (row: Row, { scope }: FiguresPlan): boolean =>
  scope.kinds === null || scope.kinds.some((kind) => kind === row[candidateKey.departmentKind])
