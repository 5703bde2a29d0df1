import type { Comparator } from '../../../db/plan/plan.ts'

/** Whether a value is as a comparator says of a bound. */
export const holds: Readonly<Record<Comparator, (value: number, bound: number) => boolean>> = {
  gt: (value, bound) => value > bound,
  ge: (value, bound) => value >= bound,
  lt: (value, bound) => value < bound,
  le: (value, bound) => value <= bound,
  eq: (value, bound) => value === bound,
  ne: (value, bound) => value !== bound,
}
