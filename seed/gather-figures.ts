/** Prints that say the same are one figure; the first with a value, by rank, is its primary print. */
import { type FigureKey, figureIdOf, type PrintReading } from '../db/domain/figure.ts'
import { statesWithValue } from '../db/domain/terms.ts'

export type GatheredFigure = {
  readonly figureId: string
  /** Position among the figures of its report. */
  readonly position: number
  readonly key: FigureKey
  /** Positions of its prints in the reading, the primary one first. */
  ordinals: number[]
  primary: PrintReading
  isTotal: boolean
}

/** A value comes before a printed "none", and both before a blank. */
const precedence = ({ print }: PrintReading): number =>
  statesWithValue.has(print.state) ? 0 : print.state === 'none' ? 1 : 2

type Numbered = Readonly<{ reading: PrintReading; ordinal: number }>

const inOrder = (prints: readonly PrintReading[]): readonly Numbered[] => {
  const groups = Map.groupBy(
    prints.map((reading, ordinal) => ({ reading, ordinal })),
    ({ reading }) => 10 * precedence(reading) + reading.rank,
  )
  return [...groups].toSorted(([left], [right]) => left - right).flatMap(([, own]) => own)
}

/** The primary print is the first with a value, main tables before main text before attachments. */
export const gatherFigures = (
  prints: readonly PrintReading[],
  reportId: string,
): ReadonlyMap<string, GatheredFigure> => {
  const figures = new Map<string, GatheredFigure>()
  for (const { reading, ordinal } of inOrder(prints))
    for (const key of reading.figures) {
      const figureId = figureIdOf(reportId, key)
      const known = figures.get(figureId)
      if (known) {
        known.ordinals.push(ordinal)
        known.isTotal ||= reading.isTotal
      } else
        figures.set(figureId, {
          figureId,
          position: figures.size,
          key,
          ordinals: [ordinal],
          primary: reading,
          isTotal: reading.isTotal,
        })
    }
  return figures
}
