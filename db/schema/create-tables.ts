import { type Kysely, sql } from 'kysely'
import type { StoreTables } from './tables.ts'

type ColumnKind = 'text' | 'integer' | 'real'
type TableShape = Readonly<{
  columns: Readonly<Record<string, `${ColumnKind}${'' | '?'}`>>
  key: readonly string[]
  /** Rows stand in the order of their key, since there is little else to them. */
  isSorted?: true
  indexes?: readonly (readonly string[])[]
}>

/** Columns with their kinds ("?": may be null), key, further indexes. */
const shapes: Readonly<Record<keyof StoreTables, TableShape>> = {
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
      department_id: 'text',
      department: 'text',
      english_name: 'text?',
      department_kind: 'text',
      province: 'text?',
      city: 'text?',
      county: 'text?',
    },
    key: ['department_id'],
  },
  department_source: {
    columns: { department_id: 'text', documents: 'text', content_hash: 'text' },
    key: ['department_id'],
  },
  department_name: {
    columns: {
      department_id: 'text',
      name: 'text',
      document_id: 'text',
      line: 'integer',
      is_first: 'integer',
    },
    key: ['department_id', 'name', 'document_id'],
  },
  report: {
    columns: {
      report_id: 'text',
      document_id: 'text',
      department_id: 'text',
      fiscal_year: 'integer',
      report_kind: 'text',
      edition: 'text',
      title: 'text',
    },
    key: ['report_id'],
    indexes: [['department_id', 'fiscal_year']],
  },
  print: {
    columns: {
      print_id: 'text',
      report_id: 'text',
      ordinal: 'integer',
      page: 'integer?',
      line_start: 'integer',
      line_end: 'integer',
      table_title: 'text?',
      section: 'text',
      row_label: 'text',
      column_label: 'text',
      printed_text: 'text',
      printed_unit: 'text?',
      state: 'text',
      qualifier: 'text?',
      amount_fen: 'integer?',
      quantity: 'real?',
      quantity_unit: 'text?',
      quote: 'text',
      place_rank: 'integer',
    },
    key: ['print_id'],
    indexes: [['report_id']],
  },
  figure: {
    columns: {
      figure_id: 'text',
      report_id: 'text',
      department_id: 'text',
      fiscal_year: 'integer',
      stage: 'text',
      fund: 'text',
      fund_rank: 'integer',
      measure: 'text',
      item_key: 'text',
      item_code: 'text?',
      item_name: 'text?',
      item_level: 'integer?',
      subject: 'text?',
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
    key: ['figure_id'],
    indexes: [
      ['measure', 'stage', 'aspect', 'item_key', 'department_id', 'fiscal_year'],
      ['department_id', 'fiscal_year'],
    ],
  },
  figure_print: {
    columns: { figure_id: 'text', print_id: 'text', rank: 'integer' },
    key: ['figure_id', 'print_id'],
    isSorted: true,
    indexes: [['print_id']],
  },
  named_item: {
    columns: {
      department_id: 'text',
      item_key: 'text',
      item_name: 'text',
      measure: 'text',
      item_code: 'text?',
      item_level: 'integer?',
      subject: 'text?',
    },
    key: ['department_id', 'item_key', 'item_name', 'measure'],
    isSorted: true,
  },
  statement: {
    columns: {
      statement_id: 'text',
      report_id: 'text',
      statement_kind: 'text',
      text: 'text',
      section: 'text',
      page: 'integer?',
      line_start: 'integer',
      line_end: 'integer',
      quote: 'text',
    },
    key: ['statement_id'],
    indexes: [['report_id']],
  },
  statement_figure: {
    columns: { statement_id: 'text', figure_id: 'text' },
    key: ['statement_id', 'figure_id'],
    isSorted: true,
    indexes: [['figure_id']],
  },
  finding: {
    columns: {
      finding_id: 'text',
      report_id: 'text',
      line: 'integer',
      code: 'text',
      severity: 'text',
      size_fen: 'integer?',
      details: 'text',
      message_zh: 'text',
      message_en: 'text',
      figures: 'text',
      quote: 'text',
      about: 'text',
    },
    key: ['finding_id'],
    indexes: [['report_id']],
  },
  finding_print: {
    columns: { finding_id: 'text', print_id: 'text', side: 'integer' },
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

export const storeTables = Object.keys(shapes) as readonly (keyof StoreTables)[] // keys of a closed type

/** Shape: in the order in which the columns of the table stand. */
export const columnsOf = (table: keyof StoreTables): readonly string[] => Object.keys(shapes[table].columns)

export const createTables = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, { columns, key, isSorted }] of Object.entries(shapes)) {
    let builder = database.schema.createTable(table)
    for (const [column, kind] of Object.entries(columns)) {
      const isNullable = kind.endsWith('?')
      const type = kind.replace('?', '') as ColumnKind // the marker is all that was taken off
      builder = builder.addColumn(column, type, (definition) =>
        isNullable ? definition : definition.notNull(),
      )
    }
    if (isSorted) {
      builder = builder
        .addPrimaryKeyConstraint(`${table}_key`, [...key] as never) // columns of this very table
        .modifyEnd(sql`without rowid`)
    }
    await builder.execute()
  }
}

const indexesOf = (table: string, { key, isSorted, indexes = [] }: TableShape) => [
  ...(isSorted ? [] : [{ name: `${table}_key`, columns: key, isUnique: true }]),
  ...indexes.map((columns) => ({ name: `${table}_by_${columns.join('_')}`, columns, isUnique: false })),
]

/** Apart from the tables: very many rows are loaded while there are none, and sorted once. */
export const createIndexes = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, shape] of Object.entries(shapes))
    for (const { name, columns, isUnique } of indexesOf(table, shape)) {
      const builder = database.schema
        .createIndex(name)
        .on(table)
        .columns([...columns])
      await (isUnique ? builder.unique() : builder).execute()
    }
}

export const dropIndexes = async (database: Kysely<StoreTables>): Promise<void> => {
  for (const [table, shape] of Object.entries(shapes))
    for (const { name } of indexesOf(table, shape)) await database.schema.dropIndex(name).execute()
}
