import { z } from 'zod'
import type { FigureKey, PrintReading } from '../../../db/domain/figure.ts'
import { withoutSpace } from '../../intermediate.ts'
import type { DocumentReading } from '../../reading.ts'
import { readLists } from './list-files.ts'

/** Figures and reasons of the explanatory part. */
const lines = z.tuple([z.number(), z.number()])
const listSchema = z.object({
  file: z.string(),
  figures: z.array(
    z.object({
      lines,
      text: z.string(),
      unit: z.string(),
      year: z.number(),
      stage: z.string(),
      measure: z.string(),
      aspect: z.string(),
      fund: z.string(),
      item: z.string().nullable(),
      share_of: z.string().nullable(),
      direction: z.enum(['up', 'down', 'same']).optional(),
    }),
  ),
  reasons: z.array(z.object({ lines, text: z.string(), measures: z.array(z.string()), about: z.string() })),
})
export type NarrativeList = z.infer<typeof listSchema>
export type ListedFigure = NarrativeList['figures'][number]

export const narrativeLists = (): readonly NarrativeList[] => readLists('narrative', listSchema)

/** One figure that a sentence states. */
export type Claim = Readonly<{ print: PrintReading; key: FigureKey }>

/** What a document claims outside its tables, its attachments and its parts on performance. */
export const claimsOf = ({ prints }: DocumentReading): readonly Claim[] =>
  prints
    .filter(({ rank, print }) => rank === 2 && !/绩效|其他需要说明/u.test(print.section))
    .flatMap((print): readonly Claim[] => print.figures.map((key) => ({ print, key })))
    .filter(({ key }) => key.measure !== 'stated')

/**
 * 财政拨款收入 of the section on all revenue is a source of revenue of all funds; some readers called its fund the
 * appropriation itself.
 */
const fundOf = (measure: string, fund: string) =>
  measure === 'fiscalAppropriationRevenue' && fund === 'fiscalAppropriation' ? 'all' : fund

/** A name as people and codes write it alike: no white space, no （类） and 支出, narrow brackets; its last part. */
const bareName = (name: string) =>
  withoutSpace(name)
    .replace(/（/gu, '(')
    .replace(/）/gu, ')')
    .replace(/\([类款项]\)(?:支出)?$/u, '')
    .split(/\([类款]\)/u)
    .at(-1)
    ?.replace(/支出/gu, '')
    .replaceAll('部门', '单位') ?? ''

export const describeFigure = (figure: ListedFigure): string =>
  [
    withoutSpace(figure.text),
    figure.year,
    figure.stage,
    figure.measure,
    figure.aspect,
    fundOf(figure.measure, figure.fund),
    figure.share_of ?? '',
  ].join(' | ')

export const describeClaim = ({ print: { print }, key }: Claim): string =>
  [
    withoutSpace(print.printedText),
    key.fiscalYear,
    key.stage,
    key.measure,
    key.aspect,
    fundOf(key.measure, key.fund),
    key.whole ?? '',
  ].join(' | ')

const isOneName = (figure: ListedFigure, { key }: Claim) => {
  const name = bareName(key.item?.name ?? key.subject ?? '')
  const asked = bareName(figure.item ?? '')
  return asked === name || (asked !== '' && name.endsWith(asked))
}

/** Whether a claim says the listed figure, wherever it stands. */
export const isClaimOf = (figure: ListedFigure, claim: Claim): boolean =>
  describeFigure(figure) === describeClaim(claim) && isOneName(figure, claim)

/** No difference, or none at all, said in words: the lists hold numbers only. */
export const isInWords = ({ print: { print } }: Claim): boolean => !/\d/u.test(print.printedText)
