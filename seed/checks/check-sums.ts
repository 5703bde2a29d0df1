/**
 * The printed arithmetic of one table: every total is added up again from the parts that the table itself prints. What
 * does not add up is a finding with both sides; within the rounding of the printed digits it is called so.
 */
import { codesAbove } from '../../db/domain/classification.ts'
import type { FigureKey, FindingReading, PrintReading } from '../../db/domain/figure.ts'
import { itemKeyOf, keyTextOf } from '../../db/domain/figure.ts'
import {
  partsByMeasure,
  partsOfBasicExpenditure,
  partsOfFiscalAppropriation,
  personnelClasses,
} from '../../db/domain/measure-parts.ts'
import type { FigureMeasure, Fund } from '../../db/domain/terms.ts'
import { isWithin, lastDigit } from '../compare-prints.ts'

/** An amount cell: what it states, and where it stands in the reading. */
type Stated = Readonly<{ index: number; key: FigureKey; fen: number; reading: PrintReading }>

/** What one table states, by what rules look for beside a total. */
class StatedTable {
  /** The classes of basic expenditure by economic classification. */
  readonly economicClasses: readonly Stated[]
  readonly #besides: ReadonlyMap<string, readonly Stated[]>
  readonly #below = new Map<Stated, readonly Stated[]>()

  constructor(stated: readonly Stated[]) {
    this.economicClasses = stated.filter(
      ({ key: { measure, item } }) =>
        measure === 'basicExpenditure' && item?.level === 1 && item.classification === 'economic',
    )
    this.#besides = Map.groupBy(stated, ({ key }) => besideKeyOf(key))
    for (const peers of Map.groupBy(stated, peerKeyOf).values()) {
      const below = byItemAbove(peers)
      for (const total of peers) this.#below.set(total, below.get(total.key.item?.code ?? null) ?? [])
    }
  }

  /** What is stated of the same item at the same time, of whatever measure and fund. */
  besides(key: FigureKey): readonly Stated[] {
    return this.#besides.get(besideKeyOf(key)) ?? []
  }

  /** Of the same thing, the items next below. */
  below(total: Stated): readonly Stated[] {
    return this.#below.get(total) ?? []
  }
}

/** The amounts that make up a total; none where the rule does not speak of it or the table prints no parts. */
export type SumRule = (total: Stated, table: StatedTable) => readonly Stated[]

const besideKeyOf = ({ fiscalYear, stage, item, subject, aspect }: FigureKey): string =>
  [fiscalYear, stage, itemKeyOf(item), subject, aspect].join('\t')

const peerKeyOf = ({ key: { fiscalYear, stage, fund, measure, subject, aspect } }: Stated): string =>
  [fiscalYear, stage, fund, measure, subject, aspect].join('\t')

/** Items under the code of the nearest item above them that is printed, too; null: nothing is, or they have no code. */
const byItemAbove = (peers: readonly Stated[]): ReadonlyMap<string | null, readonly Stated[]> => {
  const codes = new Set(peers.flatMap(({ key }) => key.item?.code ?? []))
  return Map.groupBy(
    peers.filter(({ key }) => key.item !== null),
    ({ key: { item } }) =>
      item?.code == null ? null : (codesAbove(item.code).findLast((above) => codes.has(above)) ?? null),
  )
}

const isOfOneFund = (fund: Fund): boolean => partsOfFiscalAppropriation.some((part) => part === fund)

/**
 * 本年支出合计 = 基本支出 + 项目支出 + …, of the same item and fund; revenue = its sources, each from its own fund. A part
 * that is not stated is made up of its own: 人员经费 and 公用经费 where no column says 基本支出, the revenue from each fund
 * where none says 财政拨款.
 */
const byMeasure: SumRule = ({ key: total }, table) => {
  if (partsByMeasure[total.measure] === undefined) return []
  const isOfAnyFund = total.measure === 'revenue' && !isOfOneFund(total.fund)
  const others = table.besides(total).filter(({ key: { fund } }) => isOfAnyFund || fund === total.fund)
  const partsOf = (whole: FigureMeasure): readonly Stated[] =>
    (partsByMeasure[whole] ?? []).flatMap((part) => {
      const own = others.filter(({ key }) => key.measure === part)
      // 财政拨款 and, below it, its funds.
      const whole = own.filter(({ key }) => key.fund === total.fund)
      if (own.length > 0) return whole.length > 0 ? whole : own
      return part === 'fiscalAppropriationRevenue' && isOfAnyFund
        ? others.filter(({ key: { measure, fund } }) => measure === 'revenue' && isOfOneFund(fund))
        : partsOf(part)
    })
  return partsOf(total.measure)
}

/** 合计 = the three funds, of the same item. */
const byFund: SumRule = ({ key: total }, table) =>
  total.fund === 'fiscalAppropriation'
    ? table
        .besides(total)
        .filter(({ key: { fund, measure } }) => measure === total.measure && isOfOneFund(fund))
    : []

