/**
 * Every table of the five disclosures, cell by cell, against lists that people made by reading the documents
 * (seed/expectations/tables). `sure: false` marks what a careful reader could not place: it must not be a figure.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { PrintReading } from '../db/domain/figure.ts'
import { withoutSpace } from './intermediate.ts'
import { readTextFile } from './testing/read-text-file.ts'

const cellSchema = z.object({
  lines: z.tuple([z.number(), z.number()]),
  code: z.string().nullable(),
  row: z.string(),
  column: z.string(),
  text: z.string(),
  sure: z.literal(false).optional(),
})
const listSchema = z.object({
  file: z.string(),
  tables: z.array(z.object({ title: z.string(), unit: z.string(), cells: z.array(cellSchema) })),
})

const here = (path: string) => new URL(path, import.meta.url)
const fold = (text: string) => withoutSpace(text).replace(/\(/gu, '（').replace(/\)/gu, '）')

const lists = readdirSync(here('expectations/tables')).map((name) => {
  const list = listSchema.parse(JSON.parse(readFileSync(here(`expectations/tables/${name}`), 'utf8')))
  const outcome = readTextFile(readFileSync(here(`documents/${list.file}`)), list.file)
  if (outcome.kind !== 'read') throw new Error(`${list.file}: ${outcome.code}`)
  return { ...list, reading: outcome.reading }
})

type Cell = z.infer<typeof cellSchema>

const placeOf = (cell: Cell, cells: readonly Cell[]) =>
  `${rowLine(cell.lines, cells)} | ${fold(`${cell.code ?? ''}${cell.row}`)} | ${fold(cell.column)} | ${fold(cell.text)}`

/** The listed row that the print lies within: readers list a row by all of its lines, its own may be fewer. */
const rowLine = (lines: readonly [number, number], cells: readonly Cell[]) =>
  cells.find((cell) => cell.lines[0] <= lines[0] && lines[1] <= cell.lines[1])?.lines[0] ?? 'no row'

const placeOfPrint = ({ print }: PrintReading, cells: readonly Cell[]) =>
  `${rowLine(print.lines, cells)} | ${fold(print.rowLabel)} | ${fold(print.columnLabel)} | ${fold(print.printedText)}`

/** An empty cell that no label claims says nothing, and readers of a document do not list it. */
const saysSomething = ({ print }: PrintReading) =>
  print.rowLabel !== '' || print.printedText !== '' || isUnlabelled(print)
/** The row of the “three public” expenses has no label. */
const isUnlabelled = ({ tableTitle }: PrintReading['print']) => /三公/u.test(tableTitle ?? '')

describe.each(lists)('$file', ({ tables, reading }) => {
  it.each(tables)('reads every cell of $title once and where it stands', ({ title, unit, cells }) => {
    const prints = reading.prints.filter(({ print }) => fold(print.tableTitle ?? '') === fold(title))
    const unsureLines = new Set(cells.filter(({ sure }) => sure === false).map(({ lines }) => lines[0]))
    const sure = prints.filter(
      (reading) => saysSomething(reading) && !unsureLines.has(reading.print.lines[0]),
    )
    expect(sure.map((print) => placeOfPrint(print, cells)).toSorted()).toEqual(
      cells
        .filter(({ lines }) => !unsureLines.has(lines[0]))
        .map((cell) => placeOf(cell, cells))
        .toSorted(),
    )
    expect([...new Set(prints.map(({ print }) => print.printedUnit))]).toEqual(
      prints.length > 0 ? [unit] : [],
    )
  })

  it('takes no figure from an amount that a careful reader could not place', () => {
    const unsure = tables.flatMap(({ title, cells }) =>
      cells.flatMap(({ lines, text, sure }) =>
        sure === false && text !== '' ? [{ title, line: lines[0] }] : [],
      ),
    )
    for (const { title, line } of unsure) {
      const prints = reading.prints.filter(
        ({ print }) => fold(print.tableTitle ?? '') === fold(title) && print.lines[0] === line,
      )
      expect(prints.filter(({ figures, amountFen }) => figures.length > 0 && amountFen !== null)).toEqual([])
    }
  })
})
