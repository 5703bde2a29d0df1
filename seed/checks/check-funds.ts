/**
 * Where all of a body's money is of one fund, what it states of all money and of that fund is one thing said twice:
 * 605.00 of all funds in one table, 611.70 of the general public budget in a sentence.
 */
import { attachmentRank, type FigureKey, type FindingReading } from '../../db/domain/figure.ts'
import { partsOfOfficialVehicles, partsOfThreePublicExpenses } from '../../db/domain/measure-parts.ts'
import type { FigureMeasure, Fund, Stage } from '../../db/domain/terms.ts'
import { isWithin } from '../compare-prints.ts'
import type { Stated, StatedFigures } from './stated.ts'

const oneFund: readonly Fund[] = ['all', 'fiscalAppropriation', 'generalPublicBudget']

const spending: ReadonlySet<FigureMeasure> = new Set([
  'expenditure',
  'basicExpenditure',
  'projectExpenditure',
  'personnelExpenses',
  'nonPersonnelExpenses',
])

/** Paid from the fiscal appropriation only, whether a sentence says so or not. */
const ofAppropriation: ReadonlySet<FigureMeasure> = new Set([
  'threePublicExpenses',
  ...partsOfThreePublicExpenses,
  ...partsOfOfficialVehicles,
])

/** The general public budget may pay less than all of it. */
const isOfAppropriation = ({ key }: Stated): boolean =>
  ofAppropriation.has(key.measure) && key.fund !== 'generalPublicBudget'

const wholeOf = (fiscalYear: number, stage: Stage, fund: Fund): FigureKey => ({
  fiscalYear,
  stage,
  fund,
  measure: 'expenditure',
  item: null,
  subject: null,
  aspect: 'amount',
  whole: null,
})

/** All expenditure of the year is of the general public budget. */
const isOfOneFund = (stated: StatedFigures, fiscalYear: number, stage: Stage): boolean => {
  const all = stated.like(wholeOf(fiscalYear, stage, 'all'), {})
  const main = stated.like(wholeOf(fiscalYear, stage, 'generalPublicBudget'), {})
  return all !== null && main !== null && all.reading.rank < attachmentRank && all.value === main.value
}

const isWhole = ({ key }: Stated): boolean =>
  key.aspect === 'amount' && key.subject === null && oneFund.includes(key.fund)

export const checkFunds = (
  stated: StatedFigures,
  fiscalYear: number,
  stage: Stage,
): readonly FindingReading[] => {
  const isOne = isOfOneFund(stated, fiscalYear, stage)
  const groups = Map.groupBy(
    stated.all.filter(
      (each) =>
        isWhole(each) &&
        each.key.fiscalYear === fiscalYear &&
        (isOfAppropriation(each) || (isOne && spending.has(each.key.measure))),
    ),
    ({ key }) => JSON.stringify([key.stage, key.measure, key.item?.code ?? key.item?.name ?? null]),
  )
  return [...groups.values()].flatMap((group) => {
    const [first, ...others] = group.toSorted((a, b) => a.reading.rank - b.reading.rank || a.index - b.index)
    const differing = others.filter(({ value }) => value !== first?.value)
    return first
      ? [...Map.groupBy(differing, ({ value }) => value).values()].map((other) => finding(first, other))
      : []
  })
}

const finding = (first: Stated, others: readonly Stated[]): FindingReading => {
  const [other = first] = others
  const size = Math.abs(first.value - other.value)
  return {
    code: 'funds-differ',
    severity: isWithin(size, Math.max(first.exactness, other.exactness)) ? 'rounding' : 'real',
    sides: [[first.index], others.map(({ index }) => index)],
    sizeFen: size,
    details: { primary: first.reading.print.printedText, other: other.reading.print.printedText },
  }
}
