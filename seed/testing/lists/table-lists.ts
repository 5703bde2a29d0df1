import { z } from 'zod'
import type { Print, PrintReading } from '../../../db/domain/figure.ts'
import { foldWide, readLists } from './list-files.ts'

/** Tables cell by cell. `sure: false` marks what a careful reader could not place. */
const cellSchema = z.object({
  lines: z.tuple([z.number(), z.number()]),
  code: z.string().nullable(),
  row: z.string(),
  column: z.string(),
  text: z.string(),
  sure: z.literal(false).optional(),
})
const tableSchema = z.object({ title: z.string(), unit: z.string(), cells: z.array(cellSchema) })
const listSchema = z.object({ file: z.string(), tables: z.array(tableSchema) })
export type ListedCell = z.infer<typeof cellSchema>
export type ListedTable = z.infer<typeof tableSchema>
export type TableList = z.infer<typeof listSchema>

export const tableLists = (): readonly TableList[] => readLists('tables', listSchema)

export const printsOfTable = (
  prints: readonly PrintReading[],
  { title }: ListedTable,
): readonly PrintReading[] =>
  prints.filter(({ print }) => foldWide(print.tableTitle ?? '') === foldWide(title))

/** The row of the “three public” expenses has no label. */
const isUnlabelled = (tableTitle: string | null): boolean => /三公/u.test(tableTitle ?? '')

/** An empty cell that no label claims says nothing, and readers of a document do not list it. */
export const saysSomething = ({
  rowLabel,
  printedText,
  tableTitle,
}: Pick<Print, 'rowLabel' | 'printedText' | 'tableTitle'>): boolean =>
  rowLabel !== '' || printedText !== '' || isUnlabelled(tableTitle)

export const placeOfCell = ({ code, row, column, text }: ListedCell): string =>
  `${foldWide(`${code ?? ''}${row}`)} | ${foldWide(column)} | ${foldWide(text)}`

export const placeOfPrint = ({ rowLabel, columnLabel, printedText }: Print): string =>
  `${foldWide(rowLabel)} | ${foldWide(columnLabel)} | ${foldWide(printedText)}`
