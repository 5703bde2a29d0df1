/**
 * What was read from the picture of a page holds only where the document itself bears it out: the amount is a part or the
 * total of a printed sum that holds to the last digit, a printed percentage follows from it and from no other last digit,
 * or the same figure is printed elsewhere with the same value. Everything else keeps its place and its text, without a value.
 */
import { economicEntryOf, functionEntryOf } from '../db/domain/classification.ts'
import { type FindingReading, type Item, type PrintReading, partsOfKey } from '../db/domain/figure.ts'
import { type FigureMeasure, statesWithValue } from '../db/domain/terms.ts'
import { settlingRates } from './checks/check-rates.ts'
import { printedSums, type SumRule, sumOf } from './checks/check-sums.ts'
import { StatedFigures } from './checks/stated.ts'
import { shortFormsOf } from './identity/choose-name.ts'
import { withoutSpace } from './intermediate.ts'
import type { Identity } from './reading.ts'

type Numbered = Readonly<{ reading: PrintReading; index: number }>

const statedValue = ({ amountFen, quantity }: PrintReading): string | null =>
  amountFen !== null ? `${amountFen}` : quantity !== null ? `${quantity.value} ${quantity.unit}` : null

const partsOfGrandTotal: Readonly<Partial<Record<FigureMeasure, readonly FigureMeasure[]>>> = {
  totalRevenue: ['revenue', 'nonFiscalSurplusUsed', 'openingCarryover'],
  totalExpenditure: ['expenditure', 'surplusDistribution', 'closingCarryover'],
}

/** 总计 = 本年收入合计 + 使用非财政拨款结余 + 年初结转和结余. A table may have more rows: then it says nothing that this sum differs. */
const byGrandTotal: SumRule = ({ key: total }, table) => {
  const parts = partsOfGrandTotal[total.measure] ?? []
  return table
    .besides({ ...total, item: null })
    .filter(({ key: { measure, fund } }) => parts.includes(measure) && fund === total.fund)
}

/** Prints in sums that hold, table by table, and section by section of the text. */
const inSums = (prints: readonly Numbered[]): readonly number[] => {
  const tables = Map.groupBy(prints, ({ reading: { print } }) => `${print.section}\n${print.tableTitle}`)
  return [...tables.values()].flatMap((own) =>
    printedSums(
      own.map(({ reading }) => reading),
      [byGrandTotal],
    )
      .filter(({ total, parts }) => total.fen === sumOf(parts))
      .flatMap(({ total, parts }) => [total, ...parts])
      .flatMap(({ index }) => own[index]?.index ?? []),
  )
}

/** Prints that a printed percentage bears out, and the percentage. */
const inRates = (prints: readonly Numbered[]): readonly number[] =>
  settlingRates(new StatedFigures(prints.map(({ reading }) => reading)))
    .flat()
    .flatMap((index) => prints[index]?.index ?? [])

/** Prints of one figure that stand in different places and agree. */
const printedTwice = (prints: readonly Numbered[]): readonly number[] => {
  const groups = Map.groupBy(
    prints.flatMap(({ reading, index }) =>
      reading.figures.map((key) => ({
        said: JSON.stringify([partsOfKey(key), statedValue(reading)]),
        index,
        line: reading.print.lines[0],
      })),
    ),
    ({ said }) => said,
  )
  return [...groups.values()].flatMap((same) =>
    new Set(same.map(({ line }) => line)).size > 1 ? same.map(({ index }) => index) : [],
  )
}

const decimalsOf = ({ print }: PrintReading): number =>
  /\.(\d+)/u.exec(print.printedText.normalize('NFKC'))?.[1]?.length ?? 0

/** A lost point is the one error that makes an amount of another: what has other decimals than its table is not taken. */
const withLostPoint = (prints: readonly Numbered[]): ReadonlySet<number> => {
  const tables = Map.groupBy(
    prints.filter(({ reading }) => reading.amountFen !== null && reading.amountFen !== 0),
    ({ reading: { print } }) => `${print.section}\n${print.tableTitle}\n${print.printedUnit}`,
  )
  const odd = [...tables.values()].flatMap((own) => {
    const byDecimals = [...Map.groupBy(own, ({ reading }) => decimalsOf(reading))]
    const usual = byDecimals.toSorted(([, one], [, other]) => other.length - one.length)[0]?.[0] ?? 0
    return own.filter(({ reading }) => decimalsOf(reading) < usual)
  })
  return new Set(odd.map(({ index }) => index))
}

/** Of the characters of the shorter name. */
const mostOfName = 0.6

const isLike = (one: string, other: string): boolean => {
  const [shorter, longer] = [one, other].toSorted((a, b) => a.length - b.length)
  const common = [...(shorter ?? '')].filter((character) => longer?.includes(character)).length
  return common >= mostOfName * (shorter ?? '').length
}

const standingNames = ({ classification, code }: Item): readonly string[] => {
  if (code === null) return []
  const names =
    classification === 'function' ? functionEntryOf(code)?.zh : [economicEntryOf(code)?.zh ?? []].flat()
  return names ?? []
}

