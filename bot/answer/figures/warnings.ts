/** What stands beside the figures of an answer: contradictions found at load, and percentages that do not recompute. */
import { differsBeyondRounding, roundPercent } from '../../../db/figures/derive.ts'
import type { Contradiction } from '../citations.ts'
import { percent } from '../format.ts'
import { itemText } from '../item-text.ts'
import { type Body, figureIdsOf, subjectOf, type Telling } from './body.ts'
import { columnLabel } from './wording.ts'

export const contradictionWarnings = (
  { rows, key, columns }: Body,
  contradictions: readonly Contradiction[],
  telling: Telling,
): readonly string[] =>
  contradictions.flatMap(({ figureIds, severity, isSum, sides: [first, second] }) => {
    const row = rows.find((candidate) =>
      columns.some((column) => figureIdsOf(candidate, column).some((id) => figureIds.includes(id))),
    )
    if (!first || !second || !row) return []
    const subject = subjectOf(row, key)
    const isOneFile = first.file === second.file
    const place = (side: typeof first) =>
      `${isOneFile ? '' : `${side.file} · `}${side.place} ${telling.say.lines(...side.lines)}`
    const name = [subject.department, itemText(subject, telling)].filter((part) => part !== null).join(' ')
    if (isSum) return [telling.say.sumDiffers(name, first.printed, place(first))]
    return [
      telling.say.conflict({
        subject: name,
        first: first.printed,
        firstPlace: place(first),
        second: second.printed,
        secondPlace: place(second),
        isRounding: severity === 'rounding',
        isOneFile,
      }),
    ]
  })

/** What a document prints is answered as printed; where its own amounts give another percentage, both are shown. */
export const recomputedWarnings = ({ rows, key, columns }: Body, telling: Telling): readonly string[] =>
  rows.flatMap((row) =>
    columns.flatMap(({ printed, position, column }) => {
      const stated = printed && row[printed.value]
      const computed = row[position]
      if (typeof stated !== 'number' || typeof computed !== 'number') return []
      if (!differsBeyondRounding(stated, computed)) return []
      const subject = subjectOf(row, key)
      const name = [subject.department, itemText(subject, telling), columnLabel(column, telling)]
        .filter((part) => part !== null)
        .join(' ')
      return [telling.say.recomputed(name, percent(stated), percent(roundPercent(computed)))]
    }),
  )
