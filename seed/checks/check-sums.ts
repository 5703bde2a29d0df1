/**
 * The printed arithmetic of one table: every total is added up again from the parts that the table itself prints. What
 * does not add up is a finding with both sides; within the rounding of the printed digits it is called so.
 */
import { codesAbove } from '../../db/domain/classification.ts'
import type { FigureKey, FindingReading, PrintReading } from '../../db/domain/figure.ts'
import { isEconomicKey, itemKeyOf } from '../../db/domain/figure.ts'
import {
  partsByMeasure,
  partsOfBasicExpenditure,
  partsOfFiscalAppropriation,
  personnelClasses,
} from '../../db/domain/measure-parts.ts'
import type { FigureMeasure } from '../../db/domain/terms.ts'
import { isWithin, lastDigit } from '../compare-prints.ts'

/** An amount cell: what it states, and where it stands in the reading. */
type Stated = Readonly<{ index: number; key: FigureKey; fen: number; reading: PrintReading }>

/** The amounts that make up a total; none where the rule does not speak of it or the table prints no parts. */
export type SumRule = (
  total: Stated,
  stated: readonly Stated[],
  peers: readonly Stated[],
) => readonly Stated[]

/** What stands beside a total for another item of the same thing. */
const peerKeyOf = ({ key: { fiscalYear, stage, fund, measure, subject, aspect } }: Stated): string =>
  [fiscalYear, stage, fund, measure, subject, aspect].join('\t')

export const isSame = (left: FigureKey, right: FigureKey, but: keyof FigureKey): boolean =>
  (['fiscalYear', 'stage', 'fund', 'measure', 'subject', 'aspect'] as const).every(
    (part) => part === but || left[part] === right[part],
  )

const hasSameItem = (left: FigureKey, right: FigureKey): boolean =>
  itemKeyOf(left.item) === itemKeyOf(right.item)

/**
 * 本年支出合计 = 基本支出 + 项目支出 + …, of the same item and fund; revenue = its sources, each from its own fund. A part
 * that is not stated is made up of its own: 人员经费 and 公用经费 where no column says 基本支出.
 */
const byMeasure: SumRule = (total, stated) => {
  if (partsByMeasure[total.key.measure] === undefined) return []
  const isOfFund = ({ fund }: FigureKey) => total.key.measure === 'revenue' || fund === total.key.fund
  const others = stated.filter(
    ({ key }) =>
      isOfFund(key) &&
      isSame({ ...key, fund: total.key.fund }, total.key, 'measure') &&
      hasSameItem(key, total.key),
  )
  const partsOf = (whole: FigureMeasure): readonly Stated[] =>
    (partsByMeasure[whole] ?? []).flatMap((part) => {
      const own = others.filter(({ key }) => key.measure === part)
      // 财政拨款 and, below it, its funds.
      const whole = own.filter(({ key }) => key.fund === total.key.fund)
      return own.length === 0 ? partsOf(part) : whole.length > 0 ? whole : own
    })
  return partsOf(total.key.measure)
}

/** 合计 = the three funds, of the same item. */
const byFund: SumRule = (total, stated) =>
  total.key.fund === 'fiscalAppropriation'
    ? stated.filter(
        ({ key }) =>
          partsOfFiscalAppropriation.some((fund) => fund === key.fund) &&
          isSame(key, total.key, 'fund') &&
          hasSameItem(key, total.key),
      )
    : []

/** 类 = Σ款 = Σ项; 合计 = Σ of what has nothing above it in the table. */
const byItem: SumRule = (total, _, peers) => {
  const totalCode = total.key.item?.code ?? null
  if (total.key.item !== null && totalCode === null) return []
  const group = peers.filter(({ key }) => key.item !== null)
  const codes = new Set(group.flatMap(({ key }) => key.item?.code ?? []))
  const nearestAbove = (code: string) => codesAbove(code).findLast((above) => codes.has(above)) ?? null
  return group.filter(({ key: { item } }) =>
    item?.code == null ? total.key.item === null : nearestAbove(item.code) === totalCode,
  )
}

/** 人员经费合计 = 工资福利支出 + 对个人和家庭的补助; 公用经费合计 = every other economic class. */
const byEconomicClass: SumRule = (total, stated) => {
  const { measure, item } = total.key
  if (item !== null || !partsOfBasicExpenditure.some((part) => part === measure)) return []
  const classes = stated.filter(
    ({ key }) =>
      key.measure === 'basicExpenditure' && key.item?.level === 1 && isEconomicKey(itemKeyOf(key.item)),
  )
  const isPersonnel = ({ key }: Stated) => personnelClasses.has(key.item?.code ?? '')
  return classes.filter((entry) => isPersonnel(entry) === (measure === 'personnelExpenses'))
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
const firstOfEachFigure = (stated: readonly Stated[]): readonly Stated[] =>
  [...new Map(stated.toReversed().map((entry) => [JSON.stringify(entry.key), entry])).values()].toSorted(
    (left, right) => left.index - right.index,
  )

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
  const peers = Map.groupBy(stated, peerKeyOf)
  const rules = [...tableRules, ...further]
  return stated.flatMap((total) =>
    rules.flatMap((rule) => {
      const parts = rule(total, stated, peers.get(peerKeyOf(total)) ?? [])
      return parts.length > 0 ? [{ total, parts }] : []
    }),
  )
}

export const sumOf = (parts: readonly Stated[]): number => parts.reduce((so, { fen }) => so + fen, 0)

/** Shape: findings point at `prints`, the prints of one table. */
export const checkSums = (prints: readonly PrintReading[]): readonly FindingReading[] => {
  const isUnread = prints.some(({ print }) => print.state === 'unreadable')
  if (isUnread) return []
  return printedSums(prints).flatMap((printed) => difference(printed) ?? [])
}
