import { type Table, withoutSpace } from '../intermediate.ts'

/** The header cells over each column, uppermost first, white space removed. */
export const headerPathsOf = (table: Table): readonly (readonly string[])[] => {
  const paths = Array.from({ length: table.columns }, (): string[] => [])
  for (const { cells } of table.rows.filter(({ role }) => role === 'header'))
    for (const { column, columnSpan, text } of cells) {
      const word = withoutSpace(text)
      if (word !== '') for (const path of paths.slice(column, column + columnSpan)) path.push(word)
    }
  return paths
}
