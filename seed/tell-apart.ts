/**
 * Words that a document uses for more than one thing: 全年预算数为 in one paragraph and in another, 分别得 14 分、13 分. Where
 * they say little, or are said of several numbers at once, different values are of different things; the line tells them apart.
 */
import { keyTextOf, type PrintReading } from '../db/domain/figure.ts'
import { isWeak } from './narrative/read-facts.ts'

const statedIn = ({ amountFen, quantity }: PrintReading): number | null =>
  amountFen ?? quantity?.value ?? null

const isOfOneLine = ({ print: left }: PrintReading, { print: right }: PrintReading): boolean =>
  left.lines[0] === right.lines[0] && left.lines[1] === right.lines[1]

const isNamedByWords = ({ figures: [key] }: PrintReading): boolean =>
  key?.measure === 'stated' || key?.measure === 'indicator'

/** Words of evaluations that say as little as those of budgets. */
const wordsOfForm = /自评|评价|综合|得分|执行率|情况|年中|追加|调整/gu

const saysLittle = ({ figures: [key] }: PrintReading): boolean => {
  const subject = key?.subject ?? ''
  return (
    /^(?:该|此|其|上述)/u.test(subject) || isWeak((subject.split('·').at(-1) ?? '').replace(wordsOfForm, ''))
  )
}

const withSubject = (reading: PrintReading, place: string): PrintReading => ({
  ...reading,
  figures: reading.figures.map((key) => ({ ...key, subject: `${key.subject ?? ''}（${place}）` })),
})

/** A contradiction has two sides: what has three values is the label of a form, printed once for each thing. */
const mostSides = 2

const valuesByName = (prints: readonly PrintReading[]): ReadonlyMap<string, ReadonlySet<number>> => {
  const values = new Map<string, Set<number>>()
  for (const reading of prints) {
    const [key] = reading.figures
    const value = statedIn(reading)
    if (!key || value === null || !isNamedByWords(reading)) continue
    const id = keyTextOf(key)
    values.set(id, (values.get(id) ?? new Set()).add(value))
  }
  return values
}

/** Rows or columns of one table that its labels tell apart: 财政拨款 and 其他资金 of a project. */
const isOfOneForm = ({ print: left }: PrintReading, { print: right }: PrintReading): boolean =>
  left.tableTitle !== null &&
  left.tableTitle === right.tableTitle &&
  (left.rowLabel !== right.rowLabel || left.columnLabel !== right.columnLabel)

/** Shape: the same prints in the same order, some with a subject of their own. */
export const tellApart = (prints: readonly PrintReading[]): readonly PrintReading[] => {
  const firsts = new Map<string, PrintReading>()
  const counts = new Map<string, number>()
  const values = valuesByName(prints)
  return prints.map((reading) => {
    const [key] = reading.figures
    if (!key || !isNamedByWords(reading) || statedIn(reading) === null) return reading
    const id = keyTextOf(key)
    const first = firsts.get(id)
    if (!first) firsts.set(id, reading)
    if (!first || statedIn(first) === statedIn(reading)) return reading
    const isLabel = (values.get(id)?.size ?? 0) > mostSides || isOfOneForm(first, reading)
    if (!isOfOneLine(first, reading) && !saysLittle(reading) && !isLabel) return reading
    const line = reading.print.lines[0]
    const count = (counts.get(`${id} ${line}`) ?? 0) + 1
    counts.set(`${id} ${line}`, count)
    return withSubject(reading, count === 1 ? `第${line}行` : `第${line}行第${count}处`)
  })
}
