import type { CodeBook } from '../../../db/domain/classification.ts'
import type { FigureKey, FindingReading, PrintReading } from '../../../db/domain/figure.ts'
import type { Table } from '../../intermediate.ts'
import type { Identity } from '../../reading.ts'
import type { ColumnTime } from '../column-time.ts'

export type FormContext = Readonly<{
  identity: Identity
  codeBook: CodeBook
  /** Heading path above the table. */
  section: string
  /** The document's lines as received. */
  lines: readonly string[]
}>

/** Findings point at `prints` by their place in this list. */
export type FormReading = Readonly<{
  prints: readonly PrintReading[]
  findings: readonly FindingReading[]
}>

/** One kind of published table. A further form is a further file with one of these. */
export type TableForm = Readonly<{
  id: string
  /** Tables of such titles come in many shapes: one with another header is read by its labels, and nothing is missed. */
  isAlsoLabelled?: true
  /** A table is recognised by the words of its title (white space removed) and header, never by number or position. */
  hasTitle: (title: string) => boolean
  hasHeader: (table: Table, identity: Identity) => boolean
  read: (table: Table, context: FormContext) => FormReading
}>

/** The key of what a column states at its time; null where the words leave the time open. */
export const timedKey = (
  time: ColumnTime | null,
  rest: Pick<FigureKey, 'fund' | 'measure' | 'item'>,
): FigureKey | null =>
  time === null || time.stage === null
    ? null
    : { ...time, stage: time.stage, ...rest, subject: null, whole: null }
