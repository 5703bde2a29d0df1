/** Prints that say the same are one figure; the first with a value, by rank, is its primary print. */
import { type FigureKey, figureIdOf, type PrintReading } from '../db/domain/figure.ts'
import { statesWithValue } from '../db/domain/terms.ts'

export type GatheredFigure = {
  readonly figureId: string
  readonly key: FigureKey
  /** Positions of its prints in the reading, the primary one first. */
  ordinals: number[]
  primary: PrintReading
  isTotal: boolean
}

/** A value comes before a printed "none", and both before a blank. */
const precedence = ({ print }: PrintReading): number =>
  statesWithValue.has(print.state) ? 0 : print.state === 'none' ? 1 : 2

/** The primary print is the first with a value, main tables before main text before attachments. */
export const gatherFigures = (
  prints: readonly PrintReading[],
  reportId: string,
): ReadonlyMap<string, GatheredFigure> => {
  const figures = new Map<string, GatheredFigure>()
  const order = prints
    .map((reading, ordinal) => ({ reading, ordinal }))
    .sort(
      (left, right) =>
        precedence(left.reading) - precedence(right.reading) ||
        left.reading.rank - right.reading.rank ||
        left.ordinal - right.ordinal,
    )
  for (const { reading, ordinal } of order)
    for (const key of reading.figures) {
      const figureId = figureIdOf(reportId, key)
      const known = figures.get(figureId)
      if (known) {
        known.ordinals.push(ordinal)
        known.isTotal ||= reading.isTotal
      } else
        figures.set(figureId, {
          figureId,
          key,
          ordinals: [ordinal],
          primary: reading,
          isTotal: reading.isTotal,
        })
    }
  return figures
}
