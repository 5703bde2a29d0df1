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

/** What earlier clauses have said that later ones need not repeat. */
export type Carried = Readonly<{
  bodyId: string | null
  items: readonly (readonly string[])[]
  measures: readonly (readonly string[])[]
  year: number | null
  /** No number has come since these were named: the next one is said of all of them. */
  isOpen: boolean
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
  measures: [],
  year: onlyOf(facts.map(({ year }) => year)),
  isOpen: false,
  isNamed: false,
})

const onlyOf = <Value>(values: readonly Value[]): Value | null => {
  const [only, ...others] = new Set(values)
  return only === undefined || others.length > 0 ? null : only
}

/** What holds within a clause, whether it says it or an earlier one did. */
export const carriedInto = (clause: readonly Heard[], before: Carried, source: ProseSource): Carried => {
  const bodies = allOf(clause, 'body')
  const items = allOf(clause, 'item').map(({ keys }) => keys)
  const measures = allOf(clause, 'measure').map(({ readings }) => readings)
  if (bodies.length > 0) {
    const bodyId = bodies.length === 1 ? bodyNamed(bodies[0]?.ids ?? [], source) : null
    const isOther = before.isOpen && before.bodyId !== bodyId
    const { year } = before
    return { bodyId: isOther ? null : bodyId, items, measures: [], year, isOpen: true, isNamed: true }
  }
  const isNamed = before.isNamed || items.length > 0
  if (before.isOpen) return { ...before, items: [...before.items, ...items], isNamed }
  return {
    ...before,
    isNamed,
    items: items.length > 0 ? items : itemsKept(before.items, measures, source),
    measures: items.length > 0 ? [] : before.measures,
  }
}

/** A measure that no figure of the item before it is of, such as receptions, is said of the whole body. */
const itemsKept = (
  items: Carried['items'],
  measures: Carried['measures'],
  { facts }: ProseSource,
): Carried['items'] => {
  const held = facts.filter(({ item }) => item !== null && items.some((keys) => keys.includes(item)))
  const isOfThem = measures.every((readings) =>
    held.some((fact) => readings.some((measure) => fact.measures.includes(measure))),
  )
  return isOfThem ? items : []
}

export const carriedOn = (clause: readonly Heard[], carried: Carried): Carried => {
  const measures = allOf(clause, 'measure').map(({ readings }) => readings)
  if (clause.some(({ kind }) => kind === 'value' || kind === 'quote'))
    return {
      ...carried,
      measures: measures.length > 0 ? measures.slice(-1) : carried.measures,
      isOpen: false,
    }
  const names = clause.some(({ kind }) => kind === 'body' || kind === 'item' || kind === 'measure')
  return {
    ...carried,
    measures: carried.isOpen || measures.length === 0 ? [...carried.measures, ...measures] : measures,
    year: allOf(clause, 'year').at(-1)?.year ?? carried.year,
    isOpen: carried.isOpen || names,
  }
}

export const bodyNamed = (ids: readonly string[], { bodies }: ProseSource): string | null => {
  const own = bodies.filter(({ department_id: id }) => ids.includes(id))
  return own.length === 1 ? (own[0]?.department_id ?? null) : null
}
