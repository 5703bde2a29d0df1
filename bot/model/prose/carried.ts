/** What one clause of a sentence says for the next: whom and what it speaks of. */
import type { Heard } from './hear-prose.ts'
import type { ProseSource } from './prose-source.ts'

export type HeardAs<Kind extends Heard['kind']> = Extract<Heard, Readonly<{ kind: Kind }>>

/** A clause ends at a mark, at a word such as "and", and on both sides of what is quoted. */
export const clausesOf = (heard: readonly Heard[]): readonly (readonly Heard[])[] => {
  const clauses: Heard[][] = [[]]
  for (const span of heard) {
    if (span.kind === 'separator') clauses.push([])
    else if (span.kind === 'quote') clauses.push([span], [])
    else clauses.at(-1)?.push(span)
  }
  return clauses.filter(({ length }) => length > 0)
}

export const statesSomething = (clause: readonly Heard[]): boolean =>
  clause.some(({ kind }) => kind === 'value' || kind === 'quote')

/** A clause that states something, behind those without a number that lead to it: "in 2022, of revenue: …". */
export type Assertion = Readonly<{ lead: readonly Heard[]; stated: readonly Heard[] }>

/** `rest`: what comes after the last number, and so is said of none. */
export const assertionsOf = (
  clauses: readonly (readonly Heard[])[],
): Readonly<{ assertions: readonly Assertion[]; rest: readonly Heard[] }> => {
  const assertions: Assertion[] = []
  let lead: readonly Heard[] = []
  for (const clause of clauses) {
    if (statesSomething(clause)) {
      assertions.push({ lead, stated: clause })
      lead = []
    } else lead = [...lead, ...clause]
  }
  return { assertions, rest: lead }
}

/** What earlier assertions have said that later ones need not repeat. */
export type Carried = Readonly<{
  bodyId: string | null
  items: readonly (readonly string[])[]
  /** null: none was named since the body or the item was. */
  measure: readonly string[] | null
  year: number | null
  /** The sentence itself names a body or an item, whose expenditure is meant where nothing else is said. */
  isNamed: boolean
}>

export const allOf = <Kind extends Heard['kind']>(
  clause: readonly Heard[],
  kind: Kind,
): readonly HeardAs<Kind>[] => clause.filter((it): it is HeardAs<Kind> => it.kind === kind)

/** Where an answer is of one body or year only, no sentence needs to name it. */
export const nothingYet = ({ bodies, facts }: ProseSource): Carried => ({
  bodyId: onlyOf(bodies.map(({ department_id: id }) => id)),
  items: [],
  measure: null,
  year: onlyOf(facts.map(({ year }) => year)),
  isNamed: false,
})

const onlyOf = <Value>(values: readonly Value[]): Value | null => {
  const [only, ...others] = new Set(values)
  return only === undefined || others.length > 0 ? null : only
}

/** What holds within an assertion, whether it says it or an earlier one did. */
export const carriedInto = ({ lead, stated }: Assertion, before: Carried, source: ProseSource): Carried => {
  const said = [...lead, ...stated]
  const bodies = allOf(said, 'body')
  const items = allOf(said, 'item').map(({ keys }) => keys)
  const year = allOf(lead, 'year').at(-1)?.year ?? before.year
  if (bodies.length > 0) {
    const ids = bodies.map((body) => bodyNamed(body.ids, source))
    return { bodyId: onlyOf(ids), items, measure: null, year, isNamed: true }
  }
  if (items.length > 0) return { ...before, items, measure: null, year, isNamed: true }
  const measures = allOf(said, 'measure').map(({ readings }) => readings)
  return { ...before, items: itemsKept(before.items, measures, source), year }
}

/** A measure that no figure of the item before it is of, such as receptions, is said of the whole body. */
const itemsKept = (
  items: Carried['items'],
  measures: readonly (readonly string[])[],
  { facts }: ProseSource,
): Carried['items'] => {
  const held = facts.filter(({ item }) => item !== null && items.some((keys) => keys.includes(item)))
  const isOfThem = measures.every((readings) =>
    held.some((fact) => readings.some((measure) => fact.measures.includes(measure))),
  )
  return isOfThem ? items : []
}

/** The last measure named is meant until another one is. */
export const carriedOn = (said: readonly Heard[], carried: Carried): Carried => ({
  ...carried,
  measure: allOf(said, 'measure').at(-1)?.readings ?? carried.measure,
})

export const bodyNamed = (ids: readonly string[], { bodies }: ProseSource): string | null => {
  const own = bodies.filter(({ department_id: id }) => ids.includes(id))
  return own.length === 1 ? (own[0]?.department_id ?? null) : null
}
