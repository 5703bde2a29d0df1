/**
 * Printed percentages against the amounts they are taken of: completion, execution, shares, and changes on the year.
 * Where the printed one follows from another base (the new amount instead of the old one), the finding says so.
 */
import type { FigureKey, FindingReading } from '../../db/domain/figure.ts'
import { wholesOf } from '../../db/domain/measure-parts.ts'
import type { Aspect } from '../../db/domain/terms.ts'
import { fundNamedIn } from '../tables/match-label.ts'
import type { Stated, StatedFigures } from './stated.ts'

type Fraction = Readonly<{ part: Stated; whole: Stated; base: string }>

const amount = { aspect: 'amount', whole: null } as const

/** What the percentage is said to be of; then what else it may have been taken of. */
const fractionsOf = (stated: StatedFigures, rate: Stated): readonly Fraction[] => {
  const { key } = rate
  const of = (part: Partial<FigureKey>, whole: Partial<FigureKey>, base: string): readonly Fraction[] => {
    const above = stated.like(key, { ...amount, ...part }, rate)
    const below = stated.like(key, { ...amount, ...whole }, rate)
    return above && below && below.value !== 0 ? [{ part: above, whole: below, base }] : []
  }
  const outturn = { stage: 'finalAccounts' } as const
  switch (key.aspect satisfies Aspect) {
    case 'completionRate':
      return of(outturn, { stage: 'initialBudget' }, 'initialBudget')
    case 'executionRate':
      return of(outturn, { stage: 'adjustedBudget' }, 'adjustedBudget')
    case 'budgetDifferenceRate':
      return of({ aspect: 'budgetDifference' }, { stage: 'initialBudget' }, 'initialBudget')
    case 'changeRate': {
      const change = { aspect: 'change' } as const
      const before = of(change, { fiscalYear: key.fiscalYear - 1 }, 'previousYear')
      return [...(before.length > 0 ? before : derivedBefore(stated, rate)), ...of(change, {}, 'thisYear')]
    }
    case 'share':
      return key.measure === 'stated' ? sharesInWords(stated, rate) : sharesOf(rate, of)
    default:
      return []
  }
}

/** A share of something that the thing is a part of; 占货物支出金额的 of contracts is of the contracts for goods only. */
const sharesOf = (
  { key }: Stated,
  of: (part: Partial<FigureKey>, whole: Partial<FigureKey>, base: string) => readonly Fraction[],
): readonly Fraction[] => {
  if (key.whole === null || (key.item === null && !wholesOf(key.measure).includes(key.whole))) return []
  const whole = { measure: key.whole, item: null, subject: null }
  return [...of({}, whole, key.whole), ...of({}, { ...whole, fund: 'all' }, key.whole)]
}

/** 资金 23 万元，占一般公共预算项目支出总额的 3.42%: the amount before it, of the whole that is named, or of all expenditure. */
const sharesInWords = (stated: StatedFigures, rate: Stated): readonly Fraction[] => {
  const part = stated.amountBefore(rate)
  const wholeKey = {
    ...rate.key,
    ...amount,
    stage: 'finalAccounts',
    item: null,
    subject: null,
  } as const
  const fund = fundNamedIn(rate.key.subject ?? '') ?? 'all'
  if (part === null || rate.key.whole === null) return []
  return [...new Set([rate.key.whole, 'expenditure' as const])].flatMap((measure) => {
    const whole = stated.like(wholeKey, { measure, fund }) ?? stated.like(wholeKey, { measure, fund: 'all' })
    return whole && whole.value !== 0 ? [{ part, whole, base: measure }] : []
  })
}

/** The year before where only the change is printed: this year less the change. */
const derivedBefore = (stated: StatedFigures, rate: Stated): readonly Fraction[] => {
  const change = stated.like(rate.key, { aspect: 'change', whole: null }, rate)
  const now = stated.like(rate.key, amount, rate)
  const value = change && now ? now.value - change.value : 0
  return change && now && value !== 0
    ? [
        {
          part: change,
          whole: { ...now, value, exactness: now.exactness + change.exactness },
          base: 'previousYear',
        },
      ]
    : []
}

/** Amounts may be half a last digit off, and so may the percentage; documents truncate as well as round. */
const follows = ({ part, whole }: Fraction, rate: Stated): boolean => {
  const percent = (above: number, below: number) => (100 * above) / below
  const halves = [-0.5, 0.5]
  const ends = halves.flatMap((left) =>
    halves.map((right) => percent(part.value + left * part.exactness, whole.value + right * whole.exactness)),
  )
  return rate.value >= Math.min(...ends) - rate.exactness && rate.value <= Math.max(...ends) + rate.exactness
}

/** Whether the percentage is what the amounts give, and what neither would give with another last digit. */
const settles = ({ part, whole }: Fraction, rate: Stated): boolean => {
  const percent = (offPart: number, offWhole: number) => {
    const below = whole.value + offWhole * whole.exactness
    const above = part.value + offPart * part.exactness
    return Math.round((100 * above) / below / rate.exactness)
  }
  const said = Math.round(rate.value / rate.exactness)
  const isOther = (offPart: number, offWhole: number) => percent(offPart, offWhole) !== said
  return percent(0, 0) === said && [-1, 1].every((off) => isOther(off, 0) && isOther(0, off))
}

/** Percentages that bear out, to the last digit, the two amounts that they are of: the indexes of all three. */
export const settlingRates = (stated: StatedFigures): readonly (readonly number[])[] =>
  stated.every.flatMap((rate) => {
    const [said] = fractionsOf(stated, rate)
    // A year before that is made from a change is no print.
    const isPrinted = said !== undefined && stated.every.includes(said.whole)
    return isPrinted && settles(said, rate) ? [[rate.index, said.part.index, said.whole.index]] : []
  })

/** One print may state the rate of two things: 收、支总计. */
const onePerPrint = (rates: readonly Stated[]): readonly Stated[] =>
  [...new Map(rates.toReversed().map((rate) => [rate.index, rate])).values()].toReversed()

export const checkRates = (stated: StatedFigures): readonly FindingReading[] =>
  onePerPrint(stated.all).flatMap((rate) => {
    const [said, ...others] = fractionsOf(stated, rate)
    const base = others.find((other) => follows(other, rate))?.base ?? null
    // What is said to be of 支出合计 may be of that of its fund or of all money.
    if (!said || follows(said, rate) || base === said.base) return []
    const recomputed = Math.abs((100 * said.part.value) / said.whole.value)
    return [
      {
        code: 'rate-differs',
        severity: 'real',
        sides: [[rate.index], [...new Set([said.part.index, said.whole.index])]],
        sizeFen: null,
        details: {
          printed: rate.reading.print.printedText,
          recomputed: recomputed.toFixed(2),
          base: said.base,
          printedFollowsFrom: base,
        },
      },
    ]
  })
