/**
 * Amounts of the explanatory part against lists that people made by reading the documents
 * (seed/expectations/narrative). The lists hold more than is read today: changes on the year, shares and counts are not
 * read yet, nor are the totals of the overview and of each class.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PrintReading } from '../db/domain/figure.ts'
import { readDocument } from './read-document.ts'

const listSchema = z.object({
  file: z.string(),
  figures: z.array(
    z.object({
      lines: z.tuple([z.number(), z.number()]),
      text: z.string(),
      unit: z.string(),
      year: z.number(),
      stage: z.string(),
      measure: z.string(),
      aspect: z.string(),
      fund: z.string(),
      item: z.string().nullable(),
    }),
  ),
})
type Listed = z.infer<typeof listSchema>['figures'][number]

const here = (path: string) => new URL(path, import.meta.url)

const lists = readdirSync(here('expectations/narrative')).map((name) => {
  const list = listSchema.parse(JSON.parse(readFileSync(here(`expectations/narrative/${name}`), 'utf8')))
  const outcome = readDocument(readFileSync(here(`documents/${list.file}`)), list.file)
  if (outcome.kind !== 'read') throw new Error(`${list.file}: ${outcome.code}`)
  // Sentences that set final accounts against the initial budget have lists of their own.
  const prints = outcome.reading.prints.filter(({ rank, print }) => rank === 2 && print.columnLabel === '')
  return { ...list, prints }
})

/** Measures whose sentences are read wherever they state an amount. */
const readMeasures = new Set([
  ...['revenue', 'fiscalAppropriationRevenue', 'superiorSubsidyRevenue', 'institutionalRevenue'],
  ...['operatingRevenue', 'subordinateRemittanceRevenue', 'otherRevenue'],
  ...['basicExpenditure', 'projectExpenditure', 'personnelExpenses', 'nonPersonnelExpenses'],
  ...['threePublicExpenses', 'officialOverseasTravel', 'officialVehicles', 'officialVehiclePurchase'],
  ...['officialVehicleOperation', 'officialReceptions', 'agencyOperatingExpenses', 'governmentProcurement'],
  ...['procurementGoods', 'procurementWorks', 'procurementServices', 'procurementSme', 'procurementMicro'],
])

/**
 * 财政拨款收入 of the section on all revenue is a source of revenue of all funds; some readers called its fund the
 * appropriation itself.
 */
const fundOf = ({ measure, fund }: Pick<Listed, 'measure' | 'fund'>) =>
  measure === 'fiscalAppropriationRevenue' && fund === 'fiscalAppropriation' ? 'all' : fund

const listed = (figure: Listed) =>
  [figure.text, figure.unit, figure.stage, figure.measure, fundOf(figure), figure.item ?? ''].join(' | ')

const read = ({ print, figures: [key] }: PrintReading) =>
  [print.printedText, print.printedUnit, key?.stage, key?.measure, key?.fund, key?.item?.name ?? ''].join(
    ' | ',
  )

/** A print covers the lines from its name to its amount. */
const isWithin = ([first, last]: readonly number[], figure: Listed) =>
  (first ?? 0) <= figure.lines[1] && (last ?? 0) >= figure.lines[0]

describe.each(lists)('$file', ({ figures, prints }) => {
  it('states nothing that a reader of the document does not', () => {
    expect(prints.length).toBeGreaterThan(5)
    const invented = prints.filter(
      (print) =>
        !figures.some((figure) => listed(figure) === read(print) && isWithin(print.print.lines, figure)),
    )
    expect(invented.map((print) => `${print.print.lines[0]}: ${read(print)}`)).toEqual([])
  })

  it('reads every amount that is stated of these measures by name', () => {
    const missing = figures
      .filter(
        ({ aspect, measure, year }) => aspect === 'amount' && year === 2023 && readMeasures.has(measure),
      )
      .filter(
        (figure) =>
          !prints.some((print) => read(print) === listed(figure) && isWithin(print.print.lines, figure)),
      )
    expect(missing.map((figure) => `${figure.lines[0]}: ${listed(figure)}`)).toEqual([])
  })
})
