/** A quote in parts: clauses, and within a clause what belongs to each of its numbers. */
import { isCount, type PrintedNumber } from './gloss-numbers.ts'

export type QuoteParts = Readonly<{
  text: string
  partAt: (offset: number) => number
}>

export const quoteParts = (text: string, numbers: readonly PrintedNumber[]): QuoteParts => {
  const isInNumber = (offset: number): boolean =>
    numbers.some(({ start, end }) => start <= offset && offset < end)
  const marks = [...text.matchAll(/[，,；;。：:·、]/gu)].flatMap(({ index }) =>
    isInNumber(index) ? [] : [index],
  )
  const counting = numbers.filter(isCount)
  const between = counting.slice(1).flatMap((number, at): number[] => {
    const end = counting[at]?.end ?? 0
    if (marks.some((mark) => mark >= end && mark < number.start)) return []
    const linked = text.slice(end, number.start)
    if (/^[-–—~～至]?$/u.test(linked)) return []
    const joined = linked.search(/[、和与及并]/u)
    return [joined < 0 ? end : end + joined]
  })
  const cuts = [...marks, ...between]
  return { text, partAt: (offset) => cuts.filter((cut) => cut <= offset).length }
}
