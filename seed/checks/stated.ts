/** What a reading states, by what it is of, so that checks can look up the other side. */
import { type FigureKey, keyTextOf, type PrintReading } from '../../db/domain/figure.ts'
import { lastDigitOf } from '../compare-prints.ts'

/** The first print with a value, main tables before main text before attachments; `index` is its place in the reading. */
export type Stated = Readonly<{
  index: number
  key: FigureKey
  value: number
  exactness: number
  reading: PrintReading
}>

export class StatedFigures {
  /** The first of each thing. */
  readonly all: readonly Stated[]
  /** All of them, as they are printed. */
  readonly every: readonly Stated[]
  readonly #byKey: ReadonlyMap<string, readonly [Stated, ...Stated[]]>
  readonly #amounts: readonly Stated[]

  constructor(prints: readonly PrintReading[]) {
    const stated = prints.flatMap((reading, index): readonly Stated[] => {
      const value = reading.amountFen ?? reading.quantity?.value ?? null
      if (value === null) return []
      const exactness = lastDigitOf(reading)
      return reading.figures.map((key) => ({ index, key, value, exactness, reading }))
    })
    const ranks = [...Map.groupBy(stated, ({ reading }) => reading.rank)].toSorted(([a], [b]) => a - b)
    const byKey = new Map<string, [Stated, ...Stated[]]>()
    for (const each of ranks.flatMap(([, own]) => own)) {
      const id = keyTextOf(each.key)
      const known = byKey.get(id)
      if (known) known.push(each)
      else byKey.set(id, [each])
    }
    this.#byKey = byKey
    this.every = stated
    this.#amounts = stated.filter(({ reading }) => reading.amountFen !== null)
    this.all = [...byKey.values()].map(([first]) => first)
  }

  /** The same thing with some of its parts changed: another stage, another year, another fund; the print nearest to `near`. */
  like(key: FigureKey, changes: Partial<FigureKey>, near: Stated | null = null): Stated | null {
    const found = this.#byKey.get(keyTextOf({ ...key, ...changes }))
    if (!found) return null
    if (near === null) return found[0]
    return found.toSorted((a, b) => distance(a, near) - distance(b, near))[0] ?? null
  }

  /** The amount printed last before it in the same lines. */
  amountBefore(stated: Stated): Stated | null {
    return (
      this.#amounts.findLast(
        ({ index, reading }) => index < stated.index && overlaps(reading, stated.reading),
      ) ?? null
    )
  }
}

const distance = (a: Stated, b: Stated): number =>
  Math.abs(a.reading.print.lines[1] - b.reading.print.lines[1])

const overlaps = (a: PrintReading, b: PrintReading): boolean =>
  a.print.lines[0] <= b.print.lines[1] && a.print.lines[1] >= b.print.lines[0]
