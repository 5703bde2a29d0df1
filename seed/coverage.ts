/**
 * The account of a document's numbers: each is loaded as part of a print, or is structural (dates, row numbers, codes …),
 * or is listed as unread. Numbers are counted on the lines as received, each once. Paragraphs are accounted for, too.
 */
import { economicLevelOf, functionLevelOf } from '../db/domain/classification.ts'
import type { PrintReading, StatementReading } from '../db/domain/figure.ts'
import {
  type Cell,
  type IntermediateDocument,
  type LineSpan,
  type Row,
  type Table,
  withoutSpace,
} from './intermediate.ts'
import { isPageNumber } from './layouts/printed-line.ts'
import { type Flow, withPaths } from './narrative/flow.ts'
import { isTemplateNote } from './narrative/read-facts.ts'
import { isSentence } from './narrative/read-statements.ts'
import { numericPattern, numericTokensOf, type StructuralKind } from './numbers/numeric-tokens.ts'
import { headerPathsOf } from './tables/header-path.ts'

export type UnreadNumber = Readonly<{ line: number; text: string; isInTable: boolean }>

export type Coverage = Readonly<{
  numbers: number
  loaded: number
  structural: Readonly<Partial<Record<StructuralKind, number>>>
  unread: readonly UnreadNumber[]
  /** Printed texts that could not be matched to a number of their lines that was still free: read twice, or never printed. */
  unmatched: readonly Readonly<{ line: number; text: string }>[]
  paragraphs: number
  /** Paragraphs that no statement holds. */
  unreadParagraphs: readonly Readonly<{ line: number; text: string }>[]
}>

type Token = { readonly line: number; readonly text: string; kind: 'loaded' | StructuralKind | null }

/** Numbers from left to right, of which those that are marked are left out from either end. */
class FreeTokens {
  readonly #tokens: readonly Token[]
  #first = 0
  #last: number

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens
    this.#last = tokens.length - 1
  }

  get first(): Token | null {
    while (this.#first <= this.#last && this.#tokens[this.#first]?.kind !== null) this.#first += 1
    return this.#first <= this.#last ? (this.#tokens[this.#first] ?? null) : null
  }

  get last(): Token | null {
    while (this.#last >= this.#first && this.#tokens[this.#last]?.kind !== null) this.#last -= 1
    return this.#first <= this.#last ? (this.#tokens[this.#last] ?? null) : null
  }
}

/** The free numbers of one line, all of them and those of one print. */
type FreeOfLine = Readonly<{ all: FreeTokens; byText: ReadonlyMap<string, FreeTokens> }>

const freeOf = (tokens: readonly Token[]): FreeOfLine => {
  const byText = [...Map.groupBy(tokens, ({ text }) => text)]
  return {
    all: new FreeTokens(tokens),
    byText: new Map(byText.map(([text, alike]) => [text, new FreeTokens(alike)])),
  }
}

class Account {
  readonly tokens: readonly Token[]
  /** From line 1 on; null for a line without numbers. */
  readonly #byLine: readonly (FreeOfLine | null)[]

  constructor(lines: readonly string[]) {
    const tokens = lines.map((text, index) =>
      numbersIn(text).map((found): Token => ({ line: index + 1, text: found, kind: null })),
    )
    this.tokens = tokens.flat()
    this.#byLine = tokens.map((ofLine) => (ofLine.length === 0 ? null : freeOf(ofLine)))
  }

  #freeOf(line: number): FreeOfLine | null {
    return this.#byLine[line - 1] ?? null
  }

  /** Whether these lines have a number left to mark. */
  hasFree([first, last]: LineSpan): boolean {
    for (let line = first; line <= last; line += 1) if (this.#freeOf(line)?.all.first) return true
    return false
  }

  /** Marks one free number of these lines; one that a line break tore is marked in both of its pieces. */
  mark(lines: LineSpan, text: string, kind: Exclude<Token['kind'], null>): boolean {
    const found = this.#wholeIn(lines, text) ?? this.#tornIn(lines, text)
    for (const token of found) token.kind = kind
    return found.length > 0
  }

  #wholeIn([first, last]: LineSpan, text: string): readonly Token[] | null {
    for (let line = first; line <= last; line += 1) {
      const token = this.#freeOf(line)?.byText.get(text)?.first
      if (token) return [token]
    }
    return null
  }

  #tornIn([first, last]: LineSpan, text: string): readonly Token[] {
    let before: Token | null = null
    for (let line = first; line <= last; line += 1) {
      const free = this.#freeOf(line)?.all
      const next = free?.first ?? null
      if (before && next && before.text + next.text === text) return [before, next]
      before = free?.last ?? before
    }
    return []
  }
}

