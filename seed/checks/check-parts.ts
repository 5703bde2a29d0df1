/**
 * Wholes and parts that stand in different places: 人员经费 and 公用经费 of one table against 基本支出 of another, or all
 * three in one sentence. What one table adds up by itself is checked with the table (check-sums).
 */
import { attachmentRank, type FindingReading, type PrintReading } from '../../db/domain/figure.ts'
import {
  partsByMeasure,
  partsOfBasicExpenditure,
  partsOfGovernmentProcurement,
  partsOfThreePublicExpenses,
} from '../../db/domain/measure-parts.ts'
import type { FigureMeasure, Measure } from '../../db/domain/terms.ts'
import { isWithin } from '../compare-prints.ts'
import type { Stated, StatedFigures } from './stated.ts'

type Wholes = Readonly<{
  whole: FigureMeasure
  parts: readonly Measure[]
  /** There may be more parts than these: less than the whole is no contradiction. */
  isOpen: boolean
}>

const wholes: readonly Wholes[] = [
  { whole: 'basicExpenditure', parts: partsOfBasicExpenditure, isOpen: false },
  { whole: 'expenditure', parts: ['basicExpenditure', 'projectExpenditure'], isOpen: true },
  { whole: 'threePublicExpenses', parts: partsOfThreePublicExpenses, isOpen: false },
  { whole: 'governmentProcurement', parts: partsOfGovernmentProcurement, isOpen: false },
  { whole: 'totalAssets', parts: ['totalLiabilities', 'netAssets'], isOpen: false },
  { whole: 'totalAssets', parts: ['currentAssets', 'fixedAssets'], isOpen: true },
]

const isAmount = ({ key }: Stated): boolean =>
  key.aspect === 'amount' && key.item === null && key.subject === null

const isOfOneTable = (total: Stated, parts: readonly Stated[]): boolean => {
  const { tableTitle } = total.reading.print
  return tableTitle !== null && parts.every(({ reading }) => reading.print.tableTitle === tableTitle)
}

const sumOf = (parts: readonly Stated[]): number => parts.reduce((so, { value }) => so + value, 0)

const finding = (
  total: number,
  parts: readonly Stated[],
  size: number,
  severity: FindingReading['severity'],
): FindingReading => ({
  code: 'sum-differs',
  severity,
  sides: [[total], parts.map(({ index }) => index)],
  sizeFen: size,
  details: { sumFen: sumOf(parts) },
})

/** A sentence is compared with its own section; what answers for the whole document with what answers for its parts. */
const partOf = (stated: StatedFigures, total: Stated, measure: Measure): Stated | null => {
  const beside = stated.like(total.key, { measure }, total)
  if (beside?.reading.print.section === total.reading.print.section) return beside
  const part = stated.like(total.key, {}) === total ? stated.like(total.key, { measure }) : null
  return part && part.reading.rank < attachmentRank ? part : null
}

const differing = (stated: StatedFigures, total: Stated): readonly FindingReading[] =>
  wholes
    .filter(({ whole }) => whole === total.key.measure)
    .flatMap(({ parts, isOpen }) => {
      const found = parts.flatMap((measure) => partOf(stated, total, measure) ?? [])
      const size = total.value - sumOf(found)
      if (found.length < parts.length || size === 0 || isOfOneTable(total, found)) return []
      const allowance = [total, ...found].reduce((so, { exactness }) => so + exactness / 2, 0)
      const isRounding = isWithin(Math.abs(size), allowance)
      if (isOpen && size > 0 && !isRounding) return []
      return [finding(total.index, found, Math.abs(size), isRounding ? 'rounding' : 'real')]
    })

/** A whole that its table left blank over parts that it prints. */
const blank = (prints: readonly PrintReading[], stated: StatedFigures): readonly FindingReading[] => {
  const tables = Map.groupBy(stated.every, ({ reading }) => reading.print.tableTitle)
  const measuresByTable = new Map(
    [...tables].map(([title, own]) => [title, new Set(own.map(({ key }) => key.measure))] as const),
  )
  return prints.flatMap(({ print, figures: [key] }, index) => {
    if (print.state !== 'blank' || !key || key.aspect !== 'amount') return []
    const parts = (partsByMeasure[key.measure] ?? [])
      .filter((measure) => measuresByTable.get(print.tableTitle)?.has(measure))
      .flatMap((measure) => stated.like(key, { measure }) ?? [])
      .filter(({ value, reading }) => value !== 0 && reading.print.tableTitle === print.tableTitle)
    return parts.length > 0 ? [finding(index, parts, sumOf(parts), 'soft')] : []
  })
}

/** 年初结转 + 本年收入 = 本年支出 + 年末结转, within a row of one table. */
const balances = (stated: StatedFigures): readonly FindingReading[] =>
  stated.all
    // All money may also come from earlier surpluses, or be given away.
    .filter(({ key }) => key.measure === 'closingCarryover' && key.aspect === 'amount' && key.fund !== 'all')
    .flatMap((closing) => {
      const parts = (['openingCarryover', 'revenue', 'expenditure'] as const).flatMap(
        (measure) => stated.like(closing.key, { measure }, closing) ?? [],
      )
      const [opening, revenue, expenditure] = parts
      if (!opening || !revenue || !expenditure || !isOfOneTable(closing, parts)) return []
      const due = opening.value + revenue.value - expenditure.value
      const allowance = [closing, ...parts].reduce((so, { exactness }) => so + exactness / 2, 0)
      if (isWithin(Math.abs(due - closing.value), allowance)) return []
      return [
        {
          ...finding(closing.index, parts, Math.abs(due - closing.value), 'real'),
          details: { sumFen: due, rule: 'balance' },
        },
      ]
    })

export const checkParts = (
  prints: readonly PrintReading[],
  stated: StatedFigures,
): readonly FindingReading[] => [
  ...stated.every.filter(isAmount).flatMap((total) => differing(stated, total)),
  ...blank(prints, stated),
  ...balances(stated),
]
