/** What stands beside the figures of an answer: contradictions found at load, and percentages that do not recompute. */
import { differsBeyondRounding, roundPercent } from '../../../db/figures/derive.ts'
import type { Contradiction } from '../citations.ts'
import { percent } from '../format.ts'
import { itemText } from '../item-text.ts'
import { type Body, subjectOf, type Telling } from './body.ts'
import { columnLabel } from './wording.ts'

export const contradictionWarnings = (
  contradictions: readonly Contradiction[],
  { say, language }: Pick<Telling, 'say' | 'language'>,
): string[] =>
  contradictions.map((each) =>
    each.kind === 'reorganisation'
      ? say.reorganisation(each.message[language])
      : say[each.kind](each.department, each.message[language]),
  )

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
