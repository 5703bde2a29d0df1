/** The Chinese that an English answer quotes: passages, reasons, places behind findings, names of projects. */
import { type ProseQuote, proseLimits } from '../../../prompts/prose-prompt.ts'
import type { AnswerParts } from '../../answer/parts.ts'

/** `of`: what the gloss is put beside: the mark of the citation, or the name itself. */
export type Quote = ProseQuote & Readonly<{ of: string }>

const quotingColumns: ReadonlySet<string> = new Set(['text', 'reason', 'finding'])
const nameColumns: ReadonlySet<string> = new Set(['item', 'subject'])
/** Shorter ones are words of a table, which the answer has in English. */
const leastCharacters = 6

export const quotesOf = ({ text, columns, rows, evidence, citations }: AnswerParts): readonly Quote[] => {
  const codeAt = columns.indexOf('item_code')
  const found = rows.flatMap((row, at) =>
    columns.flatMap((column, position): Omit<Quote, 'index'>[] => {
      const cell = row[position]
      if (typeof cell !== 'string') return []
      if (nameColumns.has(column))
        return codeAt === -1 || row[codeAt] === null ? [{ of: cell, text: cell }] : []
      const cited = evidence[at]?.[position]?.[0]
      const quote = cited === undefined ? undefined : citations[cited]?.quote
      if (!quotingColumns.has(column) || cited === undefined || quote === undefined) return []
      return [{ of: `[${cited + 1}]`, text: quote.trim() }]
    }),
  )
  const shown = found.filter(
    (quote) =>
      isText(quote.text) && quote.text.length <= proseLimits.quoteCharacters && text.includes(quote.of),
  )
  return [...new Map(shown.map((quote) => [quote.of, quote])).values()]
    .slice(0, proseLimits.quotes)
    .map((quote, at) => ({ ...quote, index: at + 1 }))
}

const isText = (quote: string): boolean => (quote.match(/\p{Script=Han}/gu)?.length ?? 0) >= leastCharacters
