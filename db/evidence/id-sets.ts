/**
 * The functions by which a rewritten query gathers the ids behind a cell.
 *
 * An id is a text, `figure:…`; several are a JSON array of such texts. The largest contributions come first. They are
 * functions of ours and not SQLite's JSON ones because a set has each id once, knows its bound, and can lose ids again
 * when a window moves on.
 */
import type { Database } from 'better-sqlite3'
import { z } from 'zod'
import { type EvidenceKind, evidenceKinds } from '../catalog/evidence.ts'
import type { GuardCatalog } from '../guard/catalog.ts'
import { evidenceFunctions } from './names.ts'

export type EvidenceId = Readonly<{ kind: EvidenceKind; id: string }>

/** The ids behind one cell; only the first of many are kept, but all are counted. */
export type CellEvidence = Readonly<{
  ids: readonly EvidenceId[]
  count: number
  /** More than were counted. */
  isMore: boolean
  /** One of them was added or counted more than once, as happens where a join gives it several rows. */
  isRepeated: boolean
}>

const mostIdsKept = 200
const mostIdsCounted = 20_000
/** Stands in a set for all ids beyond those that are counted. */
const more = '+'
/** Stands in a set of which an id was added or counted more than once. */
const repeated = '*'
const isMark = (id: string): boolean => id === more || id === repeated

type Value = string | number | bigint | null
/** How often an id is in a window now, and the greatest value that it contributed. */
type Presence = { times: number; weight: number }
type Gathered = Map<string, Presence>

const textsSchema = z.array(z.string())

const idsOf = (set: Value): readonly string[] => {
  if (typeof set !== 'string') return []
  return set.startsWith('[') ? textsSchema.parse(JSON.parse(set)) : [set]
}

const setOf = (ids: readonly string[]): string | null => {
  const [first, second] = ids
  return second === undefined ? (first ?? null) : JSON.stringify(ids)
}

/** `value`: what the ids contribute, if that is known; an aggregate passes over NULL, and so do its ids. */
const gather = (gathered: Gathered, set: Value, value?: Value): Gathered => {
  if (value === null) return gathered
  const weight = Math.abs(Number(value ?? 0)) || 0
  for (const id of idsOf(set)) {
    const key = gathered.has(id) || gathered.size < mostIdsCounted ? id : more
    const known = gathered.get(key)
    if (known === undefined) gathered.set(key, { times: 1, weight })
    else {
      known.times += 1
      known.weight = Math.max(known.weight, weight)
    }
  }
  return gathered
}

const release = (gathered: Gathered, set: Value, value?: Value): Gathered => {
  if (value === null) return gathered
  for (const id of idsOf(set)) {
    const key = gathered.has(id) ? id : more
    const known = gathered.get(key)
    if (known === undefined) continue
    known.times -= 1
    if (known.times === 0) gathered.delete(key)
  }
  return gathered
}

const heaviestFirst = (gathered: Gathered): string | null =>
  setOf([...gathered].sort(([, one], [, other]) => other.weight - one.weight).map(([id]) => id))

const heaviestFirstWithRepeats = (gathered: Gathered): string | null => {
  const isRepeated = [...gathered].some(([id, { times }]) => times > 1 && !isMark(id))
  return heaviestFirst(isRepeated ? new Map([...gathered, [repeated, { times: 1, weight: 0 }]]) : gathered)
}

/** SQLite's order: numbers before texts. */
const isGreater = (one: Value, other: Value): boolean => {
  const isText = typeof one === 'string'
  if (isText !== (typeof other === 'string')) return isText
  return one !== null && other !== null && one > other
}

type Winners = { value: Value; ids: Gathered }

/** The ids of the rows with the winning value. */
const keepWinners =
  (wins: (one: Value, other: Value) => boolean) =>
  (winners: Winners, set: Value, value: Value): Winners => {
    if (value === null) return winners
    if (winners.value === null || wins(value, winners.value)) return { value, ids: gather(new Map(), set) }
    if (!wins(winners.value, value)) gather(winners.ids, set)
    return winners
  }

/** What better-sqlite3 takes, with the number of arguments that its types leave out. */
type Aggregates = Readonly<{
  aggregate: <State>(
    name: string,
    options: Readonly<{
      start: () => State
      step: (state: State, set: Value, value: Value) => State
      inverse?: (state: State, set: Value, value: Value) => State
      result: (state: State) => string | null
      varargs: true
      directOnly: true
      deterministic: true
    }>,
  ) => unknown
}>

export const registerEvidenceFunctions = (store: Database): void => {
  const always = { varargs: true, directOnly: true, deterministic: true } as const
  store.function(evidenceFunctions.all, always, (...sets: Value[]) =>
    setOf([...new Set(sets.flatMap(idsOf))]),
  )
  const aggregates = store as unknown as Aggregates // the types know steps of one argument only
  aggregates.aggregate<Gathered>(evidenceFunctions.group, {
    ...always,
    start: () => new Map(),
    step: gather,
    inverse: release,
    result: heaviestFirst,
  })
  aggregates.aggregate<Gathered>(evidenceFunctions.sum, {
    ...always,
    start: () => new Map(),
    step: gather,
    inverse: release,
    result: heaviestFirstWithRepeats,
  })
  const winnersBy = (wins: (one: Value, other: Value) => boolean) => ({
    ...always,
    start: (): Winners => ({ value: null, ids: new Map() }),
    step: keepWinners(wins),
    result: ({ ids }: Winners) => setOf([...ids.keys()]),
  })
  aggregates.aggregate(evidenceFunctions.greatest, winnersBy(isGreater))
  aggregates.aggregate(
    evidenceFunctions.least,
    winnersBy((one, other) => isGreater(other, one)),
  )
}

/** The same catalog for text that was rewritten here, and for no other. */
export const withEvidenceFunctions = (catalog: GuardCatalog): GuardCatalog => ({
  ...catalog,
  functions: new Set([...catalog.functions, ...Object.values(evidenceFunctions)]),
})

const noEvidence: CellEvidence = { ids: [], count: 0, isMore: false, isRepeated: false }
const kindSchema = z.enum(evidenceKinds)

/** Reads a set out of a row. Faults: what is no set, since only our own functions make them. */
export const readCellEvidence = (set: string | number | null): CellEvidence => {
  if (set === null) return noEvidence
  const all = idsOf(String(set))
  const counted = all.filter((id) => !isMark(id))
  const ids = counted.slice(0, mostIdsKept).map((id) => {
    const colon = id.indexOf(':')
    return { kind: kindSchema.parse(id.slice(0, colon)), id: id.slice(colon + 1) }
  })
  return { ids, count: counted.length, isMore: all.includes(more), isRepeated: all.includes(repeated) }
}
