/**
 * Every table of the five disclosures, cell by cell, against lists that people made by reading the documents
 * (seed/expectations/tables). `sure: false` marks what a careful reader could not place: it must not be a figure.
 */
import { describe, expect, it } from 'vitest'
import type { PrintReading } from '../db/domain/figure.ts'
import { documentBytes } from './testing/lists/list-files.ts'
import {
  type ListedCell,
  placeOfCell,
  placeOfPrint,
  printsOfTable,
  saysSomething,
  tableLists,
} from './testing/lists/table-lists.ts'
import { readTextFile } from './testing/read-text-file.ts'

const lists = tableLists().map((list) => {
  const outcome = readTextFile(documentBytes(list.file), list.file)
  if (outcome.kind !== 'read') throw new Error(`${list.file}: ${outcome.code}`)
  return { ...list, reading: outcome.reading }
})

const cellWithLine = (cell: ListedCell, cells: readonly ListedCell[]) =>
  `${rowLine(cell.lines, cells)} | ${placeOfCell(cell)}`

/** The listed row that the print lies within: readers list a row by all of its lines, its own may be fewer. */
const rowLine = (lines: readonly [number, number], cells: readonly ListedCell[]) =>
  cells.find((cell) => cell.lines[0] <= lines[0] && lines[1] <= cell.lines[1])?.lines[0] ?? 'no row'

const printWithLine = ({ print }: PrintReading, cells: readonly ListedCell[]) =>
  `${rowLine(print.lines, cells)} | ${placeOfPrint(print)}`

describe.each(lists)('$file', ({ tables, reading }) => {
  it.each(tables)('reads every cell of $title once and where it stands', (table) => {
    const { unit, cells } = table
    const prints = printsOfTable(reading.prints, table)
    const unsureLines = new Set(cells.filter(({ sure }) => sure === false).map(({ lines }) => lines[0]))
    const sure = prints.filter(({ print }) => saysSomething(print) && !unsureLines.has(print.lines[0]))
    expect(sure.map((print) => printWithLine(print, cells)).toSorted()).toEqual(
      cells
        .filter(({ lines }) => !unsureLines.has(lines[0]))
        .map((cell) => cellWithLine(cell, cells))
        .toSorted(),
    )
    expect([...new Set(prints.map(({ print }) => print.printedUnit))]).toEqual(
      prints.length > 0 ? [unit] : [],
    )
  })

  it('takes no figure from an amount that a careful reader could not place', () => {
    const unsure = tables.flatMap((table) =>
      table.cells.flatMap(({ lines, text, sure }) =>
        sure === false && text !== '' ? [{ table, line: lines[0] }] : [],
      ),
    )
    for (const { table, line } of unsure) {
      const prints = printsOfTable(reading.prints, table).filter(({ print }) => print.lines[0] === line)
      expect(prints.filter(({ figures, amountFen }) => figures.length > 0 && amountFen !== null)).toEqual([])
    }
  })
})
