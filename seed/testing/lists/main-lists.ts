import { z } from 'zod'
import { readLists } from './list-files.ts'
import type { ListedTable } from './table-lists.ts'

/** Who disclosed, the overall table, the table of expenditure by function, and the sentences on its items. */
const span = z.tuple([z.number(), z.number()])
const rowSchema = z.object({
  line: z.number(),
  lineEnd: z.number(),
  code: z.string().nullable(),
  label: z.string(),
  side: z.enum(['revenue', 'expenditure']).optional(),
  cells: z.array(z.string()),
})
const executed = z.object({
  lines: span,
  initial: z.string(),
  final: z.string(),
  completion: z.string().nullable(),
})
const listSchema = z.object({
  file: z.string(),
  identity: z.object({
    department: z.string(),
    kind: z.string(),
    province: z.string().nullable(),
    city: z.string().nullable(),
    county: z.string().nullable(),
    fiscalYear: z.number(),
    reportKind: z.string(),
  }),
  tables: z.array(
    z.object({
      title: z.string(),
      form: z.string(),
      unit: z.string(),
      columns: z.array(z.string()),
      rows: z.array(rowSchema),
    }),
  ),
  execution: z
    .object({
      section: z.string(),
      total: executed,
      items: z.array(
        executed.extend({
          class: z.string(),
          section: z.string().nullable(),
          item: z.string().nullable(),
          reason: z.string().nullable(),
          noDifference: z.boolean(),
        }),
      ),
    })
    .nullable(),
})
export type MainList = z.infer<typeof listSchema>
export type MainTable = MainList['tables'][number]
export type Executed = z.infer<typeof executed>

export const mainLists = (): readonly MainList[] => readLists('', listSchema)

/**
 * Where the hand-read lists and the reader differ on purpose. The cover (line 3), the contents (lines 9–26) and the
 * heading of part one (line 49) of that document name the committee; 办公室 stands from line 51 on.
 */
const canonicalNames: Readonly<Record<string, string>> = {
  '001_69d948fdbf40ed47.txt': '中国共产党焦作市中站区委员会',
}

export const canonicalNameOf = ({ file, identity }: MainList): string =>
  canonicalNames[file] ?? identity.department

const sideWords = { revenue: '收入', expenditure: '支出' } as const

/** A main table as the other lists give theirs: cell by cell, under its whole path of columns. */
export const cellsOfMain = ({ title, unit, columns, rows }: MainTable): ListedTable => ({
  title,
  unit,
  cells: rows.flatMap(({ line, lineEnd, code, label, side, cells }) =>
    cells.map((text, index) => ({
      lines: [line, lineEnd],
      code,
      row: label,
      column: [...(side ? [sideWords[side]] : []), columns[index] ?? ''].join(' > '),
      text,
    })),
  ),
})
