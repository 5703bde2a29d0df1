/** Arithmetic on figures that SQL did not do: it stands here and nowhere else. */

/** Printed percentages have two decimals; so have derived ones. Half is rounded away from zero. */
export const roundPercent = (percent: number): number =>
  (Math.sign(percent) * Math.round((Math.abs(percent) + Number.EPSILON) * 100)) / 100

/** What two values differ by, without sign; whole fen stay whole. */
export const difference = (left: number, right: number): number => Math.abs(left - right)

/** How many times the smaller value the larger one is, to four decimals; null where the smaller is zero. */
export const multiple = (left: number, right: number): number | null => {
  const [small, large] = Math.abs(left) < Math.abs(right) ? [left, right] : [right, left]
  return small === 0 ? null : Math.round((large / small) * 10_000) / 10_000
}

/** Whether a printed percentage and the recomputed one differ by more than one unit of the second decimal. */
export const differsBeyondRounding = (printed: number, recomputed: number): boolean =>
  Math.abs(printed - recomputed) > 0.0101

/** An average of amounts is told to 0.01 万元, as amounts are printed. */
export const roundAverageFen = (fen: number): number => Math.round(fen / 10_000) * 10_000

/** An amount for each of what is counted is told to one yuan. */
export const roundQuotientFen = (fen: number): number => Math.round(fen / 100) * 100
