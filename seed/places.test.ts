/**
 * Disclosures in the layouts of other places and years, invented by people who did not know how they are read
 * (seed/testing/places): what each cell means is either told or left open, and never told wrongly.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FigureKey, PrintReading } from '../db/domain/figure.ts'
import { withoutSpace } from './intermediate.ts'
import { readDocument } from './read-document.ts'
import type { DocumentReading } from './reading.ts'

const meaningSchema = z.object({
  year: z.number(),
  stage: z.string().nullish(),
  fund: z.string(),
  measure: z.string(),
  item: z.string().nullish(),
  aspect: z.string(),
})
const listSchema = z.object({
  identity: z.object({
    department: z.string(),
    fiscalYear: z.number(),
    kind: z.string(),
    edition: z.string(),
    county: z.string().nullable(),
  }),
  /** By what rule each is found. */
  contradictions: z.array(z.string()).default([]),
  tables: z.array(
    z.object({
      title: z.string(),
      cells: z.array(
        z.object({ row: z.string(), column: z.string(), text: z.string(), is: meaningSchema.nullable() }),
      ),
    }),
  ),
})
type Listed = z.infer<typeof listSchema>['tables'][number]['cells'][number]
type Meaning = z.infer<typeof meaningSchema>

/** Of the cells that a list gives a meaning, so many were given it when they were last counted; more is better. */
const knownCells: Readonly<Record<string, number>> = {
  'beijing-unit-budget-2024': 196,
  'central-bureau-final-2016': 354,
  'central-ministry-budget': 421,
  'chongqing-district-budget-2025': 505,
  'fujian-city-budget-2021': 440,
  'guangdong-county-budget-2023': 188,
  'hubei-department-final-2018': 729,
  'hunan-department-final-2021': 289,
  'hunan-unit-final-2021': 204,
  'jiangsu-department-final-2023': 937,
  'shaanxi-county-final-2020': 359,
  'shandong-unit-final-2022': 595,
  'sichuan-city-budget-2022': 179,
  'xinjiang-unit-budget-2024': 249,
  'yunnan-department-final-2022': 303,
  'zhejiang-school-final-2022': 646,
}

const here = (path: string) => new URL(`testing/places/${path}`, import.meta.url)
const fold = (text: string) => withoutSpace(text).normalize('NFKC').replace(/[[\]]/gu, '')
const leaf = (path: string) => fold(path).split('>').at(-1) ?? ''

/** A source of fiscal appropriation is told as that, or as revenue of its fund. */
const isSameMeasure = (key: FigureKey, measure: string): boolean =>
  key.measure === measure || (key.measure === 'fiscalAppropriationRevenue' && measure === 'revenue')

/** A note below a table, and no word of its title, may say its fund. */
const isSameFund = (key: FigureKey, { fund }: Meaning): boolean =>
  key.fund === fund || (key.fund === 'all' && fund === 'fiscalAppropriation')

const agrees = (key: FigureKey, is: Meaning): boolean =>
  key.fiscalYear === is.year &&
  (is.stage == null || key.stage === is.stage) &&
  isSameFund(key, is) &&
  isSameMeasure(key, is.measure) &&
  key.aspect === is.aspect &&
  (is.item == null ? key.item === null : key.item?.code === is.item)

/** Words of the document's own, which claim no measure of the field. */
const claimsNothing = ({ measure, subject }: FigureKey): boolean => measure === 'stated' || subject !== null

/** The print of a listed cell, each once. */
const printOf = (
  cell: Listed,
  prints: readonly PrintReading[],
  taken: Set<PrintReading>,
): PrintReading | null => {
  const own = prints.filter(
    (reading) =>
      !taken.has(reading) &&
      fold(reading.print.printedText) === fold(cell.text) &&
      fold(reading.print.rowLabel) === fold(cell.row),
  )
  const found =
    own.find(({ print }) => fold(print.columnLabel) === fold(cell.column)) ??
    own.find(({ print }) => leaf(print.columnLabel) === leaf(cell.column)) ??
    null
  if (found) taken.add(found)
  return found
}

const names = readdirSync(here(''))
  .filter((name) => name.endsWith('.json'))
  .map((name) => name.replace('.json', ''))

describe.each(names)('%s', (name) => {
  const list = listSchema.parse(JSON.parse(readFileSync(here(`${name}.json`), 'utf8')))
  let reading: DocumentReading
  beforeAll(async () => {
    const outcome = await readDocument(readFileSync(here(`${name}.html`)), `${name}.html`)
    if (outcome.kind !== 'read') throw new Error(outcome.code)
    reading = outcome.reading
  })

  it('says whose it is, for which year and of which kind', () => {
    expect(reading.identity).toMatchObject(list.identity)
  })

  it('gives no cell a meaning that it does not have, and most cells theirs', () => {
    const wrong: string[] = []
    let known = 0
    for (const { title, cells } of list.tables) {
      const prints = reading.prints.filter(({ print }) => fold(print.tableTitle ?? '') === fold(title))
      const taken = new Set<PrintReading>()
      for (const cell of cells) {
        const keys = printOf(cell, prints, taken)?.figures ?? []
        const claims = keys.filter((key) => !claimsNothing(key))
        const { is } = cell
        if (is !== null && claims.some((key) => agrees(key, is))) known += 1
        else if (claims.length > 0) wrong.push(`${title} | ${cell.row} | ${cell.column} | ${cell.text}`)
      }
    }
    expect(wrong).toEqual([])
    expect(known).toBeGreaterThanOrEqual(knownCells[name] ?? 1)
  })

  it('finds no contradiction but those that were planted', () => {
    const real = reading.findings.filter(({ severity }) => severity === 'real')
    expect(real.map(({ code }) => code)).toEqual(list.contradictions)
  })

  it('accounts for its numbers', () => {
    const { numbers, unread } = reading.coverage
    expect(unread.length / numbers).toBeLessThan(0.01)
  })
})
