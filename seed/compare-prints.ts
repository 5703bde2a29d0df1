/** When two printed values differ, and whether rounding explains it. */
import type { FindingReading, PrintReading } from '../db/domain/figure.ts'
import { fenByUnit, isMoneyUnit } from '../db/domain/money.ts'
import type { GatheredFigure } from './gather-figures.ts'

/** One figure, one value: prints that state another one are a finding; within the last printed digit it is rounding. */
export const checkPrintsAgree = (
  figure: GatheredFigure,
  prints: readonly PrintReading[],
): readonly FindingReading[] => {
  if (figure.ordinals.length < 2) return []
  const sides = [
    ...Map.groupBy(
      figure.ordinals.filter((ordinal) => statedValue(prints[ordinal]) !== null),
      (ordinal) => statedValue(prints[ordinal]) ?? 0,
    ),
  ]
  const [primary, ...others] = sides
  if (!primary) return []
  const exactness = (ordinals: readonly number[]) =>
    Math.min(...ordinals.map((ordinal) => lastDigitOf(prints[ordinal])))
  const textOf = ([first]: readonly number[]) => prints[first ?? -1]?.print.printedText ?? null
  const isRoundedPrimary = ([value, ordinals]: readonly [number, readonly number[]]) =>
    isWithin(Math.abs(value - primary[0]), Math.max(exactness(primary[1]), exactness(ordinals)))
  // 6,501,634.28 元 says what 650.16 万元 says: both stand against another amount.
  const agreeing = [primary, ...others.filter(isRoundedPrimary)].flatMap(([, ordinals]) => ordinals)
  return others.map((other) => {
    const [value, ordinals] = other
    const size = Math.abs(value - primary[0])
    const isRounding = isRoundedPrimary(other)
    const isPartial = [primary[1], ordinals].some((own) => leavesOut(own, size, prints))
    return {
      code: 'prints-differ',
      severity: isRounding ? 'rounding' : isPartial ? 'soft' : 'real',
      sides: [isRounding ? primary[1] : agreeing, ordinals],
      sizeFen: figure.primary.amountFen === null ? null : size,
      details: { primary: textOf(primary[1]), other: textOf(ordinals) },
    }
  })
}

/** Another row of its table prints in the same column what is missing: the total may be of fewer things there. */
const leavesOut = ([ordinal]: readonly number[], size: number, prints: readonly PrintReading[]): boolean => {
  const own = prints[ordinal ?? -1]?.print
  if (!own || own.tableTitle === null) return false
  const isBeside = ({ print }: PrintReading) =>
    print.tableTitle === own.tableTitle &&
    print.section === own.section &&
    print.columnLabel === own.columnLabel &&
    print.rowLabel !== own.rowLabel
  return prints.some((other) => isBeside(other) && other.amountFen !== null && other.amountFen === size)
}

/** Fen, or the quantity's own unit. */
const statedValue = (reading: PrintReading | undefined): number | null =>
  reading?.amountFen ?? reading?.quantity?.value ?? null

/** Fen are whole; a quantity is not, so one last digit may come out a trace larger. */
export const isWithin = (size: number, tolerance: number): boolean => size <= tolerance * (1 + 1e-9)

/** Of a print: in fen, or in the unit of its quantity. */
export const lastDigitOf = (reading: PrintReading | undefined): number => {
  if (!reading) return 0
  const { printedUnit: unit, printedText } = reading.print
  return lastDigit(printedText, reading.amountFen === null ? null : unit)
}

/** What one unit of the last printed digit is worth: 0.01 万元 is 10,000 fen. `moneyUnit` null: not money, its own unit. */
export const lastDigit = (printedText: string, moneyUnit: string | null): number => {
  const decimals = /\.(\d+)/u.exec(printedText.normalize('NFKC'))?.[1]?.length ?? 0
  const worth = moneyUnit !== null && isMoneyUnit(moneyUnit) ? fenByUnit[moneyUnit] : 1
  return worth / 10 ** decimals
}
