import { economicLevelOf, functionLevelOf, makeCodeBook } from '../../../db/domain/classification.ts'
import { parseAmount } from '../../../db/domain/money.ts'
import {
  type Cell,
  type LineSpan,
  type Row,
  type RowRole,
  spanOver,
  type TextLine,
  withoutSpace,
} from '../../intermediate.ts'
import { isPageNumber } from '../printed-line.ts'
import type { SolvedGrid } from '../solve-grid.ts'
import { type ColumnKind, type ColumnPlan, type PlannedColumn, planColumns } from './column-plan.ts'
import { type MatchedRow, matchRow } from './match-row.ts'
import { type Token, tokeniseLine } from './tokenise-line.ts'

/**
 * Page text keeps no columns: a table's cells are found by laying the pieces of its lines over the columns that its
 * header plans. A row may run over several lines, and a line may hold pieces glued together or torn apart; a row is
 * taken only where the pieces fit the columns in exactly one way.
 */

/** A row longer than this was not understood; its lines are kept as they are. */
const longestRow = 8

/** A name wraps over no more lines than this above or below its figures. */
const longestWrap = 3

/** 栏次 1 2 3, 类 款 项 栏次 1 2 3, 栏 次 1 栏 次 2, or the numbers alone. */
const isNumberingLine = (text: string): boolean =>
  /^(?:[类款项]*栏次|类款项)\d[\d栏次]*$/u.test(withoutSpace(text)) || countsUp(text.trim().split(/\s+/u))

const countsUp = (pieces: readonly string[]): boolean =>
  pieces.length > 2 && pieces.every((piece, index) => piece === String(index + 1))

const countNumbers = (text: string): number => text.match(/\d+/gu)?.length ?? 0

/** An amount torn by the width of its cell: "36.1" and, on the next line, "7". */
const joinTornAmounts = (tokens: readonly Token[]): readonly Token[] => {
  const joined: Token[] = []
  for (const token of tokens) {
    const before = joined.at(-1)
    const isTorn =
      before?.kind === 'amount' &&
      /\.\d?$/u.test(before.text) &&
      token.kind === 'integer' &&
      token.line > before.line
    const whole = isTorn ? `${before.text}${token.text}` : ''
    if (isTorn && /\.\d{2}$/u.test(whole))
      joined[joined.length - 1] = { ...token, text: whole, line: before.line }
    else joined.push(token)
  }
  return joined
}

/** A code torn in two: "2012 902". */
const joinTornCodes = (tokens: readonly Token[]): readonly Token[] => {
  const end = tokens.findIndex((token) => token.kind !== 'integer')
  const first = tokens[0]
  if (end < 2 || !first || tokens[end]?.kind !== 'text') return tokens
  const code = tokens
    .slice(0, end)
    .map((token) => token.text)
    .join('')
  return /^2(?:\d{2}|\d{4}|\d{6})$/u.test(code) ? [{ ...first, text: code }, ...tokens.slice(end)] : tokens
}

const startsCodedRow = (line: readonly Token[]): boolean => {
  const [first, second] = joinTornCodes(line)
  if (!first) return false
  if (/^(?:合计|总计)$/u.test(first.text)) return true
  if (first.kind !== 'integer' || functionLevelOf(first.text) === null) return false
  return second === undefined || second.kind === 'text' || first.text.length > 3
}

type Draft = Readonly<{ cells: readonly { text: string; isCertain: boolean }[]; lines: LineSpan }>

const textOf = (column: PlannedColumn, tokens: readonly Token[]): string =>
  tokens.map((token) => token.text).join(column.kind === 'label' || column.kind === 'name' ? '' : ' ')

const linesOf = (lines: readonly TextLine[]): LineSpan => spanOver(lines.map(({ line }) => [line, line]))

const draftOf = (plan: ColumnPlan, row: MatchedRow, lines: readonly TextLine[]): Draft => ({
  cells: plan.columns.map((column, index) => ({ text: textOf(column, row[index] ?? []), isCertain: true })),
  lines: linesOf(lines),
})

