import type { FigureKey, FindingReading, Print, PrintReading } from '../../db/domain/figure.ts'
import { type MoneyUnit, parseAmount } from '../../db/domain/money.ts'
import type { FindingCode, PrintState, Severity } from '../../db/domain/terms.ts'
import type { Cell, LineSpan, Row, Table } from '../intermediate.ts'
import type { FormReading } from './forms/form.ts'
import { unitOf } from './printed-unit.ts'

export type CellMeaning = Readonly<{
  rowLabel: string
  columnLabel: string
  figures: readonly FigureKey[]
  isTotal: boolean
  /** The row breaks a rule of its table: what it prints is kept, and no figure is taken from it. */
  isDoubtful?: boolean
}>

export type PrintCollector = Readonly<{
  add: (cell: Cell | undefined, row: Row, meaning: CellMeaning) => void
  /** A finding about the table itself. */
  find: (code: FindingCode, severity: Severity, details: FindingReading['details']) => void
  done: () => FormReading
}>

type CellValue = Readonly<{
  state: PrintState
  amountFen: number | null
  quantity: PrintReading['quantity']
  problem: FindingCode | null
}>

const unread = (problem: FindingCode): CellValue => ({
  state: 'unreadable',
  amountFen: null,
  quantity: null,
  problem,
})

const readCell = (text: string, isCertain: boolean, unit: MoneyUnit | null): CellValue => {
  if (!isCertain) return unread('uncertain-cell')
  const parsed = parseAmount(text, unit ?? '元')
  switch (parsed.kind) {
    case 'amount':
      if (unit === null && parsed.fen !== 0) return unread('no-unit')
      return {
        state: parsed.fen === 0 ? 'zero' : 'amount',
        amountFen: parsed.fen,
        quantity: null,
        problem: null,
      }
    case 'not-an-amount':
      return unread('malformed-amount')
    case 'blank':
    case 'dash':
    case 'none':
      return { state: parsed.kind, amountFen: null, quantity: null, problem: null }
  }
}

const percent = '%'

/** 增减%: 9.31, -1.72%. */
const readRate = (text: string, isCertain: boolean): CellValue => {
  const read = readCell(text.replace(/[%％]\s*$/u, ''), isCertain, '元')
  const { amountFen } = read
  if (amountFen === null) return read
  const value = Number(text.normalize('NFKC').replace(/[,%\s]/gu, ''))
  if (Number.isNaN(value)) return unread('malformed-amount')
  return { ...read, amountFen: null, quantity: { value, unit: percent } }
}

const isRate = ({ figures }: CellMeaning): boolean => figures.some(({ aspect }) => aspect.endsWith('Rate'))

const quoteOf = (row: Row): string =>
  row.cells
    .map((cell) => cell.text.trim())
    .filter((text) => text !== '')
    .join(' ')

/** The row as printed: spaced rows are quoted from their lines, since their cells were parted and joined again. */
const rowQuote = (table: Table, row: Row, lines: readonly string[]): string =>
  table.source === 'spaces'
    ? lines
        .slice(row.lines[0] - 1, row.lines[1])
        .map((line) => line.trim())
        .filter((line) => line !== '')
        .join(' ')
    : quoteOf(row)

/** Turns the cells of one table into prints, each once; what cannot be read with certainty becomes a finding. */
export const collectPrints = (
  table: Table,
  section: string,
  documentLines: readonly string[],
): PrintCollector => {
  const unit = unitOf(table)
  const prints: PrintReading[] = []
  const findings: FindingReading[] = []
  const quotes = new Map<Row, string>()

  const quoted = (row: Row): string => {
    const quote = quotes.get(row) ?? rowQuote(table, row, documentLines)
    quotes.set(row, quote)
    return quote
  }

  const add = (cell: Cell | undefined, row: Row, meaning: CellMeaning) => {
    const text = cell?.text ?? ''
    const lines: LineSpan = row.lines
    const isCertain = (cell?.isCertain ?? false) && !row.isRagged
    const read = isRate(meaning) ? readRate(text, isCertain) : readCell(text, isCertain, unit)
    const isDoubtful = meaning.isDoubtful === true && read.amountFen !== null && read.amountFen !== 0
    const value: CellValue = isDoubtful
      ? { ...read, state: 'doubtful', problem: 'row-does-not-add-up' }
      : read
    const print: Print = {
      page: null,
      lines,
      tableTitle: table.title,
      section,
      rowLabel: meaning.rowLabel,
      columnLabel: meaning.columnLabel,
      printedText: text,
      printedUnit: isRate(meaning) ? percent : unit,
      state: value.state,
      qualifier: null,
      quote: quoted(row),
    }
    prints.push({
      print,
      figures: isDoubtful ? [] : meaning.figures,
      amountFen: value.amountFen,
      quantity: value.quantity,
      isTotal: meaning.isTotal,
      rank: 1,
    })
    if (value.problem !== null) report(value.problem, prints.length - 1, text, row, meaning)
  }

  /** Cells of one row that share a problem and a text share a finding. */
  const report = (code: FindingCode, print: number, text: string, row: Row, meaning: CellMeaning) => {
    const before = findings.at(-1)
    const details = { text, line: row.lines[0], row: meaning.rowLabel, column: meaning.columnLabel }
    const isSame =
      before?.code === code && before.details.line === details.line && before.details.text === text
    if (!isSame) findings.push({ code, severity: 'soft', sides: [[print]], sizeFen: null, details })
    else findings[findings.length - 1] = { ...before, sides: [[...(before.sides[0] ?? []), print]] }
  }

  const find: PrintCollector['find'] = (code, severity, details) => {
    findings.push({ code, severity, sides: [], sizeFen: null, details: { table: table.title, ...details } })
  }

  return { add, find, done: () => ({ prints, findings }) }
}
