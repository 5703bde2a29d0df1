import type { PlannedColumn } from './column-plan.ts'
import type { Token } from './tokenise-line.ts'

/** One token list per column; an empty list is a blank cell. */
export type MatchedRow = readonly (readonly Token[])[]

const isCode = (token: Token): boolean =>
  token.kind === 'integer' && /^(?:\d{3}|\d{5}|\d{7})$/u.test(token.text)

/** The ways in which a column of that kind can take tokens from the front. */
const takes = (column: PlannedColumn, tokens: readonly Token[]): readonly number[] => {
  const first = tokens[0]
  switch (column.kind) {
    case 'label':
    case 'name': {
      const end = tokens.findIndex((token) => token.kind !== 'text')
      return [end === -1 ? tokens.length : end]
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
  const walk = (rest: readonly Token[], index: number, taken: MatchedRow): void => {
    if (found.length > 1) return
    const column = columns[index]
    if (!column) {
      if (rest.length === 0) found.push(taken)
      return
    }
    for (const count of takes(column, rest))
      walk(rest.slice(count), index + 1, [...taken, rest.slice(0, count)])
  }
  walk(tokens, 0, [])
  return found
}