/** A row that does not fit: its label is kept, and every figure column holds the rest of the row as printed. */
const uncertainDraft = (plan: ColumnPlan, tokens: readonly Token[], lines: readonly TextLine[]): Draft => {
  const isCoded = plan.shape === 'coded'
  const [first] = tokens
  const code = isCoded && first?.kind === 'integer' ? first : null
  const isFigure = (token: Token) => token.kind !== 'text' && token !== code
  const figuresStart = isCoded ? tokens.findIndex(isFigure) : 0
  const rest = figuresStart === -1 ? [] : tokens.slice(figuresStart)
  const label = tokens.filter((token) => token.kind === 'text')
  const total = isCoded ? totalThatAddsUp(tokens.filter(isFigure).map((token) => token.text)) : null
  const totalColumn = plan.columns.findIndex((column) => column.kind === 'amount')
  const cellOf = (column: PlannedColumn, index: number): Draft['cells'][number] => {
    switch (column.kind) {
      case 'code':
        return { text: code?.text ?? '', isCertain: true }
      case 'name':
      case 'label':
        return { text: label.map((token) => token.text).join(''), isCertain: isCoded }
      case 'rowNumber':
        return { text: '', isCertain: false }
      case 'amount':
        return index === totalColumn && total !== null
          ? { text: total, isCertain: true }
          : { text: rest.map((token) => token.text).join(' '), isCertain: false }
    }
  }
  return { cells: plan.columns.map(cellOf), lines: linesOf(lines) }
}

/** With cells missing, the first figure is still the row's total if it is the sum of all others. */
const totalThatAddsUp = (figures: readonly string[]): string | null => {
  const fen = figures
    .map((text) => parseAmount(text, '元'))
    .map((parsed) => (parsed.kind === 'amount' ? parsed.fen : null))
  const [total, ...parts] = fen
  if (total === null || total === undefined || parts.length === 0) return null
  const sum = parts.reduce<number | null>((so, part) => (so === null || part === null ? null : so + part), 0)
  return sum === total && total !== 0 ? (figures[0] ?? null) : null
}

/** 合计 and nothing after it: a row of blanks. */
const emptyTotal = (plan: ColumnPlan, tokens: readonly Token[]): MatchedRow =>
  plan.columns.map(({ kind }) => (kind === 'name' ? tokens : []))

/** A line of words between rows: the beginning of the next name, the end of the last, or neither. */
type LooseLine = Readonly<{ line: TextLine; beforeRow: number }>

const isAllText = (tokens: readonly Token[]): boolean => tokens.every((token) => token.kind === 'text')

const readDrafts = (plan: ColumnPlan, body: readonly TextLine[]) => {
  const isCoded = plan.shape === 'coded'
  const amountColumns = plan.columns.filter((column) => column.kind === 'amount').length
  const rows: Draft[] = []
  const loose: LooseLine[] = []
  let lines: TextLine[] = []
  let tokens: Token[] = []

  const isWhole = (row: MatchedRow): boolean =>
    !isCoded ||
    plan.columns.filter((column, index) => column.kind === 'amount' && row[index]?.length).length ===
      amountColumns
  const settle = (pieces: readonly Token[]): readonly Token[] => {
    const joined = joinTornAmounts(pieces)
    return isCoded ? joinTornCodes(joined) : joined
  }
  const wholeRows = (pieces: readonly Token[]) => matchRow(settle(pieces), plan.columns).filter(isWhole)

  const close = () => {
    if (lines.length === 0) return
    const whole = wholeRows(tokens)
    const [row] = whole
    const isEmptyTotal = tokens.length === 1 && /^(?:合计|总计)$/u.test(tokens[0]?.text ?? '')
    if (isCoded && isEmptyTotal) rows.push(draftOf(plan, emptyTotal(plan, tokens), lines))
    else if (isCoded && isAllText(tokens))
      loose.push(...lines.map((line) => ({ line, beforeRow: rows.length })))
    else
      rows.push(
        row && whole.length === 1 ? draftOf(plan, row, lines) : uncertainDraft(plan, settle(tokens), lines),
      )
    lines = []
    tokens = []
  }

  /** What is gathered will never be a row, and the line at hand begins one. */
  const isNewRow = (next: readonly Token[]): boolean => {
    if (lines.length >= longestRow) return true
    if (isCoded) return startsCodedRow(next)
    return !isAllText(tokens) && wholeRows(next).length === 1 && wholeRows([...tokens, ...next]).length === 0
  }
  const goesOn = (next: readonly Token[]): boolean =>
    next[0]?.kind === 'amount' || (!isCoded && next.length === 1 && next[0]?.kind === 'integer')

  body.forEach((line, index) => {
    const next = tokeniseLine(line.text, line.line)
    if (isNewRow(next)) close()
    lines.push(line)
    tokens.push(...next)
    const following = body[index + 1]
    const upcoming = following ? tokeniseLine(following.text, following.line) : []
    if (!goesOn(upcoming) && wholeRows(tokens).length > 0) close()
  })
  close()
  return { rows, loose }
}