/** Items whose code goes with their name: in the standing classification, or in another row of the document. */
const attestedItems = (prints: readonly Numbered[]): ((item: Item) => boolean) => {
  const rows = Map.groupBy(
    prints.flatMap(({ reading: { figures, print } }) =>
      figures.flatMap(({ item }) => (item === null ? [] : [{ item, line: print.lines[0] }])),
    ),
    ({ item }) => item.code ?? item.name,
  )
  return (item) => {
    if (standingNames(item).some((name) => isLike(name, item.name))) return true
    const same = (rows.get(item.code ?? item.name) ?? []).filter((row) => isLike(row.item.name, item.name))
    return new Set(same.map(({ line }) => line)).size > 1
  }
}

const unread = (reading: PrintReading): PrintReading => ({
  ...reading,
  print: { ...reading.print, state: 'unreadable' },
  amountFen: null,
  quantity: null,
})

const tableOf = ({ print }: PrintReading): string => `${print.section}\n${print.tableTitle}`

/** What is missing, or what a total lacks, may have been printed and not been read: only a table that was read whole tells. */
const tellsOfUnread = (
  { code, sides }: FindingReading,
  recognised: ReadonlyMap<number, PrintReading>,
  unreadTables: ReadonlySet<string>,
): boolean =>
  (code === 'sum-differs' || code === 'table-cut') &&
  sides.flat().some((index) => {
    const reading = recognised.get(index)
    return (
      reading !== undefined &&
      (code === 'table-cut' || reading.print.tableTitle === null || unreadTables.has(tableOf(reading)))
    )
  })

/** One finding for each table, or section of the text, whose amounts are not taken. */
const unconfirmed = (prints: readonly Numbered[]): readonly FindingReading[] =>
  [
    ...Map.groupBy(
      prints,
      ({ reading: { print } }) => `${print.page}\n${print.section}\n${print.tableTitle}`,
    ).values(),
  ].map((own) => ({
    code: 'unconfirmed-recognition',
    severity: 'soft',
    sides: [own.map(({ index }) => index)],
    sizeFen: null,
    details: {
      table: own[0]?.reading.print.tableTitle ?? null,
      line: own[0]?.reading.print.lines[0] ?? null,
    },
  }))

/** So many lines must say whose accounts these are, and for which year. */
const fewestLines = 2

/** Whether a name and a year that were recognised are printed more than once, and no other year is printed more often. */
export const isBorneOut = (
  lines: readonly string[],
  { department, fiscalYear }: Pick<Identity, 'department' | 'fiscalYear'>,
): boolean => {
  const texts = lines.map(withoutSpace)
  const [nameInPlace = department] = shortFormsOf(department)
  const named = texts.filter((text) => text.includes(nameInPlace)).length
  const years = Map.groupBy(
    texts.flatMap((text) => [...new Set(text.match(/20\d{2}(?=年)/gu))]),
    (year) => Number(year),
  )
  const own = years.get(fiscalYear)?.length ?? 0
  return (
    named >= fewestLines && own >= fewestLines && [...years.values()].every(({ length }) => length <= own)
  )
}

type Read = Readonly<{ prints: readonly PrintReading[]; findings: readonly FindingReading[] }>

/**
 * `isRecognised` tells by its line whether a print was read from a picture. Findings that speak of what is not taken speak
 * of what recognition made of it, and are left out.
 */
export const confirmRecognised = <Content extends Read>(
  content: Content,
  isRecognised: (line: number) => boolean,
): Content => {
  const numbered = content.prints.map((reading, index) => ({ reading, index }))
  const valued = numbered.filter(({ reading: { print } }) => statesWithValue.has(print.state))
  const recognised = valued.filter(({ reading }) => isRecognised(reading.print.lines[0]))
  if (recognised.length === 0) return content
  const borneOut = new Set([...inSums(valued), ...inRates(valued), ...printedTwice(valued)])
  const lostPoint = withLostPoint(recognised)
  const isAttested = attestedItems(valued)
  const isTaken = ({ reading, index }: Numbered): boolean =>
    borneOut.has(index) &&
    !lostPoint.has(index) &&
    // What a document names in its own words may be misread, and nothing would tell.
    reading.figures.every(({ item, subject }) => subject === null && (item === null || isAttested(item)))
  const rejected = recognised.filter((entry) => !isTaken(entry))
  const isRejected = new Set(rejected.map(({ index }) => index))
  const taken = new Map(recognised.filter(isTaken).map(({ reading, index }) => [index, reading] as const))
  const unreadTables = new Set(
    content.prints.flatMap((reading, index) =>
      isRejected.has(index) || reading.print.state === 'unreadable' ? [tableOf(reading)] : [],
    ),
  )
  return {
    ...content,
    prints: content.prints.map((reading, index): PrintReading => {
      if (isRejected.has(index)) return unread(reading)
      return taken.has(index) ? { ...reading, print: { ...reading.print, state: 'recognised' } } : reading
    }),
    findings: [
      ...content.findings.filter(
        (finding) =>
          !finding.sides.flat().some((index) => isRejected.has(index)) &&
          !tellsOfUnread(finding, taken, unreadTables),
      ),
      ...unconfirmed(rejected),
    ],
  }
}
