import type { PrintReading } from '../../../db/domain/figure.ts'
import { parseAmount } from '../../../db/domain/money.ts'
import type { DocumentReading } from '../../reading.ts'
import { foldWide } from '../lists/list-files.ts'
import { claimsOf, isClaimOf, isInWords } from '../lists/narrative-lists.ts'
import { isPrintOf } from '../lists/rest-lists.ts'
import { type ListedCell, printsOfTable } from '../lists/table-lists.ts'
import type { RemadeDocument } from '../remade/remade-documents.ts'

/** How much of what the hand-read lists give was accepted from a scan, and what was accepted that they do not give. */
export type Judgement = Readonly<{
  tables: Readonly<{ listed: number; accepted: number }>
  text: Readonly<{ listed: number; accepted: number }>
  wrong: readonly string[]
}>

const isAmount = (text: string): boolean => parseAmount(text, '元').kind === 'amount'

/** A row is known by its code, or by its name where it has none. */
const placeOfListed = ({ code, row, column, text }: ListedCell): string =>
  [code ?? foldWide(row), foldWide(column), foldWide(text)].join(' | ')

const placeOfAccepted = ({ print: { rowLabel, columnLabel, printedText } }: PrintReading): string =>
  [/^\d{3,7}(?=\s|$)/u.exec(rowLabel)?.[0] ?? rowLabel, columnLabel, printedText].map(foldWide).join(' | ')

const isAccepted = ({ print }: PrintReading): boolean => print.state === 'recognised'

const describe = ({ print }: PrintReading): string =>
  `p. ${print.page} ${print.tableTitle ?? print.section}: ${print.rowLabel} | ${print.columnLabel} | ${print.printedText}`

export const judgeScan = (
  reading: DocumentReading,
  { tables, figures, restFigures }: RemadeDocument,
): Judgement => {
  const accepted = reading.prints.filter(isAccepted)
  const known = new Set<PrintReading>()
  const judged = tables.map((table) => {
    const listed = table.cells.filter(({ text }) => isAmount(text))
    const places = new Set(listed.map(placeOfListed))
    const right = printsOfTable(accepted, table).filter((print) => places.has(placeOfAccepted(print)))
    for (const print of right) known.add(print)
    return { listed: listed.length, accepted: right.length }
  })
  const claims = claimsOf({ ...reading, prints: accepted })
  for (const claim of claims)
    if (isInWords(claim) || figures.some((figure) => isClaimOf(figure, claim))) known.add(claim.print)
  for (const print of accepted) if (restFigures.some((figure) => isPrintOf(figure, print))) known.add(print)
  const sumOf = (count: (own: { listed: number; accepted: number }) => number) =>
    judged.reduce((sum, own) => sum + count(own), 0)
  return {
    tables: { listed: sumOf(({ listed }) => listed), accepted: sumOf((own) => own.accepted) },
    text: {
      listed: figures.length,
      accepted: figures.filter((figure) => claims.some((claim) => isClaimOf(figure, claim))).length,
    },
    wrong: accepted.filter((print) => !known.has(print)).map(describe),
  }
}