const standingCodes = makeCodeBook()

const isNameOf = (code: string, name: string): boolean => {
  const level = functionLevelOf(code)
  return level !== null && standingCodes.codesNamed(name, level).includes(code)
}

/** Names wrapped around the line of their code and figures are put together where the classification knows the whole. */
const attachLooseNames = (
  plan: ColumnPlan,
  rows: readonly Draft[],
  loose: readonly LooseLine[],
): readonly Draft[] => {
  const [codeColumn, nameColumn] = (['code', 'name'] as const).map((kind) =>
    plan.columns.findIndex((column) => column.kind === kind),
  )
  const textOfLines = (lines: readonly LooseLine[]) =>
    lines.map(({ line }) => withoutSpace(line.text)).join('')
  return rows.map((draft, index) => {
    const code = draft.cells[codeColumn ?? -1]?.text ?? ''
    const name = draft.cells[nameColumn ?? -1]?.text ?? ''
    if (code === '') return draft
    const before = loose.filter(({ beforeRow }) => beforeRow === index).slice(-longestWrap)
    const after = loose.filter(({ beforeRow }) => beforeRow === index + 1).slice(0, longestWrap)
    const wraps = Array.from({ length: before.length + 1 }, (_, lead) =>
      Array.from({ length: after.length + 1 }, (__, tail) => ({
        lead: before.slice(before.length - lead),
        tail: after.slice(0, tail),
      })),
    ).flat()
    const whole = wraps
      .map(({ lead, tail }) => ({
        used: [...lead, ...tail],
        text: `${textOfLines(lead)}${name}${textOfLines(tail)}`,
      }))
      .filter(({ text }) => isNameOf(code, text))
      .toSorted((a, b) => b.text.length - a.text.length)[0]
    if (!whole || whole.used.length === 0) return draft
    return {
      cells: draft.cells.map((cell, column) =>
        column === nameColumn ? { ...cell, text: whole.text } : cell,
      ),
      lines: spanOver([draft.lines, ...whole.used.map(({ line }): LineSpan => [line.line, line.line])]),
    }
  })
}

/**
 * Lists side by side are one list: an entry is a code, a name and an amount wherever it stands, and its code says what it
 * is. The sums at the end have no code.
 */
const readEntries = (plan: ColumnPlan, body: readonly TextLine[]): readonly Draft[] => {
  const entries: Token[][] = []
  for (const token of body.flatMap((line) => tokeniseLine(line.text, line.line))) {
    const open = entries.at(-1)
    const isCode = token.kind === 'integer' && economicLevelOf(token.text) !== null
    const isClosed = open?.some(({ kind }) => kind === 'amount') ?? true
    if (open && !isCode && !(isClosed && token.kind === 'text')) open.push(token)
    else entries.push([token])
  }
  return entries.map((entry): Draft => {
    const code = entry.find(({ kind, text }) => kind === 'integer' && economicLevelOf(text) !== null)
    const name = entry.filter(({ kind }) => kind === 'text')
    const figures = entry.filter((token) => token !== code && token.kind !== 'text')
    const isCertain = figures.length <= 1 && name.length > 0
    const textByKind: Partial<Record<ColumnKind, readonly Token[]>> = {
      code: code ? [code] : [],
      name,
      amount: figures,
    }
    return {
      cells: plan.columns.map((column) => ({
        text: textOf(column, textByKind[column.kind] ?? []),
        isCertain,
      })),
      lines: spanOver(entry.map(({ line }) => [line, line])),
    }
  })
}

/** Figures alone: nothing but their number says which is which. */
const readFigures = (plan: ColumnPlan, body: readonly TextLine[]): readonly Draft[] => {
  if (body.length === 0) return []
  const tokens = body.flatMap((line) => tokeniseLine(line.text, line.line))
  const isCertain = tokens.length === plan.columns.length && tokens.every(({ kind }) => kind !== 'text')
  const text = tokens.map((token) => token.text)
  return [
    {
      cells: plan.columns.map((_, index) => ({
        text: isCertain ? (text[index] ?? '') : text.join(' '),
        isCertain,
      })),
      lines: linesOf(body),
    },
  ]
}

