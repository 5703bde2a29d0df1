import type { ColumnType } from 'kysely'
import type { StatementKind } from '../domain/figure.ts'
import type {
  Aspect,
  DepartmentKind,
  Edition,
  FigureMeasure,
  FigureStage,
  FindingCode,
  Fund,
  Language,
  Measure,
  PrintState,
  ReportKind,
  Severity,
} from '../domain/terms.ts'

/** Goes up whenever a table or view changes: a store of another version is rebuilt from the kept documents. */
export const schemaVersion = 15

/*
 * Within a store things point to each other by numbers, which are those of this store only. Departments, reports and
 * figures have ids besides, made of what they are: those outlive it.
 */

/** SQLite has no booleans: 0 or 1. */
type Flag = 0 | 1

export type DocumentTable = {
  document_id: string
  file: string
  media_type: string
  line_count: number
  /** JSON: the line that each page begins with; empty where the document has no pages. */
  page_starts: string
}

export type DepartmentTable = {
  department_number: number
  department_id: string
  department: string
  /** What the name says in English, from its place and kind; null where the place is not known. */
  english_name: string | null
  department_kind: DepartmentKind
  province: string | null
  city: string | null
  county: string | null
}

/**
 * What a department's rows were made of, and their fingerprint: with the same documents it need not be read again.
 * `documents`: JSON, a list of SHA-256 and file name in the order in which they came, superseded ones among them;
 * `remarks`: JSON, what administrators hold against what they print.
 */
export type DepartmentSourceTable = {
  department_id: string
  documents: string
  remarks: string
  content_hash: string
}

/** `is_first`: the name that the document prints first. */
export type DepartmentNameTable = {
  department_number: number
  name: string
  document_id: string
  line: number
  is_first: Flag
}

export type ReportTable = {
  report_number: number
  report_id: string
  document_id: string
  department_number: number
  fiscal_year: number
  report_kind: ReportKind
  edition: Edition
  title: string
}

/** A table, or a section of the text. */
export type PlaceTable = {
  place_number: number
  report_number: number
  section: string
  table_title: string | null
}

/** Lines of a document with the words that are quoted of them, once for all that is printed there. */
export type ExcerptTable = {
  excerpt_number: number
  place_number: number
  page: number | null
  line_start: number
  line_end: number
  quote: string
}

export type PrintTable = {
  print_id: number
  report_number: number
  excerpt_number: number
  /** Position in the document's reading: the order in which the prints stand. */
  ordinal: number
  row_label: string
  column_label: string
  printed_text: string
  printed_unit: string | null
  state: PrintState
  qualifier: string | null
  amount_fen: number | null
  quantity: number | null
  quantity_unit: string | null
  /** 1 a main table, 2 the main text, 3 an attachment. */
  place_rank: number
}

/** `primary` answers; `secondary` is stated by another report of the same department and year that answers instead. */
export type Standing = 'primary' | 'secondary'

/** What figures of a department measure: all of it, or an item or subject under a name of it. */
export type ItemTable = {
  item_number: number
  department_number: number
  measure: FigureMeasure
  /** '': all of it. */
  item_key: string
  item_code: string | null
  item_name: string | null
  item_level: number | null
  /** What documents name themselves: the same as the name, where the key says so. */
  subject: string | null
}

export type FigureTable = {
  figure_number: number
  figure_id: string
  report_number: number
  department_number: number
  item_number: number
  fiscal_year: number
  stage: FigureStage
  fund: Fund
  aspect: Aspect
  /** What a share is taken of. */
  whole: Measure | null
  amount_fen: number | null
  quantity: number | null
  quantity_unit: string | null
  /** What one unit of the last printed digit is worth, in fen or in the quantity's unit. */
  last_digit: number
  state: PrintState
  /** That of its primary print. */
  place_rank: number
  is_total: Flag
  /** 1 for the fund that answers where a question names none: the most general one, of the report that answers. */
  is_default_fund: Flag
  /** The same for an amount that is set against the year before: the most general fund that states that year or the change. */
  is_default_change: Flag
  standing: Standing
}

/** `rank` 0 is the primary print of the figure. */
export type FigurePrintTable = { figure_number: number; print_id: number; rank: number }

export type StatementTable = {
  statement_id: number
  report_number: number
  excerpt_number: number
  statement_kind: StatementKind
  /** null: as it is quoted. */
  text: string | null
}

export type StatementFigureTable = { statement_id: number; figure_number: number }

export type FindingTable = {
  finding_id: number
  report_number: number
  /** 1-based: where its first side stands; 0: nowhere. */
  line: number
  code: FindingCode
  severity: Severity
  size_fen: number | null
  /** 1: an administrator said that it is known. */
  is_known: Flag
  /** JSON object: what the check found out, by its own names. */
  details: string
  /** A sentence: what is printed on either side and where. */
  message_zh: string
  message_en: string
  /** JSON list: the printed text of each side; in place of parts, what they add up to or give. */
  figures: string
  /** Words printed at `line`, of findings that cite no prints. */
  quote: string
  /** Everything that the finding can be looked up by: labels in both languages, places, quotes, and figures as #46.14#. */
  about: string
}

export type FindingPrintTable = { finding_id: number; print_id: number; side: number }

export type TermTarget = 'department' | 'departmentKind' | 'place' | 'measure' | 'item' | 'stage' | 'fund'

export type TermTable = {
  /** Position in the order in which terms are met. */
  term_id: number
  language: Language
  surface: string
  target_kind: TermTarget
  target: string
  source: 'authored' | 'printed' | 'generated'
}

export type StoreInfoTable = { name: string; value: ColumnType<string, string, string> }

export type StoreTables = {
  document: DocumentTable
  department: DepartmentTable
  department_source: DepartmentSourceTable
  department_name: DepartmentNameTable
  report: ReportTable
  place: PlaceTable
  excerpt: ExcerptTable
  print: PrintTable
  item: Omit<ItemTable, 'subject'> & {
    /** Made by the store of other columns. */
    subject: ColumnType<string | null, never, never>
  }
  figure: FigureTable
  figure_print: FigurePrintTable
  statement: StatementTable
  statement_figure: StatementFigureTable
  finding: FindingTable
  finding_print: FindingPrintTable
  term: TermTable
  store_info: StoreInfoTable
}
