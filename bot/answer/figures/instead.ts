/**
 * What documents print where the budget that is asked for is not printed: the amount of a form that does not say of which
 * budget it is (2023年预算数), and how far the outturn is from the initial budget (比年初预算数减少6.58万元).
 */
import { budgetOf, compileInstead, insteadKey } from '../../../db/plan/compile.ts'
import type { Column, FiguresPlan } from '../../../db/plan/plan.ts'
import type { QueryRunner } from '../../../db/run/query-runner.ts'
import { Citations } from '../citations.ts'
import { joinTold } from '../join-told.ts'
import { emptyParts, type Told } from '../parts.ts'
import { type Row, runSql } from '../run-plan.ts'
import type { Telling } from './body.ts'
import { amountText, columnText, departmentText } from './wording.ts'

/** The answer, and what is printed in the place of a budget that it lacks. */
export const withInstead = async (
  told: Told,
  runner: QueryRunner,
  telling: Telling,
  answer: (plan: FiguresPlan) => Promise<Told>,
): Promise<Told> => {
  const { plan, say } = telling
  const query = plan.isNonZero ? null : compileInstead(plan)
  const { rows } = query === null ? { rows: [] } : await runSql(runner, query)
  if (rows.length === 0) return told
  const citations = new Citations()
  await citations.addFigures(runner, rows.map(figureOf))
  const lines = rows.flatMap((row) => {
    const column = plan.columns.find(({ measure }) => measure === row[insteadKey.measure])
    return column ? [`${lineOf(row, column, telling)}${citations.marks([figureOf(row)])}`] : []
  })
  const instead: Told = {
    departments: [...new Set(rows.map((row) => String(row[insteadKey.departmentId])))],
    parts: { ...emptyParts, status: 'answer', text: lines.join('\n'), citations: citations.entries },
  }
  if (told.parts.code !== 'not-printed') return joinTold([told, instead], say)
  const missing = plan.columns.flatMap((column) => {
    const stage = budgetOf(column)
    return stage === null ? [] : [columnText({ kind: 'figure', measure: column.measure, stage }, telling)]
  })
  const text = say.notPrintedOf([...new Set(missing)])
  // The outturn that the budget was to be set against.
  const [outturn, ...others] = plan.columns.filter(
    (column) => column.kind === 'figure' && column.stage === 'finalAccounts',
  )
  const held = outturn ? [await answer({ ...plan, columns: [outturn, ...others], compare: null })] : []
  return joinTold([...held, { ...told, parts: { ...told.parts, text } }, instead], say)
}

const figureOf = (row: Row): string => String(row[insteadKey.figureId])

const lineOf = (row: Row, { measure }: Column, telling: Telling): string => {
  const { say } = telling
  const name = departmentText(
    String(row[insteadKey.departmentId]),
    String(row[insteadKey.department]),
    telling,
  )
  const aspect = row[insteadKey.aspect]
  if (aspect === 'amount') {
    const column: Column = { kind: 'figure', measure, stage: 'initialBudget' }
    const form = String(row[insteadKey.tableTitle] ?? row[insteadKey.section])
    const amount = amountText(Number(row[insteadKey.amountFen]), column, telling)
    return say.unstaged(name, form, String(row[insteadKey.columnLabel]), say.measure(measure), amount)
  }
  const isRate = aspect === 'budgetDifferenceRate'
  const column: Column = {
    kind: 'formula',
    formula: isRate ? 'overrunPercent' : 'overrunAmount',
    measure,
    stage: 'finalAccounts',
    whole: null,
  }
  const value = Number(row[isRate ? insteadKey.quantity : insteadKey.amountFen])
  const text = amountText(Math.abs(value), column, telling)
  return say.row(name, [say.value(column, text, Math.sign(value), '', null)], '')
}
