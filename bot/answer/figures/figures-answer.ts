/** An answer from a plan over figures: rows with their evidence first, then the text, written from the rows. */
import type { Fund, PrintState } from '../../../db/domain/terms.ts'
import { roundAverageFen, roundPercent } from '../../../db/figures/derive.ts'
import { compileFigures, type OutputColumn, type RowKey } from '../../../db/plan/compile.ts'
import type { FiguresPlan } from '../../../db/plan/plan.ts'
import type { QueryRunner } from '../../../db/run/query-runner.ts'
import type { Vocabulary } from '../../understand/vocabulary.ts'
import { Citations, findContradictions } from '../citations.ts'
import { emptyParts, type Told } from '../parts.ts'
import { phrases } from '../phrases.ts'
import type { Manner } from '../preferences.ts'
import { type Row, runSql } from '../run-plan.ts'
import { type Body, cellValue, figureIdsOf, pairOf, stateOf, subjectOf, type Telling } from './body.ts'
import { tellNothingFound } from './nothing-found.ts'
import { findCandidates, leavesOut, omissionFigures, omissionTexts, yearsLeftOut } from './omissions.ts'
import { tableOf } from './table.ts'
import { headline, rowLines } from './text.ts'
import { contradictionWarnings, recomputedWarnings } from './warnings.ts'
import { restatementText } from './wording.ts'

/** Outcomes: an answer; 'no_data' where nothing is printed, only blanks are, or there are not two values to compare. */
export const answerFigures = async (
  plan: FiguresPlan,
  runner: QueryRunner,
  vocabulary: Vocabulary,
  manner: Manner,
): Promise<Told> => {
  const telling: Telling = { ...manner, plan, vocabulary, say: phrases[manner.language] }
  // "Did it exceed …?" shows the value either way; whether the condition holds is asked beside it.
  const isYesNo = plan.presentation === 'yes-no' && plan.conditions.length > 0
  const { query, aggregate, key, columns } = compileFigures(isYesNo ? { ...plan, conditions: [] } : plan)
  const [{ rows: found, isTruncated }, aggregated, holding] = await Promise.all([
    runSql(runner, query),
    aggregate && runSql(runner, aggregate),
    isYesNo ? runSql(runner, compileFigures(plan).query) : null,
  ])
  const shown = { sql: (aggregate ?? query).sql, parameters: [...(aggregate ?? query).parameters] }
  const isUndecided =
    plan.columns[0]?.kind === 'formula' && found.every((row) => cellValue(row, columns[0]) === null)
  if (found.length === 0 || isUndecided)
    return tellNothingFound(telling, runner, shown, (instead) =>
      answerFigures(instead, runner, vocabulary, manner),
    )
  // "Why is it not in the list?" is about that body only.
  const { focus } = plan
  const rows = focus ? found.filter((row) => focus.includes(subjectOf(row, key).departmentId)) : found
  const funds = rows.flatMap((row) => fundsOf(row, key, columns))
  if (plan.compare !== null && pairOf(plan, rows, columns) === null)
    return {
      departments: [],
      parts: {
        ...emptyParts,
        ...shown,
        status: 'no_data',
        code: 'nothing-to-compare',
        text: telling.say.nothingToCompare(rows.length),
        restatement: restatementText(funds, telling),
      },
    }
  const figureIds = rows.flatMap((row) => columns.flatMap((column) => figureIdsOf(row, column)))
  const departments = new Set(rows.map((row) => subjectOf(row, key).departmentId))
  const [contradictions, candidates] = await Promise.all([
    findContradictions(runner, figureIds),
    leavesOut(plan) ? findCandidates(plan, runner) : null,
  ])
  const citations = new Citations()
  const omittedIds = candidates ? omissionFigures(candidates, departments, telling) : []
  await citations.addFigures(runner, [...figureIds, ...omittedIds])
  const [total] = aggregated?.rows ?? []
  const body: Body = {
    rows,
    key,
    columns,
    citations,
    aggregate: total
      ? { value: aggregateValue(plan, columns[0], Number(total[0])), count: Number(total[1]) }
      : null,
  }
  // A look-up that meets blanks only has found the place and no figure in it.
  const isBlank =
    plan.presentation === 'value' &&
    rows.every((row) =>
      columns.every((column) =>
        column.state === null ? cellValue(row, column) === null : isUnstated(stateOf(row, column)),
      ),
    )
  const omitted = candidates
    ? omissionTexts(candidates, departments, telling, citations)
    : yearsLeftOut(body, telling, [...departments])
  return {
    departments: [...departments],
    parts: {
      status: isBlank ? 'no_data' : 'answer',
      code: isBlank ? 'blank' : null,
      text: [
        ...(holding ? [holding.rows.length > 0 ? telling.say.yes : telling.say.no] : []),
        ...headline(body, telling),
        ...rowLines(body, telling),
        ...(omitted.length > 0 ? [telling.say.omitted(omitted)] : []),
      ].join('\n'),
      restatement: restatementText(funds, telling),
      ...tableOf(body, telling),
      ...shown,
      citations: citations.entries,
      warnings: [
        ...contradictionWarnings(contradictions, telling),
        ...recomputedWarnings(body, telling),
        ...(isTruncated ? [telling.say.truncated(rows.length)] : []),
      ],
      choices: [],
    },
  }
}

/** The fund of a row, and those of columns that have one of their own. */
const fundsOf = (row: Row, key: RowKey, columns: readonly OutputColumn[]): readonly Fund[] => [
  subjectOf(row, key).fund,
  ...columns.flatMap(({ fund }) => (fund === null || row[fund] === null ? [] : [row[fund] as Fund])), // as in the view
]

const isUnstated = (state: PrintState | null): boolean => state === 'blank' || state === 'dash'

const aggregateValue = ({ aggregate }: FiguresPlan, { unit }: OutputColumn, value: number): number => {
  if (aggregate === 'count') return value
  if (unit !== 'money') return roundPercent(value)
  return aggregate === 'average' ? roundAverageFen(value) : value
}
