/** One body's budget against another one's outturn: each as it is printed, and how far they are apart. */
import { fenByUnit } from '../../../db/domain/money.ts'
import type { Column, FiguresPlan } from '../../../db/plan/plan.ts'
import { joinTold } from '../join-told.ts'
import type { Told } from '../parts.ts'
import type { Telling } from './body.ts'
import { amountText, columnLabel, departmentText } from './wording.ts'

/** null: the plan asks for one stage of all, or one of the two is not printed. */
export const answerAcrossStages = async (
  telling: Telling,
  answer: (plan: FiguresPlan) => Promise<Told>,
): Promise<Told | null> => {
  const { plan, say } = telling
  const [deciding] = plan.columns
  if (plan.stages === undefined || deciding === undefined) return null
  const sides = await Promise.all(
    Object.entries(plan.stages).map(async ([id, stage]) => {
      const column: Column = { kind: 'figure', measure: deciding.measure, stage }
      const { stages: _, ...rest } = plan
      const asked: FiguresPlan = {
        ...rest,
        columns: [column],
        compare: null,
        presentation: 'value',
        scope: { ...plan.scope, departments: [id], kinds: null },
      }
      const told = await answer(asked)
      const value = told.parts.rows[0]?.at(-1)
      const name = departmentText(id, telling.vocabulary.departments.get(id)?.department ?? '', telling)
      return {
        told,
        column,
        value: typeof value === 'number' ? value : null,
        name: say.ofStage(name, columnLabel({ ...column, measure: 'expenditure' }, telling)),
      }
    }),
  )
  const [left, right] = sides
  if (!left || !right || left.value === null || right.value === null) return null
  const [high, low] = left.value >= right.value ? [left, right] : [right, left]
  const apart = Math.round((high.value ?? 0) * fenByUnit.万元 - (low.value ?? 0) * fenByUnit.万元)
  const { parts, departments } = joinTold([left.told, right.told], say)
  const headline = say.headlineDifference(
    high.name,
    low.name,
    amountText(apart, deciding, telling),
    null,
    apart > 0,
  )
  const cited = parts.citations.map((_, index) => index)
  const blank = parts.columns.slice(1)
  return {
    departments,
    parts: {
      ...parts,
      text: [headline, say.otherStages, parts.text].join('\n'),
      rows: [...parts.rows, [say.difference, ...blank.slice(1).map(() => null), apart / fenByUnit.万元]],
      evidence: [...parts.evidence, [[], ...blank.slice(1).map((): number[] => []), cited]],
    },
  }
}
