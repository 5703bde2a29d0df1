/** What became of the questions of some threads: counts of answers. */
export type ReadBack = Readonly<{
  lost: number
  /** Said twice, or not to be said at all. */
  surplus: number
  /** Threads with every answer, but in another order. */
  outOfOrder: number
}>

const countEach = (texts: readonly string[]): ReadonlyMap<string, number> =>
  new Map([...Map.groupBy(texts, (text) => text)].map(([text, same]) => [text, same.length]))

/** How many of `texts` the others have no match for. */
const without = (texts: readonly string[], others: readonly string[]): number => {
  const matches = countEach(others)
  return [...countEach(texts)].reduce(
    (total, [text, count]) => total + Math.max(0, count - (matches.get(text) ?? 0)),
    0,
  )
}

/** Compares the answers that stand in each thread with those that should. */
export const readBack = (
  expected: readonly (readonly string[])[],
  found: readonly (readonly string[])[],
): ReadBack => {
  const threads = expected.map((texts, index) => {
    const standing = found[index] ?? []
    const lost = without(texts, standing)
    const surplus = without(standing, texts)
    const isInOrder = texts.every((text, place) => standing[place] === text)
    return { lost, surplus, outOfOrder: lost === 0 && surplus === 0 && !isInOrder ? 1 : 0 }
  })
  const total = (count: keyof ReadBack): number => threads.reduce((sum, thread) => sum + thread[count], 0)
  return { lost: total('lost'), surplus: total('surplus'), outOfOrder: total('outOfOrder') }
}