const drafts = (plan: ColumnPlan, body: readonly TextLine[]): readonly Draft[] => {
  if (plan.shape === 'lists') return readEntries(plan, body)
  if (plan.shape === 'stages') return readFigures(plan, body)
  const { rows, loose } = readDrafts(plan, body)
  return plan.shape === 'coded' ? attachLooseNames(plan, rows, loose) : rows
}

const toRow = (draft: Draft, row: number, role: RowRole): Row => ({
  role,
  lines: draft.lines,
  isRagged: false,
  cells: draft.cells.map(
    ({ text, isCertain }, column): Cell => ({
      row,
      column,
      columnSpan: 1,
      text,
      lines: draft.lines,
      box: null,
      isCertain,
    }),
  ),
})

const headerRows = (plan: ColumnPlan, lines: LineSpan): readonly Row[] => {
  const at = (row: number, column: number, columnSpan: number, text: string): Cell => ({
    row,
    column,
    columnSpan,
    text,
    lines,
    box: null,
    isCertain: true,
  })
  const depth = Math.max(...plan.columns.map(({ groups }) => groups.length))
  const levels = Array.from({ length: depth }, (_, level): readonly Cell[] => {
    const cells: Cell[] = []
    plan.columns.forEach(({ groups }, column) => {
      const group = groups[level]
      const open = cells.at(-1)
      if (group === undefined) return
      if (open?.text === group && open.column + open.columnSpan === column)
        cells[cells.length - 1] = { ...open, columnSpan: open.columnSpan + 1 }
      else cells.push(at(level, column, 1, group))
    })
    return cells
  })
  const leaves = plan.columns.map(({ header }, column) => at(depth, column, 1, header))
  return [...levels, leaves].map((cells) => ({ role: 'header', lines, cells, isRagged: false }))
}

/** A table whose columns are not known: its pieces line by line, none of them certain. */
export const keepLines = (lines: readonly TextLine[]): SolvedGrid => {
  const rows = lines.map((line, row) =>
    toRow(
      {
        cells: tokeniseLine(line.text, line.line).map(({ text }) => ({ text, isCertain: false })),
        lines: [line.line, line.line],
      },
      row,
      'body',
    ),
  )
  return {
    kind: 'solved-grid',
    source: 'spaces',
    rows,
    columns: Math.max(0, ...rows.map((row) => row.cells.length)),
    isSolved: false,
    lines: linesOf(lines),
  }
}

/** Where the header ends: at the numbering line, else before the first line with a figure. */
const splitHeader = (lines: readonly TextLine[]) => {
  const numbering = lines.findIndex((line) => isNumberingLine(line.text))
  const firstFigure = lines.findIndex((line) =>
    tokeniseLine(line.text, 0).some((token) => token.kind !== 'text'),
  )
  const end = numbering === -1 ? firstFigure : numbering
  if (end < 1) return null
  const numberingText = lines[numbering]?.text
  return {
    header: lines.slice(0, end),
    numbering: lines[numbering] ?? null,
    numbered: numberingText ? countNumbers(numberingText) : null,
    body: lines.slice(numbering === -1 ? end : end + 1),
  }
}

/** The lines of a spaced table, from below its captions to above its notes, as a grid. */
export const solveSpacedTable = (lines: readonly TextLine[]): SolvedGrid => {
  const printed = lines.filter((line) => !isPageNumber(line.text))
  const parts = splitHeader(printed)
  const plan = parts && planColumns(parts.header.map((line) => line.text).join(''), parts.numbered)
  if (!parts || !plan) return keepLines(lines)
  const header = headerRows(plan, linesOf(parts.header))
  const numbering: readonly Row[] = parts.numbering
    ? [
        toRow(
          {
            cells: [{ text: parts.numbering.text.trim(), isCertain: true }],
            lines: [parts.numbering.line, parts.numbering.line],
          },
          header.length,
          'structural',
        ),
      ]
    : []
  const above = [...header, ...numbering]
  return {
    kind: 'solved-grid',
    source: 'spaces',
    rows: [
      ...above,
      ...drafts(plan, parts.body).map((draft, index) => toRow(draft, above.length + index, 'body')),
    ],
    columns: plan.columns.length,
    isSolved: true,
    lines: linesOf(lines),
  }
}
