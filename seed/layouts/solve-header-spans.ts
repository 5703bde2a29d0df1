/**
 * Header cells whose spans the layout lost.
 *
 * Two losses, two solutions. A tabbed row keeps an empty cell for every covered column, so only the owner of the empty
 * cells is open. A row of single cells keeps nothing of a horizontal merge and an empty cell of a vertical one, so the
 * row is laid over the row below it.
 */
export type Span = Readonly<{ column: number; columnSpan: number; text: string }>

/** An empty cell extends its left neighbour only if no upper header row starts a new cell at that column. */
export const solveTabbedSpans = (rows: readonly (readonly string[])[]): readonly (readonly Span[])[] =>
  rows.map((texts, rowIndex) => {
    const startsAbove = (column: number) => rows.slice(0, rowIndex).some((row) => (row[column] ?? '') !== '')
    const spans: Span[] = []
    let isOpen = false
    texts.forEach((text, column) => {
      const before = spans.at(-1)
      if (text !== '') {
        spans.push({ column, columnSpan: 1, text })
        isOpen = true
      } else if (before && isOpen && !startsAbove(column)) {
        spans[spans.length - 1] = { ...before, columnSpan: before.columnSpan + 1 }
      } else isOpen = false
    })
    return spans
  })

/** A run of cells below, cut before every return of its first label (项目 预算数 | 项目 预算数) and after code and name. */
const cutAtReturns = (run: readonly Span[]): readonly (readonly Span[])[] => {
  const first = run[0]?.text
  const parts: Span[][] = []
  for (const span of run) {
    const open = parts.at(-1)
    if (!open || span.text === first || open.at(-1)?.text === '科目名称') parts.push([span])
    else open.push(span)
  }
  return parts
}

const widthOf = (spans: readonly Span[]): number => spans.reduce((sum, span) => sum + span.columnSpan, 0)

/** Upper cells laid over the cells below, or null where more than one way fits. */
const layOver = (upper: readonly string[], below: readonly Span[]): readonly Span[] | null => {
  const runs: Span[][] = []
  let isInRun = false
  for (const span of below) {
    const open = runs.at(-1)
    if (span.text !== '' && isInRun && open) open.push(span)
    else runs.push([span])
    isInRun = span.text !== ''
  }
  const missing = upper.length - runs.length
  const parts =
    missing === 0 ? runs : runs.flatMap((run) => (run[0]?.text === '' ? [run] : cutAtReturns(run)))
  if (parts.length !== upper.length) return null
  return parts.map((part, index) => ({
    column: part[0]?.column ?? 0,
    columnSpan: widthOf(part),
    text: upper[index] ?? '',
  }))
}

/** Solves the rows of a header bottom-up; the last row must have one cell for every column. */
export const solveCellSpans = (
  rows: readonly (readonly string[])[],
  columns: number,
): readonly (readonly Span[])[] | null => {
  const solved: (readonly Span[])[] = []
  for (const texts of rows.toReversed()) {
    const below = solved[0]
    const spans =
      texts.length === columns
        ? texts.map((text, column) => ({ column, columnSpan: 1, text }))
        : below
          ? layOver(texts, below)
          : null
    if (spans === null) return null
    solved.unshift(spans)
  }
  return solved
}
