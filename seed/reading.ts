import type { FindingReading, PrintReading, StatementReading } from '../db/domain/figure.ts'
import type { DepartmentKind, Edition, ReportKind } from '../db/domain/terms.ts'
import type { Coverage } from './coverage.ts'
import type { NameSource } from './identity/name-candidates.ts'

/** Who disclosed what, as the document says it. */
export type Identity = Readonly<{
  /** Canonical full name with its place: 武汉市新洲区总工会. */
  department: string
  /** Every distinct printed form of the name, white space removed, with the lines it first stands on. */
  printedNames: readonly Readonly<{ name: string; line: number }>[]
  departmentKind: DepartmentKind
  province: string | null
  city: string | null
  county: string | null
  fiscalYear: number
  kind: ReportKind
  edition: Edition
  title: string
  recognisedBy: RecognisedBy
  doubts: readonly IdentityDoubt[]
}>

/** The tables of a document name another body, year or kind, and none of them the one that it is taken for. */
export type IdentityDoubt = Readonly<{
  part: 'department' | 'fiscalYear' | 'kind'
  taken: string
  /** What most of the tables say. */
  other: string
}>

/** Where the document says it, the most careful place first. */
export type RecognisedBy = Readonly<{
  department: NameSource
  fiscalYear: 'title' | 'caption' | 'tableTitle'
  kind: 'title' | 'tableTitle'
}>

/** A table that was met: read as a known form, or kept with its title only. */
export type TableReading = Readonly<{
  title: string
  lines: readonly [number, number]
  /** null: no reader knows this table. */
  form: string | null
  cells: number
}>

/** All that one document says, before it is loaded. */
export type DocumentReading = Readonly<{
  sha256: string
  fileName: string
  mediaType: string
  lineCount: number
  /** The line that each page begins with; empty where the document has no pages. */
  pageStarts: readonly number[]
  identity: Identity
  tables: readonly TableReading[]
  /** Headings in the order of the document, as printed. */
  headings: readonly Readonly<{ text: string; line: number }>[]
  coverage: Coverage
  prints: readonly PrintReading[]
  statements: readonly StatementReading[]
  findings: readonly FindingReading[]
}>

export type UnreadableCode =
  | 'empty-file'
  | 'unsupported-type'
  | 'damaged-file'
  | 'encrypted-file'
  | 'old-word-file'
  | 'too-large'
  | 'took-too-long'
  | 'scanned-document'
  | 'unsure-recognition'
  | 'not-a-disclosure'
  | 'no-department'
  | 'no-fiscal-year'
  | 'no-report-kind'
  | 'no-figures'

export type ReadOutcome =
  | { readonly kind: 'read'; readonly reading: DocumentReading }
  | { readonly kind: 'unreadable'; readonly fileName: string; readonly code: UnreadableCode }