/** 类 = Σ款 = Σ项; 合计 = Σ of what has nothing above it in the table. */
const byItem: SumRule = (total, table) => (total.key.item?.code === null ? [] : table.below(total))

/** 人员经费合计 = 工资福利支出 + 对个人和家庭的补助; 公用经费合计 = every other economic class. */
const byEconomicClass: SumRule = ({ key: { measure, item } }, table) => {
  if (item !== null || !partsOfBasicExpenditure.some((part) => part === measure)) return []
  const isPersonnel = ({ key }: Stated) => personnelClasses.has(key.item?.code ?? '')
  return table.economicClasses.filter((entry) => isPersonnel(entry) === (measure === 'personnelExpenses'))
}

const tableRules: readonly SumRule[] = [byMeasure, byFund, byItem, byEconomicClass]

const lastDigitOf = ({ reading: { print } }: Stated): number =>
  lastDigit(print.printedText, print.printedUnit)

const difference = ({ total, parts }: PrintedSum): FindingReading | null => {
  const sum = sumOf(parts)
  const size = Math.abs(total.fen - sum)
  if (size === 0) return null
  // Each printed amount may be half of its last digit off.
  const allowance = [total, ...parts].reduce((so, entry) => so + lastDigitOf(entry) / 2, 0)
  const { print } = total.reading
  return {
    code: 'sum-differs',
    severity: isWithin(size, allowance) ? 'rounding' : 'real',
    sides: [[total.index], parts.map(({ index }) => index)],
    sizeFen: size,
    details: {
      table: print.tableTitle,
      line: print.lines[0],
      row: print.rowLabel,
      column: print.columnLabel,
      text: print.printedText,
      sumFen: sum,
    },
  }
}

/** A table may print one figure twice, as a total and again as the only part of it. */
const firstOfEachFigure = (stated: readonly Stated[]): readonly Stated[] => {
  const seen = new Set<string>()
  return stated.filter(({ key }) => {
    const said = `${keyTextOf(key)}\t${key.item?.name}\t${key.item?.level}`
    const isFirst = !seen.has(said)
    seen.add(said)
    return isFirst
  })
}

/** A total and the parts that its table prints of it; there is at least one. */
export type PrintedSum = Readonly<{ total: Stated; parts: readonly Stated[] }>

/** Shape: indexes are positions in `prints`, the prints of one table. `further`: rules besides those of every table. */
export const printedSums = (
  prints: readonly PrintReading[],
  further: readonly SumRule[] = [],
): readonly PrintedSum[] => {
  const stated = firstOfEachFigure(
    prints.flatMap((reading, index): readonly Stated[] => {
      const [key] = reading.figures
      return key && reading.amountFen !== null ? [{ index, key, fen: reading.amountFen, reading }] : []
    }),
  )
  const table = new StatedTable(stated)
  const rules = [...tableRules, ...further]
  return stated.flatMap((total) =>
    rules.flatMap((rule) => {
      const parts = rule(total, table)
      return parts.length > 0 ? [{ total, parts }] : []
    }),
  )
}

export const sumOf = (parts: readonly Stated[]): number => parts.reduce((so, { fen }) => so + fen, 0)

/**
 * The same of sentences, beside the document's tables: a list of items that leaves out some of their classes and adds up to
 * less is for a person to judge.
 */
export const checkListedSums = (
  prints: readonly PrintReading[],
  tables: readonly PrintReading[],
): readonly FindingReading[] =>
  checkSums(prints).map((finding) => {
    const [[total] = [], parts = []] = finding.sides
    const key = prints[total ?? -1]?.figures[0]
    const listed = new Set(parts.flatMap((index) => classOf(prints[index]) ?? []))
    const isLeftOut = (reading: PrintReading) => {
      const own = classOf(reading)
      const stated = reading.figures[0]
      return (
        own !== null && !listed.has(own) && stated?.fund === key?.fund && stated?.stage === 'finalAccounts'
      )
    }
    const isLess = Number(finding.details.sumFen) < (prints[total ?? -1]?.amountFen ?? 0)
    return finding.severity === 'real' && isLess && listed.size > 0 && tables.some(isLeftOut)
      ? { ...finding, severity: 'soft' }
      : finding
  })

/** The class by function that some expenditure is of. */
const classOf = (reading: PrintReading | undefined): string | null => {
  const [key] = reading?.figures ?? []
  const isSpent = key?.measure === 'expenditure' && key.aspect === 'amount'
  const code = key?.item?.classification === 'function' ? key.item.code : null
  return reading && isSpent && code !== null && (reading.amountFen ?? 0) !== 0 ? code.slice(0, 3) : null
}

/** Shape: findings point at `prints`, the prints of one table. */
export const checkSums = (prints: readonly PrintReading[]): readonly FindingReading[] => {
  const isUnread = prints.some(({ print }) => print.state === 'unreadable')
  if (isUnread) return []
  return printedSums(prints).flatMap((printed) => difference(printed) ?? [])
}
