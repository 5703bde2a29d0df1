/**
 * The parts beside the nine tables and their explanation (performance, projects, staffing, achievements, duties …)
 * against lists that people made by reading the documents (seed/expectations/rest), and the account of every number.
 */
import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { PrintReading, StatementReading } from '../db/domain/figure.ts'
import type { DocumentReading } from './reading.ts'
import { documentBytes, touches } from './testing/lists/list-files.ts'
import {
  foldNarrow as fold,
  isPrintOf,
  type RestFigure,
  type RestList,
  restLists,
} from './testing/lists/rest-lists.ts'
import { readTextFile } from './testing/read-text-file.ts'

const here = (path: string) => new URL(path, import.meta.url)

const readingOf = (file: string): DocumentReading => {
  const outcome = readTextFile(documentBytes(file), file)
  if (outcome.kind !== 'read') throw new Error(`${file}: ${outcome.code}`)
  return outcome.reading
}

const lists = restLists().map((list) => ({ ...list, reading: readingOf(list.file) }))

const isSame = (listed: RestFigure, reading: PrintReading): boolean =>
  isPrintOf(listed, reading) && touches(reading.print.lines, listed.lines)

/** What the lists call otherwise: results told in a section on management, and measures that are still planned. */
const isKind = (listed: string, kind: string) =>
  kind === listed ||
  (kind === 'explanation' && (listed === 'other' || listed === 'achievement')) ||
  (kind === 'improvement' && listed === 'objective')

/** A row of a form is one statement, of what was planned and what came of it; the lists have its cells. */
const isOfForm = ({ section }: StatementReading) => /表$/u.test(section)

const isSaid = ({ lines: at, kind, starts }: RestList['statements'][number], statement: StatementReading) =>
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
