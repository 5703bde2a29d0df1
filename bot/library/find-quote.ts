/** Where a quote stands on one of its lines: from `start` up to `end`, in UTF-16 units. */
export type QuotedPart = Readonly<{ line: number; start: number; end: number }>

/** Shape: one part for each line that prints some of the quote, white space ignored. Null: it does not stand there. */
export const findQuote = (
  lines: readonly string[],
  [first, last]: readonly [number, number],
  quote: string,
): readonly QuotedPart[] | null => {
  const places: { line: number; at: number }[] = []
  let printed = ''
  for (let line = first; line <= last; line += 1)
    for (const { index, 0: unit } of (lines[line - 1] ?? '').matchAll(/\S/g)) {
      printed += unit
      places.push({ line, at: index })
    }
  const wanted = quote.replace(/\s+/gu, '')
  const start = printed.indexOf(wanted)
  if (wanted === '' || start === -1) return null
  const byLine = Map.groupBy(places.slice(start, start + wanted.length), ({ line }) => line)
  return [...byLine].map(([line, own]) => ({
    line,
    start: own[0]?.at ?? 0,
    end: (own.at(-1)?.at ?? 0) + 1,
  }))
}
