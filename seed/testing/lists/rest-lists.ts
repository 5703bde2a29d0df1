import { z } from 'zod'
import type { FigureKey, PrintReading } from '../../../db/domain/figure.ts'
import type { FigureMeasure } from '../../../db/domain/terms.ts'
import { withoutSpace } from '../../intermediate.ts'
import { readLists } from './list-files.ts'

/** What stands beside the nine tables and their explanation: performance, projects, staffing, achievements, duties … */
const lines = z.tuple([z.number(), z.number()])
const listSchema = z.object({
  file: z.string(),
  figures: z.array(
    z.object({
      lines,
      text: z.string(),
      unit: z.string().nullable(),
      year: z.number(),
      stage: z.string(),
      aspect: z.string(),
      words: z.array(z.string()),
    }),
  ),
  statements: z.array(z.object({ lines, kind: z.string(), starts: z.string() })),
})
export type RestList = z.infer<typeof listSchema>
export type RestFigure = RestList['figures'][number]

export const restLists = (): readonly RestList[] => readLists('rest', listSchema)

export const foldNarrow = (text: string): string =>
  withoutSpace(text).replace(/（/gu, '(').replace(/）/gu, ')')

const labelsOf = ({ print, figures: [key] }: PrintReading) =>
  foldNarrow(
    [print.section, print.tableTitle, print.rowLabel, print.columnLabel, key?.subject, print.quote].join('|'),
  )

/** The store keeps what is counted at the end of a year under the report's own stage; the lists call it none. */
const counted: ReadonlySet<string> = new Set<FigureMeasure>([
  'posts',
  'staff',
  'retirees',
  'totalAssets',
  'currentAssets',
  'fixedAssets',
  'totalLiabilities',
  'netAssets',
])

/** 2023 年预算数 names no stage: the readers of the lists differ on which budget it is, the store leaves it open. */
const namesNoStage = (column: string) => /^\d{4}年预算数$/u.test(column)

/** A rate, a share and a change are of an amount; the lists give a stage to amounts only. */
const isStage = (listed: RestFigure, { print }: PrintReading, { stage, measure, aspect }: FigureKey) =>
  listed.stage === stage ||
  aspect !== 'amount' ||
  (listed.stage === 'none' && counted.has(measure)) ||
  (listed.stage.endsWith('Budget') && stage === 'none' && namesNoStage(print.columnLabel))

/** What the lists call otherwise: a rate that names no whole a share, work that was done and is told in words actual. */
const isAspect = (listed: RestFigure, { print }: PrintReading, { aspect }: FigureKey) => {
  switch (listed.aspect) {
    case 'share':
      return aspect === 'share' || (aspect === 'amount' && !/占/u.test(print.rowLabel))
    case 'actual':
      return (
        aspect === 'actual' || (aspect === 'amount' && !/指标值|完成(?:指标)?值/u.test(print.columnLabel))
      )
    case 'change':
      return aspect === 'change' || aspect === 'budgetDifference'
    case 'changeRate':
      return aspect === 'changeRate' || aspect === 'budgetDifferenceRate'
    default:
      return aspect === listed.aspect
  }
}

/** Whether a print says the listed figure, wherever it stands. */
export const isPrintOf = (listed: RestFigure, reading: PrintReading): boolean => {
  const { print, figures } = reading
  const [key] = figures
  const text = listed.text === '-' && listed.unit === '%' ? '-%' : listed.text
  return (
    key !== undefined &&
    foldNarrow(print.printedText) === foldNarrow(text) &&
    (listed.unit === null ||
      print.printedUnit === null ||
      foldNarrow(print.printedUnit) === foldNarrow(listed.unit)) &&
    key.fiscalYear === listed.year &&
    isStage(listed, reading, key) &&
    isAspect(listed, reading, key) &&
    listed.words.every((word) => labelsOf(reading).includes(foldNarrow(word)))
  )
}