/** Page text runs an amount and the code of the next item together: 42.43302. */
const gluedPattern = /^(?<amount>\d+\.\d{2})(?<code>\d{3,7})$/u

const unglue = (number: string): readonly string[] => {
  const { amount, code } = gluedPattern.exec(number)?.groups ?? {}
  const isGlued = code !== undefined && (economicLevelOf(code) !== null || functionLevelOf(code) !== null)
  return isGlued && amount !== undefined ? [amount, code] : [number]
}

const numbersIn = (text: string): readonly string[] => {
  const numbers = text.match(numericPattern) ?? []
  return numbers.some((number) => gluedPattern.test(number)) ? numbers.flatMap(unglue) : numbers
}

/** The words of a cell that is no figure: numbers of rows, codes, names. */
const kindInCell = (cell: Cell, header: string, number: string): StructuralKind | null => {
  if (/行次|序号/u.test(header) && /^\d{1,3}$/u.test(cell.text.trim())) return 'rowNumber'
  if (/编码|代码|目录/u.test(header)) return 'code'
  if (functionLevelOf(number) !== null || economicLevelOf(number) !== null) return 'code'
  return /^\d{1,7}$/u.test(number) && /科目/u.test(header) ? 'code' : null
}

const markCells = (account: Account, table: Table): void => {
  const headers = headerPathsOf(table).map((path) => path.join(''))
  for (const row of table.rows) {
    if (!account.hasFree(row.lines)) continue
    for (const cell of row.cells)
      for (const { text, kind } of numericTokensOf(cell.text))
        for (const number of numbersIn(text)) {
          const structural = kind ?? kindByRole(row, cell, headers[cell.column] ?? '', number)
          if (structural !== null) account.mark(row.lines, number, structural)
        }
  }
}

const kindByRole = ({ role }: Row, cell: Cell, header: string, number: string): StructuralKind | null =>
  role === 'header' ? 'header' : role === 'structural' ? 'columnNumber' : kindInCell(cell, header, number)

/** Numbers that count nothing in running text; all of them in a paragraph that explains the form itself. */
const markFlow = (account: Account, { text, numbers, linesOf }: Flow): void => {
  let [paragraphEnd, isNote] = [-1, false]
  for (const token of numbers) {
    if (token.start > paragraphEnd) {
      const start = text.lastIndexOf('\n', token.start) + 1
      const stop = text.indexOf('\n', token.start)
      paragraphEnd = stop === -1 ? text.length : stop
      isNote = isTemplateNote(text.slice(start, paragraphEnd))
    }
    const kind = isNote ? 'templateNote' : token.kind
    if (kind !== null)
      for (const number of numbersIn(token.text)) account.mark(linesOf(token.start, token.end), number, kind)
  }
}

const markTitles = (account: Account, { blocks }: IntermediateDocument): void => {
  for (const block of blocks) {
    if (block.kind === 'heading') markAll(account, block.lines, block.text, 'heading')
    if (block.kind !== 'table') continue
    markAll(account, block.lines, block.title, 'header')
    for (const { text, line } of block.captions) markAll(account, [line, line], text, 'header')
  }
}

