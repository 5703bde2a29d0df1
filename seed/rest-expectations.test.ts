/**
 * The parts beside the nine tables and their explanation (performance, projects, staffing, achievements, duties …)
 * against lists that people made by reading the documents (seed/expectations/rest), and the account of every number.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { FigureKey, PrintReading, StatementReading } from '../db/domain/figure.ts'
import type { FigureMeasure } from '../db/domain/terms.ts'
import { withoutSpace } from './intermediate.ts'
import type { DocumentReading } from './reading.ts'
import { readTextFile } from './testing/read-text-file.ts'

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
type List = z.infer<typeof listSchema>
type Listed = List['figures'][number]

const here = (path: string) => new URL(path, import.meta.url)

const readingOf = (file: string): DocumentReading => {
  const outcome = readTextFile(readFileSync(here(`documents/${file}`)), file)
  if (outcome.kind !== 'read') throw new Error(`${file}: ${outcome.code}`)
  return outcome.reading
}

const lists = readdirSync(here('expectations/rest')).map((name) => {
  const list = listSchema.parse(JSON.parse(readFileSync(here(`expectations/rest/${name}`), 'utf8')))
  return { ...list, reading: readingOf(list.file) }
})

const fold = (text: string) => withoutSpace(text).replace(/（/gu, '(').replace(/）/gu, ')')

const touches = ([first, last]: readonly [number, number], [from, to]: readonly [number, number]) =>
  first <= to && last >= from

const labelsOf = ({ print, figures: [key] }: PrintReading) =>
  fold(
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
const isStage = (listed: Listed, { print }: PrintReading, { stage, measure, aspect }: FigureKey) =>
  listed.stage === stage ||
  aspect !== 'amount' ||
  (listed.stage === 'none' && counted.has(measure)) ||
  (listed.stage.endsWith('Budget') && stage === 'none' && namesNoStage(print.columnLabel))

/** What the lists call otherwise: a rate that names no whole a share, work that was done and is told in words actual. */
const isAspect = (listed: Listed, { print }: PrintReading, { aspect }: FigureKey) => {
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

const isSame = (listed: Listed, reading: PrintReading): boolean => {
  const { print, figures } = reading
  const [key] = figures
  const text = listed.text === '-' && listed.unit === '%' ? '-%' : listed.text
  return (
    key !== undefined &&
    touches(print.lines, listed.lines) &&
    fold(print.printedText) === fold(text) &&
    (listed.unit === null || print.printedUnit === null || fold(print.printedUnit) === fold(listed.unit)) &&
    key.fiscalYear === listed.year &&
    isStage(listed, reading, key) &&
    isAspect(listed, reading, key) &&
    listed.words.every((word) => labelsOf(reading).includes(fold(word)))
  )
}

/** What the lists call otherwise: results told in a section on management, and measures that are still planned. */
const isKind = (listed: string, kind: string) =>
  kind === listed ||
  (kind === 'explanation' && (listed === 'other' || listed === 'achievement')) ||
  (kind === 'improvement' && listed === 'objective')

/** A row of a form is one statement, of what was planned and what came of it; the lists have its cells. */
const isOfForm = ({ section }: StatementReading) => /表$/u.test(section)

const isSaid = ({ lines: at, kind, starts }: List['statements'][number], statement: StatementReading) =>
  statement.kind !== 'reason' &&
  touches(statement.lines, at) &&
  fold(statement.text).includes(fold(starts).slice(0, 8)) &&
  (isKind(kind, statement.kind) || (isOfForm(statement) && statement.kind === 'achievement'))

/** Headings in the document, and kept as such. */
const headings: ReadonlySet<string> = new Set(['十四、2023 年本单位'])

describe.each(lists)('the rest of $file', ({ figures, statements, reading }) => {
  it('has lists that are long enough', () => {
    expect(figures.length).toBeGreaterThanOrEqual(60)
    expect(statements.length).toBeGreaterThanOrEqual(30)
  })

  it('is read figure by figure, with what each is of', () => {
    const missing = figures.filter((listed) => !reading.prints.some((print) => isSame(listed, print)))
    expect(missing).toEqual([])
  })

  it('keeps its paragraphs for what they are', () => {
    const missing = statements.filter(
      (listed) => !headings.has(listed.starts) && !reading.statements.some((said) => isSaid(listed, said)),
    )
    expect(missing).toEqual([])
  })
})

/** Read by eye: one overall table ends before 总计, one of basic expenditure after 30303; their last amounts stand on these lines. */
const cutShort: Readonly<Record<string, readonly number[]>> = { '001_69d948fdbf40ed47.txt': [105, 299] }

it.each(readdirSync(here('documents')))('says of %s which tables were cut short', (file) => {
  const { findings, prints } = readingOf(file)
  const cut = findings.filter(({ code }) => code === 'table-cut')
  const lines = cut.flatMap(({ sides }) => sides.flat().map((index) => prints[index]?.print.lines[0]))
  expect(lines).toEqual(cutShort[file] ?? [])
})

describe.each(readdirSync(here('documents')))('every number and every paragraph of %s', (file) => {
  const { coverage } = readingOf(file)

  it('is loaded or structural, and none is unread', () => {
    expect(coverage.unread).toEqual([])
    expect(coverage.numbers).toBeGreaterThan(700)
    const structural = Object.values(coverage.structural).reduce((sum, count) => sum + count, 0)
    expect(coverage.loaded + structural).toBe(coverage.numbers)
  })

  it('is followed by every paragraph', () => {
    expect(coverage.unreadParagraphs).toEqual([])
    expect(coverage.paragraphs).toBeGreaterThan(50)
  })

  it('is loaded once', () => {
    expect(coverage.unmatched).toEqual([])
  })
})
