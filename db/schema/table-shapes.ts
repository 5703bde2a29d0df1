/** The tables of the store by their columns, for whoever puts rows together and for whoever makes the tables. */
import { subjectEnd, subjectStart } from '../domain/figure.ts'
import type { StoreTables } from './tables.ts'

export type ColumnKind = 'text' | 'integer' | 'real'
export type TableShape = Readonly<{
  columns: Readonly<Record<string, `${ColumnKind}${'' | '?'}`>>
  /** Further columns of text, by the SQL that makes them of the others whenever they are asked for. */
  derived?: Readonly<Record<string, string>>
  key: readonly string[]
  /** The key is a number, by which other tables point to the row and in whose order the rows stand. */
  isNumbered?: true
  /** An id that outlives the store. */
  lastingId?: string
  /** Rows stand in the order of their key, since there is little else to them. */
  isSorted?: true
  indexes?: readonly (readonly string[])[]
  /**
   * What the planner of queries takes for granted: how many rows a store of a thousand reports has, and of each of the
   * indexes how many rows share its first column, its first two … It is not counted, so that a query runs the same way
   * over the same documents whatever was loaded before.
   */
  usual?: Readonly<{ rows: number; alike: readonly (readonly number[])[] }>
}>

const subject = `case when "item_key" >= '${subjectStart}' and "item_key" < '${subjectEnd}' then "item_name" end`

/** Columns with their kinds ("?": may be null), key, further indexes. */
export const tableShapes: Readonly<Record<keyof StoreTables, TableShape>> = {
  document: {
    columns: {
      document_id: 'text',
      file: 'text',
      media_type: 'text',
      line_count: 'integer',
      page_starts: 'text',
    },
    key: ['document_id'],
  },
  department: {
    columns: {
      department_number: 'integer',
      department_id: 'text',
      department: 'text',
      english_name: 'text?',
      department_kind: 'text',
      province: 'text?',
      city: 'text?',
      county: 'text?',
    },
    key: ['department_number'],
    isNumbered: true,
    lastingId: 'department_id',
  },
  department_source: {
    columns: { department_id: 'text', documents: 'text', remarks: 'text', content_hash: 'text' },
    key: ['department_id'],
  },
  department_name: {
    columns: {
      department_number: 'integer',
      name: 'text',
      document_id: 'text',
      line: 'integer',
      is_first: 'integer',
    },
    key: ['department_number', 'name', 'document_id'],
  },
  report: {
    columns: {
      report_number: 'integer',
      report_id: 'text',
      document_id: 'text',
      department_number: 'integer',
      fiscal_year: 'integer',
      report_kind: 'text',
      edition: 'text',
      title: 'text',
    },
    key: ['report_number'],
    isNumbered: true,
    lastingId: 'report_id',
    indexes: [['department_number', 'fiscal_year']],
  },
  place: {
    columns: {
      place_number: 'integer',
      report_number: 'integer',
      section: 'text',
      table_title: 'text?',
    },
    key: ['place_number'],
    isNumbered: true,
    indexes: [['report_number']],
  },
  excerpt: {
    columns: {
      excerpt_number: 'integer',
      place_number: 'integer',
      page: 'integer?',
      line_start: 'integer',
      line_end: 'integer',
      quote: 'text',
    },
    key: ['excerpt_number'],
    isNumbered: true,
    indexes: [['place_number']],
  },
  print: {
    columns: {
      print_id: 'integer',
      report_number: 'integer',
      excerpt_number: 'integer',
      ordinal: 'integer',
      row_label: 'text',
      column_label: 'text',
      printed_text: 'text',
      printed_unit: 'text?',
      state: 'text',
      qualifier: 'text?',
      amount_fen: 'integer?',
      quantity: 'real?',
      quantity_unit: 'text?',
      place_rank: 'integer',
    },
    key: ['print_id'],
    isNumbered: true,
    indexes: [['report_number']],
  },
  item: {
    columns: {
      item_number: 'integer',
      department_number: 'integer',
      measure: 'text',
      item_key: 'text',
      item_code: 'text?',
      item_name: 'text?',
      item_level: 'integer?',
    },
    derived: { subject },
    key: ['item_number'],
    isNumbered: true,
    indexes: [['measure', 'item_key', 'department_number'], ['department_number']],
    usual: { rows: 140_000, alike: [[2_000, 20, 1], [700]] },
  },
  figure: {
    columns: {
      figure_number: 'integer',
      figure_id: 'text',
      report_number: 'integer',
      department_number: 'integer',
      item_number: 'integer',
      fiscal_year: 'integer',
      stage: 'text',
      fund: 'text',
      aspect: 'text',
      whole: 'text?',
      amount_fen: 'integer?',
      quantity: 'real?',
      quantity_unit: 'text?',
      last_digit: 'real',
      state: 'text',
      place_rank: 'integer',
      is_total: 'integer',
      is_default_fund: 'integer',
      is_default_change: 'integer',
      standing: 'text',
    },
    key: ['figure_number'],
    isNumbered: true,
    lastingId: 'figure_id',
    indexes: [
      ['item_number', 'stage', 'aspect', 'fiscal_year'],
      ['department_number', 'fiscal_year'],
    ],
    usual: {
      rows: 900_000,
      alike: [
        [6, 5, 4, 1],
        [4_500, 900],
      ],
    },
  },
  figure_print: {
    columns: { figure_number: 'integer', print_id: 'integer', rank: 'integer' },
    key: ['figure_number', 'print_id'],
    isSorted: true,
    indexes: [['print_id']],
  },
  statement: {
    columns: {
      statement_id: 'integer',
      report_number: 'integer',
      excerpt_number: 'integer',
      statement_kind: 'text',
      text: 'text?',
    },
    key: ['statement_id'],
    isNumbered: true,
    indexes: [['report_number']],
  },
  statement_figure: {
    columns: { statement_id: 'integer', figure_number: 'integer' },
    key: ['statement_id', 'figure_number'],
    isSorted: true,
    indexes: [['figure_number']],
  },
  finding: {
    columns: {
      finding_id: 'integer',
      report_number: 'integer',
      line: 'integer',
      code: 'text',
      severity: 'text',
      size_fen: 'integer?',
      is_known: 'integer',
      details: 'text',
      message_zh: 'text',
      message_en: 'text',
      figures: 'text',
      quote: 'text',
      about: 'text',
    },
    key: ['finding_id'],
    isNumbered: true,
    indexes: [['report_number']],
  },
  finding_print: {
    columns: { finding_id: 'integer', print_id: 'integer', side: 'integer' },
    key: ['finding_id', 'print_id', 'side'],
    isSorted: true,
    indexes: [['print_id']],
  },
  term: {
    columns: {
      term_id: 'integer',
      language: 'text',
      surface: 'text',
      target_kind: 'text',
      target: 'text',
      source: 'text',
    },
    key: ['term_id'],
  },
  store_info: { columns: { name: 'text', value: 'text' }, key: ['name'] },
}

export const storeTables = Object.keys(tableShapes) as readonly (keyof StoreTables)[] // keys of a closed type

/** Shape: what is put into a row, in the order in which the columns of the table stand. */
export const columnsOf = (table: keyof StoreTables): readonly string[] =>
  Object.keys(tableShapes[table].columns)

/** The tables whose rows are known by a number, by the name that its column has wherever it stands. */
export const numberedTables: ReadonlyMap<string, keyof StoreTables> = new Map(
  storeTables.flatMap((table) => {
    const { key, isNumbered } = tableShapes[table]
    return isNumbered ? key.map((column) => [column, table] as const) : []
  }),
)
