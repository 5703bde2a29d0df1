import { stableId } from './hash.ts'
import type {
  Aspect,
  Edition,
  FigureMeasure,
  FigureStage,
  FindingCode,
  Fund,
  Measure,
  PrintState,
  ReportKind,
  Severity,
} from './terms.ts'

/** One printed cell or sentence amount, as it stands in the document. It is cited by document, span and quote. */
export type Print = Readonly<{
  /** 1-based page; null where the document has none. */
  page: number | null
  /** 1-based, inclusive. */
  lines: readonly [number, number]
  /** The table's title, or null for a sentence. */
  tableTitle: string | null
  /** Heading path, outermost first, as printed: "第三部分 … > 五、… > （三）…". */
  section: string
  rowLabel: string
  columnLabel: string
  printedText: string
  printedUnit: string | null
  state: PrintState
  /** 余, 近, ≥ … or null. */
  qualifier: string | null
  /** Printed text around the amount; it stands in the document at `lines` (white space ignored). */
  quote: string
}>

/** An item of a classification; `code` is null where the document gives only a name that no code is known for. */
export type Item = Readonly<{
  classification: 'function' | 'economic'
  code: string | null
  name: string
  /** 1 类 class, 2 款 section, 3 项 item. */
  level: number
}>

/** What a print is about. Prints with the same key say the same figure. */
export type FigureKey = Readonly<{
  fiscalYear: number
  stage: FigureStage
  fund: Fund
  measure: FigureMeasure
  item: Item | null
  /** A project, an indicator, a person group; null for the department as a whole. */
  subject: string | null
  aspect: Aspect
  /** What a share is taken of; null for every other aspect. */
  whole: Measure | null
}>

/** '' for the whole; an item by its code, or by its printed name behind a ~. */
export const itemKeyOf = (item: Item | null): string =>
  item === null ? '' : `${item.classification}:${item.code ?? `~${item.name}`}`

/** The key of an item of the functional classification. */
export const functionKeyOf = (code: string): string => `function:${code}`
export const economicKeyOf = (code: string): string => `economic:${code}`

/** Keys of subjects begin with it, and sort before the end. */
export const subjectStart = 'subject:'
export const subjectEnd = 'subject;'

/** The key of what documents name and count themselves, under the measure that counts it: a kind of vehicle. */
export const subjectKeyOf = (measure: FigureMeasure, subject: string): string =>
  `${subjectKeyStart(measure)}${subject}`
export const subjectKeyStart = (measure: FigureMeasure): string =>
  `${subjectStart}${sharedSubjects[measure] ?? measure}:`

/** A project's score stands under the project; posts and people are counted by the same kinds. */
const sharedSubjects: Readonly<Partial<Record<FigureMeasure, FigureMeasure>>> = {
  selfEvaluation: 'projectExpenditure',
  posts: 'staff',
  retirees: 'staff',
}

/** The measure and the subject of such a key; null for the key of an item. */
export const subjectOfKey = (key: string): Readonly<{ measure: Measure; subject: string }> | null => {
  const match = /^subject:(?<measure>\w+):(?<subject>.+)$/su.exec(key)
  const { measure = '', subject = '' } = match?.groups ?? {}
  return match ? { measure: measure as Measure, subject } : null // such keys are made above only
}

export const isEconomicKey = (itemKey: string): boolean => itemKey.startsWith('economic:')

export type ReportIdentity = Readonly<{
  department: string
  fiscalYear: number
  kind: ReportKind
  edition: Edition
}>

export const departmentIdOf = (canonicalName: string): string => stableId('department', canonicalName)

export const reportIdOf = (identity: ReportIdentity): string =>
  stableId('report', identity.department, identity.fiscalYear, identity.kind, identity.edition)

/** Everything that tells one figure from another within a report. */
export const partsOfKey = (key: FigureKey): readonly (string | number | null)[] => [
  key.fiscalYear,
  key.stage,
  key.fund,
  key.measure,
  itemKeyOf(key.item),
  key.subject,
  key.aspect,
  key.whole,
]

/** A text for what is stated, the same for equal keys. */
export const keyTextOf = (key: FigureKey): string => partsOfKey(key).join('\t')

/** Where prints stand by rank: attachments answer after the main tables (1) and the main text (2). */
export const attachmentRank = 3

/**
 * Stable over reseeds: buttons and citations made from an older store still find the figure.
 * Those of one report begin alike, so that they stand together wherever they are sorted.
 */
export const figureIdOf = (reportId: string, key: FigureKey): string =>
  reportId.slice(0, 8) + stableId('figure', reportId, ...partsOfKey(key)).slice(8)

/** The unit of a figure that is not money: a percentage, a head count … */
export type Quantity = Readonly<{ value: number; unit: string }>

/** A print together with the figures it states: one, or more where a sentence says one amount of two things. */
export type PrintReading = Readonly<{
  print: Print
  figures: readonly FigureKey[]
  /** Whole fen; null where there is no amount, or where the value is a quantity. */
  amountFen: number | null
  quantity: Quantity | null
  /** Whether the figure is a total over others of the same table. */
  isTotal: boolean
  /** 1 main tables, 2 main text, 3 attachments: the smallest is the primary print of its figure. */
  rank: 1 | 2 | 3
}>

/** What a sentence or paragraph is kept as; 'explanation' is whatever is none of the others. */
export const statementKinds = [
  'reason',
  'duty',
  'organisation',
  'definition',
  'achievement',
  'problem',
  'improvement',
  'objective',
  'note',
  'explanation',
] as const
export type StatementKind = (typeof statementKinds)[number]

/** A sentence that is kept as a sentence. `about` are the figures it speaks of. */
export type StatementReading = Readonly<{
  kind: StatementKind
  text: string
  section: string
  page: number | null
  lines: readonly [number, number]
  quote: string
  about: readonly FigureKey[]
}>

/** Something the checks or the reader found; `prints` are indexes into the reading's prints, one list per side. */
export type FindingReading = Readonly<{
  code: FindingCode
  severity: Severity
  sides: readonly (readonly number[])[]
  sizeFen: number | null
  /** What the label of the code leaves open: line, printed text, labels. */
  details: Readonly<Record<string, string | number | null>>
}>
