/**
 * Words that a document uses for more than one thing: 全年预算数为 in the paragraph of each project, 小计 in each block of a
 * form. In one place they name different things where their values differ; the line tells them apart.
 */
import { type PrintReading, partsOfKey } from '../db/domain/figure.ts'
import { isWeak } from './narrative/read-facts.ts'

const statedIn = ({ amountFen, quantity }: PrintReading): number | null =>
  amountFen ?? quantity?.value ?? null

const isOfOnePlace = ({ print: left }: PrintReading, { print: right }: PrintReading): boolean =>
  left.section === right.section && left.tableTitle === right.tableTitle

const isNamedByWords = ({ figures: [key] }: PrintReading): boolean =>
  key?.measure === 'stated' || key?.measure === 'indicator'

const saysLittle = ({ figures: [key] }: PrintReading): boolean =>
  isWeak(key?.subject?.split('·').at(-1) ?? '')

const withSubject = (reading: PrintReading, place: string): PrintReading => ({
  ...reading,
  figures: reading.figures.map((key) => ({ ...key, subject: `${key.subject ?? ''}（${place}）` })),
})

/** Shape: the same prints in the same order, some with a subject of their own. */
export const tellApart = (prints: readonly PrintReading[]): readonly PrintReading[] => {
  const firsts = new Map<string, PrintReading>()
  const counts = new Map<string, number>()
  return prints.map((reading) => {
    const [key] = reading.figures
    if (!key || !isNamedByWords(reading) || statedIn(reading) === null) return reading
    const id = JSON.stringify(partsOfKey(key))
    const first = firsts.get(id)
    if (!first) firsts.set(id, reading)
    if (!first || statedIn(first) === statedIn(reading)) return reading
    if (!isOfOnePlace(first, reading) && !saysLittle(reading)) return reading
    const line = reading.print.lines[0]
    const count = (counts.get(`${id} ${line}`) ?? 0) + 1
    counts.set(`${id} ${line}`, count)
    return withSubject(reading, count === 1 ? `第${line}行` : `第${line}行第${count}处`)
  })
}
