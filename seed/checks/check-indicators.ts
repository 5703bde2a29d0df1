/** Indicators of management that are rates of amounts the same form prints: 预算调整率, 结转结余率, “三公经费”控制率. */
import type { FigureKey, FindingReading } from '../../db/domain/figure.ts'
import type { FigureStage } from '../../db/domain/terms.ts'
import type { Stated, StatedFigures } from './stated.ts'

type Known = Readonly<{
  name: RegExp
  measure: 'expenditure' | 'threePublicExpenses'
  base: FigureStage
  /** In percent of the base. */
  of: (amounts: Readonly<{ initial: number; adjusted: number; outturn: number }>) => number
}>

const percent = (part: number, whole: number): number => (100 * part) / whole

const rates: readonly Known[] = [
  {
    name: /预算调整率$/u,
    measure: 'expenditure',
    base: 'initialBudget',
    of: ({ initial, adjusted }) => percent(Math.abs(adjusted - initial), initial),
  },
  {
    name: /(?:结转)?结余率$/u,
    measure: 'expenditure',
    base: 'adjustedBudget',
    of: ({ adjusted, outturn }) => percent(adjusted - outturn, adjusted),
  },
  {
    name: /三公.?经费.?(?:变动|控制)率$/u,
    measure: 'threePublicExpenses',
    base: 'adjustedBudget',
    of: ({ adjusted, outturn }) => percent(outturn, adjusted),
  },
  {
    name: /预算执行率$/u,
    measure: 'expenditure',
    base: 'adjustedBudget',
    of: ({ adjusted, outturn }) => percent(outturn, adjusted),
  },
]

const wholeKey = ({ fiscalYear }: FigureKey, measure: Known['measure'], stage: FigureStage): FigureKey => ({
  fiscalYear,
  stage,
  fund: 'all',
  measure,
  item: null,
  subject: null,
  aspect: 'amount',
  whole: null,
})

/** Forms print whole percents. */
const tolerance = 1

export const checkIndicators = (stated: StatedFigures): readonly FindingReading[] =>
  stated.all
    .filter(({ key }) => key.measure === 'indicator' && key.aspect === 'actual')
    .flatMap((indicator) => {
      const known = rates.find(({ name }) => name.test(indicator.key.subject ?? ''))
      return known ? compare(stated, indicator, known) : []
    })

const compare = (stated: StatedFigures, indicator: Stated, known: Known): readonly FindingReading[] => {
  const [initial, adjusted, outturn] = (['initialBudget', 'adjustedBudget', 'finalAccounts'] as const).map(
    (stage) => stated.like(wholeKey(indicator.key, known.measure, stage), {}, indicator),
  )
  const base = known.base === 'initialBudget' ? initial : adjusted
  const other = known.base === 'initialBudget' ? adjusted : outturn
  if (!base || !other || base.value === 0) return []
  const recomputed = known.of({
    initial: initial?.value ?? 0,
    adjusted: adjusted?.value ?? 0,
    outturn: outturn?.value ?? 0,
  })
  if (Math.abs(recomputed - indicator.value) <= tolerance) return []
  return [
    {
      code: 'rate-differs',
      severity: 'soft',
      sides: [[indicator.index], [base.index, other.index]],
      sizeFen: null,
      details: {
        printed: indicator.reading.print.printedText,
        recomputed: recomputed.toFixed(2),
        base: known.base,
        printedFollowsFrom: null,
      },
    },
  ]
}
