/** One contradiction that a document repeats (in a table and its copy, in three sentences) is one finding, cited at each place. */
import { type FindingReading, itemKeyOf, type PrintReading } from '../db/domain/figure.ts'

/** What is printed on each side, of what: the same wherever the document says it again. */
const saidBy = (
  { code, severity, sizeFen, sides }: FindingReading,
  prints: readonly PrintReading[],
): string => {
  const key = prints[sides[0]?.[0] ?? -1]?.figures[0]
  const texts = sides.map((side) =>
    [...new Set(side.map((index) => prints[index]?.print.printedText ?? ''))].toSorted(),
  )
  const of = key && [key.fiscalYear, itemKeyOf(key.item), key.subject, key.aspect]
  return JSON.stringify([code, severity, sizeFen, of, texts])
}

/** Shape: as many or fewer findings, in the order in which each is first found. */
export const joinFindings = (
  findings: readonly FindingReading[],
  prints: readonly PrintReading[],
): readonly FindingReading[] => {
  const groups = Map.groupBy(findings, (finding) =>
    finding.sides.length === 0 ? JSON.stringify(finding) : saidBy(finding, prints),
  )
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const sides = first.sides.map((_, side) => [...new Set(group.flatMap((each) => each.sides[side] ?? []))])
    return [{ ...first, sides }]
  })
}
