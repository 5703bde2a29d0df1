/** The line that each page begins with, from the 1-based page of every line. A page without a line begins with the next. */
export const pageStartsOf = (pages: readonly number[]): readonly number[] =>
  Array.from({ length: pages.at(-1) ?? 0 }, (_, index) => pages.findIndex((page) => page > index) + 1)

/** The 1-based page of a line; null where the document has no pages. */
export const pageOfLine = (starts: readonly number[], line: number): number | null => {
  const page = starts.findLastIndex((start) => start <= line) + 1
  return page === 0 ? null : page
}
