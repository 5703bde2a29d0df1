/**
 * The explanatory part against lists that people made by reading the documents (seed/expectations/narrative): every
 * listed figure and reason is read, with what it is of, and no other number is taken for a figure. Money within a reason
 * is not listed: it is kept as a number of the words around it. The parts on performance have lists of their own.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FigureKey, PrintReading } from '../db/domain/figure.ts'
import { withoutSpace } from './intermediate.ts'
import { readTextFile } from './testing/read-text-file.ts'

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
type List = z.infer<typeof listSchema>
type Listed = List['figures'][number]

const here = (path: string) => new URL(path, import.meta.url)

type Claim = Readonly<{ print: PrintReading; key: FigureKey }>

const lists = readdirSync(here('expectations/narrative')).map((name) => {
  const list = listSchema.parse(JSON.parse(readFileSync(here(`expectations/narrative/${name}`), 'utf8')))
  const outcome = readTextFile(readFileSync(here(`documents/${list.file}`)), list.file)
  if (outcome.kind !== 'read') throw new Error(`${list.file}: ${outcome.code}`)
  const { prints, statements, identity } = outcome.reading
  const claims = prints
    .filter(({ rank, print }) => rank === 2 && !/绩效|其他需要说明/u.test(print.section))
    .flatMap((print): readonly Claim[] => print.figures.map((key) => ({ print, key })))
    .filter(({ key }) => key.measure !== 'stated')
  const given = statements.filter(({ kind }) => kind === 'reason')
  return { ...list, claims, statements: given, isBudget: identity.kind === 'budget' }
})

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

const listed = (figure: Listed) =>
  [
    withoutSpace(figure.text),
    figure.year,
    figure.stage,
    figure.measure,
    figure.aspect,
    fundOf(figure.measure, figure.fund),
    figure.share_of ?? '',
  ].join(' | ')

const read = ({ print: { print }, key }: Claim) =>
  [
    withoutSpace(print.printedText),
    key.fiscalYear,
    key.stage,
    key.measure,
    key.aspect,
    fundOf(key.measure, key.fund),
    key.whole ?? '',
  ].join(' | ')

const touches = ([first, last]: readonly number[], [from, to]: readonly number[]) =>
  (first ?? 0) <= (to ?? 0) && (last ?? 0) >= (from ?? 0)

const isOneName = (figure: Listed, { key }: Claim) => {
  const name = bareName(key.item?.name ?? key.subject ?? '')
  const asked = bareName(figure.item ?? '')
  return asked === name || (asked !== '' && name.endsWith(asked))
}

const isSame = (figure: Listed, claim: Claim) =>
  listed(figure) === read(claim) && touches(claim.print.print.lines, figure.lines) && isOneName(figure, claim)

/** No difference, or none at all, said in words: the lists hold numbers only. */
const isInWords = ({ print: { print } }: Claim) => !/\d/u.test(print.printedText)

describe.each(lists)('$file', ({ figures, reasons, claims, statements, isBudget }) => {
  it('has a list that is long enough', () => {
    expect(figures.length).toBeGreaterThanOrEqual(isBudget ? 15 : 40)
  })

  it('is read figure by figure', () => {
    const missing = figures.filter((figure) => !claims.some((claim) => isSame(figure, claim)))
    expect(missing.map((figure) => `${figure.lines[0]}: ${listed(figure)} ${figure.item ?? ''}`)).toEqual([])
  })

  it('has its rises and falls told apart', () => {
    for (const figure of figures) {
      if (figure.direction === undefined) continue
      const claim = claims.find((candidate) => isSame(figure, candidate))
      const value = claim?.print.amountFen ?? claim?.print.quantity?.value ?? 0
      expect(Math.sign(value), `${figure.lines[0]}: ${listed(figure)}`).toBe(
        { up: 1, down: -1, same: 0 }[figure.direction],
      )
    }
  })

  it('states nothing that a reader of the document does not', () => {
    const invented = claims.filter(
      (claim) => !isInWords(claim) && !figures.some((figure) => isSame(figure, claim)),
    )
    expect(invented.map((claim) => `${claim.print.print.lines[0]}: ${read(claim)}`)).toEqual([])
  })

  it('gives its reasons, each to what it is a reason of', () => {
    expect(reasons.length).toBeGreaterThan(0)
    for (const reason of reasons) {
      const found = statements.filter(
        (statement) =>
          touches(statement.lines, reason.lines) &&
          withoutSpace(statement.text).includes(withoutSpace(reason.text)),
      )
      expect(found, reason.text).toHaveLength(1)
      const about = found[0]?.about ?? []
      expect(new Set(about.map(({ measure }) => measure)), reason.text).toEqual(new Set(reason.measures))
      const isOfChange = about.every(({ aspect }) => aspect === 'change' || aspect === 'changeRate')
      expect(isOfChange, reason.text).toBe(reason.about === 'change')
    }
  })
})
