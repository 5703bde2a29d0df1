import type { PlannedColumn } from './column-plan.ts'
import type { Token } from './tokenise-line.ts'

/** One token list per column; an empty list is a blank cell. */
export type MatchedRow = readonly (readonly Token[])[]

const isCode = (token: Token): boolean =>
  token.kind === 'integer' && /^(?:\d{3}|\d{5}|\d{7})$/u.test(token.text)

/** The ways in which a column of that kind can take tokens from `start` on. */
const takes = (column: PlannedColumn, tokens: readonly Token[], start: number): readonly number[] => {
  const first = tokens[start]
  switch (column.kind) {
    case 'label':
    case 'name': {
      let end = start
      while (tokens[end]?.kind === 'text') end += 1
      return [end - start]
    }
    case 'rowNumber':
      return first?.kind === 'integer' ? [1] : []
    case 'code':
      return first && isCode(first) ? [1] : [0]
    case 'amount':
      return first && first.kind !== 'text' ? [1, 0] : [0]
  }
}

/** Every way to lay the tokens over the columns, at most two: one is certain, two are not. */
export const matchRow = (
  tokens: readonly Token[],
  columns: readonly PlannedColumn[],
): readonly MatchedRow[] => {
  const found: MatchedRow[] = []
  /** Where the tokens of each column begin. */
  const starts: number[] = []
  const walk = (start: number, index: number): void => {
    if (found.length > 1) return
    starts[index] = start
    const column = columns[index]
    if (!column) {
      if (start === tokens.length)
        found.push(columns.map((_, at) => tokens.slice(starts[at], starts[at + 1])))
      return
    }
    for (const count of takes(column, tokens, start)) walk(start + count, index + 1)
  }
  walk(0, 0)
  return found
}