const markLines = (account: Account, { lines }: IntermediateDocument): void => {
  let below = ''
  for (const [index, line] of [...lines.entries()].toReversed()) {
    const at: LineSpan = [index + 1, index + 1]
    if (account.hasFree(at)) markLine(account, at, line, below)
    if (line.trim() !== '') below = line
  }
}

const markLine = (account: Account, at: LineSpan, line: string, below: string): void => {
  // 已列入 2024 | 年改造计划: a page broke the words after the year.
  const brokenYear = /(?<!\d)20\d{2}(?=\s*$)/u.exec(line)?.[0]
  if (brokenYear !== undefined && /^\s*年/u.test(below)) account.mark(at, brokenYear, 'date')
  if (isPageNumber(line)) markAll(account, at, line, 'pageNumber')
  for (const { text, kind } of numericTokensOf(line))
    if (kind !== null) for (const number of numbersIn(text)) account.mark(at, number, kind)
}

/** Numbers of a heading or caption: by what they are in themselves, or else by where they stand. */
const markAll = (account: Account, lines: LineSpan, text: string, otherwise: StructuralKind): void => {
  for (const token of numericTokensOf(text))
    for (const number of numbersIn(token.text)) account.mark(lines, number, token.kind ?? otherwise)
}

/** Every paragraph but those of covers and tables of contents, and which of them no statement holds. */
const paragraphsOf = (
  { blocks }: IntermediateDocument,
  statements: readonly StatementReading[],
): Pick<Coverage, 'paragraphs' | 'unreadParagraphs'> => {
  const paragraphs = withPaths(blocks).flatMap(({ block, path }) => {
    if (block.kind !== 'paragraph') return []
    const text = block.pieces.map((piece) => piece.text).join('')
    const line = block.pieces[0]?.line ?? 0
    return withoutSpace(text) === '' || (path.length === 0 && !isSentence(text)) ? [] : [{ line, text }]
  })
  // A paragraph with titles in it is several statements, one after another.
  const texts = statements.map(({ text }) => withoutSpace(text))
  const [whole, held] = [new Set(texts), texts.join('')]
  return {
    paragraphs: paragraphs.length,
    unreadParagraphs: paragraphs.filter(({ text }) => {
      const words = withoutSpace(text)
      return !whole.has(words) && !held.includes(words)
    }),
  }
}

export const coverageOf = (
  document: IntermediateDocument,
  flows: readonly Flow[],
  prints: readonly PrintReading[],
  statements: readonly StatementReading[],
): Coverage => {
  const account = new Account(document.lines)
  const tables = document.blocks.filter((block) => block.kind === 'table')
  const inTable = (line: number) => tables.some(({ lines: [first, last] }) => first <= line && line <= last)
  // Whoever's lines end first takes the first free number: then no print is left without one that it could have had.
  const byEnd = prints.toSorted((a, b) => a.print.lines[1] - b.print.lines[1])
  const unmatched = byEnd.flatMap(({ print }) =>
    numbersIn(print.printedText)
      .filter((number) => !account.mark(print.lines, number, 'loaded'))
      .map((text) => ({ line: print.lines[0], text })),
  )
  for (const table of tables) markCells(account, table)
  for (const flow of flows) markFlow(account, flow)
  markTitles(account, document)
  markLines(account, document)
  const structural = Object.fromEntries(
    [...Map.groupBy(account.tokens, ({ kind }) => kind)].flatMap(([kind, tokens]) =>
      kind === null || kind === 'loaded' ? [] : [[kind, tokens.length]],
    ),
  )
  return {
    numbers: account.tokens.length,
    loaded: account.tokens.filter(({ kind }) => kind === 'loaded').length,
    structural,
    unread: account.tokens
      .filter(({ kind }) => kind === null)
      .map(({ line, text }) => ({ line, text, isInTable: inTable(line) })),
    unmatched,
    ...paragraphsOf(document, statements),
  }
}
