/**
 * Indicators of management that are rates of amounts: 预算调整率, 结转结余率 and 预算执行率 of those that the same form prints,
 * “三公经费”控制率 of those of the whole document. A project's own form has the project's rates.
 */
import type { FigureKey, FindingReading } from '../../db/domain/figure.ts'
import type { FigureStage, Measure } from '../../db/domain/terms.ts'
import type { Stated, StatedFigures } from './stated.ts'

/** Whole amounts that the document states; null: it does not. */
type Amounts = Readonly<Record<'initial' | 'adjusted' | 'outturn' | 'carried' | 'all', number | null>>

type Known = Readonly<{
  name: RegExp
  measure: 'expenditure' | 'threePublicExpenses'
  base: FigureStage
  /** In percent of the base; whatever else the rate is understood as follows. */
  of: (amounts: Amounts) => readonly (number | null)[]
}>

const percent = (part: number | null, whole: number | null): number | null =>
  part === null || whole === null || whole === 0 ? null : (100 * part) / whole

const less = (left: number | null, right: number | null): number | null =>
  left === null || right === null ? null : left - right

const rates: readonly Known[] = [
  {
    name: /预算调整率$/u,
    measure: 'expenditure',
    base: 'initialBudget',
    of: ({ initial, adjusted }) => {
      const rate = percent(less(adjusted, initial), initial)
      return [rate === null ? null : Math.abs(rate)]
    },
  },
  {
    name: /(?:结转)?结余率$/u,
    measure: 'expenditure',
    base: 'adjustedBudget',
    of: ({ adjusted, outturn, carried, all }) => [
      percent(less(adjusted, outturn), adjusted),
      percent(carried, all),
      percent(carried, adjusted),
    ],
  },
  {
    name: /三公.?经费.?控制率$/u,
    measure: 'threePublicExpenses',
    base: 'adjustedBudget',
    of: ({ adjusted, outturn }) => [percent(outturn, adjusted)],
  },
  {
    name: /预算执行率$/u,
    measure: 'expenditure',
    base: 'adjustedBudget',
    of: ({ adjusted, outturn }) => [percent(outturn, adjusted)],
  },
]

const wholeKey = ({ fiscalYear }: FigureKey, measure: Measure, stage: FigureStage): FigureKey => ({
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

const isOfOneForm = ({ reading: { print: left } }: Stated, { reading: { print: right } }: Stated): boolean =>
  left.tableTitle === right.tableTitle && left.section === right.section

const compare = (stated: StatedFigures, indicator: Stated, known: Known): readonly FindingReading[] => {
  const amountOf = (measure: Measure, stage: FigureStage) => {
    const amount = stated.like(wholeKey(indicator.key, measure, stage), {}, indicator)
    return measure !== 'expenditure' || (amount && isOfOneForm(amount, indicator)) ? amount : null
  }
  const initial = amountOf(known.measure, 'initialBudget')
  const adjusted = amountOf(known.measure, 'adjustedBudget')
  const outturn = amountOf(known.measure, 'finalAccounts')
  const [due = null, ...others] = known.of({
    initial: initial?.value ?? null,
    adjusted: adjusted?.value ?? null,
    outturn: outturn?.value ?? null,
    carried: amountOf('closingCarryover', 'finalAccounts')?.value ?? null,
    all: amountOf('totalExpenditure', 'finalAccounts')?.value ?? null,
  })
  const isDue = (rate: number | null) => rate !== null && Math.abs(rate - indicator.value) <= tolerance
  if (due === null || [due, ...others].some(isDue)) return []
  const used = known.base === 'initialBudget' ? [initial, adjusted] : [adjusted, outturn]
  return [
    {
      code: 'rate-differs',
      severity: 'soft',
      sides: [[indicator.index], used.flatMap((amount) => (amount ? [amount.index] : []))],
      sizeFen: null,
      details: {
        printed: indicator.reading.print.printedText,
        recomputed: due.toFixed(2),
        base: known.base,
        printedFollowsFrom: null,
      },
    },
  ]
}
