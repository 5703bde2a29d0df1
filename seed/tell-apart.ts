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

const atItsLine = (reading: PrintReading): PrintReading => ({
  ...reading,
  figures: reading.figures.map((key) => ({
    ...key,
    subject: `${key.subject ?? ''}（第${reading.print.lines[0]}行）`,
  })),
})

/** Shape: the same prints in the same order, some with a subject of their own. */
export const tellApart = (prints: readonly PrintReading[]): readonly PrintReading[] => {
  const firsts = new Map<string, PrintReading>()
  return prints.map((reading) => {
    const [key] = reading.figures
    if (!key || !isNamedByWords(reading) || statedIn(reading) === null) return reading
    const id = JSON.stringify(partsOfKey(key))
    const first = firsts.get(id)
    if (!first) firsts.set(id, reading)
    const differs = first !== undefined && statedIn(first) !== statedIn(reading)
    return differs && (isOfOnePlace(first, reading) || saysLittle(reading)) ? atItsLine(reading) : reading
  })
}
